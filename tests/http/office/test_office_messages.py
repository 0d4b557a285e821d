"""What people see of messages: send records and sending again on the case, the search, the applicant's own."""
import re
import time

import pytest

import journey
from journey import csrf, ok, send
from patience import wait
from stack import TOP

LABELS = (TOP / "templates/label/message_problem.hdf").read_text()


@pytest.fixture(scope="module")
def case(stack):
    return journey.to_state(stack, state="awaiting_paper")


def newest(case, name="post_papers"):
    return case.stack.query("SELECT * FROM outbox WHERE application_id = %s AND name = %s ORDER BY id DESC LIMIT 1",
                            case.id, name)[0]


def mobile(case):
    return case.applicant.sections["trader"]["trader_mobile"]


def make(case, name="post_papers", **columns):
    """Gives the newest message of a kind another fate."""
    assert wait(lambda: newest(case, name)["delivered_at"])
    message = newest(case, name)
    if columns:
        case.stack.query("UPDATE outbox SET %s WHERE id = %%s" % ", ".join(k + " = %s" for k in columns),
                         *columns.values(), message["id"])
    return message


def resend_form(page, case, message):
    return journey.form_with(page, "/office/case/%s/resend" % case.public_id, message=str(message["id"]))


# ---- words ---------------------------------------------------------------------------------------------------------

def codes():
    found = set()
    for path in (TOP / "fcgi/gate/sms").glob("sms_*.c"):
        found |= set(re.findall(r'^\t\{"([A-Za-z_.]+)",\s+DELIVERY_', path.read_text(), re.M))
    assert len(found) > 25
    return found | {"expired", "settings", "value_missing", "no_provider", "no_template", "values_unreadable", "unclean", "failed",
                    "answer_unreadable", "no_word", "tampered", "unavailable", "no_address", "no_connection", "tls", "timeout", "broken", "too_large", "invalid", "isp.SYSTEM_ERROR",
                    "Throttling", "http_4xx", "http_5xx", "smtp_4xx", "smtp_5xx", "InternalError"}


@pytest.mark.parametrize("code", sorted(codes()))
def test_every_code_has_its_words(code):
    key = re.sub(r"[^A-Za-z0-9_]", "_", code.rstrip("."))
    assert re.search(r"^%s = \S*[一-鿿]" % key, LABELS, re.M), key
    assert re.search(r"^%s.kind = (number|blocked|phone|repeat|ours)$" % key, LABELS, re.M), key


def test_own_words_of_the_courier_are_all_known():
    used = set()
    for path in [*(TOP / "fcgi/main").glob("courier_*.c"), TOP / "fcgi/gate/mail.c", *(TOP / "fcgi/gate/sms").glob("sms_*.c"),
                 TOP / "fcgi/core/message/outbox.c"]:
        text = path.read_text()
        used |= set(re.findall(r'DELIVERY_(?:DEAD|LATER|UNSURE|HOLD), "", "([a-z_]+)"', text))
        used |= set(re.findall(r'(?:end_later\(w|outbox_dead\(c, m), "([a-z_]+)"', text))
    assert {"settings", "no_template", "value_missing"} <= used <= codes(), used - codes()


# ---- on the case -----------------------------------------------------------------------------------------------------

def test_a_case_tells_what_became_of_its_messages(case):
    who = journey.crew(case.stack).of("initial_reviewer")
    sent = make(case)
    page = who.case(case)
    assert page.has("请邮寄纸质材料", sent["recipient_masked"], "已送达") and mobile(case) not in page.text
    for problem, state, words in [
            ("isv.MOBILE_NUMBER_ILLEGAL", "dead", "手机号码不正确"), ("LimitExceeded.PhoneNumberXLimit", "dead", "腾讯云的频次限制"),
            ("smtp_571", "dead", "邮件服务器拒收"), ("http_502", "waiting", "服务商出错"), ("UNDELIV", "sent", "运营商报告没有送达"),
            ("MK:0013", "sent", "没有说明"), ("<b>x", "dead", "没有说明")]:
        make_again(case, sent, problem, state)
        page = who.case(case)
        assert page.has(words, {"dead": "发送失败", "waiting": "尚未发出", "sent": "没有送达"}[state]), problem
        assert "<b>x" not in page.text
    make_again(case, sent, None, "sent", delivered=True)


def make_again(case, message, problem, state, delivered=False):
    case.stack.query("UPDATE outbox SET problem = %s, state = %s, due_at = UTC_TIMESTAMP() + INTERVAL 1 HOUR,"
                     " delivered_at = IF(%s, UTC_TIMESTAMP(), NULL) WHERE id = %s", problem, state, int(delivered), message["id"])


def test_a_dead_message_is_sent_again_once(case):
    who = journey.crew(case.stack).of("second_reviewer")
    message = make(case, state="dead", problem="expired", delivered_at=None)
    before = case.stack.sim.messages(mobile(case))
    repeats = next(m for m in before if m["key"] == message["public_id"])["repeats"]
    form = resend_form(who.case(case), case, message)
    page = ok(send(who.browser, form))
    assert page.path == "/office/case/" + case.public_id
    assert wait(lambda: newest(case)["delivered_at"]), newest(case)
    ok(send(who.browser, form))
    time.sleep(1)
    again = next(m for m in case.stack.sim.messages(mobile(case)) if m["key"] == message["public_id"])
    assert again["repeats"] == repeats + 1, "pressed twice: sent once"
    noted = case.stack.query("SELECT actor_id, detail FROM audit WHERE action = 'message.resend' AND object = %s",
                             "application:%d" % case.id)
    assert [n["actor_id"] for n in noted] == [who.id] and str(message["id"]) in noted[0]["detail"]


def test_what_is_on_its_way_is_not_sent_again(case):
    who = journey.crew(case.stack).of("second_reviewer")
    message = make(case)
    form = resend_form(who.case(case), case, message)
    make_again(case, message, "http_502", "waiting")
    page = send(who.browser, form)
    assert page.status == 422 and page.has("正在发送"), page.words[:400]
    make_again(case, message, None, "sent", delivered=True)


def test_who_only_looks_sends_nothing(case):
    who = journey.crew(case.stack).of("auditor")
    page = who.case(case)
    assert page.has("请邮寄纸质材料") and not page.has("重新发送")
    message = newest(case)
    refused = who.browser.post("/office/case/%s/resend" % case.public_id, {
        "csrf": csrf(page), "op": "x" * 22, "message": message["id"]}, hidden=False)
    assert refused.status == 403


def test_a_message_of_another_case_is_not_sent(case):
    """The number in the form is of a message of somebody else's case."""
    other = journey.to_state(case.stack, state="awaiting_paper")
    who = journey.crew(case.stack).of("second_reviewer")
    mine, theirs = make(case), make(other)
    form = resend_form(who.case(case), case, mine)
    page = send(who.browser, form, {"message": str(theirs["id"])})
    assert page.status == 422 and newest(other)["state"] == "sent"


# ---- the search ------------------------------------------------------------------------------------------------------

def search(who, what):
    ok(who.browser.get("/office/messages"))
    return ok(who.browser.post("/office/messages", {"what": what}))


@pytest.mark.parametrize("role", ["second_reviewer", "exchange_supervisor", "security_admin", "auditor"])
def test_messages_are_found(case, role):
    who, number = journey.crew(case.stack).of(role), case.row()["number"]
    sent = make(case)
    spaced = "+86 " + mobile(case)[:3] + " " + mobile(case)[3:7] + " " + mobile(case)[7:]
    for what in (mobile(case), spaced, number, number.lower()):
        page = search(who, what)
        assert page.path == "/office/messages" and page.has(number, sent["recipient_masked"], "请邮寄纸质材料"), what
        assert mobile(case) not in page.words
    assert search(who, case.applicant.sections["trader"]["trader_email"].upper()).has("验证码")
    assert search(who, mobile(case)[:-1]).has("没有找到") and search(who, "KH20990101000001").has("没有找到")
    assert ("/office/case/" in search(who, number).text) == (role != "security_admin")
    noted = case.stack.query("SELECT detail FROM audit WHERE action = 'message.search' AND actor_id = %s", who.id)
    assert noted and not any(mobile(case) in n["detail"] for n in noted)


@pytest.mark.parametrize("role", ["initial_reviewer", "finance", "receiver", "registry_reviewer"])
def test_others_do_not_search(stack, role):
    assert journey.crew(stack).of(role).browser.get("/office/messages").status == 403


def test_the_registry_finds_only_what_it_was_handed(case):
    who = journey.crew(case.stack).of("registry_supervisor")
    assert search(who, mobile(case)).has("没有找到") and search(who, case.row()["number"]).has("没有找到")


def test_lists_of_what_did_not_go_out(case):
    who = journey.crew(case.stack).of("exchange_supervisor")
    message = make(case)
    make_again(case, message, "isv.AMOUNT_NOT_ENOUGH", "waiting")
    assert ok(who.browser.get("/office/messages?state=held")).has(case.row()["number"], "余额不足", "再试")
    make_again(case, message, "isv.MOBILE_NUMBER_ILLEGAL", "dead")
    page = ok(who.browser.get("/office/messages?state=dead"))
    assert page.has(case.row()["number"], "手机号码不正确")
    page = ok(who.browser.get("/office/messages?state=dead&before=%d" % message["id"]))
    assert not page.has(case.row()["number"])
    assert not who.browser.get("/office/messages?state=sent").has(case.row()["number"])
    make_again(case, message, None, "sent", delivered=True)


# ---- the applicant's own -----------------------------------------------------------------------------------------------

def test_the_applicant_sees_what_was_sent(case):
    sent = make(case)
    page = ok(case.browser.get("/apply"))
    assert page.has("消息记录", "已送达", sent["recipient_masked"], "初审通过，请邮寄纸质材料")
    assert not page.has("需要重新发送")
    for problem, state, words in [("isv.MOBILE_NUMBER_ILLEGAL", "dead", "号码或地址可能有误"),
                                  ("isv.AMOUNT_NOT_ENOUGH", "waiting", "工作人员会处理"), ("MK:0013", "sent", "手机可能关机"),
                                  ("FailedOperation.PhoneNumberInBlacklist", "dead", "拦截"), ("http_503", "waiting", "自动重试")]:
        make_again(case, sent, problem, state)
        page = ok(case.browser.get("/apply"))
        assert page.has(words, "没有收到消息不影响办理", "010-"), problem
        assert problem not in page.text, "codes are not for applicants"
    make_again(case, sent, None, "sent", delivered=True)


def test_nobody_elses(case):
    other = journey.to_state(case.stack, state="initial_review")
    assert not ok(other.browser.get("/apply")).has(newest(case)["recipient_masked"])
