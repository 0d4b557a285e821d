"""Limits of codes: what a stranger asks for uses up nothing of anybody who has proved something; windows slide; who asks at the same
time is counted one after the other; and a page says that a code was sent only where one was."""
import re
import threading

import pytest

import journey
from applicant import random_mobile
from holder import PASSWORD, activation_code, holders
from journey import form_with, ok, send
from patience import wait


def ask(stack, mobile):
    b = stack.portal()
    ok(b.get("/register"))
    return b.post("/register/code", {"mobile": mobile})


def register_counter(mobile):
    return "code.address\nregister\n\n" + mobile


def back(stack, counter, seconds):
    """As if all that was counted had happened so much earlier."""
    stack.query("UPDATE rate SET taken_at = taken_at - %s WHERE bucket = %s ORDER BY taken_at", seconds, journey.bucket(stack, counter))


def use_up(stack, mobile):
    """A stranger asks for all the registration codes there are of an hour, and all have arrived."""
    journey.forget(stack, register_counter(mobile))
    for _ in range(5):
        ok(ask(stack, mobile))
        back(stack, register_counter(mobile), 60)
    page = ask(stack, mobile)
    assert page.status == 422 and not page.has("验证码已发送"), page.words[:600]
    read_all(stack, mobile)
    return page


def read_all(stack, mobile):
    """What comes from now on is new."""
    assert wait(lambda: len([m for m in stack.sim.messages(mobile) if "验证码" in m["text"]]) == messages_to(stack, mobile), 20)
    stack.sim.read[mobile] = max(m["id"] for m in stack.sim.messages(mobile))


def messages_to(stack, mobile):
    return len(stack.query("SELECT 1 FROM outbox WHERE name = 'code' AND recipient_index = %s", journey.recipient(stack, mobile)))


# ---- somebody else's doing -----------------------------------------------------------------------------------------

def test_a_stranger_keeps_no_member_of_staff_out(stack):
    who = journey.Staffer(stack, "finance")
    stack.query("DELETE FROM rate WHERE bucket = %s",
                journey.bucket(stack, "code.address\nsecond_factor\nstaff:%d\n%s" % (who.id, who.mobile)))
    use_up(stack, who.mobile)
    b = stack.office()
    ok(b.get("/office/sign-in"))
    page = ok(b.post("/office/sign-in", {"username": who.username, "password": who.password}))
    assert page.path == "/office/second-factor"
    page = ok(b.post("/office/second-factor", {"code": stack.sim.last_code(who.mobile)}))
    assert page.path.startswith("/office/finance"), page.words[:400]


def test_a_stranger_keeps_nobody_from_a_new_password(stack):
    case = journey.Case(stack).register()
    who = case.applicant
    use_up(stack, who.mobile)
    stranger = stack.portal()
    for _ in range(6):  # the number alone, without the username
        ok(stranger.get("/forgot"))
        stranger.post("/forgot/code", {"username": "nobody1", "mobile": who.mobile})
        back(stack, "code.address\nreset\nnobody1\n" + who.mobile, 60)
    b = stack.portal()
    ok(b.get("/forgot"))
    assert ok(b.post("/forgot/code", {"username": who.username, "mobile": who.mobile})).has("如果用户名与手机号码相符")
    for _ in range(6):  # nor does it spoil the code that was sent
        stranger.post("/forgot", {"username": "nobody1", "mobile": who.mobile, "code": "000000", "password": "another long one 1",
                                  "password_again": "another long one 1"})
    typed = {"username": who.username, "mobile": who.mobile, "code": stack.sim.last_code(who.mobile),
             "password": "quite a new one 77", "password_again": "quite a new one 77"}
    assert ok(b.post("/forgot", typed)).path == "/sign-in?done=reset"


def test_a_stranger_keeps_no_applicant_from_confirming_a_contact(stack):
    case, other = (journey.Case(stack).register().start().fill() for _ in range(2))
    mobile = case.applicant.sections["trader"]["trader_mobile"]
    ok(other.save("trader", {"trader_mobile": mobile}))
    for _ in range(5):
        ok(other.browser.get("/apply/confirm"))
        ok(send(other.browser, form_with(other.browser.page, "/apply/confirm/send", contact="trader_mobile")))
        back(stack, "code.address\ncontact\nvisitor:%d\n%s" % (visitor(other), mobile), 60)
    read_all(stack, mobile)
    ok(case.browser.get("/apply/confirm"))
    page = ok(send(case.browser, form_with(case.browser.page, "/apply/confirm/send", contact="trader_mobile")))
    assert page.has("验证码已发送至"), page.words[:600]
    form = form_with(page, "/apply/confirm", contact="trader_mobile")
    assert ok(send(case.browser, form, {"code": stack.sim.last_code(mobile)})).has("已确认")


def visitor(case):
    return case.stack.query("SELECT id FROM visitor WHERE username = %s", case.applicant.username)[0]["id"]


def test_a_stranger_keeps_no_holder_from_activating(stack):
    case = journey.to_state(stack, state="opened")
    trader, h = case.applicant.sections["trader"], [h for h in holders(case) if h["account_kind"] == "trading"][0]
    mobile, login = trader["trader_mobile"], h["login"]
    use_up(stack, mobile)
    code = activation_code(stack.sim.wait_message(trader["trader_email"], login)["text"], login)
    read_all(stack, mobile)
    b = stack.portal()
    ok(b.get("/activate"))
    assert ok(b.post("/activate/code", {"login": login, "activation_code": code})).has("短信验证码已发送")
    page = b.post("/activate/code", {"login": login, "activation_code": code})
    assert page.status == 422 and page.has("没有发送新的验证码", "秒后可以重新获取") and not page.has("短信验证码已发送")
    ok(b.post("/activate", {"login": login, "activation_code": code, "sms_code": stack.sim.last_code(mobile),
                            "password": PASSWORD, "password_again": PASSWORD}))
    assert b.page.path.startswith("/account/sign-in"), b.page.words[:600]


# ---- windows -------------------------------------------------------------------------------------------------------

def test_a_minute_is_sixty_seconds_wherever_it_begins(stack):
    mobile = random_mobile()
    ok(ask(stack, mobile))
    back(stack, register_counter(mobile), 50)
    page = ask(stack, mobile)
    assert page.status == 422 and re.search(r"([1-9]|10) 秒后可以重新获取", page.words), page.words[:800]
    back(stack, register_counter(mobile), 10)
    ok(ask(stack, mobile))
    assert messages_to(stack, mobile) == 2


def test_an_hour_slides_too(stack):
    """Five at minutes 0, 1, 2, 3, 4; the sixth at minute 60, not before."""
    mobile = random_mobile()
    page = use_up(stack, mobile)
    assert re.search(r"约 5\d 分钟后可以重新获取", page.words), page.words[:800]
    back(stack, register_counter(mobile), 3600 - 5 * 60)
    ok(ask(stack, mobile))
    back(stack, register_counter(mobile), 60)
    ok(ask(stack, mobile))
    back(stack, register_counter(mobile), 86400 - 2 * 3600)
    assert messages_to(stack, mobile) == 7


def test_ten_at_once_are_one(stack):
    mobile, pages = random_mobile(), []
    browsers = [stack.portal() for _ in range(10)]
    for b in browsers:
        ok(b.get("/register"))
    threads = [threading.Thread(target=lambda b=b: pages.append(b.post("/register/code", {"mobile": mobile}))) for b in browsers]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert sorted(p.status for p in pages) == [200] + [422] * 9 and messages_to(stack, mobile) == 1


# ---- what pages say ------------------------------------------------------------------------------------------------

def test_the_second_factor_says_when_nothing_was_sent(stack):
    who = journey.Staffer(stack, "finance")
    sent = messages_to(stack, who.mobile)
    b = stack.office()
    ok(b.get("/office/sign-in"))
    page = ok(b.post("/office/sign-in", {"username": who.username, "password": who.password}))
    assert messages_to(stack, who.mobile) == sent, "within the minute of the first"
    assert page.path == "/office/second-factor" and page.has("现在没有向", "秒后可以重新获取") and "发送至" not in page.words
    journey.forget_limits(stack, who.mobile)
    page = ok(send(b, page.form("/office/second-factor/resend")))
    assert page.has("10分钟内有效") and not page.has("现在没有向")
    page = send(b, page.form("/office/second-factor/resend"))
    assert page.status == 422 and page.has("没有发送新的验证码", "10分钟内有效"), "the one sent before still holds"


def test_what_became_of_another_code_is_not_told_as_mine(stack):
    who = journey.Staffer(stack, "finance")
    stack.query("UPDATE one_time_code SET created_at = created_at - INTERVAL 9 SECOND WHERE subject_index = %s",
                journey.bucket(stack, "second_factor\nstaff:%d\n%s" % (who.id, who.mobile)))
    ok(ask(stack, who.mobile))
    b = stack.office()
    ok(b.get("/office/sign-in"))
    page = ok(b.post("/office/sign-in", {"username": who.username, "password": who.password}))
    assert page.has("现在没有向") and not page.has("发往")


def test_a_page_about_a_code_that_was_not_sent_does_not_say_so(stack):
    case = journey.Case(stack).register().start().fill()
    page = ok(case.browser.get("/apply/confirm?sent=trader_mobile"))
    assert not page.has("验证码已发送")


@pytest.mark.parametrize("known", [True, False])
def test_the_wait_for_a_new_password_tells_nothing(stack, known):
    """The same words and the same wait, whether username and number belong together or not."""
    case = journey.Case(stack).register()
    name, mobile = (case.applicant.username if known else "nobody" + str(visitor(case))), case.applicant.mobile
    b = stack.portal()
    ok(b.get("/forgot"))
    assert ok(b.post("/forgot/code", {"username": name, "mobile": mobile})).has("如果用户名与手机号码相符")
    back(stack, "code.address\nreset\n%s\n%s" % (name, mobile), 20)
    page = b.post("/forgot/code", {"username": name, "mobile": mobile})
    assert page.status == 422 and page.has("没有发送新的验证码") and re.search(r"(3\d|40) 秒后可以重新获取", page.words), page.words[:900]
