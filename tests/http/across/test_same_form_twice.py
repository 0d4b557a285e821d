"""My own repeat is not somebody else: a form sent again, by a double click or after a lost connection, gets the first answer again, and
what it does is done once (fcgi/page/once.h)."""
import re

import journey
from holder import Payer
from journey import fields_of, ok, send
from test_concurrency import at_once, raw_post, second_window
from twice import TwiceStack, answer

EACH = ("/reveal", "/link", "/office/receive", "/office/hand-over/find", "/office/messages")


def count(stack, sql, *values):
    return stack.query("SELECT COUNT(*) AS n FROM " + sql, *values)[0]["n"]


def told_once(stack, case, name):
    """By each channel."""
    rows = stack.query("SELECT channel FROM outbox WHERE application_id = %s AND name = %s", case.id, name)
    return rows and len({r["channel"] for r in rows}) == len(rows)


def test_every_form_on_the_whole_way_is_done_once(stack, monkeypatch, wechat):
    """From registration to the account that pays, every form three times: two at once and once more."""
    monkeypatch.setattr(journey, "_crews", {})
    twice = TwiceStack(stack, EACH)
    payer = Payer(twice)
    case, path = payer.case, "/account/order/" + payer.order["public_id"]
    assert count(stack, "visitor WHERE username = %s", case.applicant.username) == 1
    assert count(stack, "application a JOIN visitor v ON v.id = a.visitor_id WHERE v.username = %s", case.applicant.username) == 1
    assert count(stack, "application_version WHERE application_id = %s", case.id) == 1
    assert count(stack, "decision WHERE application_id = %s", case.id) == 3
    assert count(stack, "hand_over_line WHERE application_id = %s", case.id) == 1
    assert count(stack, "registry_account WHERE application_id = %s", case.id) == 1
    assert told_once(stack, case, "accepted")
    ok(payer.browser.get(path))
    ok(payer.browser.post(path + "/link"))
    ok(payer.browser.get(path))
    ok(payer.browser.post(path + "/revoke"))
    ok(payer.browser.get(path))
    ok(payer.browser.post(path + "/bank", {"payer_name": "青川样本公司", "declared_on": "2026-01-05"}))
    reference = payer.wish("wechat")
    assert count(stack, "payment_attempt WHERE order_id = %s", payer.order["id"]) == 1
    ok(payer.browser.get("/pay/" + reference))
    ok(payer.browser.post("/pay/%s/ask" % reference))
    ok(payer.browser.get("/account"))
    ok(payer.browser.post("/account/sign-out"))
    ok(case.browser.get("/apply"))
    ok(case.browser.post("/sign-out"))
    case.sign_in()
    number = r"\w+"
    for form in ("/register", "/register/code", "/apply/start", "/apply/section/organisation", "/apply/materials/upload",
                 "/apply/confirm/send", "/apply/confirm", "/apply/submit", "/office/sign-in", "/office/second-factor",
                 "/office/case/%s/claim" % number, "/office/case/%s/mark-rest" % number, "/office/case/%s/pass" % number,
                 "/office/case/%s/step-up" % number, "/office/case/%s/receive" % number, "/office/hand-over",
                 "/office/hand-over/%s/accept" % r"[\w-]+", "/activate/code", "/activate", "/account/sign-in",
                 "/account/order/%s/pay" % number, "/account/sign-out", "/sign-out", "/sign-in"):
        assert any(re.fullmatch(form, path) for path in twice.sent), form


def test_corrections_a_shipment_and_taking_back_are_done_once(stack, monkeypatch):
    monkeypatch.setattr(journey, "_crews", {})
    twice = TwiceStack(stack, EACH)
    case, people = journey.submitted(twice), journey.crew(twice)
    journey.give_back(case, people.initial, ["field:telephone"])
    assert told_once(stack, case, "returned")
    ok(case.browser.get("/apply/corrections"))
    ok(case.browser.submit("/apply/corrections", {"answer": "电话是对的"}))
    ok(case.save("organisation", {"telephone": "010-66668888"}))
    ok(case.submit())
    journey.pass_initial(case, people.initial)
    ok(case.browser.get("/apply/shipment"))
    ok(case.browser.submit("/apply/shipment", {"courier": "顺丰速运", "tracking": "SF1234567890"}))
    ok(case.browser.get("/apply/amend"))
    ok(case.browser.submit("/apply/amend", {"knowingly": "yes"}))
    ok(case.browser.get("/apply"))
    ok(case.browser.submit("/apply/amend/cancel"))
    journey.withdraw(case)
    for form in ("/apply/corrections", "/apply/shipment", "/apply/amend", "/apply/amend/cancel", "/apply/withdraw"):
        assert form in twice.sent, form


def test_a_section_sent_again_byte_for_byte_goes_on_as_the_first_time(stack):
    case = journey.Case(stack).register().start()
    path = "/apply/section/organisation"
    form = {**fields_of(ok(case.browser.get(path)).form(path)), **case.applicant.sections["organisation"], "save": "next"}
    first, again = (raw_post(case.browser, path, form) for _ in range(2))
    assert first.status == 303 and answer(again) == answer(first), again.words[:600]
    assert count(stack, "application_section WHERE application_id = %s AND saved = 1", case.id) == 1


def test_the_same_answers_from_another_window_are_nobody_elses(stack):
    case = journey.Case(stack).register().start()
    path, other = "/apply/section/organisation", second_window(case)
    forms = [fields_of(ok(b.get(path)).form(path)) for b in (case.browser, other)]
    assert forms[0]["op"] != forms[1]["op"]
    pages = [raw_post(case.browser, path, {**form, **case.applicant.sections["organisation"], "save": "next"}) for form in forms]
    assert pages[0].status == 303 and answer(pages[1]) == answer(pages[0]), pages[1].words[:600]


def registration(stack):
    """A browser and the whole registration form, its code included."""
    a, b = journey.fresh(), stack.portal()
    ok(b.get("/register"))
    ok(b.post("/register/code", {"mobile": a.mobile}))
    form = fields_of(ok(b.get("/register")).form("/register"))
    return b, {**form, "username": a.username, "password": a.password, "password_again": a.password, "mobile": a.mobile,
               "code": stack.sim.last_code(a.mobile)}


def test_eight_registrations_at_once_are_one_and_all_are_signed_in(stack):
    b, form = registration(stack)
    browsers = [stack.portal() for _ in range(8)]
    for one in browsers:
        one.cookies = dict(b.cookies)
    pages = at_once(*[lambda one=one: raw_post(one, "/register", form) for one in browsers])
    assert {answer(p) for p in pages} == {(303, "/apply")}
    assert count(stack, "visitor WHERE username = %s", form["username"]) == 1
    assert all(one.get("/apply").path == "/apply" for one in browsers)


def test_a_registration_sent_again_signs_nobody_in_whose_session_has_ended(stack):
    """The cookie is the first one again: what ended that session ended it for who sends the form once more, too."""
    b, form = registration(stack)
    before = dict(b.cookies)
    assert raw_post(b, "/register", form).status == 303
    ok(b.get("/apply"))
    ok(b.post("/sign-out"))
    b.cookies = before
    assert answer(raw_post(b, "/register", form)) == (303, "/apply")
    assert b.get("/apply").path.startswith("/sign-in")


def test_who_has_the_form_but_not_the_browser_gets_no_session(stack):
    b, form = registration(stack)
    assert raw_post(b, "/register", form).status == 303
    thief = stack.portal()
    ok(thief.get("/register"))
    page = raw_post(thief, "/register", form)
    assert page.status == 403 and "v" not in thief.cookies
    page = raw_post(thief, "/register", {**form, "csrf": fields_of(thief.page.form("/register"))["csrf"]})
    assert page.status == 422 and "v" not in thief.cookies, "somebody else's key"


def test_a_form_that_was_refused_may_be_sent_again(stack):
    """Its key is not used up, be what was refused rolled back or counted."""
    b, form = registration(stack)
    right, wrong = form["code"], "%06d" % ((int(form["code"]) + 1) % 1000000)
    for changes, word in (({"password_again": "Another-1-Password"}, "password_again"), ({"code": wrong}, "code")):
        page = raw_post(b, "/register", {**form, **changes})
        assert page.status == 422 and "e-" + word in page.text, page.words[:400]
    assert answer(raw_post(b, "/register", {**form, "code": right})) == (303, "/apply")


def test_somebody_elses_key_and_none_are_refused_in_place(stack):
    """Nothing is done, and what was typed stays."""
    case, other = (journey.Case(stack).register().start() for _ in range(2))
    path, typed = "/apply/section/organisation", case.applicant.sections["organisation"]
    used = {**fields_of(ok(case.browser.get(path)).form(path)), **typed, "save": "draft"}
    assert raw_post(case.browser, path, used).status == 303
    theirs = {**fields_of(ok(other.browser.get(path)).form(path)), **typed, "save": "draft"}
    for key in (used["op"], "", "short"):
        page = raw_post(other.browser, path, {**theirs, "op": key})
        assert page.status == 422 and page.has("请核对后再提交一次") and typed["org_name"] in page.text, (key, page.words[:400])
    assert count(stack, "application_section WHERE application_id = %s", other.id) == 0
    # The page brought a key of its own: sent from there it is done.
    again = fields_of(page.form(path))
    assert len(again["op"]) == 22 and raw_post(other.browser, path, {**again, "save": "draft"}).status == 303


def test_two_forms_of_one_page_share_its_key_and_are_two(stack):
    """As from a page that the browser kept: what they say tells them apart."""
    case, key = journey.Case(stack).register().start(), journey.form_key()
    for section in ("organisation", "trader"):
        path = "/apply/section/" + section
        form = {**fields_of(ok(case.browser.get(path)).form(path)), **case.applicant.sections[section], "save": "draft", "op": key}
        assert answer(raw_post(case.browser, path, form)) == (303, "/apply")
    assert count(stack, "application_section WHERE application_id = %s", case.id) == 2


def test_a_file_sent_again_is_one_file_and_another_file_is_another(stack):
    case = journey.Case(stack).register().start().fill()
    code, slot, path = case.applicant.files[0]
    ok(case.browser.get("/apply/materials"))
    form = journey.form_with(case.browser.page, "/apply/materials/upload", code=code, slot=slot, replace="")
    data = open(path, "rb").read()
    first, again = (case.browser.upload(form.action, dict(form.fields), "file", "a.jpg", data, follow=False) for _ in range(2))
    assert first.status == 303 and answer(again) == answer(first), again.words[:400]
    assert count(stack, "file WHERE application_id = %s", case.id) == 1
    for n, name in ((1, "a.jpg"), (2, "b.jpg")):  # also under the name of the first
        other = open(case.applicant.files[n][2], "rb").read()
        ok(case.browser.upload(form.action, dict(form.fields), "file", name, other))
        assert count(stack, "file WHERE application_id = %s", case.id) == n + 1


def test_one_code_goes_out_for_one_form(stack):
    """And the page that says so comes again, not that codes are asked for too often."""
    a, b = journey.fresh(), stack.portal()
    form = {**fields_of(ok(b.get("/register")).form("/register")), "mobile": a.mobile}
    pages = [raw_post(b, "/register/code", form) for _ in range(3)]
    assert [p.status for p in pages] == [200] * 3, pages[-1].words[:400]
    assert len({p.title for p in pages}) == 1 and all(a.mobile in p.text for p in pages)
    stack.sim.last_code(a.mobile)
    assert len(stack.sim.messages(a.mobile)) == 1


def test_a_decision_sent_again_after_the_case_is_gone_leads_where_it_led(stack):
    case, who = journey.submitted(stack), journey.crew(stack).initial
    who.claim(case)
    ok(who.act(case, "mark-rest"))
    path = "/office/case/%s/pass" % case.public_id
    form = fields_of(who.case(case).form(path))
    pages = at_once(*[lambda: raw_post(who.browser, path, form) for _ in range(4)])
    pages.append(raw_post(who.browser, path, form))
    assert {answer(p) for p in pages} == {answer(pages[0])} and pages[0].status == 303
    assert count(stack, "decision WHERE application_id = %s", case.id) == 1
