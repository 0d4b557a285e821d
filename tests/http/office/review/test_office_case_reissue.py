"""A holder who lost the activation code gets a new one from the office: the old one stops working, the new one activates."""
import pytest

import client
import journey
from holder import activate, activation_code, holders
from journey import csrf, ok, send


@pytest.fixture(scope="module")
def opened(stack):
    return journey.to_state(stack, state="opened")


def address(case, holder):
    if holder["account_kind"] == "trading":
        return case.applicant.sections["trader"]["trader_email"]
    role = holder["role"]
    return case.applicant.sections[role][role + "_mobile"]


def mobile(case, holder):
    section = "trader" if holder["role"] == "trading_representative" else holder["role"]
    return case.applicant.sections[section][section + "_mobile"]


def code_of(case, holder):
    return activation_code(case.stack.sim.wait_message(address(case, holder), "激活码")["text"], holder["login"])


def reissue_form(case, who, login):
    return journey.form_with(who.case(case), "/office/case/%s/reissue" % case.public_id, login=login)


def holder_of(case, role):
    return next(h for h in holders(case) if h["role"] == role)


def refused_code(case, holder, code):
    """From an address of its own: wrong codes make an address wait."""
    b = client.Browser(case.stack.portal_url, address=client.some_addresses(1)[0])
    journey.forget_limits(case.stack, mobile(case, holder))
    ok(b.get("/activate"))
    return b.post("/activate/code", {"login": holder["login"], "activation_code": code})


@pytest.mark.parametrize("role,by", [("initiator", "second_reviewer"), ("confirmer", "registry_supervisor"),
                                     ("trading_representative", "registry_reviewer")])
def test_the_new_code_activates_and_the_old_one_does_not(stack, opened, role, by):
    holder, who = holder_of(opened, role), journey.crew(stack).of(by)
    old = code_of(opened, holder)
    page = who.case(opened)
    assert page.has(holder["login"], holder["mobile_masked"], "未激活")
    assert mobile(opened, holder) not in page.text.split('id="holders"')[1]
    form = reissue_form(opened, who, holder["login"])
    ok(send(who.browser, form))
    ok(send(who.browser, form))  # pressed twice: once
    noted = stack.query("SELECT actor_id FROM audit WHERE action = 'holder.reissue' AND object = %s",
                        "holder:%d" % holder["id"])
    assert [n["actor_id"] for n in noted] == [who.id]
    new = code_of(opened, holder)
    assert new != old and new not in who.browser.page.text
    assert refused_code(opened, holder, old).status == 422
    activate(opened, holder["login"], new, mobile(opened, holder), "Own-Password-again")
    assert holder_of(opened, role)["activated_at"] is not None
    page = send(who.browser, form, {"op": fresh_op(opened, who)})
    assert page.status == 422 and page.has("已经激活"), page.words[:600]


def fresh_op(case, who):
    """A key no form has used: any form's of the page as it is now; keys of cases without one come from another case's."""
    page = who.case(case)
    for form in page.forms:
        for name, value in form.hidden:
            if name == "op":
                return value
    page = ok(who.browser.get("/office/queue"))
    return next(value for form in page.forms for name, value in form.hidden if name == "op")


def test_a_code_spoilt_by_wrong_tries_is_mended(stack):
    case, who = journey.to_state(stack, state="opened"), journey.crew(stack).second
    holder = holder_of(case, "initiator")
    code_of(case, holder)
    for _ in range(5):
        assert refused_code(case, holder, "aaaaaaaaaa").status == 422
    ok(send(who.browser, reissue_form(case, who, holder["login"])))
    activate(case, holder["login"], code_of(case, holder), mobile(case, holder), "Own-Password-third")


def test_only_holders_of_this_application_and_only_by_those_who_may(stack, opened):
    people, holder = journey.crew(stack), holder_of(opened, "initiator")
    other = journey.to_state(stack, state="opened")
    form = reissue_form(other, people.second, holder_of(other, "initiator")["login"])
    before = stack.query("SELECT activation_hash FROM holder WHERE id = %s", holder["id"])
    assert send(people.second.browser, form, {"login": holder["login"]}).status == 404
    assert send(people.second.browser, form, {"login": "R9999999999-1"}).status == 404
    for role in ("initial_reviewer", "receiver", "auditor"):
        who = people.of(role)
        page = who.case(other)
        assert 'id="holders"' not in page.text
        fields = {**journey.fields_of(form), "csrf": csrf(page)}
        assert who.browser.post(form.action, fields, hidden=False).status in (403, 404), role
    assert stack.query("SELECT activation_hash FROM holder WHERE id = %s", holder["id"]) == before
    assert not stack.query("SELECT 1 FROM audit WHERE action = 'holder.reissue' AND detail LIKE %s",
                           '%%"application":%d}%%' % other.id)
