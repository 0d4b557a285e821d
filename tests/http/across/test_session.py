"""Sessions: what was typed survives their end, passwords cannot be tried fast, tokens are demanded, nobody reaches another's
application or the other house."""
import hashlib
import random
import re

import pytest

import client
import journey
from journey import csrf, fields_of, form_with, ok, send
from revision import copied, free_number, url


def age_session(stack, realm, subject_id, minutes):
    stack.query("UPDATE session SET seen_at = seen_at - INTERVAL %s MINUTE WHERE realm = %s AND subject_id = %s",
                minutes, realm, subject_id)


def visitor_id(case):
    return case.stack.query("SELECT id FROM visitor WHERE username = %s", case.applicant.username)[0]["id"]


# ---- the session ended while the form was being filled in ----------------------------------------------------------

def test_a_full_form_survives_the_end_of_its_session(stack):
    case = journey.Case(stack).register().start()
    path, typed = "/apply/section/organisation", case.applicant.sections["organisation"]
    form = ok(case.browser.get(path)).form(path)
    age_session(stack, "visitor", visitor_id(case), 31)
    page = send(case.browser, form, {**typed, "save": "next"})
    assert page.path == "/sign-in", (page.path, page.status)
    assert not stack.query("SELECT 1 FROM application_section WHERE application_id = %s", case.id), "saved without session"
    kept = stack.query("SELECT body_sealed FROM kept_form WHERE realm = 'visitor' AND subject_id = %s", visitor_id(case))
    assert len(kept) == 1 and typed["org_name"].encode() not in kept[0]["body_sealed"], "not kept, or not sealed"
    page = ok(case.browser.submit("/sign-in", {"username": case.applicant.username, "password": case.applicant.password}))
    assert page.path == path, page.path
    shown = fields_of(page.form(path))
    for name in ("org_name", "uscc", "scope", "registered_address", "telephone", "kind", "industry"):
        assert shown.get(name) == typed[name], name
    ok(send(case.browser, page.form(path), {"save": "next"}))
    saved = fields_of(ok(case.browser.get(path)).form(path))
    assert (saved["org_name"], saved["scope"]) == (typed["org_name"], typed["scope"])


def test_a_text_of_the_office_survives_the_end_of_its_session(stack):
    editor = journey.Staffer(stack, "editor")
    number = copied(stack, editor, free_number(stack))
    form = ok(editor.browser.get(url(number, "edit"))).form(url(number, "edit"))
    age_session(stack, "staff", editor.id, 16)
    page = send(editor.browser, form, {"mail_note": "周末不收件"})
    assert page.path == "/office/sign-in", (page.path, page.status)
    journey.forget_limits(stack, editor.mobile)
    ok(editor.browser.post("/office/sign-in", {"username": editor.username, "password": editor.password}))
    page = ok(editor.browser.post("/office/second-factor", {"code": editor._code()}))
    assert page.path == url(number, "edit"), page.path
    assert fields_of(page.form(url(number, "edit")))["mail_note"] == "周末不收件"
    assert page.has("您当时填写的内容已为您保留在下面"), page.words[:400]


def test_another_person_does_not_get_the_kept_form(stack):
    case, stranger = journey.Case(stack).register().start(), journey.Case(stack).register().start()
    path = "/apply/section/organisation"
    form = ok(case.browser.get(path)).form(path)
    age_session(stack, "visitor", visitor_id(case), 31)
    send(case.browser, form, {**case.applicant.sections["organisation"], "org_name": "别人不应看到的名称", "save": "next"})
    case.browser.submit("/sign-in", {"username": stranger.applicant.username, "password": stranger.applicant.password})
    page = ok(case.browser.get(path))
    assert "别人不应看到的名称" not in page.text


@pytest.mark.parametrize("limit,column", [(31 * 60, "seen_at"), (12 * 3600 + 60, "created_at")], ids=["idle", "absolute"])
def test_visitor_sessions_end(stack, limit, column):
    case = journey.Case(stack).register()
    assert ok(case.browser.get("/apply")).path == "/apply"
    stack.query("UPDATE session SET %s = %s - INTERVAL %d SECOND WHERE realm = 'visitor' AND subject_id = %%s" % (
        column, column, limit), visitor_id(case))
    assert case.browser.get("/apply").path == "/sign-in"


def test_staff_sessions_end_sooner_and_are_one(stack):
    who = journey.Staffer(stack, "initial_reviewer")
    first = who.browser
    who.browser = stack.office()
    who.sign_in()
    assert first.get("/office/queue").path == "/office/sign-in", "two sessions of one member of staff"
    assert ok(who.browser.get("/office/queue")).path == "/office/queue"
    age_session(stack, "staff", who.id, 16)
    assert who.browser.get("/office/queue").path == "/office/sign-in"


def test_signing_out_ends_the_session(stack):
    case = journey.Case(stack).register()
    copy = stack.portal()
    copy.cookies = dict(case.browser.cookies)
    page = ok(case.browser.get("/apply"))
    send(case.browser, next(f for f in page.forms if f.action.endswith("/sign-out")))
    assert copy.get("/apply").path == "/sign-in", "the old token still opens the door"


def test_a_password_alone_opens_nothing_in_the_office(stack):
    who = journey.Staffer(stack, "initial_reviewer")
    b = stack.office()
    ok(b.get("/office/sign-in"))
    journey.forget_limits(stack, who.mobile)
    page = ok(b.submit("/office/sign-in", {"username": who.username, "password": who.password}))
    assert page.path == "/office/second-factor"
    for path in ("/office/queue", "/office/receive", "/office/hand-over"):
        assert b.get(path).path == "/office/sign-in"
    assert ok(who.browser.get("/office/queue")).path == "/office/queue", "a password alone put out who is at work"
    ok(b.get("/office/second-factor"))
    assert b.submit("/office/second-factor", {"code": "000000"}).status == 422
    assert stack.query("SELECT 1 FROM audit WHERE action = 'staff.code_wrong' AND actor_id = %s", who.id)
    assert b.get("/office/queue").path == "/office/sign-in"


def test_a_new_token_at_each_step(stack):
    """No token is carried over signing in or the second factor (fixation)."""
    who = journey.Staffer(stack, "initial_reviewer")
    b = stack.office()
    b.cookies["s"] = "A" * 43
    ok(b.get("/office/sign-in"))
    journey.forget_limits(stack, who.mobile)
    ok(b.submit("/office/sign-in", {"username": who.username, "password": who.password}))
    half = b.cookies["s"]
    assert half != "A" * 43
    ok(b.submit("/office/second-factor", {"code": who._code()}))
    assert b.cookies["s"] not in (half, "A" * 43)
    old = stack.office()
    old.cookies = {**b.cookies, "s": half}
    assert old.get("/office/queue").path == "/office/sign-in"


def test_account_holders_are_led_to_their_own_door(stack):
    assert stack.portal().get("/account").path == "/account/sign-in"


# ---- passwords -----------------------------------------------------------------------------------------------------

def sign_in_from(stack, address, username, password):
    b = client.Browser(stack.portal_url, address=address)
    ok(b.get("/sign-in"))
    return b.submit("/sign-in", {"username": username, "password": password})


def test_wrong_passwords_slow_down_and_lock_nobody_out(stack):
    case = journey.Case(stack).register()
    name, password, addresses = case.applicant.username, case.applicant.password, client.some_addresses(2)
    for _ in range(6):
        page = sign_in_from(stack, addresses[0], name, "wrong-password-1")
        assert page.status in (422, 429) and "v" not in page.headers.get("Set-Cookie", "")
    page = sign_in_from(stack, addresses[0], name, password)
    assert page.path == "/sign-in" and page.status in (422, 429), "the right password was tried while it must wait"
    assert case.browser.get("/apply").path == "/apply", "a stranger's tries ended a session"
    page = sign_in_from(stack, addresses[1], name, password)
    assert page.path == "/apply", "a stranger elsewhere keeps the owner out: %d %s" % (page.status, page.words[:400])


def test_an_office_behind_one_address_is_not_held_up_by_some_mistakes(stack):
    case, here = journey.Case(stack).register(), client.some_addresses(1)[0]
    for i in range(9):
        assert sign_in_from(stack, here, "colleague%d" % i, "wrong-password-1").status == 422
    assert sign_in_from(stack, here, case.applicant.username, case.applicant.password).path == "/apply"


def test_failed_sign_ins_are_in_the_chain(stack):
    case, here = journey.Case(stack).register(), client.some_addresses(1)[0]
    sign_in_from(stack, here, case.applicant.username, "wrong-password-1")
    b = client.Browser(stack.portal_url, address=here)
    ok(b.get("/account/sign-in"))
    assert b.submit("/account/sign-in", {"login": "T9999999999", "password": "wrong-password-1"}).status == 422
    noted = stack.query("SELECT action, object FROM audit WHERE ip = %s ORDER BY id", here)
    assert [(n["action"], n["object"]) for n in noted] == [
        ("visitor.password_wrong", "visitor:%d" % visitor_id(case)), ("holder.password_wrong", "holder")]


def test_an_address_that_may_not_ask_for_codes_uses_up_nobodys_number(stack):
    here, mobile = client.some_addresses(1)[0], "139%08d" % random.randrange(10 ** 8)
    stack.query("INSERT INTO rate (bucket, taken_at, count) VALUES (%s, UNIX_TIMESTAMP(), 1000000)",
                journey.bucket(stack, "code.ip\n" + here))
    b = client.Browser(stack.portal_url, address=here)
    ok(b.get("/register"))
    assert b.post("/register/code", {"mobile": mobile}).status == 422
    assert not stack.query("SELECT 1 FROM rate WHERE bucket = %s", journey.bucket(stack, "code.address\nregister\n\n" + mobile))


def test_unknown_and_wrong_look_the_same(stack):
    case = journey.Case(stack).register()
    addresses = client.some_addresses(1)
    known = sign_in_from(stack, addresses[0], case.applicant.username, "wrong-password-1")
    unknown = sign_in_from(stack, addresses[0], "x" + case.applicant.username, "wrong-password-1")
    assert known.status == unknown.status == 422
    assert known.words.replace(case.applicant.username, "") == unknown.words.replace("x" + case.applicant.username, "")


# ---- tokens --------------------------------------------------------------------------------------------------------

def test_posts_without_the_token_are_refused(stack):
    case, other = journey.Case(stack).register().start(), journey.Case(stack).register().start()
    path = "/apply/section/organisation"
    form = {**fields_of(ok(case.browser.get(path)).form(path)), **case.applicant.sections["organisation"], "save": "next"}
    wrong = csrf(ok(other.browser.get(path)))
    for token in (None, "", "x", form["csrf"][:-1] + ("A" if form["csrf"][-1] != "A" else "B"), wrong):
        page = case.browser.post(path, {**form, "csrf": token}, follow=False, hidden=False)
        assert page.status == 403, (token, page.status)
    assert not stack.query("SELECT 1 FROM application_section WHERE application_id = %s", case.id)
    ok(case.browser.post(path, form, hidden=False))
    assert stack.query("SELECT 1 FROM application_section WHERE application_id = %s", case.id)


@pytest.mark.parametrize("headers", [{"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"},
                                     {"Sec-Fetch-Site": "same-site"}, {"Origin": "null"}], ids=str)
def test_posts_from_elsewhere_are_refused(stack, headers):
    """Even with the right token: sign-in from another site's form too."""
    b = stack.portal()
    form = ok(b.get("/sign-in")).form("/sign-in")
    body = "&".join("%s=%s" % f for f in form.hidden) + "&username=nobody22&password=long-enough-1"
    page = b.raw("POST", "/sign-in", body.encode(), {"Content-Type": "application/x-www-form-urlencoded", **headers})
    assert page.status == 403


# ---- others' things ------------------------------------------------------------------------------------------------

@pytest.fixture(scope="module")
def two(stack):
    """One with a submitted application, one with a draft."""
    return journey.submitted(stack), journey.Case(stack).register().start()


def test_nobody_reaches_the_file_of_another(stack, two):
    owner, stranger = two
    files = stack.query("SELECT public_id FROM file WHERE application_id = %s", owner.id)
    path = "/apply/file/" + files[0]["public_id"]
    assert ok(owner.browser.get(path)).body
    assert stranger.browser.get(path).status == 404
    assert stack.portal().get(path).path == "/sign-in"
    unknown = stranger.browser.get("/apply/file/" + "A" * 22)
    without_id = lambda page: re.sub(r"请求编号 \w+", "", page.words)  # noqa: E731
    assert unknown.status == 404 and without_id(unknown) == without_id(stranger.browser.get(path)), "tells that it exists"
    slot = stack.query("SELECT code, slot FROM application_file WHERE application_id = %s LIMIT 1", owner.id)[0]
    token = csrf(ok(stranger.browser.get("/apply")))
    page = stranger.browser.post("/apply/materials/remove", {"csrf": token, **slot, "file": files[0]["public_id"]},
                                 follow=False, hidden=False)
    assert page.status in (303, 403, 404, 409, 422)
    assert len(stack.query("SELECT 1 FROM application_file WHERE application_id = %s", owner.id)) == len(
        owner.applicant.files)


def test_a_file_is_what_was_uploaded_and_harmless(stack, two):
    owner = two[0]
    code, slot, source = next(f for f in owner.applicant.files if f[2].endswith(".pdf"))
    row = stack.query("SELECT f.public_id FROM application_file a JOIN file f ON f.id = a.file_id"
                      " WHERE a.application_id = %s AND a.code = %s AND a.slot = %s", owner.id, code, slot)[0]
    page = ok(owner.browser.get("/apply/file/" + row["public_id"]))
    assert page.body == open(source, "rb").read()
    assert page.headers["X-Content-Type-Options"] == "nosniff" and page.headers["Cache-Control"] == "no-store"
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    stored = [p for p in (stack.data / "store").rglob(row["public_id"] + "*") if p.is_file()]
    assert len(stored) == 1 and b"%PDF" not in stored[0].read_bytes(), "stored in clear"


def test_the_office_is_not_at_the_portal(stack, two):
    staff = journey.crew(stack).initial
    b = stack.portal()
    b.cookies = dict(staff.browser.cookies)
    for path in ("/office", "/office/", "/office/queue", "/office/sign-in", "/OFFICE/queue", "/office/case/" + two[0].public_id,
                 "/x/..;/office/queue", "//office/queue", "/%6fffice/queue"):
        page = b.get(path)
        assert page.status in (400, 404), (path, page.status)
    assert b.get("/apply").path == "/sign-in", "a member of staff is no applicant"
    office = stack.office()
    office.cookies = dict(two[0].browser.cookies)
    assert office.get("/office/queue").path == "/office/sign-in"
    assert office.get("/apply").status == 404


def test_the_registry_does_not_see_what_it_was_not_handed(stack, two):
    page = journey.crew(stack).registry.browser.get("/office/case/" + two[0].public_id)
    assert page.status == 404
    file = stack.query("SELECT public_id FROM file WHERE application_id = %s", two[0].id)[0]["public_id"]
    page = journey.crew(stack).registry.browser.get("/office/file/%s/page/1?case=%s" % (file, two[0].public_id))
    assert page.status == 404


def test_a_file_belongs_to_its_case(stack, two):
    """A file asked for under another case is not found."""
    another = journey.submitted(stack)
    file = stack.query("SELECT public_id FROM file WHERE application_id = %s", two[0].id)[0]["public_id"]
    b = journey.crew(stack).initial.browser
    assert ok(b.get("/office/file/%s/page/1?case=%s" % (file, two[0].public_id))).body
    assert b.get("/office/file/%s/page/1?case=%s" % (file, another.public_id)).status == 404


def test_looks_are_in_the_chain(stack, two):
    who = journey.crew(stack).initial
    before = len(stack.query("SELECT 1 FROM audit WHERE action = 'file.view' AND actor_id = %s", who.id))
    file = stack.query("SELECT public_id FROM file WHERE application_id = %s", two[0].id)[0]["public_id"]
    ok(who.browser.get("/office/file/%s/page/1?case=%s" % (file, two[0].public_id)))
    assert len(stack.query("SELECT 1 FROM audit WHERE action = 'file.view' AND actor_id = %s", who.id)) == before + 1
    page = who.case(two[0])
    number = two[0].applicant.sections["signatory"]["signatory_number"]
    assert number not in page.text
    page = send(who.browser, form_with(page, "/office/case/%s/reveal" % two[0].public_id, field="signatory_number"))
    assert number in page.text
    assert stack.query("SELECT 1 FROM audit WHERE action = 'field.reveal' AND actor_id = %s", who.id)


# ---- cookies -------------------------------------------------------------------------------------------------------

def test_cookies(stack):
    b = stack.portal()
    page = b.raw("GET", "/sign-in")
    lines = page.headers.get_all("Set-Cookie")
    case = journey.Case(stack).register()
    b.get("/sign-in")
    form = b.page.form("/sign-in")
    body = {**fields_of(form), "username": case.applicant.username, "password": case.applicant.password}
    lines += b.post("/sign-in", body, follow=False, hidden=False).headers.get_all("Set-Cookie")
    assert any(line.startswith("v=") for line in lines), lines
    for line in lines:
        parts = {p.strip().split("=")[0].lower() for p in line.split(";")[1:]}
        assert {"httponly", "samesite", "path"} <= parts and "domain" not in parts, line
    hashed = hashlib.blake2b(b.cookies["v"].encode(), digest_size=32).digest()
    rows = stack.query("SELECT subject_id FROM session WHERE token_hash = %s", hashed)
    assert [r["subject_id"] for r in rows] == [visitor_id(case)], "the database holds the hash of the token"
