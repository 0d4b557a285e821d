"""The trading representative's mobile and e-mail are confirmed with a code to each."""
from journey import Case, forget_limits, form_with, ok, send


def test_a_code_confirms_its_address_and_no_other(stack):
    case = Case(stack).register().start()
    b, trader = case.browser, case.applicant.sections["trader"]
    assert ok(b.get("/apply/confirm")).has("请先在", "未填写")
    case.save("trader")
    forget_limits(stack, trader["trader_mobile"])
    ok(send(b, form_with(ok(b.get("/apply/confirm")), "/apply/confirm/send", contact="trader_mobile")))
    code = stack.sim.last_code(trader["trader_mobile"])
    page = send(b, form_with(b.page, "/apply/confirm", contact="trader_email"), {"code": code})
    assert page.status == 422
    page = ok(send(b, form_with(b.get("/apply/confirm"), "/apply/confirm", contact="trader_mobile"), {"code": code}))
    page = ok(b.get("/apply/confirm"))
    assert page.has("已确认", "待确认")


def test_another_address_is_to_be_confirmed_anew(stack):
    case = Case(stack).register().start()
    case.save("trader")
    case.confirm_contacts()
    assert not case.browser.get("/apply/confirm").has("待确认")
    case.save("trader", {"trader_email": "other-" + case.applicant.sections["trader"]["trader_email"]})
    assert case.browser.get("/apply/confirm").has("待确认", "已确认")
