"""A case as its reviewer has it: taken, given back to the list, its masked answers looked at in full."""
import pytest

import journey
from journey import fields_of, ok


def test_a_case_is_claimed_and_released(stack):
    case, who = journey.submitted(stack), journey.crew(stack).initial
    assert who.case(case).has(case.row()["org_name"], "领取")
    who.claim(case)
    ok(who.act(case, "release"))
    assert case.row()["claimed_by"] is None


def test_what_is_masked_is_shown_when_asked_for_and_that_is_noted(stack):
    case, who = journey.submitted(stack), journey.crew(stack).initial
    number = case.applicant.sections["signatory"]["signatory_number"]
    page = who.case(case)
    assert number not in page.text
    form = journey.form_with(page, "/office/case/%s/reveal" % case.public_id, field="signatory_number")
    page = ok(journey.send(who.browser, form))
    assert number in page.text
    noted = stack.query("SELECT detail FROM audit WHERE object = %s AND actor_kind = 'staff' AND actor_id = %s",
                        "application:%d" % case.id, who.id)
    assert any("signatory_number" in row["detail"] for row in noted)


def test_a_decision_on_what_has_moved_meanwhile_answers_409_with_the_case(stack):
    case, who = journey.submitted(stack), journey.crew(stack).initial
    who.claim(case)
    ok(who.act(case, "mark-rest"))
    old = {**fields_of(who.case(case).form("/office/case/%s/pass" % case.public_id)), "moves": str(case.row()["moves"] - 1)}
    refused = who.browser.post("/office/case/%s/pass" % case.public_id, old, hidden=False)
    assert refused.status == 409 and refused.has("没有完成", case.row()["number"])
    assert case.state == "initial_review"


def shares(applicant, whose, mobile):
    if whose == "visitor":
        applicant.mobile = mobile
    else:
        applicant.sections[whose][whose + "_mobile"] = mobile


@pytest.mark.parametrize("whose", ["visitor", "signatory", "contact", "trader"])
def test_nobody_reviews_an_application_of_their_own(stack, whose):
    """Theirs is the one with their mobile (rules.md § 4); a colleague sees it."""
    who, applicant = journey.Staffer(stack, "initial_reviewer"), journey.fresh()
    journey.forget_limits(stack, who.mobile)
    shares(applicant, whose, who.mobile)
    case = journey.submitted(stack, applicant)
    path = "/office/case/" + case.public_id
    token = journey.csrf(ok(who.browser.get("/office/queue")))
    row = case.row()
    typed = {"csrf": token, "op": journey.form_key(), "version": row["version"], "moves": row["moves"]}
    assert who.browser.get(path).status == 403
    assert who.browser.post(path + "/claim", typed, hidden=False).status == 403
    assert case.row()["claimed_by"] is None
    ok(journey.crew(stack).initial.browser.get(path))
