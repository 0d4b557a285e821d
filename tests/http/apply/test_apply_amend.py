"""Changing what was submitted."""
from journey import ok, send, submitted


def section(case, name):
    path = "/apply/section/" + name
    return ok(case.browser.get(path)).form(path)


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
