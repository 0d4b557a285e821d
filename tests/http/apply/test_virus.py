"""The virus scan: what is infected is not kept, what cannot be scanned at once is scanned later, and nothing that was not found
clean is shown to a reviewer. Each test's files carry a mark of their own, by which the simulated scanner knows how to behave
(tests/sim/clamd.py), so tests do not disturb each other."""
import secrets
import subprocess
import time

import pytest

import journey
from journey import ok
from patience import wait
from virus import Mark, jpeg, pdf, png, put

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


@pytest.fixture
def mark(stack):
    mark = Mark(stack)
    yield mark
    mark.file.unlink(missing_ok=True)


@pytest.fixture
def draft(stack):
    case = journey.Case(stack).register().start()
    ok(case.save("organisation"))
    return case


def rows(case):
    return case.stack.query("SELECT * FROM file WHERE application_id = %s ORDER BY id", case.id)


def in_slots(case):
    return {(r["code"], r["slot"]): r["file_id"] for r in case.stack.query(
        "SELECT code, slot, file_id FROM application_file WHERE application_id = %s", case.id)}


def wait_state(case, file, state, seconds=40):
    assert wait(lambda: next(r for r in rows(case) if r["id"] == file)["scan_state"] == state, seconds)


def scan_again(case, file):
    """The next scan comes now, as it would with new signatures and `ccerctl`'s patience."""
    case.stack.query("UPDATE file SET scan_state = 'received', scan_due_at = UTC_TIMESTAMP() WHERE id = %s", file)


def uploaded_clean(case, mark, **where):
    ok(put(case, jpeg(mark.text), **where))
    row = rows(case)[-1]
    assert row["scan_state"] == "clean" and row["scan_due_at"] is None, row
    return row["id"]


def texts(stack, case):
    return [m["text"] for m in stack.sim.messages(case.applicant.mobile) if m.get("template") == "file_infected"]


# ---- at upload -------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize("name,data", [("a.pdf", pdf(EICAR)), ("a.png", png(EICAR)), ("a.jpg", jpeg(EICAR))])
def test_what_is_infected_is_not_kept(stack, draft, name, data):
    stored = lambda: {p.name for p in (stack.data / "store").glob("??/*")}  # noqa: E731
    before = stored()
    page = put(draft, data, name)
    assert page.status == 422 and page.has("查毒时在这个文件中发现了病毒", "没有保存"), page.words[:600]
    assert rows(draft) == () or rows(draft) == []
    known = lambda: {r["public_id"] for r in stack.query(
        "SELECT public_id FROM file UNION SELECT preview_public_id FROM file_inspection")}  # noqa: E731
    assert wait(lambda: not stored() - before - known())
    noted = stack.query("SELECT detail FROM audit WHERE action = 'file.refused' AND object = %s", "application:%d" % draft.id)
    assert [n["detail"] for n in noted] == ['{"found":"Eicar-Test-Signature"}']
    ok(put(draft, {"pdf": pdf, "png": png, "jpg": jpeg}[name[2:]](b"harmless"), name))
    assert [r["scan_state"] for r in rows(draft)] == ["clean"]


@pytest.mark.parametrize("word", ["slow", "reset", "garbage", "error"])
def test_without_an_answer_it_is_taken_and_scanned_later(stack, draft, mark, word):
    mark.mode(word)
    ok(put(draft, jpeg(mark.text)))
    row = rows(draft)[0]
    assert row["scan_state"] in ("received", "scanning", "error") and in_slots(draft)[("subject_licence", "document")] == row["id"]
    mark.mode("ok")
    if word != "slow":  # tried at once, and again after half a minute
        assert wait(lambda: rows(draft)[0]["scan_tries"] == 1)
        stack.query("UPDATE file SET scan_due_at = UTC_TIMESTAMP() WHERE id = %s AND scan_state = 'error'", row["id"])
    wait_state(draft, row["id"], "clean")
    assert texts(stack, draft) == []


def test_what_the_scanner_does_not_look_at_is_never_clean(stack, draft, mark):
    mark.mode("limit")
    ok(put(draft, jpeg(mark.text)))
    row = rows(draft)[0]
    assert (row["scan_state"], row["scan_found"], row["scan_tries"]) == ("error", "limit", 1)
    for tries in (2, 3):
        stack.query("UPDATE file SET scan_due_at = UTC_TIMESTAMP() WHERE id = %s", row["id"])
        assert wait(lambda: rows(draft)[0]["scan_tries"] == tries and rows(draft)[0]["scan_state"] == "error")
    gap = stack.query("SELECT TIMESTAMPDIFF(SECOND, scan_at, scan_due_at) AS gap FROM file WHERE id = %s", row["id"])[0]["gap"]
    assert gap == 30 * 3 * 3, "gaps grow"


# ---- later -----------------------------------------------------------------------------------------------------------

def test_found_later_it_leaves_its_slot(stack, draft, mark):
    file = uploaded_clean(draft, mark, name="营业执照.jpg")
    public_id = rows(draft)[-1]["public_id"]
    assert draft.browser.get("/apply/file/" + public_id).status == 200
    edits = draft.row()["edits"]
    mark.mode("found")
    scan_again(draft, file)
    wait_state(draft, file, "infected")
    assert in_slots(draft) == {} and draft.row()["edits"] > edits
    assert rows(draft)[0]["scan_found"] == "Sim.Test.Later"
    assert wait(lambda: len(texts(stack, draft)) == 1)
    assert "请登录系统查看" in texts(stack, draft)[0] and "http" not in texts(stack, draft)[0]
    assert draft.browser.get("/apply/file/" + public_id).status == 404
    page = ok(draft.browser.get("/apply/materials"))
    assert page.has("“营业执照.jpg”已移除", "重新上传后才能提交")
    assert ok(draft.browser.get("/apply/check")).has("有一个文件查出病毒，已经移除，请重新上传")
    ok(put(draft, jpeg(b"another"), code="subject_licence"))
    assert not ok(draft.browser.get("/apply/materials")).has("已移除")
    assert not ok(draft.browser.get("/apply/check")).has("有一个文件查出病毒")


def test_another_page_in_the_slot_does_not_answer_for_it(stack, draft, mark):
    ok(put(draft, jpeg(b"first page"), "1.jpg"))
    file = uploaded_clean(draft, mark, name="2.jpg")
    mark.mode("found")
    scan_again(draft, file)
    wait_state(draft, file, "infected")
    assert len(in_slots(draft)) == 1
    assert ok(draft.browser.get("/apply/check")).has("有一个文件查出病毒，已经移除，请重新上传")


def test_a_frozen_version_with_it_cannot_be_seen_or_passed(stack, mark):
    applicant = journey.fresh()
    case = journey.Case(stack, applicant).register().start().fill()
    ok(case.browser.get("/apply/materials"))
    for code, slot, path in applicant.files:
        ok(put(case, jpeg(mark.text), code=code, slot=slot) if code == "subject_licence" else case.upload(code, slot, path))
    case.confirm_contacts()
    file = next(r for r in rows(case) if r["id"] == in_slots(case)[("subject_licence", "document")])
    mark.mode("slow")
    scan_again(case, file["id"])
    ok(case.submit())
    assert case.state == "initial_review", "submission does not wait for the scan"
    who = journey.Staffer(stack, "initial_reviewer")
    who.claim(case)
    look = "/office/file/%s/page/1?case=%s" % (file["public_id"], case.public_id)
    place = "/office/case/%s?material=subject_licence&file=%s" % (case.public_id, file["public_id"])
    seen = who.browser.get(look)
    assert seen.status == 503 and "正在查毒" in seen.body.decode()
    assert ok(who.browser.get(place)).has("正在查毒，查完即可打开")
    ok(who.act(case, "mark-rest"))
    refused = who.act(case, "pass")
    assert refused.status == 422 and refused.has("有文件还没有查毒") and case.state == "initial_review"
    mark.mode("found")
    wait_state(case, file["id"], "infected")
    seen = who.browser.get(look)
    assert seen.status == 503 and "已封存，不能打开" in seen.body.decode()
    assert ok(who.browser.get(place)).has("这个文件查出病毒，已封存，不能打开")
    assert who.act(case, "pass").status == 422 and case.state == "initial_review"
    assert not stack.query("SELECT 1 FROM audit WHERE action = 'file.view' AND actor_id = %s", who.id), "nothing was seen"
    who.mark(case, "material:subject_licence", "wrong", "文件有病毒", "请重新扫描上传")
    ok(who.act(case, "return"))
    assert case.state == "returned"
    assert ok(case.browser.get("/apply/check")).has("有一个文件查出病毒，已经移除，请重新上传")
    ok(case.browser.get("/apply/materials"))
    ok(put(case, jpeg(b"a better one")))
    ok(case.submit())
    assert case.state == "initial_review", case.browser.page.words[:800]
    journey.pass_initial(case, who)


# ---- scanners --------------------------------------------------------------------------------------------------------

def test_two_scanners_share_the_work(stack, draft, mark):
    """Each file is scanned once, whoever takes it."""
    mark.mode("ok")
    other = subprocess.Popen(stack.command("libexec/ccer/scanner", "scanner.conf"), cwd="/", stderr=subprocess.DEVNULL)
    try:
        for i in range(8):
            uploaded_clean(draft, mark, name="%d.jpg" % i) if i == 0 else ok(put(draft, jpeg(mark.text + b"%d" % i), "%d.jpg" % i))
        stack.query("UPDATE file SET scan_state = 'received', scan_due_at = UTC_TIMESTAMP() WHERE application_id = %s", draft.id)
        assert wait(lambda: all(r["scan_state"] == "clean" for r in rows(draft)))
        assert [r["scan_tries"] for r in rows(draft)] == [1] * 8
    finally:
        other.terminate()
        assert other.wait(20) == 0


def test_what_a_dead_scanner_held_is_free_when_its_lease_ends(stack, draft, mark):
    file = uploaded_clean(draft, mark)
    stack.query("UPDATE file SET scan_state = 'scanning', scan_lease = %s, scan_due_at = UTC_TIMESTAMP() + INTERVAL 3 SECOND"
                " WHERE id = %s", secrets.token_bytes(16), file)
    time.sleep(1)
    assert rows(draft)[0]["scan_state"] == "scanning", "not before"
    wait_state(draft, file, "clean")


def test_files_from_before_are_scanned_too(stack, draft, mark):
    file = uploaded_clean(draft, mark)
    stack.query("UPDATE file SET scan_state = 'none', scan_due_at = NULL WHERE id = %s", file)
    wait_state(draft, file, "clean", 90)  # taken in once a minute
