"""The second step of signing in: a code to the mobile of the member of staff."""
import journey


def test_a_wrong_code_is_told_and_the_right_one_still_opens(stack):
    who = journey.Staffer(stack, "initial_reviewer")
    b = stack.office()
    assert b.get("/office/second-factor").path == "/office/sign-in", "not before the password"
    journey.forget_limits(stack, who.mobile)
    b.get("/office/sign-in")
    journey.ok(b.post("/office/sign-in", {"username": who.username, "password": who.password}))
    code = stack.sim.last_code(who.mobile)
    wrong = b.post("/office/second-factor", {"code": "000000" if code != "000000" else "111111"})
    assert wrong.status == 422 and wrong.has("验证码")
    assert journey.ok(b.post("/office/second-factor", {"code": code})).path.startswith("/office/queue")
