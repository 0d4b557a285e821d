"""How many cases stand in each queue: kept by whoever moves a case, folded by the courier, never counted on a page."""
import re

import pytest

import journey
from journey import ok
from patience import wait

QUEUES = ("initial_review", "awaiting_paper", "paper_review", "to_hand_over", "handed_over", "registry_review")
KEPT = ("SELECT COALESCE(SUM(total), 0) AS total, COALESCE(SUM(unclaimed), 0) AS unclaimed FROM"
        " (SELECT state, total, unclaimed FROM queue_tally UNION ALL SELECT state, total, unclaimed FROM queue_tally_change) k WHERE state = %s")


def kept(own, state):
    row = own.query(KEPT, state)[0]
    return int(row["total"]), int(row["unclaimed"])


def check(own, *options):
    done = own.ctl("check", "--only", "tallies", *options)
    return done.returncode, done.stdout


@pytest.fixture
def whole(own):
    """What is kept is right before and after."""
    assert check(own)[0] == 0
    yield own
    code, said = check(own)
    assert code == 0, said


def test_every_move_and_claim_is_kept(whole):
    case, people = journey.submitted(whole), journey.crew(whole)
    assert kept(whole, "initial_review") == (1, 1)
    people.initial.claim(case)
    assert kept(whole, "initial_review") == (1, 0)
    ok(people.initial.act(case, "release"))
    assert kept(whole, "initial_review") == (1, 1)
    journey.pass_initial(case, people.initial)
    assert kept(whole, "initial_review") == (0, 0) and kept(whole, "awaiting_paper") == (1, 1)
    journey.receive(case, people.second)
    journey.pass_paper(case, people.second)
    number = journey.hand_over(case, people.second)
    journey.dispute(case, people.receiver, number)
    assert kept(whole, "to_hand_over") == (1, 1) and kept(whole, "handed_over") == (0, 0)
    journey.accept(case, people.receiver, journey.hand_over(case, people.second))
    assert kept(whole, "registry_review") == (1, 1)
    journey.open_accounts(case, people.registry)
    assert [kept(whole, state) for state in QUEUES] == [(0, 0)] * len(QUEUES)


def test_what_comes_back_and_what_is_given_up_is_kept(whole):
    returned, people = journey.submitted(whole), journey.crew(whole)
    journey.give_back(returned, people.initial, ["field:telephone"])
    assert kept(whole, "initial_review") == (0, 0)
    ok(returned.save("organisation", {"telephone": "010-66668888"}))
    ok(returned.submit())
    assert kept(whole, "initial_review") == (1, 0), "it comes back to who returned it"
    journey.withdraw(returned)
    assert kept(whole, "initial_review") == (0, 0)


def test_the_courier_folds_what_was_kept_and_pages_show_the_same(whole):
    journey.submitted(whole)
    assert wait(lambda: not whole.query("SELECT 1 FROM queue_tally_change"), 20)
    assert kept(whole, "initial_review") == (1, 1)
    page = ok(journey.crew(whole).initial.browser.get("/office/queue?queue=initial_review"))
    assert re.search(r"初审\s+1\b", page.words), page.words[:600]


def test_days_that_have_passed_are_late_together(whole):
    cases = [journey.submitted(whole) for _ in range(2)]
    for days, case in enumerate(cases, 1):
        whole.query("UPDATE application SET due_on = CURDATE() - INTERVAL %s DAY WHERE id = %s", days + 1, case.id)
    assert check(whole, "--mend")[0] == 1
    assert wait(lambda: not whole.query("SELECT 1 FROM queue_tally_change"), 20)
    assert [int(r["total"]) for r in whole.query("SELECT total FROM queue_tally WHERE due_on < CURDATE()")] == [2]
    page = ok(journey.crew(whole).initial.browser.get("/office/queue"))
    assert page.has("超期 2"), page.words[:600]
    for case in cases:
        journey.withdraw(case)


def test_what_differs_is_said_and_mended(own):
    own.query("INSERT INTO queue_tally_change (state, due_on, total, unclaimed) VALUES ('paper_review', '9999-12-31', 3, 2)")
    code, said = check(own)
    assert code == 1 and "✗ tallies: paper_review due 9999-12-31: 3 cases too many, 2 of them unclaimed" in said, said
    assert check(own, "--mend")[0] == 1
    code, said = check(own)
    assert code == 0 and said.startswith("✓ tallies"), said
