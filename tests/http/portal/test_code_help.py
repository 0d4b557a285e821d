"""Who got no code is helped on the page that asks for it: what to look at, how long to wait, whom to call; and only those whose
number it is are told what became of it."""
import re

import pytest

import journey
from applicant import random_mobile
from journey import ok, send


def steps(page):
    return page.has("没收到短信", "先等 1 分钟", "核对号码", "查看拦截", "境外号码收不到")


@pytest.mark.parametrize("path", ["/register", "/forgot", "/activate"])
def test_pages_for_anybody_help(stack, path):
    page = ok(stack.portal().get(path))
    assert steps(page) and page.has("重新获取验证码") and re.search(r"致电 *010-\d{8}", page.words)
    assert not page.has("最近一次："), "nothing of what became of a code"


def test_a_stranger_learns_nothing_of_the_code(stack):
    """The same number, and one nobody has: the same words."""
    b, mobile = stack.portal(), random_mobile()
    ok(b.get("/register"))
    page = ok(b.post("/register/code", {"mobile": mobile}))
    assert steps(page) and page.has(mobile[:3] + "****" + mobile[-4:], "秒后可以重新获取") and "<details class=\"code-help\" id=\"no-code\" open>" in page.text
    stack.query("UPDATE outbox SET state = 'dead', problem = 'isv.MOBILE_NUMBER_ILLEGAL', delivered_at = NULL WHERE recipient_index = %s",
                journey.recipient(stack, mobile))
    again = stack.portal()
    ok(again.get("/register"))
    page = again.post("/register/code", {"mobile": mobile})
    assert not page.has("最近一次：") and not page.has("有误，请核对后修改") and not page.has("没有发出")


@pytest.fixture(scope="module")
def case(stack):
    return journey.Case(stack).register().start().fill()


def contact(case, field="trader_mobile"):
    return case.applicant.sections["trader"][field]


def ask(case, field="trader_mobile"):
    journey.forget_limits(case.stack, contact(case, field))
    ok(case.browser.get("/apply/confirm"))
    return ok(send(case.browser, journey.form_with(case.browser.page, "/apply/confirm/send", contact=field)))


def last(case, channel="sms"):
    to = {"sms": journey.recipient(case.stack, contact(case))}.get(channel)
    return case.stack.query("SELECT id FROM outbox WHERE channel = %s AND (%s IS NULL OR recipient_index = %s) ORDER BY id DESC LIMIT 1",
                            channel, to, to)[0]["id"]


@pytest.mark.parametrize("state, problem, delivered, words", [
    ("sent", None, 1, "请在手机的短信和拦截记录中查找"), ("sent", None, 0, "已经送出"), ("sent", "UNDELIV", 0, "手机可能关机"),
    ("sent", "MK:0010", 0, "手机可能关机"), ("dead", "isv.MOBILE_NUMBER_ILLEGAL", 0, "可能有误，请核对后修改"),
    ("dead", "expired", 0, "有效期内没能送出"), ("waiting", "isv.AMOUNT_NOT_ENOUGH", 0, "系统正在重试"),
    ("dead", "FailedOperation.PhoneNumberInBlacklist", 0, "请解除后重新获取"), ("dead", "isv.SMS_TEMPLATE_ILLEGAL", 0, "工作人员会处理")])
def test_the_applicant_is_told_what_became_of_it(case, state, problem, delivered, words):
    ask(case)
    case.stack.sim.last_code(contact(case))
    case.stack.query("UPDATE outbox SET state = %s, problem = %s, due_at = UTC_TIMESTAMP() + INTERVAL 1 HOUR,"
                     " delivered_at = IF(%s, UTC_TIMESTAMP(), NULL) WHERE id = %s", state, problem, delivered, last(case))
    page = ok(case.browser.get("/apply/confirm?sent=trader_mobile"))
    assert steps(page) and page.has("最近一次", words), page.words
    assert problem is None or problem == "expired" or problem not in page.text


def test_the_wait_is_said_in_words(case):
    page = ask(case)
    assert re.search(r"\d+ 秒后可以重新获取", page.words)
    journey.forget_limits(case.stack, contact(case))
    assert ok(case.browser.get("/apply/confirm")).has("现在就可以重新获取")
    refused = None
    for _ in range(6):
        refused = send(case.browser, journey.form_with(case.browser.page, "/apply/confirm/send", contact="trader_mobile"))
    assert refused.status == 422 and refused.has("操作过于频繁", "没收到短信")


def test_mail_has_its_own_help(case):
    assert ask(case, "trader_email").has("没收到邮件", "查看垃圾邮件")


def test_staff_are_helped_at_the_second_factor(stack):
    who = journey.Staffer(stack, "finance")
    b = stack.office()
    ok(b.get("/office/sign-in"))
    journey.forget_limits(stack, who.mobile)
    page = ok(b.post("/office/sign-in", {"username": who.username, "password": who.password}))
    assert page.path == "/office/second-factor" and steps(page) and page.has("最近一次", who.mobile[:3] + "****" + who.mobile[-4:])
    assert page.has("秒后可以重新获取", "安全管理员") and who.mobile not in page.text
