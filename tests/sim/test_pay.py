"""Both payment adapters, as they run, against the simulators: what a payment's life needs, and what must come of it when
the other side misbehaves."""

import re
import time
import urllib.parse
import uuid

import pytest

from gateway import Hook, Probe, Simulator, build_probe

DAY = 86400


class Side:
    """One provider: its simulator, the adapter, and a place for its notifications."""

    def __init__(self, name, program, directory):
        self.name, self.hook = name, Hook()
        self.sim = Simulator(name, directory, *(["--refund-seconds", "0.1"] if name == "wechat" else []))
        self.probe = Probe(program, directory, {**self.sim.settings, "pay.timeout_s": 2})
        self.hook.answer = (200, "success") if name == "alipay" else (204, "")

    def stop(self):
        self.probe.stop()
        self.sim.stop()
        self.hook.shutdown()

    def ask(self, call, **question):
        return self.probe.ask(provider=self.name, call=call, **question)

    def order(self, **more):
        number = uuid.uuid4().hex
        return {"out_trade_no": number, "amount_fen": 300000, "subject": "开户费 100%", "expires_at": int(time.time()) + 900,
                "notify_url": self.hook.url, "return_url": "https://ccer.example/pay/back", **more}

    def begin(self, **more):
        """Begins, and has the payer look at it: only then does Alipay know a trade."""
        order = self.order(**more)
        began = self.ask("begin", **order)
        assert began["err"] == "ok", began
        if self.name == "alipay":
            url = urllib.parse.urlsplit(began["url"])
            status, _, page = self.sim.get(url.path + "?" + url.query)
        else:
            assert began["code_url"].startswith("weixin://wxpay/bizpayurl?pr=")
            status, _, page = self.sim.get("/phone?" + began["code_url"].partition("?")[2])
        assert status == 200 and "模拟" in page and "¥3000.00" in page and "开户费 100%" in page
        return order

    def paid(self, **more):
        order = self.begin(**more)
        self.sim.act(order["out_trade_no"], "pay")
        return order

    def query(self, order):
        return self.ask("query", out_trade_no=order["out_trade_no"])

    def verify(self, taken, **more):
        headers, body = taken
        return self.ask("verify", headers=headers, body=body, **more)


@pytest.fixture(scope="module")
def program(stack):
    return build_probe(stack)


@pytest.fixture(params=["alipay", "wechat"])
def side(request, program, tmp_path):
    s = Side(request.param, program, tmp_path)
    yield s
    s.stop()


def test_a_payment(side):
    assert side.ask("check")["err"] == "ok"
    order = side.begin()
    if side.name == "alipay":
        assert side.query(order)["trade"]["state"] == "none"
        side.sim.act(order["out_trade_no"], "login")
    assert side.query(order)["trade"]["state"] == "pending"
    before = int(time.time())
    side.sim.act(order["out_trade_no"], "pay")
    said = side.query(order)["trade"]
    assert (said["state"], said["amount_fen"], said["currency"]) == ("paid", 300000, "CNY")
    assert before <= said["paid_at"] <= time.time()
    heard = side.verify(side.hook.wait(1)[0])
    assert (heard["verdict"], heard["event"], heard["trade"]["state"]) == ("verified", "payment", "paid")
    for name in ("out_trade_no", "trade_no", "amount_fen", "currency", "paid_at"):
        assert heard["trade"][name] == said[name], name
    if side.name == "alipay":
        assert (heard["trade"]["app_id"], heard["trade"]["seller_id"]) == ("2021000000000001", "2088000000000001")
        assert heard["reply"] == {"status": 200, "type": "text/plain", "body": "success"}
    else:
        assert (heard["trade"]["app_id"], heard["trade"]["merchant_id"]) == ("wxd678efh567hg6787", "1900000001")
        assert heard["reply"] == {"status": 204, "type": "", "body": ""}
    assert side.ask("close", out_trade_no=order["out_trade_no"])["err"] == "conflict"


def test_nobody_pays(side):
    order = side.begin()
    if side.name == "alipay":
        assert side.ask("close", out_trade_no=order["out_trade_no"])["err"] == "not_found"
        side.sim.act(order["out_trade_no"], "login")
    assert side.ask("close", out_trade_no=order["out_trade_no"])["err"] == "ok"
    assert side.ask("close", out_trade_no=order["out_trade_no"])["err"] == "ok"
    assert side.query(order)["trade"]["state"] == "closed"
    side.sim.act(order["out_trade_no"], "pay")
    assert side.query(order)["trade"]["state"] == "closed"
    assert side.query(side.order())["trade"]["state"] == "none"


def test_a_refund(side):
    order = side.paid()
    refund = {"out_trade_no": order["out_trade_no"], "out_refund_no": "R1" + uuid.uuid4().hex[:20], "total_fen": 300000,
              "amount_fen": 100000, "reason": "重复支付", "notify_url": side.hook.url}
    asked = {"out_trade_no": refund["out_trade_no"], "out_refund_no": refund["out_refund_no"]}
    assert side.ask("refund_query", **asked)["refund"]["state"] == "none"
    assert side.ask("refund", **refund)["refund"]["state"] == ("done" if side.name == "alipay" else "pending")
    heard = [side.verify(taken) for taken in side.hook.wait(2)][1]
    assert (heard["verdict"], heard["event"], heard["refund"]["state"]) == ("verified", "refund", "done")
    assert heard["refund"]["out_refund_no"] == refund["out_refund_no"]
    again = side.ask("refund", **refund)
    assert again["err"] == "ok"
    said = side.ask("refund_query", **asked)["refund"]
    assert (said["state"], said["amount_fen"]) == ("done", 100000)
    assert abs(said["done_at"] - time.time()) < 60
    assert len(side.sim.order(order["out_trade_no"])["refunds"]) == 1
    too_much = dict(refund, out_refund_no="R2", amount_fen=200001)
    assert side.ask("refund", **too_much)["err"] in ("conflict", "denied")
    rest = dict(refund, out_refund_no="R3" + uuid.uuid4().hex[:20], amount_fen=200000)
    assert side.ask("refund", **rest)["err"] == "ok"
    assert side.query(order)["trade"]["state"] == "refunded"


def test_a_bill(side):
    today = time.strftime("%Y-%m-%d", time.gmtime(time.time() + 8 * 3600))
    assert side.ask("bill", day=today)["err"] == "not_found"
    order, other = side.paid(), side.paid()
    refund = {"out_trade_no": order["out_trade_no"], "out_refund_no": "R1", "total_fen": 300000, "amount_fen": 1000, "reason": "多付"}
    assert side.ask("refund", **refund)["err"] == "ok"
    bill = side.ask("bill", day=today)
    assert bill["err"] == "ok", bill
    rows = {(r["out_trade_no"], r["is_refund"]): r for r in bill["rows"]}
    assert len(bill["rows"]) == len(rows) == 3
    row = rows[order["out_trade_no"], False]
    assert (row["amount_fen"], row["fee_fen"], row["currency"]) == (300000, 1800, "CNY")
    assert row["trade_no"] == side.query(order)["trade"]["trade_no"]
    assert abs(row["at"] - time.time()) < 60
    back = rows[order["out_trade_no"], True]
    assert (back["refund_fen"], back["out_refund_no"], back["fee_fen"]) == (1000, "R1", -6)
    assert (other["out_trade_no"], False) in rows


@pytest.mark.parametrize("mode, err", [
    ("refuse", "unavailable"), ("5xx", "unavailable"), ("hang", "unavailable"), ("reset", "unavailable"), ("drip", "unavailable"),
    ("half", "unavailable"), ("lost", "unavailable"), ("huge", "too_large"), ("wrong_signature", "tampered")])
def test_a_bad_provider(side, mode, err):
    order = side.paid()
    side.sim.switch(mode=mode, call="query", order=order["out_trade_no"], count=1)
    assert side.query(order)["err"] == err
    assert side.query(order)["trade"]["state"] == "paid"


def test_garbage(side):
    order = side.paid()
    side.sim.switch(mode="garbage", call="query", count=1)
    assert side.query(order)["err"] == ("unavailable" if side.name == "alipay" else "tampered")


def test_what_is_done_when_its_answer_is_lost(side):
    order = side.paid()
    refund = {"out_trade_no": order["out_trade_no"], "out_refund_no": "R1", "total_fen": 300000, "amount_fen": 1000, "reason": "多付"}
    side.sim.switch(mode="lost", call="refund", order=order["out_trade_no"], count=1)
    assert side.ask("refund", **refund)["err"] == "unavailable"
    assert side.ask("refund", **refund)["err"] == "ok"
    assert len(side.sim.order(order["out_trade_no"])["refunds"]) == 1


def test_a_code_whose_answer_is_lost_is_asked_for_again(program, tmp_path):
    side = Side("wechat", program, tmp_path)
    try:
        order = side.order()
        side.sim.switch(mode="lost", call="begin", order=order["out_trade_no"], count=1)
        assert side.ask("begin", **order)["err"] == "unavailable"
        assert side.query(order)["trade"]["state"] == "pending"
        first, second = side.ask("begin", **order), side.ask("begin", **order)
        assert first["err"] == "ok" and first["code_url"] == second["code_url"]
        side.sim.act(order["out_trade_no"], "pay")
        assert (side.ask("begin", **order)["err"], side.ask("begin", **order)["problem"]) == ("conflict", "ORDERPAID")
    finally:
        side.stop()


def test_lies_are_passed_on_not_judged(side):
    order = side.paid()
    for mode, name, value in (("cent_less", "amount_fen", 299999), ("currency", "currency", "USD")):
        side.sim.switch(mode=mode, call="query", count=1)
        assert side.query(order)["trade"][name] == value
    side.sim.switch(mode="other_order", call="query", other="SOMEBODYELSES", count=1)
    assert side.query(order)["err"] == "tampered"


@pytest.mark.parametrize("mode, verdict", [("wrong_signature", "bad_signature"), ("stale", "stale")])
def test_callbacks_refused(side, mode, verdict):
    side.sim.switch(mode=mode, call="notify")
    side.hook.answer = (200, "failure") if side.name == "alipay" else (401, "")
    side.paid()
    heard = side.verify(side.hook.wait(1)[0])
    assert heard["verdict"] == verdict
    assert "trade" not in heard
    if side.name == "alipay":
        assert heard["reply"] == {"status": 200, "type": "text/plain", "body": "failure"}
    else:
        assert heard["reply"]["status"] == 401 and '"code":"FAIL"' in heard["reply"]["body"]
    side.hook.wait(4)  # it is sent again, as often as the simulator was told


def test_callbacks_changed_or_replayed(side):
    side.paid()
    headers, body = side.hook.wait(1)[0]
    assert side.verify((headers, body))["verdict"] == "verified"
    changed = body.replace("TRADE_SUCCESS", "TRADE_CLOSED") if side.name == "alipay" else body.replace("EV-", "EW-")
    assert changed != body
    assert side.verify((headers, changed))["verdict"] == "bad_signature"
    assert side.verify((headers, body), now=int(time.time()) + 365 * DAY)["verdict"] == "stale"
    if side.name == "wechat":
        other = dict(headers, **{"Wechatpay-Serial": "PUB_KEY_ID_0000000000000000"})
        assert side.verify((other, body))["verdict"] == "unknown_key"
        assert side.verify(({}, body))["verdict"] == "bad_signature"


def test_eight_at_once_are_the_same_notice(side):
    side.sim.switch(mode="duplicate", call="notify", count=1)
    side.paid()
    heard = [side.verify(taken) for taken in side.hook.wait(8)]
    assert {h["verdict"] for h in heard} == {"verified"}
    assert len({h["notify_id"] for h in heard}) == 1


def test_certificate_mode(program, tmp_path):
    side = Side("wechat", program, tmp_path)
    try:
        side.probe.stop()
        side.probe = Probe(program, tmp_path, {**side.sim.settings, "pay.wechat_public_key_id": ""})
        order = side.paid()
        assert side.query(order)["trade"]["state"] == "paid"
        headers, body = side.hook.wait(1)[0]
        assert not headers["Wechatpay-Serial"].startswith("PUB_KEY_ID_")
        assert side.verify((headers, body))["verdict"] == "verified"
    finally:
        side.stop()


def test_an_order_cannot_change_its_sum(side):
    order = side.begin()
    began = side.ask("begin", **dict(order, amount_fen=1))
    if side.name == "alipay":
        url = urllib.parse.urlsplit(began["url"])
        status, _, page = side.sim.get(url.path + "?" + url.query)
        assert status == 400 and "ACQ.CONTEXT_INCONSISTENT" in page
    else:
        assert (began["err"], began["problem"]) == ("denied", "INVALID_REQUEST")
    assert side.ask("begin", **dict(order, expires_at=int(time.time()) - 1))["err"] == "invalid"


@pytest.mark.parametrize("name, wrong, problem", [
    ("alipay", {"pay.alipay_app_id": "2021000000000002"}, "isv.invalid-app-id"),
    ("wechat", {"pay.wechat_merchant_id": "1900000002"}, "SIGN_ERROR"),
    ("wechat", {"pay.wechat_serial": "00"}, "SIGN_ERROR")])
def test_wrong_settings_are_named(program, tmp_path, name, wrong, problem):
    side = Side(name, program, tmp_path)
    try:
        side.probe.stop()
        side.probe = Probe(program, tmp_path, {**side.sim.settings, **wrong})
        assert side.query(side.order()) == {"err": "denied", "problem": problem}
    finally:
        side.stop()


def test_the_cashier_page_in_a_browser_without_script(side):
    order = side.begin()
    form = {"order": order["out_trade_no"], "do": "pay"}
    path = "/cashier" if side.name == "alipay" else "/phone"
    status, headers, page = side.sim.request("POST", path, urllib.parse.urlencode(form),
                                             {"Content-Type": "application/x-www-form-urlencoded"})
    if side.name == "alipay":
        assert status == 303 and re.match(r"https://ccer\.example/pay/back\?.*sign=", headers["Location"])
    else:
        assert status == 200 and "支付成功" in page
    assert side.query(order)["trade"]["state"] == "paid"
