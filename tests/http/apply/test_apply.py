"""The applicant's own pages: nothing typed is lost, two windows, files, checking and submitting, amending, corrections."""
from pathlib import Path

import pytest

import press
from journey import Case, fields_of, form_with, fresh, give_back, crew, ok, send, submitted, to_state


def draft(stack, name="applicant-b"):
    return Case(stack, fresh(name)).register().start()


def section(case, name, browser=None):
    path = "/apply/section/" + name
    return ok((browser or case.browser).get(path)).form(path)


def second_window(case):
    other = case.stack.portal()
    other.cookies = dict(case.browser.cookies)
    return other


# ---- typing ----

def test_two_windows(stack):
    case = draft(stack)
    other, typed = second_window(case), case.applicant.sections["signatory"]
    first, second = section(case, "signatory"), section(case, "signatory", other)
    assert send(case.browser, first, {**typed, "save": "next"}).path == "/apply/section/initiator"
    page = send(other, second, {**typed, "signatory_name": "王小二", "save": "next"})
    assert page.status == 422
    assert "王小二" in page.text and typed["signatory_name"] in page.text, "what was typed and what the other window has"
    assert send(other, page.form("/apply/section/signatory"), {"save": "next"}).path == "/apply/section/initiator"
    section(case, "signatory")
    assert "王小二" in case.browser.page.text


def test_what_cannot_be_stored_stays_on_the_page(stack):
    case = draft(stack)
    page = case.save("signatory", {"signatory_mobile": "12"})
    assert page.status == 422 and page.has("手机号码应为11位数字")
    assert ("signatory_mobile", "12") in page.form("/apply/section/signatory").fields


@pytest.mark.parametrize("save, status", [("draft", 200), ("next", 422)])
def test_what_is_incomplete_is_stored(stack, save, status):
    case = draft(stack)
    assert case.save("signatory", {"signatory_mobile": "", "signatory_number": "412722197505093546"}, save).status == status
    assert ("signatory_number", "412722197505093546") in section(case, "signatory").fields
    assert case.browser.get("/apply").has("还差 2 项")


def test_doubtful_code_is_confirmed(stack):
    case = draft(stack)
    page = case.save("organisation", {"uscc": "91350211M0000XUF46"})
    assert page.status == 422 and "uscc_confirmed" in page.form("/apply/section/organisation").choices
    page = send(case.browser, page.form("/apply/section/organisation"), {"uscc_confirmed": "yes", "save": "next"})
    assert page.path == "/apply/section/signatory"
    case.save("organisation")
    assert "uscc_confirmed" not in section(case, "organisation").choices, "a good code needs no confirmation"


def test_contact_as_initiator_keeps_what_else_was_typed(stack):
    case = draft(stack)
    case.save("initiator")
    page = send(case.browser, section(case, "contact"), {"contact_name": "吴晓", "save": "copy"})
    typed = fields_of(page.form("/apply/section/contact"))
    for field in ("name", "number", "mobile", "email", "post"):
        assert typed["contact_" + field] == case.applicant.sections["initiator"]["initiator_" + field]


def test_initiator_is_not_confirmer(stack):
    case = draft(stack)
    case.save("initiator")
    initiator = case.applicant.sections["initiator"]
    page = case.save("confirmer", {"confirmer_number": initiator["initiator_number"]})
    assert page.status == 422 and page.has("须为不同的两个人")


# ---- files ----

REFUSED = {
    "empty.pdf": (b"", "文件是空的"),
    "mistyped.pdf": (b"GIF89a" + b"0" * 50, "这是 GIF 图片"),
    "cut.pdf": (b"%PDF-1.4\nabc", "文件不完整"),
    "locked.pdf": (press.pdf_encrypted(b"secret"), "设有密码"),
    "large.png": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x20\0\0\0\x20\0\x08\x02\0\0\0crc!\0\0\0\0IENDcrc!", "像素过大"),
}


def test_refused_files(stack):
    case = draft(stack)
    for name, (data, words) in REFUSED.items():
        page = case.upload("subject_licence", "document", name=name, data=data)
        assert page.status == 422 and page.has(words), (name, page.words[:600])
    assert not stack.query("SELECT id FROM file WHERE application_id = %s", case.id)


def test_file_round_trip(stack):
    case = draft(stack)
    case.save("organisation")
    code, slot, path = case.applicant.files[0]
    ok(case.upload(code, slot, path))
    page = case.upload(code, slot, path)
    assert page.status == 422 and page.has("内容完全相同")
    remove = form_with(ok(case.browser.get("/apply/materials")), "/apply/materials/remove", code=code)
    file = fields_of(remove)["file"]
    answer = ok(case.browser.get("/apply/file/" + file))
    assert answer.body == Path(path).read_bytes() and answer.headers["X-Content-Type-Options"] == "nosniff"
    assert draft(stack).browser.get("/apply/file/" + file).status == 404, "somebody else's"
    assert stack.portal().get("/apply/file/" + file).path.startswith("/sign-in")
    form = form_with(ok(case.browser.get("/apply/materials")), "/apply/materials/upload", replace=file)
    other = Path(case.applicant.files[2][2]).read_bytes()
    ok(case.browser.upload(form.action, dict(form.fields), "file", "new.jpg", other))
    assert file not in case.browser.page.text
    ok(send(case.browser, form_with(case.browser.page, "/apply/materials/remove", code=code)))
    assert not stack.query("SELECT file_id FROM application_file WHERE application_id = %s", case.id)


# ---- submitting ----

def test_submitted_once_and_as_checked(stack):
    case = draft(stack).fill().upload_all()
    page = case.submit()
    assert page.status == 422 and case.state == "draft", "contacts are not confirmed"
    case.confirm_contacts()
    form = ok(case.browser.get("/apply/check")).form("/apply/submit")
    case.save("contact", {"contact_post": "办公室"})
    page = send(case.browser, form)
    assert page.status == 409 and page.has("又有变化"), "checked before the last change"
    form = page.form("/apply/submit")
    ok(send(case.browser, form, {"advice_seen": "yes"}))  # the form signed before prints something else now
    assert case.state == "initial_review"
    ok(send(case.browser, form, {"advice_seen": "yes"}))
    assert case.row()["version"] == 1
    assert case.browser.get("/apply/section/contact").path == "/apply", "closed"


def test_one_application_per_organisation(stack):
    first = submitted(stack)
    case = draft(stack).fill()
    case.save("organisation", {"uscc": first.applicant.sections["organisation"]["uscc"]})
    assert ok(case.browser.get("/apply/check")).has("已有办理中的申请")


def test_amend(stack):
    case = submitted(stack)
    b = case.browser
    page = send(b, ok(b.get("/apply/amend")).form("/apply/amend"))
    assert page.status == 422, "only knowingly"
    ok(send(b, page.form("/apply/amend"), {"knowingly": "yes"}))
    post = case.applicant.sections["contact"]["contact_post"]
    case.save("contact", {"contact_post": "改了"})
    ok(send(b, ok(b.get("/apply")).form("/apply/amend/cancel")))
    ok(send(b, ok(b.get("/apply/amend")).form("/apply/amend"), {"knowingly": "yes"}))
    assert ("contact_post", post) in section(case, "contact").fields, "the frozen version is back"
    case.save("contact", {"contact_post": "又改了"})
    ok(case.submit())
    assert case.row()["version"] == 2 and case.row()["amending"] == 0
    assert ok(b.get("/apply/version/2")).has("1 处变化", "又改了")


def test_corrections_block_until_answered(stack):
    case = to_state(stack, state="initial_review")
    give_back(case, crew(stack).initial, ["field:telephone", "material:confirmer_id"])
    b = case.browser
    assert ok(b.get("/apply/check")).has("还有 2 项")
    case.save("organisation", {"telephone": "010-50000001"})
    page = ok(b.get("/apply/corrections"))
    assert page.has("已修改", "待处理")
    ok(send(b, form_with(page, "/apply/corrections", number="2"), {"answer": "反面清晰，请再看"}))
    ok(case.submit())
    assert case.state == "initial_review" and case.row()["version"] == 2
    right = stack.query("SELECT target FROM mark WHERE application_id = %s AND version = 2 AND verdict = 'right'", case.id)
    assert all(r["target"] != "field:telephone" for r in right)
