"""Revisions of the notice: an eighth one is prepared in the office, released by another person, and changes guide, required
materials and mailing address without a restart; applications follow theirs until the office moves them. Releasing changes
what every applicant is asked for, so the installation is this file's own."""
import datetime
import os
import random
import re
import signal
import subprocess
from pathlib import Path

import pymysql
import pytest

import journey
from journey import form_with, ok, send
from patience import wait
from revision import beijing, choose, copied, edit, free_number, move, row, touched_form, url

ADDRESS = "北京市海淀区样例路8号第八版大厦"
EXTRA = "第八版新增的诚信声明"
REQUIREMENT = "复印件，加盖公章，并注明与原件一致"


def add_material(editor, number, name=EXTRA):
    ok(editor.browser.get(url(number, "material/new")))
    return editor.browser.submit(url(number, "material/new"), {
        "name": name, "requirement": "按模板填写，加盖公章", "applies_when": "always", "accounts": "RT", "paper_copies": "3",
        "registry_copies": "1", "slot_name_1": "声明"})


def printed(case, form):
    page = ok(case.browser.get("/apply/document/" + form))
    run = subprocess.run(["pdftotext", "-", "-"], input=page.body, capture_output=True, check=True)
    return "".join(run.stdout.decode().split())


def as_office(own, sql, *values):
    """What the office's own database user may do."""
    password = (own.data / "keys" / "db" / "ccer_office").read_text().strip()
    connection = pymysql.connect(unix_socket=own.mysql_socket, user="ccer_office", password=password, database=own.mysql_db,
                                 charset="utf8mb4", autocommit=True)
    try:
        with connection.cursor() as c:
            return c.execute(sql, values)
    finally:
        connection.close()


def materials(case):
    return ok(case.browser.get("/apply/materials"))


def test_the_registry_s_term_is_said_as_it_is_set(own):
    case = journey.to_state(own, state="awaiting_paper")
    assert ok(own.portal().get("/")).has("15 个工作日内") and ok(case.browser.get("/apply")).has("15 个工作日内")
    with (own.data / "etc" / "portal.conf").open("a") as conf:
        conf.write("\n[clock]\nregistry_days = 17\n")
    for pid in own.processes("portal"):
        os.kill(pid, signal.SIGUSR1)
    assert wait(lambda: own.portal().get("/").has("17 个工作日内") and case.browser.get("/apply").has("17 个工作日内"))


def test_an_eighth_revision_from_draft_to_the_applicants(own):
    editor, other = journey.Staffer(own, "editor"), journey.Staffer(own, "editor")
    people = journey.crew(own)
    draft = journey.Case(own).register().start().fill()
    posting = journey.submitted(own)
    journey.pass_initial(posting, people.initial)
    in_review = journey.submitted(own)

    # prepared; what does not hold is refused in place with everything typed kept
    copied(own, editor, 8)
    page = edit(editor, 8, {"mail_address": ADDRESS, "mail_postcode": "12", "mail_recipient": "新收件岗"})
    assert page.status == 422 and page.has("邮政编码应为6位数字") and ADDRESS in page.text and "新收件岗" in page.text
    assert row(own, 8)["mail_address"] != ADDRESS
    body = row(own, 7)["body"].replace("第三步： 交易机构", "第三步： 第八版里的交易机构")
    page = ok(edit(editor, 8, {"mail_address": ADDRESS, "title": "联合开户须知（第八次修订）", "body": body}))
    assert page.path == url(8) and row(own, 8)["mail_address"] == ADDRESS
    page = ok(add_material(editor, 8))
    assert page.has(EXTRA)
    ok(editor.browser.get(url(8, "material/subject_licence")))
    ok(editor.browser.submit(url(8, "material/subject_licence"), {"requirement": REQUIREMENT}))
    ok(editor.browser.get(url(8, "material/trading_form")))
    ok(editor.browser.submit(url(8, "material/trading_form"), {"paper_copies": "3"}))

    # what differs, the preview
    page = ok(editor.browser.get(url(8, "changes")))
    for old, new in (("北京市通州区观音庵街2号院", ADDRESS), ("复印件，加盖公章", REQUIREMENT),
                     ("第三步： 交易机构", "第三步： 第八版里的交易机构")):
        assert re.search("<del>[^<]*%s[^<]*</del>.*?<ins>[^<]*%s[^<]*</ins>" % (old, new), page.text, re.S), (old, new)
    assert page.has("新增") and EXTRA in page.text and "法定代表人/负责人身份证明" not in page.text
    page = ok(editor.browser.get(url(8, "preview")))
    assert page.has(ADDRESS, EXTRA, REQUIREMENT, "11 项 24 份", "13 项 24 份")

    # four eyes
    ok(move(editor, 8, "propose"))
    assert row(own, 8)["state"] == "proposed"
    page = ok(editor.browser.get(url(8, "changes")))
    assert not [f for f in page.forms if f.action.endswith("/release")]
    form = page.form(url(8, "send-back"))
    page = editor.browser.post(url(8, "release"), {"csrf": dict(form.hidden)["csrf"], "op": dict(form.hidden)["op"],
                                                   "seen": dict(form.hidden)["seen"], "day": str(beijing())}, hidden=False)
    assert page.status == 422 and page.has("不能发布") and row(own, 8)["state"] == "proposed"
    with pytest.raises(pymysql.MySQLError):
        as_office(own, "UPDATE notice_revision SET state = 'released', effective_on = CURDATE(), released_by = changed_by"
                       " WHERE id = 8")
    page = move(other, 8, "send-back", {"remark": ""})
    assert page.status == 422 and page.has("请说明原因")
    ok(move(other, 8, "send-back", {"remark": "第三步的措辞再看一下"}))
    page = ok(editor.browser.get(url(8)))
    assert row(own, 8)["state"] == "draft" and page.has("第三步的措辞再看一下")
    ok(move(editor, 8, "propose"))

    # a day to come is not yet today; what is not in force can be taken back
    page = move(other, 8, "release", {"day": str(beijing(-1))})
    assert page.status == 422 and page.has("今天或以后的日期")
    ok(move(other, 8, "release", {"day": str(beijing(1))}))
    assert row(own, 8)["state"] == "released" and row(own, 8)["effective_on"] == beijing(1)
    page = ok(own.portal().get("/guide"))
    assert not page.has(ADDRESS) and not page.has(EXTRA)
    page = ok(other.browser.get(url(8, "applications")))
    assert page.has(EXTRA) and not [f for f in page.forms if f.action == url(8, "applications") and f.buttons]
    ok(move(other, 8, "withdraw", {"remark": "日期错了"}))
    ok(move(editor, 8, "reopen"))
    ok(move(editor, 8, "propose"))
    ok(move(other, 8, "release", {"day": str(beijing())}))

    # effects, without a restart; who has not signed in may be given a page that was made a second ago
    assert wait(lambda: own.portal().get("/guide").has(ADDRESS))
    page = ok(own.portal().get("/guide"))
    assert page.has(ADDRESS, EXTRA, REQUIREMENT, "第八版里的交易机构") and not page.has("观音庵街")
    assert wait(lambda: own.portal().get("/").has("第八次修订"))
    new = journey.Case(own).register().start()
    assert materials(new).has(EXTRA, REQUIREMENT)
    assert new.row()["revision_id"] == 8
    assert "打印一式三份" in printed(new.fill(), "trading_form") and "打印一式两份" in printed(draft, "trading_form")
    assert "打印一式两份" in printed(new, "registry_form_group")
    assert not materials(draft).has(EXTRA) and not draft.browser.page.has(REQUIREMENT)
    page = ok(posting.browser.get("/apply/cover"))
    assert page.has(ADDRESS) and not page.has(EXTRA)
    assert ok(posting.browser.get("/apply")).has(ADDRESS)

    # what is released stays
    page = ok(editor.browser.get(url(8)))
    assert url(8, "edit") not in page.links
    token = journey.csrf(page)
    page = editor.browser.post(url(8, "materials"), {"csrf": token, "seen": row(own, 8)["changes"], "code": "initiator_id",
                                                     "change": "remove"}, hidden=False)
    assert page.status == 422 and page.has("已发布的修订不能修改")
    page = editor.browser.post(url(8, "withdraw"), {"csrf": token, "seen": row(own, 8)["changes"], "remark": "x"}, hidden=False)
    assert page.status == 422 and row(own, 8)["state"] == "released"

    for sql in ("UPDATE notice_revision SET mail_address = '别处' WHERE id = 8",
                "UPDATE notice_revision SET document_set = 'x' WHERE id = 7",
                "UPDATE notice_revision SET state = 'draft', effective_on = NULL WHERE id = 8",
                "UPDATE notice_revision SET state = 'withdrawn', effective_on = NULL WHERE id = 8",
                "UPDATE notice_revision SET effective_on = effective_on + INTERVAL 1 DAY WHERE id = 8",
                "UPDATE material SET requirement = '别的' WHERE revision_id = 7 AND code = 'trading_form'",
                "UPDATE material_slot SET name = '别的' WHERE revision_id = 8",
                "DELETE FROM material_slot WHERE revision_id = 8 AND code = 'trading_form'",
                "DELETE FROM material WHERE revision_id = 7 AND code = 'proxy_authorisation'",
                "INSERT INTO material_slot VALUES (8, 'trading_form', 'x', 9, 'x', 'always')",
                "INSERT INTO material (revision_id, code, number, name, accounts, applies_when, paper_copies, registry_copies,"
                " source, requirement) VALUES (8, 'x', 99, 'x', 'R', 'always', 1, 1, 'own', 'x')"):
        for who, errors in ((own.query, {1644}), (lambda sql: as_office(own, sql), {1644, 1142})):  # the trigger; or no right at all
            with pytest.raises(pymysql.MySQLError) as refused:
                who(sql)
            assert refused.value.args[0] in errors, (sql, refused.value)
    with pytest.raises(pymysql.MySQLError):
        as_office(own, "DELETE FROM notice_revision WHERE id = 8")

    # open applications: one moves, one stays, one is in review
    page, _ = touched_form(editor, 8, draft)
    assert page.has("未提交的草稿", EXTRA, "新增", "变更")
    ok(choose(editor, 8, draft, "moves"))
    assert draft.row()["revision_id"] == 8
    assert materials(draft).has(EXTRA, REQUIREMENT)
    page = ok(draft.browser.get("/apply"))
    assert page.has("改按新修订的开户须知办理")
    value = touched_form(other, 8, posting)[1]
    ok(choose(other, 8, posting, "stays"))
    page = ok(other.browser.get(url(8, "applications")))
    assert posting.public_id not in page.text and posting.row()["revision_id"] == 7
    page, _ = touched_form(other, 8, in_review)
    page = send(other.browser, page.form(url(8, "applications")), {"application": value, "choice": "moves"})
    assert page.status == 422 and page.has("已经决定") and posting.row()["revision_id"] == 7
    ok(choose(other, 8, in_review, "moves"))
    page = people.initial.case(in_review)
    assert not page.has(EXTRA), "the version in review was submitted under revision 7"
    assert ok(in_review.browser.get("/apply")).has("改按新修订的开户须知办理")
    journey.pass_initial(in_review, people.initial)
    assert not ok(in_review.browser.get("/apply/cover")).has(EXTRA)

    # the next version is under revision 8, and the changed material is looked at again
    ok(in_review.browser.get("/apply/amend"))
    form = [f for f in in_review.browser.page.forms if f.action.startswith("/apply/amend")][0]
    ok(send(in_review.browser, form, {name: values[-1] for name, values in form.choices.items()}))
    page = materials(in_review)
    form = form_with(page, "/apply/materials/upload", code=own.query(
        "SELECT code FROM material WHERE revision_id = 8 AND name = %s", EXTRA)[0]["code"])
    licence = next(f[2] for f in in_review.applicant.files if f[0] == "subject_licence")
    ok(in_review.browser.upload(form.action, dict(form.fields), "file", "a.jpg", Path(licence).read_bytes()))
    ok(in_review.submit())
    assert in_review.row()["version"] == 2
    assert [v["revision_id"] for v in own.query("SELECT revision_id FROM application_version WHERE application_id = %s"
                                                " ORDER BY version", in_review.id)] == [7, 8]
    marked = {m["target"] for m in own.query("SELECT target FROM mark WHERE application_id = %s AND version = 2", in_review.id)}
    assert "material:signatory_id" in marked and "material:subject_licence" not in marked
    assert people.initial.case(in_review).has(EXTRA)
    assert own.ctl("audit", "verify").returncode == 0


def test_two_tabs(own):
    """The second to save is told, sees what the other saved, loses nothing, and may then save knowingly."""
    editor = journey.Staffer(own, "editor")
    number = copied(own, editor, free_number(own))
    stale = ok(editor.browser.get(url(number, "edit"))).form(url(number, "edit"))
    ok(edit(editor, number, {"mail_recipient": "第一个窗口"}))
    page = send(editor.browser, stale, {"mail_recipient": "第二个窗口", "mail_note": "第二个窗口的说明"})
    assert page.status == 422 and page.has("另一个窗口或同事保存了这次修订", "第一个窗口")
    assert 'value="第二个窗口"' in page.text and 'value="第二个窗口的说明"' in page.text
    assert row(own, number)["mail_recipient"] == "第一个窗口"
    ok(editor.browser.submit(url(number, "edit")))
    assert row(own, number)["mail_recipient"] == "第二个窗口"
    stale = ok(editor.browser.get(url(number, "material/contact_id"))).form(url(number, "material/contact_id"))
    ok(edit(editor, number, {"mail_recipient": "又改了"}))
    page = send(editor.browser, stale, {"name": "另起的名称"})
    assert page.status == 422 and page.has("没有保存") and 'value="另起的名称"' in page.text
    assert not own.query("SELECT 1 AS x FROM material WHERE revision_id = %s AND name = '另起的名称'", number)


def beside_its_field(page, words):
    return re.search(r'<p class="field-error"[^>]*>[^<]*' + words, page.text)


def test_the_catalogue_of_a_draft(own):
    editor = journey.Staffer(own, "editor")
    number = copied(own, editor, free_number(own))
    b = editor.browser

    def codes():
        rows = own.query("SELECT code, number FROM material WHERE revision_id = %s ORDER BY number", number)
        assert [r["number"] for r in rows] == list(range(1, len(rows) + 1))
        return [r["code"] for r in rows]

    before = codes()
    page = ok(b.get(url(number)))
    ok(send(b, form_with(page, url(number, "materials"), code=before[2]), {"change": "up"}))
    assert codes() == [before[0], before[2], before[1], *before[3:]]
    ok(b.get(url(number, "material/" + before[1])))
    ok(b.submit(url(number, "materials")))
    assert codes() == [before[0], before[2], *before[3:]]
    assert not own.query("SELECT 1 AS x FROM material_slot WHERE revision_id = %s AND code = %s", number, before[1])
    for changes, words in (({"registry_copies": "4"}, "不能多于纸质份数"), ({"paper_copies": "两份"}, "0至9的整数"),
                           ({"slot_name_1": ""}, "至少填写一个上传项"), ({"name": ""}, "请填写")):
        ok(b.get(url(number, "material/trading_form")))
        page = b.submit(url(number, "material/trading_form"), {"requirement": "写了一半的要求", **changes})
        assert page.status == 422 and beside_its_field(page, words) and "写了一半的要求" in page.text, changes
    ok(b.get(url(number, "material/project_proof")))
    page = b.submit(url(number, "material/project_proof"), {"source": "generated"})
    assert page.status == 422 and beside_its_field(page, "没有这项材料的表单模板")
    ok(b.get(url(number, "material/project_proof")))
    ok(b.submit(url(number, "material/project_proof"), {"slot_name_3": "林权证", "slot_when_3": "not_owner"}))
    slots = own.query("SELECT slot, name, applies_when FROM material_slot WHERE revision_id = %s AND code = 'project_proof'"
                      " ORDER BY position", number)
    assert [s["slot"] for s in slots][:2] == ["document", "transfer"] and slots[2]["name"] == "林权证"
    page = edit(editor, number, {"number": "7"})
    assert page.status == 422 and page.has("这个修订号已经有了")
    free = free_number(own) + 10
    assert ok(edit(editor, number, {"number": free})).path == url(free)
    assert len(own.query("SELECT code FROM material WHERE revision_id = %s", free)) == len(before) - 1
    assert own.query("SELECT 1 AS x FROM material_slot WHERE revision_id = %s", free)


def test_what_a_material_must_say_goes_along_and_is_changed_like_the_rest(own):
    editor, number = journey.Staffer(own, "editor"), free_number(own) + 15
    clause = lambda n: own.query("SELECT clause, clause_when FROM material WHERE revision_id = %s AND code = 'project_proof'", n)[0]
    copied(own, editor, number)
    assert clause(number) == clause(7) and clause(7)["clause_when"] == "forestry_not_owner"
    b, page = editor.browser, url(number, "material/project_proof")
    assert ok(b.get(page)).has("林业碳汇项目业主非项目所有者", "必须写明的内容")
    ok(b.submit(page, {"name": "产权证明和协议"}))
    assert clause(number) == clause(7), "a form that was only sent on loses nothing"
    ok(b.get(page))
    ok(b.submit(page, {"clause": "须写明转让价款", "clause_when": "not_owner"}))
    assert clause(number) == {"clause": "须写明转让价款", "clause_when": "not_owner"}
    shown = ok(b.get(url(number, "changes")))
    assert shown.has("必须写明的内容", "须写明转让价款", "何时必须写明", "林业碳汇项目业主非项目所有者", "项目业主非项目所有者")
    ok(b.get(page))
    ok(b.submit(page, {"clause": ""}))
    assert clause(number) == {"clause": "", "clause_when": ""}


def test_who_may(own):
    editor, number = journey.Staffer(own, "editor"), free_number(own) + 20
    copied(own, editor, number)
    for role, reads in (("initial_reviewer", 403), ("finance", 403), ("registry_supervisor", 403), ("security_admin", 403),
                        ("auditor", 200), ("exchange_supervisor", 200)):
        person = journey.Staffer(own, role)
        b, token = person.browser, journey.csrf(person.browser.page)
        for page in ("", "changes", "preview", "applications"):
            assert b.get(url(number, page)).status == reads, (role, page)
        assert b.get("/office/revision").status == reads
        assert b.get(url(number, "edit")).status == 403
        for page in ("propose", "materials", "material/contact_id", "edit", "reopen"):
            assert b.raw("POST", url(number, page), b"csrf=" + token.encode(), {
                **b.own(), "Content-Type": "application/x-www-form-urlencoded"}).status == 403, (role, page)
    assert row(own, number)["state"] == "draft"
    assert editor.browser.get(url(998)).status == 404
    assert editor.browser.get(url(number, "material/nothing")).status == 404


def test_one_day_holds_one_revision(own):
    editor, supervisor = journey.Staffer(own, "editor"), journey.Staffer(own, "exchange_supervisor")
    day = beijing(random.randrange(400, 4000))
    first, second = copied(own, editor, free_number(own)), None
    ok(move(editor, first, "propose"))
    ok(move(supervisor, first, "release", {"day": str(day)}))
    second = copied(own, editor, free_number(own))
    ok(move(editor, second, "propose"))
    page = move(supervisor, second, "release", {"day": str(day)})
    assert page.status == 422 and page.has("这一天已有另一次修订生效")
    ok(move(supervisor, second, "release", {"day": (day + datetime.timedelta(days=1)).strftime("%Y年%m月%d日")}))
    assert row(own, second)["effective_on"] == day + datetime.timedelta(days=1)
    for number in (first, second):
        ok(move(supervisor, number, "withdraw"))
