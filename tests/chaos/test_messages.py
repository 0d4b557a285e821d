"""Messages between the outbox and the providers: delivery reports, providers that refuse, hang or run out of money, several
couriers at once, one that is told to leave; and what the courier does by the clock. The installation is this file's own."""
import itertools
import json
import os
import signal
import subprocess
import time
import urllib.error
import urllib.request

import pytest

import journey
from journey import ok
from patience import wait
from stack import AS_SERVER


@pytest.fixture(autouse=True)
def good_again(own):
    yield
    for channel in ("sms", "tencent", "mail"):
        own.sim.switch("ok", channel)


def ask_for_code(own, mobile=None):
    """A new message in the outbox: its id and mobile."""
    mobile, b = mobile or journey.random_mobile(), own.portal()
    ok(b.get("/register"))
    ok(b.post("/register/code", {"mobile": mobile}))
    return own.query("SELECT MAX(id) AS id FROM outbox")[0]["id"], mobile


def row(own, message):
    return own.query("SELECT *, TIMESTAMPDIFF(SECOND, UTC_TIMESTAMP(), due_at) AS due_in FROM outbox WHERE id = %s", message)[0]


def due_now(own):
    own.query("UPDATE outbox SET due_at = UTC_TIMESTAMP() WHERE state = 'waiting'")


def report(own, body, token=None):
    """Posts what the provider would; the status."""
    token = token or (own.data / "keys" / "hook.token").read_text()
    request = urllib.request.Request(own.hook_url + "/hook/sms/aliyun/" + token, body, {"Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            assert json.load(answer)["code"] == 0
            return answer.status
    except urllib.error.HTTPError as e:
        return e.code


def delivered(message, success=True, **other):
    return json.dumps([{"phone_number": "13800000000", "success": success, "err_code": "DELIVERED" if success else "NOT_ON",
                        "out_id": message["public_id"], "biz_id": message["provider_id"] or "9^0", **other}]).encode()


def restart_courier(own):
    """Tells it to leave; another comes, after a pause that grows when it is often told."""
    old = set(own.processes("courier"))
    for pid in old:
        os.kill(pid, signal.SIGTERM)
    return old


# ---- delivery reports --------------------------------------------------------------------------------------------

def test_reports_say_what_was_delivered(own):
    message, _ = ask_for_code(own)
    assert wait(lambda: row(own, message)["delivered_at"], 20), row(own, message)
    first = row(own, message)
    assert (first["state"], first["problem"]) == ("sent", None) and first["provider_id"].endswith("^0")
    time.sleep(1.1)
    assert report(own, delivered(first)) == 200, "a report may come twice"
    assert report(own, delivered(first, success=False)) == 200, "and out of order"
    assert row(own, message) | {"due_in": 0} == first | {"due_in": 0}


def test_reports_are_believed_only_at_the_secret_address(own):
    own.sim.switch("fail", "sms")
    message, _ = ask_for_code(own)
    assert wait(lambda: row(own, message)["tries"], 20)
    body = delivered(row(own, message))
    assert report(own, body, "x" * 48) == 404
    assert report(own, b"[") == 400 and report(own, b'{"a": 1}') == 400
    assert report(own, b"[" + b" " * 70000 + b"]") == 413
    assert report(own, b"[1, null, {}, {\"out_id\": 5}, {\"out_id\": \"nobody\xe7\xa0\x81\", \"success\": true}]") == 200
    assert row(own, message)["state"] == "waiting" and row(own, message)["delivered_at"] is None


def test_a_report_without_our_id_is_found_by_the_providers(own):
    message, _ = ask_for_code(own)
    assert wait(lambda: row(own, message)["delivered_at"], 20)
    own.query("UPDATE outbox SET delivered_at = NULL WHERE id = %s", message)
    sent = row(own, message)
    assert report(own, delivered(sent, success=False, out_id="")) == 200
    assert row(own, message)["problem"] == "NOT_ON"
    assert report(own, delivered(sent, out_id="")) == 200
    assert row(own, message)["delivered_at"] and row(own, message)["problem"] is None


def test_what_was_delivered_is_not_sent_again(own):
    """The answer was lost, so the message waits to be tried again; then the report says that it arrived."""
    own.sim.switch("lose", "sms", 1)
    message, mobile = ask_for_code(own)
    assert wait(lambda: row(own, message)["tries"] == 1, 20)
    assert report(own, delivered(row(own, message))) == 200
    assert row(own, message)["state"] == "sent" and row(own, message)["sent_at"]
    due_now(own)
    time.sleep(1.5)
    assert [m["repeats"] for m in own.sim.messages(mobile)] == [0]


# ---- providers that do not take it ---------------------------------------------------------------------------------

def no_rests(own):
    """A courier started anew thinks all providers well."""
    old = restart_courier(own)
    assert wait(lambda: set(own.processes("courier")) - old, 30)


@pytest.mark.parametrize("mode, problem", [
    ("unfunded", "FailedOperation.InsufficientBalanceInSmsPackage"), ("throttle", "isv.BUSINESS_LIMIT_CONTROL")])
def test_what_nobody_can_send_waits(own, mode, problem):
    no_rests(own)
    own.sim.switch(mode, "sms")
    own.sim.switch("unfunded", "tencent")
    message, mobile = ask_for_code(own)
    assert wait(lambda: row(own, message)["problem"] == problem and row(own, message)["state"] == "waiting"
                and row(own, message)["due_in"] > 60, 20), row(own, message)
    held = row(own, message)
    assert held["tries"] == 0 and 590 <= held["due_in"] <= 751
    own.sim.switch("ok", "sms")
    due_now(own)
    no_rests(own)
    assert wait(lambda: own.sim.messages(mobile), 20)


def test_one_provider_takes_over_from_another(own):
    """What only an operator can mend moves a message at once; faults do after some in a row. Both come as one message."""
    no_rests(own)
    own.sim.switch("unfunded", "sms")
    message, mobile = ask_for_code(own)
    assert wait(lambda: row(own, message)["delivered_at"], 20), row(own, message)
    assert row(own, message)["provider"] == "tencent" and row(own, message)["provider_id"].startswith("2640:")
    no_rests(own)
    own.sim.switch("fail", "sms")
    asked = [ask_for_code(own) for _ in range(6)]
    assert wait(lambda: all(row(own, m)["tries"] or row(own, m)["state"] == "sent" for m, _ in asked), 20)
    due_now(own)
    assert wait(lambda: all(row(own, m)["state"] == "sent" for m, _ in asked), 20), [row(own, m) for m, _ in asked]
    assert {row(own, m)["provider"] for m, _ in asked} == {"tencent"}
    assert [[m["repeats"] for m in own.sim.messages(mobile)] for _, mobile in asked] == [[0]] * 6
    no_rests(own)


def test_one_message_alone_goes_another_way(own):
    """With little to send faults in a row take long to come: who waits for a code is not to wait for them."""
    no_rests(own)
    own.sim.switch("bad_gateway", "sms")
    message, mobile = ask_for_code(own)
    assert wait(lambda: row(own, message)["tries"] == 1, 20), row(own, message)
    assert wait(lambda: row(own, message)["state"] == "sent", 20), row(own, message)
    assert (row(own, message)["provider"], row(own, message)["tries"]) == ("tencent", 1)
    assert [m["repeats"] for m in own.sim.messages(mobile)] == [0]
    own.sim.switch("ok", "sms")
    message, _ = ask_for_code(own)
    assert wait(lambda: row(own, message)["state"] == "sent", 20) and row(own, message)["provider"] == "aliyun"


def test_a_provider_that_answers_no_question_rests(own):
    """What it took is lost, and so is every question about it: each is a fault, and none a sign of health."""
    no_rests(own)
    own.sim.switch("lose", "sms")
    own.sim.switch("fail", "sms_query")
    try:
        asked = [ask_for_code(own)[0] for _ in range(2)]
        for tries in (1, 2, 3):
            assert wait(lambda: all(row(own, m)["tries"] == tries for m in asked), 20), [row(own, m) for m in asked]
            due_now(own)
        message, _ = ask_for_code(own)
        assert wait(lambda: row(own, message)["state"] == "sent", 20), row(own, message)
        assert (row(own, message)["provider"], row(own, message)["tries"]) == ("tencent", 0)
    finally:
        own.sim.switch("ok", "sms_query")
        no_rests(own)


def test_a_lost_answer_is_asked_about_before_it_is_sent_again(own):
    no_rests(own)
    own.sim.switch("lose", "sms", 1)
    message, mobile = ask_for_code(own)
    assert wait(lambda: row(own, message)["unsure"], 20)
    due_now(own)
    assert wait(lambda: row(own, message)["state"] == "sent", 20), row(own, message)
    assert [m["repeats"] for m in own.sim.messages(mobile)] == [0]


def test_silent_messages_are_asked_about(own):
    """No report came for ten minutes: the provider is asked."""
    message, _ = ask_for_code(own)
    assert wait(lambda: row(own, message)["delivered_at"], 20)
    own.query("UPDATE outbox SET delivered_at = NULL, sent_at = sent_at - INTERVAL 11 MINUTE WHERE id = %s", message)
    no_rests(own)  # its jobs run when it starts
    assert wait(lambda: row(own, message)["delivered_at"], 20), row(own, message)


def test_a_silent_message_that_cannot_be_read_spoils_no_question_about_others(own):
    """Each question bears the id its own message has at the provider."""
    spoilt, other = ask_for_code(own)[0], ask_for_code(own)[0]
    assert wait(lambda: row(own, spoilt)["delivered_at"] and row(own, other)["delivered_at"], 20)
    own.query("UPDATE outbox SET delivered_at = NULL, sent_at = UTC_TIMESTAMP() - INTERVAL (660 + %s - id) SECOND"
              " WHERE id IN (%s, %s)", other, spoilt, other)
    own.query("UPDATE outbox SET values_sealed = REVERSE(values_sealed) WHERE id = %s", spoilt)
    no_rests(own)
    assert wait(lambda: row(own, other)["delivered_at"], 20), row(own, other)
    assert row(own, spoilt)["asked_at"], "it would be looked at first again and again"


def test_a_mail_server_that_hangs_holds_no_sms_up(own):
    own.sim.switch("hang", "mail")
    case = journey.Case(own).register().start().fill()
    ok(case.browser.get("/apply/confirm"))
    ok(journey.send(case.browser, journey.form_with(case.browser.page, "/apply/confirm/send", contact="trader_email")))
    mail = own.query("SELECT MAX(id) AS id FROM outbox WHERE channel = 'mail'")[0]["id"]
    assert wait(lambda: row(own, mail)["state"] == "sending")
    for _ in range(2):  # the second is asked for when the mail's text has long been handed over
        _, mobile = ask_for_code(own)
        assert wait(lambda: own.sim.messages(mobile))  # noqa: B023
    assert (row(own, mail)["state"], row(own, mail)["tries"]) == ("sending", 0), "the SMS waited for the mail"


def test_a_number_that_cannot_be_is_not_tried_again(own):
    own.sim.switch("refuse", "sms", 1)
    message, mobile = ask_for_code(own)
    assert wait(lambda: row(own, message)["state"] == "dead", 20)
    assert row(own, message)["problem"] == "isv.MOBILE_NUMBER_ILLEGAL"


def test_a_provider_that_hangs_is_given_up_after_twelve_seconds(own):
    own.sim.switch("hang", "sms", 1)
    began = time.monotonic()
    message, mobile = ask_for_code(own)
    assert row(own, message)["tries"] == 0, "the page waited"
    assert wait(lambda: row(own, message)["tries"] == 1), row(own, message)
    assert 8 < time.monotonic() - began < 30  # the rule is a time
    assert wait(lambda: own.sim.messages(mobile), 30), row(own, message)


def test_a_code_out_of_time_is_not_sent(own):
    own.sim.switch("fail", "sms")
    message, mobile = ask_for_code(own)
    assert wait(lambda: row(own, message)["tries"], 20)
    own.query("UPDATE outbox SET expires_at = UTC_TIMESTAMP() WHERE id = %s", message)
    own.sim.switch("ok", "sms")
    due_now(own)
    assert wait(lambda: row(own, message)["state"] == "dead", 20) and row(own, message)["problem"] == "expired"
    assert not own.sim.messages(mobile)


def test_a_code_out_of_time_is_not_sent_after_its_courier_died_either(own):
    own.sim.switch("fail", "sms")
    message, mobile = ask_for_code(own)
    assert wait(lambda: row(own, message)["tries"], 20)
    own.query("UPDATE outbox SET expires_at = UTC_TIMESTAMP(), due_at = UTC_TIMESTAMP(), state = 'sending', lease = 'gone',"
              " lease_until = UTC_TIMESTAMP() WHERE id = %s", message)
    own.sim.switch("ok", "sms")
    assert wait(lambda: row(own, message)["state"] in ("dead", "sent"), 20)
    assert (row(own, message)["state"], row(own, message)["problem"]) == ("dead", "expired")
    assert not own.sim.messages(mobile)


def test_mail_that_fails_is_sent_later_and_refused_mail_is_not(own):
    case = journey.Case(own).register().start().fill()
    address = case.applicant.sections["trader"]["trader_email"]
    for mode, state in (("fail", "waiting"), ("lose", "waiting"), ("refuse", "dead")):
        own.sim.switch(mode, "mail", 1)
        journey.forget_limits(own, address)
        ok(case.browser.get("/apply/confirm"))
        ok(journey.send(case.browser, journey.form_with(case.browser.page, "/apply/confirm/send", contact="trader_email")))
        message = own.query("SELECT MAX(id) AS id FROM outbox WHERE channel = 'mail'")[0]["id"]
        assert wait(lambda: row(own, message)["problem"] and row(own, message)["state"] != "sending", 30), row(own, message)
        assert row(own, message)["state"] in (state, "sent"), (mode, row(own, message))
        if state == "waiting":
            due_now(own)
            assert wait(lambda: row(own, message)["state"] == "sent", 20)
    taken = own.sim.messages(address, channel="mail")
    assert [m["repeats"] for m in taken] == [0, 1], "the lost one came twice under one Message-ID"
    assert len({m["key"] for m in taken}) == 2 and all(m["subject"] == "联合开户平台验证码" for m in taken)
    assert all(["Auto-Submitted", "auto-generated"] in m["headers"] for m in taken)


# ---- couriers ------------------------------------------------------------------------------------------------------

def test_several_couriers_send_each_message_once(own):
    others = [subprocess.Popen(own.command("libexec/ccer/courier", "courier.conf"), cwd="/", stderr=subprocess.DEVNULL)
              for _ in range(3)]
    try:
        asked = [ask_for_code(own) for _ in range(40)]
        ids = [message for message, _ in asked]
        unsent = "SELECT COUNT(*) AS n FROM outbox WHERE state <> 'sent' AND id BETWEEN %s AND %s"
        assert wait(lambda: own.query(unsent, ids[0], ids[-1])[0]["n"] == 0, 30)
        assert [[m["repeats"] for m in own.sim.messages(mobile)] for _, mobile in asked] == [[0]] * 40
    finally:
        for p in others:
            p.terminate()
        assert [p.wait(20) for p in others] == [0, 0, 0]


def test_a_mark_that_comes_after_its_lease_changes_nothing(own):
    """Claimed again while its first try is still on its way: what that try ends with is not the second's end."""
    no_rests(own)
    own.sim.switch("hang", "sms", 2)
    message, mobile = ask_for_code(own)
    assert wait(lambda: row(own, message)["state"] == "sending")
    first = row(own, message)["lease"]
    own.query("UPDATE outbox SET lease_until = UTC_TIMESTAMP() WHERE id = %s", message)
    assert wait(lambda: row(own, message)["lease"] not in (None, first))
    second = row(own, message)["lease"]
    ended = "message %d sms/code" % message
    assert wait(lambda: ended in (own.data / "log" / "courier.log").read_text())
    assert (row(own, message)["state"], row(own, message)["lease"]) == ("sending", second)
    own.sim.switch("ok", "sms")
    assert wait(lambda: row(own, message)["state"] != "sending")
    due_now(own)
    assert wait(lambda: own.sim.messages(mobile)), row(own, message)


def test_a_courier_told_to_leave_gives_back_what_it_claimed(own):
    """It waits for what is on its way; nobody has to wait for a lease to run out."""
    no_rests(own)
    own.sim.switch("hang", "sms", 1)
    asked = [ask_for_code(own) for _ in range(5)]
    assert wait(lambda: sum(row(own, m)["state"] == "sending" for m, _ in asked) >= 1, 10)
    restart_courier(own)
    given_back = wait(lambda: all(row(own, m)["state"] in ("sent", "waiting") for m, _ in asked), 20)
    assert given_back, "somebody waits for a lease to run out, which is 60 s"
    due_now(own)
    assert wait(lambda: all(row(own, m)["state"] == "sent" for m, _ in asked), 30)
    assert [[m["repeats"] for m in own.sim.messages(mobile)] for _, mobile in asked] == [[0]] * 5


# ---- by the clock --------------------------------------------------------------------------------------------------

def test_a_correction_out_of_time_is_withdrawn_by_the_system(own):
    case = journey.to_state(own, state="returned")
    in_time = journey.to_state(own, state="returned")
    own.query("UPDATE application SET due_on = DATE(UTC_TIMESTAMP() + INTERVAL 8 HOUR) - INTERVAL 1 DAY WHERE id = %s", case.id)
    own.query("UPDATE application SET due_on = DATE(UTC_TIMESTAMP() + INTERVAL 8 HOUR) WHERE id = %s", in_time.id)
    restart_courier(own)  # its jobs run when it starts, then every minute
    assert wait(lambda: case.state == "withdrawn", 30)
    event = own.query("SELECT * FROM application_event WHERE application_id = %s ORDER BY id DESC LIMIT 1", case.id)[0]
    assert (event["action"], event["from_state"], event["actor_kind"]) == ("withdraw", "returned", "system")
    number = case.row()["number"]
    assert own.sim.wait_message(case.applicant.sections["trader"]["trader_mobile"], "已撤回")["text"].count(number) == 1
    assert in_time.state == "returned", "the last day is still in time"
    verified = own.ctl("audit", "verify")
    assert verified.returncode == 0, verified.stdout + verified.stderr


def jobs_run(own):
    """A courier that starts runs every job once; what it sweeps last is gone when it has. The one that leaves may have swept
    it in the middle of jobs it began before: then once more."""
    marked = lambda: own.query("SELECT 1 FROM rate WHERE bucket = UNHEX(SHA2('job', 256))")  # noqa: E731
    for _ in range(10):
        own.query("INSERT INTO rate (bucket, taken_at, count) VALUES (UNHEX(SHA2('job', 256)), 1, 1)")
        old = restart_courier(own)
        assert wait(lambda: not old & set(own.processes("courier")))  # noqa: B023
        if marked():
            break
    assert wait(lambda: not marked(), 60)


def ends_in(own, case, days, given=30):
    """As if it had been returned so long ago that its correction ends in so many days."""
    own.query("UPDATE application SET due_on = DATE(UTC_TIMESTAMP() + INTERVAL 8 HOUR) + INTERVAL %s DAY,"
              " stage_since = UTC_TIMESTAMP() + INTERVAL %s DAY WHERE id = %s", days, days - given, case.id)


def test_reminders_before_a_correction_ends_come_once_each(own):
    """10 and 3 days before, whatever restarts and wherever the clock jumps."""
    told = lambda c: own.query("SELECT recipient_masked FROM outbox WHERE application_id = %s"  # noqa: E731
                               " AND name = 'correction_due'", c.id)
    noted = lambda c: sorted(r["days"] for r in own.query(  # noqa: E731
        "SELECT days FROM correction_reminder WHERE application_id = %s AND version = 1", c.id))
    case, late, short, again = [journey.to_state(own, state="returned") for _ in range(4)]
    ends_in(own, case, 11)
    ends_in(own, late, 2)
    ends_in(own, short, 5, given=5)
    ends_in(own, again, 9)
    own.query("UPDATE application SET state = 'initial_review' WHERE id = %s", again.id)
    jobs_run(own)
    assert (noted(case), noted(late), noted(short), noted(again)) == ([], [3], [], [])
    ends_in(own, case, 10)
    jobs_run(own)
    assert noted(case) == [10]
    mobile, due = case.applicant.sections["trader"]["trader_mobile"], case.row()["due_on"]
    text = own.sim.wait_message(mobile, "尚未完成补正")["text"]
    assert case.row()["number"] in text and "%d年%d月%d日" % (due.year, due.month, due.day) in text
    for days in (10, 4, 30, 9):
        ends_in(own, case, days)
        jobs_run(own)
    assert noted(case) == [10] and len(told(case)) == 1
    ends_in(own, case, 3)
    jobs_run(own)
    assert noted(case) == [3, 10] and len(told(case)) == 2
    for days in (10, 3, 0):
        ends_in(own, case, days)
        jobs_run(own)
    assert noted(case) == [3, 10] and len(told(case)) == 2 and case.state == "returned"
    assert noted(late) == [3] and len(told(late)) == 1 and not told(short) and not told(again)
    page = ok(case.browser.get("/apply"))
    assert page.has("补正期限将到，请尽快重新提交"), page.words[:900]
    assert ok(journey.crew(own).initial.browser.get("/office/case/" + case.public_id)).has("补正到期提醒")


def test_old_rows_go_and_young_ones_stay(own):
    ask_for_code(own)
    count = lambda table: own.query("SELECT COUNT(*) AS n FROM " + table)[0]["n"]  # noqa: E731
    codes, sessions = count("one_time_code"), count("session")
    assert codes and sessions
    own.query("INSERT INTO one_time_code (subject_index, purpose, code_hash, created_at, expires_at)"
              " VALUES (UNHEX(SHA2('old', 256)), 'register', UNHEX(SHA2('x', 256)), '2020-01-01', '2020-01-01')")
    own.query("INSERT INTO rate (bucket, taken_at, count) VALUES (UNHEX(SHA2('old', 256)), 1, 1)")
    own.query("INSERT INTO session (token_hash, realm, subject_id, stage, created_at, seen_at, ip)"
              " VALUES (UNHEX(SHA2('old', 256)), 'visitor', 1, 'full', '2020-01-01', '2020-01-01', '')")
    restart_courier(own)
    assert wait(lambda: (count("one_time_code"), count("session")) == (codes, sessions), 20)
    assert not own.query("SELECT 1 FROM rate WHERE taken_at = 1")


def test_callbacks_that_nobody_signed_go_after_a_month_and_evidence_stays(own):
    """Anybody can post to the hook, and each post is journalled; what a provider signed is kept for good."""
    for verdict, days in itertools.product(("bad_signature", "unknown_key", "stale", "not_understood", "mismatch", "applied",
                                            "no_keys", "received"), (29, 31)):
        own.query("INSERT INTO payment_callback (provider, received_at, ip, headers, body, verdict)"
                  " VALUES ('sweep', UTC_TIMESTAMP() - INTERVAL %s DAY, '', '', '', %s)", days, verdict)
    restart_courier(own)
    kept = lambda: own.query("SELECT verdict, DATEDIFF(UTC_TIMESTAMP(), received_at) AS days FROM payment_callback"  # noqa: E731
                             " WHERE provider = 'sweep'")
    assert wait(lambda: len(kept()) == 12, 30), kept()
    assert sorted(r["verdict"] for r in kept() if r["days"] == 31) == ["applied", "mismatch", "no_keys", "received"]


def test_more_old_rows_than_a_step_takes_go_in_one_round(own):
    """Strangers may make thousands of counters a minute."""
    for table, column in (("rate", "bucket, taken_at, count"), ("rate_lock", "bucket, taken_at")):
        own.query("INSERT INTO %s (%s) SELECT UNHEX(SHA2(CONCAT('old', seq), 256)), 2%s FROM seq_1_to_3500" % (
            table, column, ", 1" if "count" in column else ""))
    old = lambda: sum(len(own.query("SELECT 1 FROM %s WHERE taken_at = 2" % t)) for t in ("rate", "rate_lock"))  # noqa: E731
    assert old() == 7000
    restart_courier(own)
    assert wait(lambda: old() == 0, 30), old()


def test_messages_go_on_while_the_store_is_swept_however_large(own):
    store, many = own.data / "store", 30000
    plant = 'for d in z0 z1 z2; do mkdir "$0/$d" && cd "$0/$d" && seq -f "$d%05g" 10000 | xargs touch -d "2 days ago" || exit 1; done'
    subprocess.run([*AS_SERVER, "sh", "-c", plant, str(store)], check=True)
    left = lambda: sum(len(os.listdir(store / d)) for d in ("z0", "z1", "z2"))  # noqa: E731
    assert left() == many
    restart_courier(own)
    assert wait(lambda: left() < many, 60), "the sweep has begun"
    message, _ = ask_for_code(own)
    assert wait(lambda: row(own, message)["state"] == "sent", 30), row(own, message)
    assert left() > 0, "sent only when the store was through"
    assert wait(lambda: left() == 0, 300), left()
