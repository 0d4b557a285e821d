"""Where a parcel is opened: its number leads to the papers, and what was received today is listed."""
import journey


def test_a_number_leads_to_the_papers_and_the_receipt_is_listed(stack):
    case = journey.to_state(stack, state="awaiting_paper")
    second = journey.crew(stack).second
    journey.ok(second.browser.get("/office/receive"))
    page = journey.ok(second.browser.post("/office/receive", {"number": case.row()["number"]}))
    assert page.path.startswith("/office/case/%s/papers" % case.public_id)
    journey.receive(case, second)
    assert journey.ok(second.browser.get("/office/receive")).has(case.row()["number"], case.row()["org_name"])
    unknown = second.browser.post("/office/receive", {"number": "KH000000000000"})
    assert unknown.status == 422 and "KH000000000000" in unknown.text
