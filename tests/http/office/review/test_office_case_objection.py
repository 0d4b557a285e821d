"""What an earlier round of a review let pass is objected to with a supervisor's reason only: in place, counted, and told."""
import re
import subprocess

import pytest

import journey
from journey import crew, fields_of, form_with, ok, send

FIELD, OTHER, MATERIAL = "field:registered_address", "field:telephone", "material:subject_licence"
WHY = "注册地址与新版营业执照不一致，登记机构来函指出"


@pytest.fixture()
def second_round(stack):
    """Version 1 came back for its telephone; version 2 has another one and nothing else."""
    case = journey.submitted(stack)
    journey.give_back(case, crew(stack).initial, [OTHER])
    return again(case, {"telephone": "010-50000001"})


def again(case, values=None, explain=()):
    """The applicant changes values, explains items, and submits."""
    if values:
        case.save("organisation", values)
    for number in explain:
        page = ok(case.browser.get("/apply/corrections"))
        ok(send(case.browser, form_with(page, "/apply/corrections", number=str(number)), {"answer": "与证照一致，无需修改"}))
    before = case.row()["version"]
    ok(case.submit())
    assert case.state == "initial_review" and case.row()["version"] == before + 1
    crew(case.stack).initial.claim(case)
    return case


def objection(case, who, target, action="confirm-objection"):
    """The form in which the supervisor decides on the objection to a target."""
    page = who.case(case)
    form = form_with(page, "/office/case/%s/confirm-objection" % case.public_id, target=target)
    form.action = "/office/case/%s/%s" % (case.public_id, action)
    return form


def give_reason(case, target, reason=WHY, who=None, action="confirm-objection"):
    who = who or crew(case.stack).exchange_supervisor
    return send(who.browser, objection(case, who, target, action), {"supervisor_reason": reason})


def post_return(case, who):
    """Posts the return whatever the page offers."""
    row, page = case.row(), who.case(case)
    return who.browser.post("/office/case/%s/return" % case.public_id, {
        "csrf": journey.csrf(page), "op": journey.form_key(), "version": row["version"], "moves": row["moves"]}, hidden=False)


def mark(case, target):
    rows = case.stack.query("SELECT * FROM mark WHERE application_id = %s AND version = %s AND target = %s", case.id,
                            case.row()["version"], target)
    return rows[0] if rows else None


def returned(case, who):
    """Returned without anybody else's word."""
    ok(who.act(case, "return"))
    assert case.state == "returned", who.browser.page.words[:800]


def audited(case, action):
    return case.stack.query("SELECT actor_id, detail FROM audit WHERE object = %s AND action = %s", "application:%d" % case.id, action)


def test_a_first_round_objects_freely(stack):
    case, who = journey.submitted(stack), crew(stack).initial
    who.claim(case)
    page = who.case(case)
    assert "再次审核" not in page.words and "主管写明理由" not in page.text
    who.mark(case, FIELD, "wrong", "与证照不符")
    assert mark(case, FIELD)["settled_in"] is None
    returned(case, who)


def test_what_was_let_pass_and_stands_unchanged_is_not_returned_without_a_reason(second_round):
    case, who = second_round, crew(second_round.stack).initial
    page = ok(who.browser.get("/office/case/%s?field=registered_address" % case.public_id))
    assert page.has("再次审核", "第 1 版审核时没有提出，此后没有变更", "记为不符合，请主管说明理由")
    page = who.mark(case, FIELD, "wrong", "与证照不符")
    assert page.has("待主管说明理由", "有 1 项待主管说明理由")
    assert not any(f.action.endswith("/return") for f in page.forms)
    assert mark(case, FIELD)["settled_in"] == 1
    refused = post_return(case, who)
    assert refused.status == 422 and refused.has("须由主管写明理由后才能退回") and case.state == "initial_review"
    assert not case.stack.query("SELECT 1 FROM correction WHERE application_id = %s AND version = 2", case.id)
    who.mark(case, FIELD, "right")
    assert mark(case, FIELD)["settled_in"] is None, "marked right, it is no objection any more"


def test_what_changed_is_objected_to_freely(second_round):
    who = crew(second_round.stack).initial
    page = ok(who.browser.get("/office/case/%s?field=telephone" % second_round.public_id))
    assert "请主管说明理由" not in page.words
    who.mark(second_round, OTHER, "wrong", "仍是空号")
    returned(second_round, who)


def test_with_the_supervisors_reason_it_is_returned_told_and_counted(second_round):
    case, who = second_round, crew(second_round.stack).initial
    boss = crew(case.stack).exchange_supervisor
    who.mark(case, FIELD, "wrong", "与证照不符", "请按证照填写")
    page = ok(boss.browser.get("/office/queue"))
    assert page.has("待说明理由的后续新意见", case.row()["number"])
    page = give_reason(case, FIELD, "")
    assert page.status == 422 and page.has("请写明理由") and mark(case, FIELD)["agreed"] is None
    before = counted(case, who)
    page = ok(give_reason(case, FIELD))
    given = mark(case, FIELD)
    assert (given["agreed"], given["supervisor_id"], given["supervisor_reason"]) == (1, boss.id, WHY)
    assert [row["actor_id"] for row in audited(case, "application.confirm_objection")] == [boss.id]
    assert who.case(case).has("主管已说明理由", WHY)
    assert counted(case, who) == before, "counted before it was told"
    returned(case, who)
    items = case.stack.query("SELECT target, settled_in, supervisor_id, supervisor_reason FROM correction"
                             " WHERE application_id = %s AND version = 2", case.id)
    assert items == [{"target": FIELD, "settled_in": 1, "supervisor_id": boss.id, "supervisor_reason": WHY}]
    assert ok(case.browser.get("/apply/corrections")).has("为什么现在提出", "第 1 版审核时没有提出", WHY)
    assert WHY in letter(case)
    assert counted(case, who) == before + 1
    assert boss.case(case).has("后续新意见 1 项", "其中后续新意见")


def letter(case):
    data = ok(case.browser.get("/apply/version/%d/document/correction_letter" % case.row()["version"])).body
    run = subprocess.run(["pdftotext", "-raw", "-", "-"], input=data, stdout=subprocess.PIPE, check=True)
    return re.sub(r"\s", "", run.stdout.decode())


def counted(case, who):
    """How many of this reviewer's the supervisor's list has."""
    page = ok(crew(case.stack).exchange_supervisor.browser.get("/office/queue"))
    name = case.stack.query("SELECT name FROM staff WHERE id = %s", who.id)[0]["name"]
    figures = page.words.partition("统计（最近一年）")[2]  # not there before anything was counted
    found = re.search(r"初审 %s (\d+) " % re.escape(name), " ".join(figures.split()))
    return int(found.group(1)) if found else 0


def test_what_the_supervisor_declines_is_marked_otherwise(second_round):
    case, who = second_round, crew(second_round.stack).initial
    who.mark(case, FIELD, "wrong", "与证照不符")
    ok(give_reason(case, FIELD, "前次已核对无误", action="decline-objection"))
    assert audited(case, "application.decline_objection")
    assert who.case(case).has("主管不同意", "前次已核对无误", "有 1 项主管不同意")
    refused = post_return(case, who)
    assert refused.status == 422 and case.state == "initial_review"
    who.mark(case, FIELD, "wrong", "证照已于上月变更")
    assert mark(case, FIELD)["agreed"] is None, "another mark is another question"
    ok(give_reason(case, FIELD))
    returned(case, who)


def test_a_reason_is_for_the_words_it_was_given_for(second_round):
    case, who = second_round, crew(second_round.stack).initial
    boss = crew(case.stack).exchange_supervisor
    who.mark(case, FIELD, "wrong", "与证照不符")
    old = objection(case, boss, FIELD)
    who.mark(case, FIELD, "wrong", "完全是另一回事")
    late = send(boss.browser, old, {"supervisor_reason": WHY})
    assert late.status == 409 and late.has("这条意见刚刚有变化") and mark(case, FIELD)["agreed"] is None
    assert late.has("完全是另一回事")
    ok(give_reason(case, FIELD))
    who.mark(case, FIELD, "wrong", "又换了一个说法")
    assert post_return(case, who).status == 422 and case.state == "initial_review"


def test_of_two_supervisors_one_decides(second_round):
    case, who = second_round, crew(second_round.stack).initial
    one, two = crew(case.stack).exchange_supervisor, journey.Staffer(case.stack, "exchange_supervisor")
    who.mark(case, FIELD, "wrong", "与证照不符")
    forms = objection(case, one, FIELD), objection(case, two, FIELD, "decline-objection")
    ok(send(one.browser, forms[0], {"supervisor_reason": WHY}))
    late = send(two.browser, forms[1], {"supervisor_reason": "不必"})
    assert late.status == 409 and late.has("这条意见刚刚有变化")
    assert (mark(case, FIELD)["agreed"], mark(case, FIELD)["supervisor_id"]) == (1, one.id)


def test_nobody_gives_the_reason_for_their_own_objection_nor_for_another_house(second_round):
    case, stack = second_round, second_round.stack
    both = journey.Staffer(stack, "initial_reviewer,exchange_supervisor")
    ok(send(crew(stack).exchange_supervisor.browser, crew(stack).exchange_supervisor.case(case).form(
        "/office/case/%s/reassign" % case.public_id), {"staff": both.id}))
    both.mark(case, FIELD, "wrong", "与证照不符")
    page = both.case(case)
    assert page.has("由另一位主管说明理由") and not any("confirm-objection" in f.action for f in page.forms)
    fields = fields_of(objection(case, crew(stack).exchange_supervisor, FIELD))
    path = "/office/case/%s/confirm-objection" % case.public_id
    for person, words in ((both, "另一位主管"), (crew(stack).initial, ""), (crew(stack).second, ""), (crew(stack).of("auditor"), "")):
        token = journey.csrf(ok(person.browser.get("/office/queue")))
        page = person.browser.post(path, {**fields, "csrf": token, "op": journey.form_key(), "supervisor_reason": WHY}, hidden=False)
        assert page.status in (403, 422) and page.has(words), (person.role, page.status, page.words[:300])
    assert crew(stack).registry_supervisor.browser.get("/office/case/" + case.public_id).status == 404
    assert mark(case, FIELD)["agreed"] is None


def test_the_applicants_change_in_between_makes_the_reason_come_too_late(second_round):
    case, boss = second_round, crew(second_round.stack).exchange_supervisor
    crew(case.stack).initial.mark(case, FIELD, "wrong", "与证照不符")
    old = objection(case, boss, FIELD)
    ok(case.browser.get("/apply/amend"))
    ok(case.browser.submit("/apply/amend", {"knowingly": "yes"}))
    again(case, {"registered_address": "北京市通州区样本街9号"})
    late = send(boss.browser, old, {"supervisor_reason": WHY})
    assert late.status == 409 and late.has("请重新查看")
    crew(case.stack).initial.mark(case, FIELD, "wrong", "与证照不符")
    assert mark(case, FIELD)["settled_in"] is None, "it has changed since"


def test_a_value_put_back_is_settled_where_it_stood_unobjected(second_round):
    case, who = second_round, crew(second_round.stack).initial
    was = case.applicant.sections["organisation"]["registered_address"]
    who.mark(case, OTHER, "wrong", "空号")
    returned(case, who)
    again(case, {"registered_address": "北京市通州区样本街9号", "telephone": "010-50000002"})
    who.mark(case, FIELD, "wrong", "街9号不存在")
    assert mark(case, FIELD)["settled_in"] is None
    returned(case, who)
    again(case, {"registered_address": was})
    who.mark(case, FIELD, "wrong", "与证照不符")
    assert mark(case, FIELD)["settled_in"] == 2, "version 2 had it like this, and nobody said a word"
    assert post_return(case, who).status == 422


def test_an_objection_that_was_only_explained_is_made_again_freely(second_round):
    case, who = second_round, crew(second_round.stack).initial
    who.mark(case, OTHER, "wrong", "空号")
    returned(case, who)
    again(case, explain=[1])
    who.mark(case, OTHER, "wrong", "仍是空号")
    assert mark(case, OTHER)["settled_in"] is None
    returned(case, who)


def replace(case, code, slot, data):
    """Another upload in the place of a slot's only file."""
    old = case.stack.query("SELECT f.public_id FROM application_file a JOIN file f ON f.id = a.file_id WHERE a.application_id = %s"
                           " AND a.code = %s AND a.slot = %s", case.id, code, slot)[0]["public_id"]
    page = ok(case.browser.get("/apply/materials"))
    ok(send(case.browser, form_with(page, "/apply/materials/remove", file=old)))
    ok(case.upload(code, slot, name="again.jpg", data=data))


def test_a_material_is_changed_by_another_content_and_not_by_the_same_again(stack):
    case, who = journey.submitted(stack), crew(stack).initial
    journey.give_back(case, who, [OTHER])
    paths = {(code, slot): path for code, slot, path in case.applicant.files}
    read = lambda key: open(paths[key], "rb").read()
    replace(case, "subject_licence", "document", read(("subject_licence", "document")))
    replace(case, "confirmer_id", "back", read(("subject_licence", "document")))
    again(case, {"telephone": "010-50000001"})
    who.mark(case, MATERIAL, "wrong", "看不清")
    who.mark(case, "material:confirmer_id", "wrong", "不是反面")
    assert mark(case, MATERIAL)["settled_in"] == 1, "the same bytes are the same material"
    assert mark(case, "material:confirmer_id")["settled_in"] is None
    assert post_return(case, who).status == 422
    ok(give_reason(case, MATERIAL))
    returned(case, who)


def test_a_signed_form_changes_with_the_answers_it_prints(second_round):
    who = crew(second_round.stack).initial
    who.mark(second_round, "material:registry_form_group", "wrong", "扫描件与填报不一致")
    who.mark(second_round, "material:trading_recommendation", "wrong", "看不清")
    assert mark(second_round, "material:registry_form_group")["settled_in"] is None, "it prints the telephone"
    assert mark(second_round, "material:trading_recommendation")["settled_in"] == 1


def test_each_review_has_rounds_of_its_own(stack):
    case, people = journey.to_state(stack, journey.fresh(), "paper_review"), crew(stack)
    people.second.claim(case)
    people.second.mark(case, FIELD, "wrong", "与纸质材料不符")
    assert mark(case, FIELD)["settled_in"] is None, "its first round, whatever the initial review passed"
    people.second.mark(case, FIELD, "right")
    journey.give_back(case, people.second, [OTHER])
    again(case, {"telephone": "010-50000001"})
    people.initial.mark(case, FIELD, "wrong", "与证照不符")
    assert mark(case, FIELD)["settled_in"] == 1, "the initial review passed it in version 1"
    people.initial.mark(case, FIELD, "right")
    journey.pass_initial(case, people.initial)
    journey.receive(case, people.second)
    people.second.claim(case)
    people.second.mark(case, FIELD, "wrong", "与纸质材料不符")
    found = stack.query("SELECT settled_in FROM mark WHERE application_id = %s AND version = 2 AND stage = 'paper_review'"
                        " AND target = %s", case.id, FIELD)
    assert found == [{"settled_in": 1}]


def test_the_registrys_supervisor_gives_the_registrys_reasons(stack):
    case, people = journey.to_state(stack, journey.fresh(), "registry_review"), crew(stack)
    journey.give_back(case, people.registry, [OTHER])
    again(case, {"telephone": "010-50000001"})
    journey.pass_initial(case, people.initial)
    journey.receive(case, people.second)
    journey.pass_paper(case, people.second)
    journey.accept(case, people.receiver, journey.hand_over(case, people.second))
    people.registry.claim(case)
    people.registry.mark(case, FIELD, "wrong", "与证照不符")
    assert post_return(case, people.registry).status == 422 and case.state == "registry_review"
    assert not any("confirm-objection" in f.action for f in people.exchange_supervisor.case(case).forms)
    ok(give_reason(case, FIELD, who=people.registry_supervisor))
    returned(case, people.registry)


def test_without_an_objection_there_is_nothing_to_decide(second_round):
    case, boss = second_round, crew(second_round.stack).exchange_supervisor
    page = boss.case(case)
    row = case.row()
    for target in (FIELD, "field:nothing", "<b>", "material:subject_licence"):
        page = boss.browser.post("/office/case/%s/confirm-objection" % case.public_id, {
            "csrf": journey.csrf(page), "op": journey.form_key(), "version": row["version"], "moves": row["moves"],
            "target": target, "changes": "0", "supervisor_reason": WHY}, hidden=False)
        assert page.status == 409 and page.has("没有完成"), (target, page.status)
        page = boss.case(case)
