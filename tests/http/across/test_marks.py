"""Marks that nobody sees and that telephones paste along, where people sign in."""
import re

import journey
from journey import crew, forget_limits, ok

BEFORE, INSIDE, BEHIND = "\u202d", "\u200b", "\u202c\ufeff"


def marked(text):
    return BEFORE + text[:3] + INSIDE + text[3:] + BEHIND


def test_a_visitor_registers_and_signs_in_with_pasted_values(stack):
    case = journey.Case(stack)
    a, b = case.applicant, case.browser
    ok(b.get("/register"))
    ok(b.post("/register/code", {"mobile": marked(a.mobile)}))
    code = stack.sim.last_code(a.mobile)
    ok(b.get("/register"))
    ok(b.submit("/register", {"username": marked(a.username), "password": a.password, "password_again": a.password,
                              "mobile": marked(a.mobile), "code": marked(code)}))
    assert b.page.path == "/apply", b.page.words[:600]
    again = stack.portal()
    ok(again.get("/sign-in"))
    wide = "".join(chr(ord(c) + 0xfee0) for c in a.username)
    ok(again.submit("/sign-in", {"username": BEFORE + wide + BEHIND, "password": a.password}))
    assert again.page.path != "/sign-in", again.page.words[:600]


def test_a_member_of_staff_signs_in_with_pasted_values(stack):
    who = crew(stack).of("auditor")
    b = stack.office()
    ok(b.get("/office/sign-in"))
    forget_limits(stack, who.mobile)
    ok(b.post("/office/sign-in", {"username": marked(who.username), "password": who.password}))
    assert b.page.path == "/office/second-factor", b.page.words[:400]
    field = re.search(r'<input id="code"[^>]*>', b.page.text).group()
    assert int(re.search(r'maxlength="(\d+)"', field).group(1)) >= len(marked("1 2 3 4 5 6")), "cut before the marks are gone"
    ok(b.post("/office/second-factor", {"code": marked(stack.sim.last_code(who.mobile))}))
    assert b.page.path.startswith("/office/") and b.page.path != "/office/second-factor", b.page.words[:400]
