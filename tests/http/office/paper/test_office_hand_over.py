"""Papers handed to the registry: counts of each material on both sides, disputes and the next list, two people at one line."""
import re

import pytest

import journey
from journey import fields_of, form_with, ok, send


@pytest.fixture(scope="module")
def people(stack):
    return journey.crew(stack)


@pytest.fixture
def listed(stack, people):
    """A case on a list, and the list's number."""
    case = journey.to_state(stack, journey.fresh("applicant-b"), "to_hand_over")
    return case, journey.hand_over(case, people.second)


def sent(case, number):
    return {r["code"]: (r["copies"], r["counted"]) for r in case.stack.query(
        "SELECT p.* FROM hand_over_paper p JOIN hand_over h ON h.id = p.hand_over_id"
        " WHERE h.number = %s AND p.application_id = %s", number, case.id)}


def line(case, number):
    return case.stack.query("SELECT l.*, s.name AS by_name FROM hand_over_line l JOIN hand_over h ON h.id = l.hand_over_id"
                            " LEFT JOIN staff s ON s.id = l.answered_by WHERE h.number = %s AND l.application_id = %s",
                            number, case.id)[0]


def name_of(who):
    return who.stack.query("SELECT name FROM staff WHERE id = %s", who.id)[0]["name"]


def test_every_material_is_counted_on_both_sides(stack, people, listed):
    case, number = listed
    asked = {m["code"]: m["registry_copies"] for m in stack.query(
        "SELECT m.* FROM material m JOIN application a ON a.revision_id = m.revision_id WHERE a.id = %s", case.id)}
    papers = sent(case, number)
    assert papers and all(n == asked[code] and counted is None for code, (n, counted) in papers.items())
    assert "trading_form" not in papers and papers["subject_licence"][0] == 1  # the exchange keeps the other one
    assert sum(n for n, _ in papers.values()) == line(case, number)["copies"]
    page = ok(people.receiver.browser.get("/office/hand-over/" + number))
    assert page.has("营业执照", "1 份", "待接收", name_of(people.second))
    journey.accept(case, people.receiver, number)
    assert all(n == counted for n, counted in sent(case, number).values())
    page = ok(people.second.browser.get("/office/hand-over/" + number))
    assert page.has("已接收", name_of(people.receiver))
    assert not [f for f in page.forms if f.action.endswith(("/accept", "/dispute"))]


def test_a_dispute_says_what_is_missing_and_goes_on_the_next_list(stack, people, listed):
    case, number = listed
    form = journey.line_form(case, people.receiver, number, "dispute")
    codes = [v for n, v in form.hidden if n == "paper"]
    assert codes and set(codes) == set(sent(case, number))
    copies = [""] * len(codes)
    copies[codes.index("subject_licence")] = "０"
    page = send(people.receiver.browser, form, {"copies": copies, "note": ""})
    assert page.status == 422 and case.state == "handed_over"
    again = fields_of(form_with(page, form.action, case=True))
    assert "０" in again["copies"], "what was typed is lost"
    page = send(people.receiver.browser, form, {"copies": ["-1"] + copies[1:], "note": "少"})
    assert page.status == 422 and page.has("份数应为 0 至 999 的整数") and case.state == "handed_over"
    page = send(people.receiver.browser, form, {"copies": ["many"] + copies[1:], "note": "少"})
    assert page.status == 422 and page.has("0 至 999")
    words = "缺营业执照复印件 <1 份>"
    ok(send(people.receiver.browser, form, {"copies": copies, "note": words}))
    assert case.state == "to_hand_over"
    counted = sent(case, number)
    assert counted["subject_licence"] == (1, 0) and all(n == c for k, (n, c) in counted.items() if k != "subject_licence")
    answered = line(case, number)
    assert (answered["state"], answered["note"], answered["counted"]) == ("disputed", words, answered["copies"] - 1)
    # It is back at the exchange with the words, and goes on another list.
    page = overview(people.second, case)
    row = next(r for r in re.findall(r"<tr>.*?</tr>", page.text, re.S) if case.row()["number"] in r)
    assert "缺营业执照复印件 &lt;1 份&gt;" in row and name_of(people.receiver) in row and number in row
    second = journey.hand_over(case, people.second)
    assert second != number
    old = ok(people.receiver.browser.get("/office/hand-over/" + number))
    assert old.has("有异议", "实收 0 份") and not [f for f in old.forms if f.action.endswith("/accept")]
    journey.accept(case, people.receiver, second)
    assert line(case, number)["state"] == "disputed" and line(case, second)["state"] == "accepted"


def overview(who, case):
    page = ok(who.browser.get("/office/hand-over"))
    while not page.has(case.row()["number"]):
        more = re.search(r'href="(/office/hand-over\?since=[^"]+)"', page.text)
        assert more, "not ready: " + case.row()["number"]
        page = ok(who.browser.get(more.group(1).replace("&amp;", "&")))
    return page


@pytest.mark.parametrize("first", ["accept", "dispute"])
def test_two_people_at_one_line(stack, people, listed, first):
    case, number = listed
    other = journey.Staffer(stack, "receiver")
    answers = {"accept": {"counted": str(journey.copies_on(case, number))}, "dispute": {"note": "缺一份授权书"}}
    mine = {a: journey.line_form(case, people.receiver, number, a) for a in answers}
    faster = journey.line_form(case, other, number, first)
    ok(send(other.browser, faster, answers[first]))
    for action in answers:
        page = send(people.receiver.browser, mine[action], answers[action])
        assert page.status == 422 and page.has("已由 %s" % name_of(other), "您的答复没有记入"), (page.status, page.words[:800])
    after = line(case, number)
    assert (after["state"], after["answered_by"]) == (first + "ed" if first == "accept" else "disputed", other.id)
    events = stack.query("SELECT COUNT(*) AS n FROM application_event WHERE application_id = %s AND action IN"
                         " ('accept', 'dispute')", case.id)
    assert events[0]["n"] == 1


@pytest.mark.parametrize("change", [str, str.lower, lambda s: " " + s, lambda s: "".join(chr(ord(c) + 0xFEE0) for c in s)],
                         ids=["as printed", "lower case", "blank", "full width"])
def test_a_list_is_found_by_its_number(stack, people, change):
    number = lists(stack, people)
    for who in (people.receiver, people.second):
        ok(who.browser.get("/office/hand-over"))
        page = ok(who.browser.submit("/office/hand-over/find", {"number": change(number)}))
        assert page.path == "/office/hand-over/" + number
    ok(who.browser.get("/office/receive"))
    assert ok(who.browser.submit("/office/receive", {"number": change(number)})).path == "/office/hand-over/" + number


def test_an_unknown_list_is_told(stack, people):
    b = people.receiver.browser
    for text in ("YJ202601010010", "YJ", "移交", lists(stack, people)[:-1]):
        ok(b.get("/office/hand-over"))
        page = b.submit("/office/hand-over/find", {"number": text})
        assert page.status == 422 and page.has("没有找到这个移交单编号"), (text, page.words[:300])
    auditor = journey.Staffer(stack, "finance")
    assert auditor.browser.get("/office/hand-over/" + lists(stack, people)).status in (403, 404)


_lists = []


def lists(stack, people):
    if not _lists:
        case = journey.to_state(stack, journey.fresh("applicant-b"), "to_hand_over")
        _lists.append(journey.hand_over(case, people.second))
    return _lists[0]
