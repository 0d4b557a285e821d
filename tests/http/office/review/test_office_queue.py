"""The lists of cases: whose work what is, the next one, and finding one."""
import journey
from journey import ok


def test_a_submitted_case_stands_in_its_reviewers_list_and_is_found(stack):
    case, people = journey.submitted(stack), journey.crew(stack)
    page = ok(people.initial.browser.get("/office/queue?search=" + case.row()["number"]))
    assert page.has(case.row()["number"], "初审") and any(case.public_id in link for link in page.links)
    assert people.registry.browser.get("/office/queue?queue=initial_review").status in (403, 404)
    assert not ok(people.registry.browser.get("/office/queue?search=" + case.row()["number"])).has(case.row()["org_name"])


def test_the_next_one_is_claimed_for_who_asks(stack):
    journey.submitted(stack)
    who = journey.Staffer(stack, "initial_reviewer")
    ok(who.browser.get("/office/queue?queue=initial_review"))
    page = ok(who.browser.submit("/office/queue/next"))
    assert page.path.startswith("/office/case/")
    assert stack.query("SELECT COUNT(*) AS n FROM application WHERE claimed_by = %s", who.id)[0]["n"] == 1
