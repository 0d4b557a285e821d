"""Checking and submitting: once, as it was checked, one application an organisation."""
from journey import Case, fresh, ok, send, submitted


def draft(stack, name="applicant-b"):
    return Case(stack, fresh(name)).register().start()


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
