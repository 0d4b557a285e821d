"""The lists of cases: whose work what is, the next one, and finding one."""
import random
import secrets
import urllib.parse

import pytest

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


def found(who, text):
    page = ok(who.browser.get("/office/queue?" + urllib.parse.urlencode({"search": text})))
    return page, [link for link in page.links if link.startswith("/office/case/")]


@pytest.fixture(scope="module")
def named(stack):
    """A case whose name and code nobody else has."""
    applicant = journey.fresh()
    applicant.sections["organisation"]["org_name"] = "青岩%s碳汇林业有限公司" % "".join(random.choices("甲乙丙丁戊己庚辛壬癸", k=8))
    return journey.submitted(stack, applicant)


def test_a_case_is_found_by_any_part_of_its_name(stack, named):
    who, name = journey.crew(stack).initial, named.row()["org_name"]
    for text in (name, name[2:10], name[6:], " %s " % name[:9]):
        assert any(named.public_id in link for link in found(who, text)[1]), text
    assert not found(who, name[:9] + "无")[1]
    assert any(named.public_id in link for link in found(who, "青")[1]), "a single character finds who begins with it"
    assert not any(named.public_id in link for link in found(who, "岩")[1])


def test_a_case_is_found_by_the_beginning_of_its_number_and_code(stack, named):
    who, row = journey.crew(stack).initial, named.row()
    for text in (row["number"], row["number"][:-1], row["uscc"], row["uscc"][:17], row["uscc"].lower()):
        assert any(named.public_id in link for link in found(who, text)[1]), text


def test_a_case_is_found_by_its_new_name_alone(stack, named):
    who, old = journey.crew(stack).initial, named.row()["org_name"]
    new = old.replace("碳汇林业", "低碳科技")
    b = named.browser
    ok(journey.send(b, ok(b.get("/apply/amend")).form("/apply/amend"), {"knowingly": "yes"}))
    ok(named.save("organisation", {"org_name": new}))
    ok(named.submit())
    assert any(named.public_id in link for link in found(who, new[2:])[1])
    assert not any(named.public_id in link for link in found(who, old[2:])[1])
    assert not stack.query("SELECT 1 FROM application_gram WHERE application_id = %s AND gram = '碳汇'", named.id)


def test_what_is_found_is_shown_a_page_at_a_time(stack):
    """More than anybody wants on one page: each once, newest first, and none left out."""
    who, token = journey.crew(stack).initial, "".join(random.sample("赵钱孙李周吴郑王冯陈褚卫", 6))
    model, public = journey.submitted(stack).row(), ["q%s%03d" % (secrets.token_hex(9), i) for i in range(120)]
    for public_id in public:
        stack.query("INSERT INTO application (public_id, visitor_id, state, version, revision_id, org_name, stage_since, created_at)"
                    " VALUES (%s, %s, 'withdrawn', 1, %s, %s, %s, %s)", public_id, model["visitor_id"], model["revision_id"], token,
                    model["stage_since"], model["created_at"])
        stack.query("INSERT INTO application_gram SELECT SUBSTRING(org_name, n.i, 2), id FROM application"
                    " JOIN (SELECT 1 AS i UNION SELECT 2 UNION SELECT 3 UNION SELECT 4 UNION SELECT 5) n WHERE public_id = %s", public_id)
    page, links = found(who, token)
    seen = list(links)
    while more := [link for link in page.links if "search=" in link and "id=" in link]:
        page = ok(who.browser.get(more[0]))
        seen += [link for link in page.links if link.startswith("/office/case/")]
    assert [link.split("/")[-1] for link in seen] == public[::-1]


def test_the_registry_finds_by_name_what_it_has(stack, named):
    who = journey.crew(stack).registry
    assert not found(who, named.row()["org_name"])[1] and not found(who, named.row()["uscc"])[1]
