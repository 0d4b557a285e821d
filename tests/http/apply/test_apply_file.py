"""A file of an application: taken or refused, given back as it was, replaced, removed."""
from pathlib import Path

import press
from journey import Case, fields_of, form_with, fresh, ok, send


def draft(stack, name="applicant-b"):
    return Case(stack, fresh(name)).register().start()


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
