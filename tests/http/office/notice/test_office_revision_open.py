"""Open applications that the office moves to another revision of the notice: who hears of it. Releasing one changes what every
applicant is asked for, and a day holds one, so the installation is this file's own."""
import random

import journey
from journey import ok
from revision import beijing, choose, copied, edit, move, url


def test_who_is_told_of_another_revision(own):
    """An SMS to the trading representative, or the visitor of a draft, when anything is asked otherwise of this very application
    or its papers go elsewhere; none for who stays, and none when nothing of it touches them."""
    editor, other = journey.Staffer(own, "editor"), journey.Staffer(own, "editor")
    people = journey.crew(own)
    moved = lambda case: [m["recipient_masked"] for m in own.query(  # noqa: E731
        "SELECT recipient_masked FROM outbox WHERE application_id = %s AND name = 'revision_moved'", case.id)]
    trader = lambda case: case.applicant.sections["trader"]["trader_mobile"]  # noqa: E731
    empty = journey.Case(own).register().start()
    unsure = journey.Case(own).register().start().fill()
    sure = journey.Case(own).register().start().fill().upload_all().confirm_contacts()
    posting, stays, arrived, owner = [journey.submitted(own, journey.fresh(a)) for a in ["applicant-b"] * 3 + ["applicant-a"]]
    for case in (posting, stays, arrived, owner):
        journey.pass_initial(case, people.initial)
    for case in (arrived, owner):
        journey.receive(case, people.second)

    # another address, and another requirement that concerns project owners alone
    number = copied(own, editor, 8)
    ok(edit(editor, number, {"mail_address": "北京市朝阳区样例路%d号" % random.randrange(10, 9999)}))
    ok(editor.browser.get(url(number, "material/project_proof")))
    ok(editor.browser.submit(url(number, "material/project_proof"), {"requirement": "只与项目业主有关的变化"}))
    ok(move(editor, number, "propose"))
    ok(move(other, number, "release", {"day": str(beijing())}))
    for case in (empty, unsure, sure, posting, arrived, owner):
        ok(choose(editor, number, case, "moves"))
        assert case.row()["revision_id"] == number
    ok(choose(editor, number, stays, "stays"))

    assert moved(stays) == [] and moved(arrived) == []
    for case, mobile in ((empty, empty.applicant.mobile), (unsure, unsure.applicant.mobile), (sure, trader(sure)),
                         (posting, trader(posting)), (owner, trader(owner))):
        assert moved(case) == [mobile[:3] + "****" + mobile[-4:]], (case.applicant.username, mobile)
        text = own.sim.wait_message(mobile, "联合开户申请已改按新修订的开户须知办理")["text"]
        assert "样例路" not in text and "http" not in text and "登录系统查看" in text
    assert ok(posting.browser.get("/apply")).has("改按新修订的开户须知办理，请查看材料和邮寄信息的变化")
    assert people.exchange_supervisor.case(posting).has("须知变更通知")
