"""A forgotten password: a new one with a code to the mobile of the registration."""
from journey import Case, forget_limits, ok


def test_a_new_password_with_a_code_and_the_old_one_is_none(stack):
    case = Case(stack).register()
    a, b, new = case.applicant, stack.portal(), "Another-Password-88"
    forget_limits(stack, a.mobile)
    ok(b.get("/forgot"))
    ok(b.post("/forgot/code", {"username": a.username, "mobile": a.mobile}))
    ok(b.post("/forgot", {"username": a.username, "mobile": a.mobile, "code": stack.sim.last_code(a.mobile),
                          "password": new, "password_again": new}))
    for password, good in ((a.password, False), (new, True)):
        b = stack.portal()
        ok(b.get("/sign-in"))
        page = b.submit("/sign-in", {"username": a.username, "password": password})
        assert (page.path != "/sign-in") == good, page.words[:600]
