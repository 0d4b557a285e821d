"""By which courier the papers come: noted and corrected while they are awaited."""
from journey import ok, send, to_state


def test_a_parcel_is_noted_and_corrected_while_papers_are_awaited(stack):
    case = to_state(stack, state="awaiting_paper")
    b = case.browser
    form = ok(b.get("/apply/shipment")).form("/apply/shipment")
    assert send(b, form, {"tracking": ""}).status == 422
    ok(send(b, form, {"tracking": "SF1000000000001"}))
    assert ok(b.get("/apply")).has("SF1000000000001")
    ok(send(b, ok(b.get("/apply/shipment")).form("/apply/shipment"), {"tracking": "SF1000000000002"}))
    page = ok(b.get("/apply/shipment"))
    assert page.has("修改快递单号") and ("tracking", "SF1000000000002") in page.form("/apply/shipment").fields


def test_the_page_says_in_full_where_the_papers_go(stack):
    case = to_state(stack, state="awaiting_paper")
    mailing = stack.query("SELECT mail_address, mail_recipient, mail_phone, mail_postcode, mail_note FROM notice_revision r"
                          " JOIN application a ON a.revision_id = r.id WHERE a.id = %s", case.id)[0]
    page = ok(case.browser.get("/apply/shipment"))
    assert all(page.has(value) for value in mailing.values() if value), mailing
