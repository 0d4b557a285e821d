"""What the self-check says before submitting and in review: the rules themselves are tests/unit/core/test_self_check.c."""
import random
from pathlib import Path

import journey
from journey import crew, fields_of, form_with, fresh, ok, send


def ready(stack, **changes):
    """Everything filled in and uploaded, with some answers changed before the uploads."""
    case = journey.Case(stack, fresh())
    for name, value in changes.items():
        section = next(s for s, typed in case.applicant.sections.items() if name in typed)
        case.applicant.sections[section][name] = value
    return case.register().start().fill().upload_all().confirm_contacts()


def test_nothing_to_say_is_nothing_to_tick(stack):
    case = ready(stack)
    page = ok(case.browser.get("/apply/check"))
    assert not page.has("建议核对") and not page.form("/apply/submit").choices
    ok(send(case.browser, page.form("/apply/submit")))
    assert case.state == "initial_review"
    page = crew(stack).initial.case(case)
    assert page.has("自动核对：没有发现问题")


def test_advice_is_shown_ticked_and_shown_again_in_review(stack):
    case = ready(stack, postcode="200001", initiator_email="sunyue@gmial.com", correspondence_address="通州区")
    page = ok(case.browser.get("/apply/check"))
    assert page.has("建议核对 3 处", "上海市", "gmail.com", "地址过于简单") and "/apply/section/organisation#f-postcode" in page.text
    form = page.form("/apply/submit")
    answer = send(case.browser, form)
    assert answer.status == 422 and answer.has("勾选确认", "建议核对 3 处") and case.state == "draft"
    form = case.browser.page.form("/apply/submit")
    ok(send(case.browser, form, {"advice_seen": "yes"}))
    assert case.state == "initial_review"
    page = crew(stack).initial.case(case)
    assert page.has("自动核对", "提示 3", "上海市", "gmail.com")
    link = "/office/case/%s?version=1&amp;field=postcode#f-postcode" % case.public_id
    assert link in page.text
    ok(crew(stack).initial.browser.get(link.replace("&amp;", "&").split("#")[0]))


def test_what_must_be_mended_is_not_also_advice(stack):
    case = ready(stack)
    ok(case.save("trader", {"trader_valid_until": "2020-01-01"}, save="draft"))
    page = ok(case.browser.get("/apply/check"))
    assert page.has("必须修改") and page.text.count('#f-trader_valid_until">交易') == 1
    assert page.form("/apply/submit") and "disabled" in page.text


def test_a_signed_form_grows_old_with_its_answers(stack):
    """Changing what a form prints makes its scan old, also over submissions; a new scan makes it right again."""
    case = ready(stack)
    code, slot, path = next(f for f in case.applicant.files if f[0] == "trading_form")
    hashes = lambda: {r["form_hash"] for r in stack.query(  # noqa: E731
        "SELECT form_hash FROM application_file WHERE application_id = %s AND code = %s", case.id, code)}
    before = hashes()
    assert len(before) == 1 and before != {""}
    assert not stack.query("SELECT 1 FROM application_file WHERE application_id = %s AND code = 'initiator_id' AND"
                           " form_hash <> ''", case.id)
    ok(case.save("trader", {"trader_name": "孙小悦"}))
    page = ok(case.browser.get("/apply/check"))
    assert page.has("请重新下载、打印、签章并上传") and "/apply/materials#material-trading_form" in page.text
    ok(case.submit())
    assert case.state == "initial_review"
    assert {r["form_hash"] for r in stack.query("SELECT form_hash FROM version_file WHERE application_id = %s AND"
                                                " code = %s", case.id, code)} == before
    page = crew(stack).initial.case(case)
    assert page.has("扫描件上传后，表上内容有改动") and "material=trading_form#viewer" in page.text
    journey.give_back(case, crew(stack).initial, ["material:trading_form"])
    file = stack.query("SELECT f.public_id FROM application_file a JOIN file f ON f.id = a.file_id"
                       " WHERE a.application_id = %s AND a.code = %s", case.id, code)[0]["public_id"]
    form = form_with(ok(case.browser.get("/apply/materials")), "/apply/materials/upload", code=code, slot=slot, replace=file)
    data = Path(path).read_bytes() + b"\n% signed again " + str(random.random()).encode()
    ok(case.browser.upload(form.action, fields_of(form), "file", "again.pdf", data))
    assert hashes() != before
    assert "/apply/materials#material-trading_form\">材料" not in ok(case.browser.get("/apply/check")).text
