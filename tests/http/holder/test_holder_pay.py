"""From an order to money: both providers through their simulators, as a payer goes; and everything a callback may be."""
import concurrent.futures
import datetime
import http.client
import secrets
import urllib.parse

import pytest

from holder import PASSWORD, Payer, settled, today, visit, year_from
from journey import ok
from patience import wait


def test_paying_with_alipay(stack, payer, alipay):
    page = ok(payer.browser.get("/account"))
    page = ok(payer.browser.get("/account/order/" + payer.order["public_id"]))
    assert page.has("¥3,000.00", "人民币叁仟元整"), page.words[:600]
    a = payer.begin("alipay")
    page = ok(payer.browser.get("/pay/" + a["reference"]))
    assert page.has("前往支付宝", "¥3,000.00") and a["target"] in page.links and "Refresh" in page.headers
    visit(alipay, a)
    back = alipay.act(a["reference"], "pay")["return"]
    assert back.startswith(stack.portal_url + "/pay/back/" + a["reference"])
    assert settled(payer), payer.callbacks(a["reference"])
    ok(payer.browser.get(urllib.parse.urlsplit(back).path + "?" + urllib.parse.urlsplit(back).query))
    page = ok(payer.browser.get("/pay/" + a["reference"]))
    assert page.has("费用已缴清") and "Refresh" not in page.headers
    account = payer.account_row()
    assert account["state"] == "active" and account["paid_until"] == year_from(today())
    assert stack.sim.wait_message(payer.mobile, "已缴清")["text"].count(str(account["paid_until"])) == 1
    assert [p["state"] for p in payer.payments()] == ["applied"] and payer.attempt(a["reference"])["state"] == "settled"
    assert [c["verdict"] for c in payer.callbacks(a["reference"])] == ["applied"]


def test_paying_with_wechat(stack, payer, wechat):
    a = payer.begin("wechat")
    page = ok(payer.browser.get("/pay/" + a["reference"]))
    assert "<svg" in page.text and page.has("请用微信扫码支付")
    wechat.act(a["reference"], "pay")
    assert settled(payer) and payer.account_row()["state"] == "active"
    callback = payer.callbacks(a["reference"])[0]
    assert callback["verdict"] == "applied" and "Wechatpay-Signature" in callback["headers"]
    assert wechat.order(a["reference"])["story"][-1]["taken"]


def test_two_tabs_share_an_attempt(payer):
    path = "/account/order/" + payer.order["public_id"]
    tabs = []
    for _ in range(4):
        b = payer.stack.portal()
        ok(b.get("/account/sign-in"))
        ok(b.submit("/account/sign-in", {"login": payer.login, "password": PASSWORD}))
        ok(b.get(path))
        tabs.append(b)
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        pages = list(pool.map(lambda b: b.post(path + "/pay", {"provider": "alipay"}), tabs))
    assert len({p.path for p in pages}) == 1 and pages[0].path.startswith("/pay/")


def test_money_that_comes_twice_is_kept_apart(payer, alipay, wechat):
    """Both ways at once: one pays the order, the other is surplus, for finance to give back."""
    a, w = payer.begin("alipay"), payer.begin("wechat")
    visit(alipay, a)
    alipay.act(a["reference"], "pay")
    assert settled(payer)
    until = payer.account_row()["paid_until"]
    if wechat.order(w["reference"])["state"] == "NOTPAY":
        wechat.act(w["reference"], "pay")
        assert wait(lambda: len(payer.payments()) == 2)
        assert [p["state"] for p in payer.payments()] == ["applied", "surplus"]
    assert payer.account_row()["paid_until"] == until
    assert sum(p["applied_order"] is not None for p in payer.payments()) == 1


def test_the_other_way_is_closed_when_one_has_paid(payer, alipay, wechat):
    a, w = payer.begin("alipay"), payer.begin("wechat")
    visit(alipay, a)
    alipay.act(a["reference"], "pay")
    assert settled(payer)
    assert wait(lambda: payer.attempt(w["reference"])["state"] == "closed"), payer.attempt(w["reference"])
    assert wechat.order(w["reference"])["state"] == "CLOSED"


# ---- callbacks -----------------------------------------------------------------------------------------------------

@pytest.mark.parametrize("provider", ["alipay", "wechat"])
@pytest.mark.parametrize("mode", ["cent_less", "currency", "other_order", "other_app", "other_merchant"])
def test_what_does_not_fit_changes_nothing(payer, alipay, wechat, provider, mode):
    if (provider, mode) == ("alipay", "currency"):
        pytest.skip("Alipay names no currency for domestic money")
    sim = {"alipay": alipay, "wechat": wechat}[provider]
    other = Payer(payer.stack).begin(provider)["reference"] if mode == "other_order" else None
    a = payer.begin(provider)
    if provider == "alipay":
        visit(alipay, a)
    sim.switch(mode=mode, call="notify", order=a["reference"], other=other)
    sim.act(a["reference"], "pay")
    assert wait(lambda: payer.callbacks(other or a["reference"]))
    assert wait(lambda: {c["verdict"] for c in payer.callbacks(other or a["reference"])} == {"mismatch"}) or mode == "other_order"
    assert payer.order["state"] == "open" or mode == "other_order"
    assert all(p["applied_order"] is None for p in payer.payments())
    sim.switch(mode="ok", call="notify", order=a["reference"])


@pytest.mark.parametrize("provider", ["alipay", "wechat"])
def test_a_wrong_signature_is_refused_and_kept(payer, alipay, wechat, provider):
    sim = {"alipay": alipay, "wechat": wechat}[provider]
    a = payer.begin(provider)
    if provider == "alipay":
        visit(alipay, a)
    newest = payer.stack.query("SELECT COALESCE(MAX(id), 0) AS id FROM payment_callback")[0]["id"]
    sim.switch(mode="wrong_signature", call="notify", order=a["reference"], count=1)
    sim.act(a["reference"], "pay")
    kept = wait(lambda: payer.stack.query("SELECT * FROM payment_callback WHERE id > %s AND provider = %s AND verdict"
                                          " = 'bad_signature'", newest, provider))
    assert kept and payer.order["state"] == "open"
    answer = wait(lambda: [s for s in sim.order(a["reference"])["story"] if s["what"].startswith("answer")])[0]
    assert not answer["taken"] and (answer["body"] == "failure" if provider == "alipay" else answer["status"] == 401)


@pytest.mark.parametrize("provider", ["alipay", "wechat"])
def test_eight_at_once_pay_once(payer, alipay, wechat, provider):
    sim = {"alipay": alipay, "wechat": wechat}[provider]
    a = payer.begin(provider)
    if provider == "alipay":
        visit(alipay, a)
    sim.switch(mode="duplicate", call="notify", order=a["reference"])
    sim.act(a["reference"], "pay")
    assert settled(payer)
    assert wait(lambda: len(payer.callbacks(a["reference"])) == 8)
    assert wait(lambda: sorted(c["verdict"] for c in payer.callbacks(a["reference"])) == ["applied"] + ["repeated"] * 7)
    assert len(payer.payments()) == 1
    answers = [s for s in sim.order(a["reference"])["story"] if s["what"].startswith("answer")]
    assert len(answers) == 8 and all(s["taken"] for s in answers)


def test_a_callback_before_the_create_call_returns(payer, wechat):
    """The order is made and paid while its answer is lost."""
    wechat.switch(mode="hang", call="begin", count=1, seconds=6)
    reference = payer.wish("wechat")
    made = wait(lambda: reference in wechat.get("/orders.json")[2])
    if not made:
        pytest.skip("the simulator makes the order after hanging")
    wechat.act(reference, "pay")
    assert settled(payer) and payer.attempt(reference)["state"] == "settled"


def test_an_answer_lost_in_the_create_call_is_asked_for_again(payer, wechat):
    wechat.switch(mode="lost", call="begin", count=1)
    reference = payer.wish("wechat")
    assert wait(lambda: payer.attempt(reference)["state"] == "open", 30), payer.attempt(reference)
    wechat.act(reference, "pay")
    assert settled(payer)


@pytest.mark.parametrize("provider", ["alipay", "wechat"])
def test_a_lost_callback_is_asked_about(payer, alipay, wechat, provider):
    """The payer says so, else the schedule does."""
    sim = {"alipay": alipay, "wechat": wechat}[provider]
    a = payer.begin(provider)
    if provider == "alipay":
        visit(alipay, a)
    sim.switch(mode="drop", call="notify", order=a["reference"])
    sim.act(a["reference"], "pay")
    ok(payer.browser.get("/pay/" + a["reference"]))
    ok(payer.browser.post("/pay/%s/ask" % a["reference"]))
    assert settled(payer)
    assert [p["source"] for p in payer.payments()] == ["query"]


def test_the_bill_brings_what_nobody_told(stack, payer, wechat):
    """No callback, and our attempt long closed: the day's bill is held against our book, and the provider is asked again."""
    a = payer.begin("wechat")
    wechat.switch(mode="drop", call="notify", order=a["reference"])
    wechat.act(a["reference"], "pay")
    stack.query("UPDATE payment_attempt SET state = 'closed', live_order = NULL, next_at = NULL WHERE id = %s", a["id"])
    stack.query("INSERT INTO bill_day (provider, day, state, next_at) VALUES ('wechat', %s, 'wanted', UTC_TIMESTAMP())"
                " ON DUPLICATE KEY UPDATE next_at = UTC_TIMESTAMP()", today())
    assert wait(lambda: stack.query("SELECT * FROM bill_row WHERE reference = %s", a["reference"]), 30)
    assert settled(payer), payer.attempt(a["reference"])


def test_a_raw_replay_is_answered_and_changes_nothing(stack, payer, wechat):
    a = payer.begin("wechat")
    wechat.act(a["reference"], "pay")
    assert settled(payer)
    kept = payer.callbacks(a["reference"])[0]
    headers = dict(line.split(": ", 1) for line in kept["headers"].strip().split("\n"))
    before = payer.account_row()
    assert replay(stack, "wechat", kept["body"], headers) == 204
    forged = kept["body"].replace(b"TRANSACTION.SUCCESS", b"TRANSACTION.SUCCESS ", 1)
    assert replay(stack, "wechat", forged, headers) == 401
    assert replay(stack, "nobody", kept["body"], headers) == 404
    assert replay(stack, "wechat", b"x" * 65537, headers) == 413
    assert payer.account_row() == before and len(payer.payments()) == 1


def replay(stack, provider, body, headers):
    url = urllib.parse.urlsplit(stack.hook_url)
    c = http.client.HTTPConnection(url.hostname, url.port, timeout=10)
    try:
        c.request("POST", "/hook/pay/" + provider, body, {"Content-Type": "application/json", **headers})
        return c.getresponse().status
    finally:
        c.close()


def test_a_provider_that_hangs_holds_up_nobody_else(payer, alipay, wechat):
    """The page says that it waits; the other way to pay works meanwhile, and this one when the provider is back."""
    reference = None
    try:
        wechat.switch(mode="hang", call="begin", count=1, seconds=12)
        reference = payer.wish("wechat")
        page = ok(payer.browser.get("/pay/" + reference))
        assert page.has("正在连接微信支付") and "Refresh" in page.headers
        a = payer.begin("alipay")
        visit(alipay, a)
        alipay.act(a["reference"], "pay")
        assert settled(payer)
    finally:
        wechat.switch(mode="ok", call="begin")
    assert ok(payer.browser.get("/pay/" + reference)).has("费用已缴清")


# ---- links, transfers, invoices ------------------------------------------------------------------------------------

def test_a_colleague_pays_by_link(stack, payer, wechat):
    path = "/account/order/" + payer.order["public_id"]
    ok(payer.browser.get(path))
    page = ok(payer.browser.post(path + "/link"))
    link = page.path
    assert link.startswith("/pay/link/") and len(link) > 50
    assert page.has("这就是付款链接", "账户中心") and path + "#link" in page.links
    colleague = stack.portal()
    page = ok(colleague.get(link))
    assert page.has("¥3,000.00") and not page.has("账户中心") and not page.has("这就是付款链接")
    page = ok(colleague.post(link + "/pay", {"provider": "wechat"}))
    reference = page.path.split("/")[-1]
    assert wait(lambda: payer.attempt(reference)["state"] == "open")
    assert path not in ok(colleague.get("/pay/" + reference)).links
    assert path in ok(payer.browser.get("/pay/" + reference)).links
    wechat.act(reference, "pay")
    assert settled(payer)
    assert ok(colleague.get(link)).has("已经缴清")
    assert path not in ok(colleague.get("/pay/" + reference)).links
    assert path in ok(payer.browser.get("/pay/" + reference)).links
    other = Payer(stack)
    assert path not in ok(other.browser.get("/pay/" + reference)).links


def test_a_revoked_link_is_none(stack, payer):
    path = "/account/order/" + payer.order["public_id"]
    ok(payer.browser.get(path))
    link = ok(payer.browser.post(path + "/link")).path
    ok(payer.browser.get(path))
    ok(payer.browser.post(path + "/revoke"))
    assert stack.portal().get(link).status == 404
    assert stack.portal().get("/pay/link/" + "A" * 43).status == 404


def test_nobody_sees_anothers_order(stack, payer):
    other = Payer(stack)
    path = "/account/order/" + payer.order["public_id"]
    assert other.browser.get(path).status == 404
    ok(other.browser.get("/account/order/" + other.order["public_id"]))
    assert other.browser.post(path + "/pay", {"provider": "alipay"}).status == 404
    assert stack.portal().get("/pay/" + "a" * 32).status == 404


def test_a_declared_transfer_and_invoice_data(stack, payer, wechat):
    path = "/account/order/" + payer.order["public_id"]
    page = ok(payer.browser.get(path))
    assert page.has("11001000000000000000")
    page = payer.browser.post(path + "/bank", {"payer_name": "", "declared_on": "2999-01-01"})
    assert page.status == 422 and "2999-01-01" in page.text
    ok(payer.browser.post(path + "/bank", {"payer_name": "青川样本公司", "declared_on": str(today())}))
    assert payer.stack.query("SELECT state FROM bank_transfer WHERE live_order = %s", payer.order["id"])[0]["state"] == "declared"
    a = payer.begin("wechat")
    wechat.act(a["reference"], "pay")
    assert settled(payer)
    ok(payer.browser.get(path))
    wish = {"invoice_title": "青川样本公司", "tax_number": "91110000600037341L", "invoice_kind": "special",
            "invoice_email": "fp@example.com"}
    page = payer.browser.post(path + "/invoice", {**wish, "tax_number": "123"})
    assert page.status == 422 and "青川样本公司" in page.text
    ok(payer.browser.post(path + "/invoice", wish))
    kept = stack.query("SELECT * FROM invoice WHERE order_id = %s", payer.order["id"])[0]
    assert (kept["state"], kept["kind"], kept["tax_number"]) == ("requested", "special", "91110000600037341L")


# ---- years ---------------------------------------------------------------------------------------------------------

def test_the_next_year_suspension_and_return(stack, payer, wechat):
    """60 days before the end there is an order; after the end the account is suspended; a late payment starts a new year."""
    a = payer.begin("wechat")
    wechat.act(a["reference"], "pay")
    assert settled(payer)
    stack.query("UPDATE trading_account SET paid_until = %s WHERE id = %s", today() + datetime.timedelta(days=30), payer.account)
    assert wait(lambda: len(payer.orders()) == 2, 80), "no order for the next year"
    lines = stack.query("SELECT item, period, amount_fen FROM fee_order_line WHERE order_id = %s", payer.order["id"])
    assert lines == [{"item": "annual", "period": 2, "amount_fen": 100000}]
    assert stack.sim.wait_message(payer.mobile, "下一年度年费", wait=80)
    stack.query("UPDATE trading_account SET paid_until = %s WHERE id = %s", today() - datetime.timedelta(days=1), payer.account)
    assert wait(lambda: payer.account_row()["state"] == "suspended", 80)
    assert stack.sim.wait_message(payer.mobile, "暂停使用。")
    page = ok(payer.browser.get("/account"))
    assert page.has("已暂停", "缴纳费用")
    a = payer.begin("wechat")
    wechat.act(a["reference"], "pay")
    assert settled(payer)
    account = payer.account_row()
    assert account["state"] == "active" and account["paid_until"] == year_from(today())
    paid = payer.order
    assert (paid["valid_from"], paid["valid_until"]) == (today(), year_from(today()))


# ---- the hook's room -----------------------------------------------------------------------------------------------

def test_strangers_get_little_room_at_the_hook_and_providers_all(stack):
    """What is sent there is written down unseen: from an address of nobody's (this test's own) more than 300 at once come back,
    from one that is known as a provider's none does."""
    port = urllib.parse.urlsplit(stack.hook_url).port
    stranger = "127.%d.%d.%d" % tuple(secrets.choice(range(1, 255)) for _ in range(3))

    def sent(address):
        c = http.client.HTTPConnection("127.0.0.1", port, timeout=20, source_address=(address, 0))
        seen = []
        for _ in range(400):
            c.request("POST", "/hook/nobody", b"x")
            answer = c.getresponse()
            answer.read()
            seen.append(answer.status)
        c.close()
        return seen
    assert set(sent("127.0.0.1")) == {404}
    seen = sent(stranger)
    assert seen[:300] == [404] * 300 and 503 in seen
