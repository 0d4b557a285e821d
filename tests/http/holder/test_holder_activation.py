"""Activating a login of an account: with the code of its message and one to the same person's mobile."""
import journey
from holder import PASSWORD, activate, activation_code, holders
from journey import ok


def test_the_code_of_the_message_activates_once(stack):
    case = journey.to_state(stack, state="opened")
    trader = case.applicant.sections["trader"]
    login = [h for h in holders(case) if h["account_kind"] == "trading"][0]["login"]
    code = activation_code(stack.sim.wait_message(trader["trader_email"], login)["text"], login)
    b = stack.portal()
    ok(b.get("/activate"))
    wrong = b.post("/activate/code", {"login": login, "activation_code": "00000000"})
    assert wrong.status == 422 and login in wrong.text, "what was typed is kept"
    b = activate(case, login, code, trader["trader_mobile"], PASSWORD)
    ok(b.get("/account/sign-in"))
    assert ok(b.submit("/account/sign-in", {"login": login, "password": PASSWORD})).path == "/account"
    b = stack.portal()
    b.get("/activate")
    assert b.post("/activate/code", {"login": login, "activation_code": code}).status == 422, "once"
