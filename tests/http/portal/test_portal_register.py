"""Registering: a code to the mobile, a name that nobody has."""
from journey import Case, fresh, ok


def test_a_name_is_given_once_and_what_was_typed_is_kept(stack):
    first = Case(stack).register()
    other, b = fresh(), stack.portal()
    ok(b.get("/register"))
    ok(b.post("/register/code", {"mobile": other.mobile}))
    page = b.submit("/register", {"username": first.applicant.username, "password": other.password,
                                  "password_again": other.password, "mobile": other.mobile,
                                  "code": stack.sim.last_code(other.mobile)})
    assert page.status == 422 and first.applicant.username in page.text and other.mobile in page.text
    assert other.password not in page.text


def test_without_the_code_nobody_is_registered(stack):
    applicant, b = fresh(), stack.portal()
    ok(b.get("/register"))
    page = b.submit("/register", {"username": applicant.username, "password": applicant.password,
                                  "password_again": applicant.password, "mobile": applicant.mobile, "code": "123456"})
    assert page.status == 422
    assert not stack.query("SELECT id FROM visitor WHERE username = %s", applicant.username)
