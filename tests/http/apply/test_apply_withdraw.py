"""Withdrawing: knowingly, once, for good."""
from journey import ok, send, submitted


def test_it_is_withdrawn_only_knowingly_and_may_then_begin_anew(stack):
    case = submitted(stack)
    b = case.browser
    form = ok(b.get("/apply/withdraw")).form("/apply/withdraw")
    page = send(b, form)
    assert page.status == 422 and page.has("请勾选") and case.state == "initial_review"
    ok(send(b, page.form("/apply/withdraw"), {"knowingly": "yes"}))
    assert case.state == "withdrawn" and ok(b.get("/apply")).has("申请已撤回", "重新申请")
    case.start()
    assert case.state == "draft"
