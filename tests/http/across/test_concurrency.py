"""Several at once: two windows, two reviewers, one form sent many times."""
import concurrent.futures
import urllib.parse

import pytest

import journey
from journey import fields_of, ok, send


def second_window(case):
    """Another window of the same browser: the same cookies."""
    browser = case.stack.portal()
    browser.cookies = case.browser.cookies
    return browser


def at_once(*calls):
    with concurrent.futures.ThreadPoolExecutor(len(calls)) as pool:
        return [f.result() for f in [pool.submit(call) for call in calls]]


def raw_post(browser, path, fields):
    """A post that keeps nothing in the browser, so that many can run at once."""
    return browser.raw("POST", path, urllib.parse.urlencode(fields, doseq=True).encode(),
                       {**browser.own(), "Content-Type": "application/x-www-form-urlencoded"})


def test_two_windows_saving_a_section(stack):
    case = journey.Case(stack).register().start()
    ok(case.save("organisation"))
    other = second_window(case)
    path, typed = "/apply/section/organisation", case.applicant.sections["organisation"]
    form1 = ok(case.browser.get(path)).form(path)
    form2 = ok(other.get(path)).form(path)
    ok(send(case.browser, form1, {**typed, "org_name": "样本甲公司", "save": "next"}))
    page = send(other, form2, {**typed, "org_name": "样本乙公司", "scope": "第二个窗口写的经营范围", "save": "next"})
    # The second is told, sees the other's and keeps its own.
    assert page.status in (409, 422), page.status
    assert page.has("样本甲公司") and "样本乙公司" in page.text and "第二个窗口写的经营范围" in page.text
    mine = fields_of(page.form(path))
    assert mine["org_name"] == "样本乙公司" and mine["scope"] == "第二个窗口写的经营范围"
    assert fields_of(ok(case.browser.get(path)).form(path))["org_name"] == "样本甲公司", "overwritten"
    # Saving again is knowingly: the page told what it would replace.
    ok(send(other, page.form(path), {"save": "next"}))
    assert fields_of(ok(case.browser.get(path)).form(path))["org_name"] == "样本乙公司"


@pytest.mark.parametrize("saved_before", [False, True], ids=["first save", "later save"])
def test_two_windows_saving_at_the_same_moment(stack, saved_before):
    """Of eight windows that saw the same state one saves; each other is told and nothing of it is mixed in."""
    case = journey.Case(stack).register().start()
    if saved_before:
        ok(case.save("organisation"))
    path, typed = "/apply/section/organisation", case.applicant.sections["organisation"]
    form = ok(case.browser.get(path)).form(path)
    posts = [{**fields_of(form), **typed, "org_name": "样本%d公司" % i, "telephone": "010-6666000%d" % i, "save": "next"}
             for i in range(8)]
    pages = at_once(*[lambda p=p: raw_post(case.browser, path, p) for p in posts])
    won = [i for i, page in enumerate(pages) if page.status == 303]
    assert len(won) == 1 and all(p.status in (303, 409, 422) for p in pages), [p.status for p in pages]
    now = fields_of(ok(case.browser.get(path)).form(path))
    assert (now["org_name"], now["telephone"]) == ("样本%d公司" % won[0], "010-6666000%d" % won[0])


@pytest.fixture(scope="module")
def waiting(stack):
    """An application in initial review."""
    return journey.submitted(stack)


def test_two_reviewers_claim_at_once(stack, waiting):
    people = [journey.Staffer(stack, "initial_reviewer") for _ in range(2)]
    path = "/office/case/%s/claim" % waiting.public_id
    for _ in range(3):
        stack.query("UPDATE application SET claimed_by = NULL, claimed_at = NULL WHERE id = %s", waiting.id)
        forms = [fields_of(p.case(waiting).form(path)) for p in people]
        pages = at_once(*[lambda p=p, f=f: raw_post(p.browser, path, f) for p, f in zip(people, forms)])
        assert sorted(p.status for p in pages) in ([303, 409], [303, 422]), [p.status for p in pages]
        winner = people[[p.status for p in pages].index(303)]
        assert waiting.row()["claimed_by"] == winner.id
        loser = next(p for p in pages if p.status != 303)
        assert loser.has("测试" + winner.username[-4:]), "the loser is not told who was first: " + loser.words[:600]


def test_a_claim_lasts_while_its_holder_acts(stack):
    case, people = journey.submitted(stack), [journey.Staffer(stack, "initial_reviewer") for _ in range(2)]
    path, age = "/office/case/%s/claim" % case.public_id, "UPDATE application SET claimed_at = claimed_at - INTERVAL 20 DAY"
    late = fields_of(people[1].case(case).form(path))
    people[0].claim(case)
    stack.query(age + " WHERE id = %s", case.id)
    ok(people[0].act(case, "mark-rest"))
    assert raw_post(people[1].browser, path, late).status in (409, 422)
    assert case.row()["claimed_by"] == people[0].id
    stack.query(age + " WHERE id = %s", case.id)
    ok(people[1].act(case, "claim"))  # the case offers it again
    assert case.row()["claimed_by"] == people[1].id


def test_decision_on_a_version_that_changed(stack):
    """The applicant changes the application while the reviewer looks at it: the decision is refused in words."""
    case, reviewer = journey.submitted(stack), journey.crew(stack).initial
    reviewer.claim(case)
    ok(reviewer.act(case, "mark-rest"))
    form = reviewer.case(case).form("/office/case/%s/pass" % case.public_id)
    b = case.browser
    page = ok(b.get("/apply/amend"))
    ok(send(b, page.form("/apply/amend"), {"knowingly": "yes"}))
    ok(case.save("organisation", {"telephone": "010-66668888"}))
    ok(case.submit())
    assert case.row()["version"] == 2
    page = send(reviewer.browser, form)
    assert page.status in (409, 422) and case.state == "initial_review", (page.status, page.words[:500])
    assert not stack.query("SELECT 1 FROM decision WHERE application_id = %s", case.id)
    changed = stack.query("SELECT DATE_FORMAT(submitted_at + INTERVAL 8 HOUR, '%%H:%%i') AS t FROM application"
                          " WHERE id = %s", case.id)[0]["t"]
    assert page.has("修改", changed), "not told that and when it changed: " + page.words[:800]


def ready(stack):
    return journey.Case(stack).register().start().fill().upload_all().confirm_contacts()


def versions(case):
    return case.stack.query("SELECT version FROM application_version WHERE application_id = %s", case.id)


def test_the_same_submit_again(stack):
    """The same form sent a second time gives the first result; another content under its key is refused."""
    case = ready(stack)
    form = ok(case.browser.get("/apply/check")).form("/apply/submit")
    first, again = (raw_post(case.browser, "/apply/submit", fields_of(form)) for _ in range(2))
    assert (first.status, again.status) == (303, 303) and first.headers["Location"] == again.headers["Location"]
    assert len(versions(case)) == 1 and case.row()["moves"] == 1
    other = raw_post(case.browser, "/apply/submit", {**fields_of(form), "edits": "999"})
    assert other.status in (400, 409, 422) and len(versions(case)) == 1


def test_eight_submits_at_once(stack):
    """The same form eight times in the same moment: all hear of the success, one version."""
    case = ready(stack)
    form = fields_of(ok(case.browser.get("/apply/check")).form("/apply/submit"))
    pages = at_once(*[lambda: raw_post(case.browser, "/apply/submit", form) for _ in range(8)])
    assert [p.status for p in pages] == [303] * 8, [p.status for p in pages]
    assert {p.headers["Location"] for p in pages} == {"/apply"}
    assert len(versions(case)) == 1 and case.row()["state"] == "initial_review"
    sent = stack.query("SELECT COUNT(*) AS n FROM outbox WHERE application_id = %s AND name = 'accepted'", case.id)
    assert sent[0]["n"] == 1


def test_eight_windows_submit_at_once(stack):
    """Eight check pages, each with a key of its own: one submits, the others are told it is done already."""
    case = ready(stack)
    forms = [fields_of(ok(case.browser.get("/apply/check")).form("/apply/submit")) for _ in range(8)]
    pages = at_once(*[lambda f=f: raw_post(case.browser, "/apply/submit", f) for f in forms])
    assert sorted({p.status for p in pages}) in ([303], [303, 409], [303, 422]), [p.status for p in pages]
    assert len(versions(case)) == 1 and case.row()["moves"] == 1


def test_same_organisation_twice(stack):
    """Two applicants with one 统一社会信用代码 submit in the same moment: one of them does."""
    a, b = ready(stack), journey.Case(stack)
    b.applicant.sections["organisation"]["uscc"] = a.applicant.sections["organisation"]["uscc"]
    b.register().start().fill().upload_all().confirm_contacts()
    forms = [fields_of(ok(c.browser.get("/apply/check")).form("/apply/submit")) for c in (a, b)]
    pages = at_once(*[lambda c=c, f=f: raw_post(c.browser, "/apply/submit", f) for c, f in zip((a, b), forms)])
    assert sorted(p.status for p in pages) in ([303, 409], [303, 422]), [(p.status, p.words[:300]) for p in pages]
    assert sorted(c.state for c in (a, b)) == ["draft", "initial_review"]


def test_wrong_passwords_at_once_wait_like_those_one_after_another(stack):
    """The fifth wrong one is the last that costs nothing: of many that come with it one is answered, whatever the others were worth."""
    case = journey.Case(stack).register()
    b = stack.portal()
    ok(b.get("/sign-in"))
    wrong = {"username": case.applicant.username, "password": "not the password 1"}
    for _ in range(4):
        assert not b.submit("/sign-in", wrong).has("操作过于频繁")
    form = fields_of(b.get("/sign-in").form("/sign-in"))
    form.pop("op")
    pages = at_once(*[lambda: raw_post(b, "/sign-in", {**form, **wrong}) for _ in range(6)])
    assert [page.status for page in pages] == [422] * 6
    assert sum("操作过于频繁" not in page.text for page in pages) == 1
