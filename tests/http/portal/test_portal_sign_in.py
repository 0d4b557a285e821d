"""The portal's door."""
from journey import Case, ok


def test_who_signs_in_is_at_their_application_and_who_signs_out_is_out(stack):
    case = Case(stack).register()
    b = stack.portal()
    ok(b.get("/sign-in"))
    wrong = b.submit("/sign-in", {"username": case.applicant.username, "password": "not the password 1"})
    assert wrong.status == 422 and case.applicant.username in wrong.text
    assert case.sign_in(b).page.path.startswith("/apply")
    ok(b.submit("/sign-out"))
    assert b.get("/apply").path.startswith("/sign-in")
