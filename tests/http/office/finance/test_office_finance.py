"""The finance office: who sees what, why an order is not paid (each sentence by a real fault at a provider), transfers, refunds,
bills, invoices and rates by two people."""
import concurrent.futures
import csv
import datetime
import io
import re
import secrets
import urllib.parse

import pytest

from holder import Payer, settled, today, visit
from journey import Staffer, crew, forget_limits, form_with, ok, send
from patience import wait

READERS = ("finance", "exchange_supervisor", "auditor")


@pytest.fixture(scope="module")
def finance(stack):
    return crew(stack).of("finance")


@pytest.fixture(scope="module")
def supervisor(stack):
    return crew(stack).of("exchange_supervisor")


def order_page(who, payer):
    return ok(who.browser.get("/office/finance/order/" + payer.order["public_id"]))


def why(who, payer):
    """The codes of the sentences on top of the order's page."""
    return re.findall(r'data-why="(\w+)"', order_page(who, payer).text)


def own_why(who, payer):
    """Without what may be another order's: WeChat's callbacks are sealed, so one wrongly signed may be about any order of that
    time, also of a test that runs meanwhile."""
    return [code for code in why(who, payer) if code != "bad_signature"]


def soon(who, payer, code, seconds=20):
    assert wait(lambda: code in why(who, payer), seconds), (why(who, payer), who.browser.page.words[:900])
    return who.browser.page


def pay(payer, sim, provider):
    a = payer.begin(provider)
    if provider == "alipay":
        visit(sim, a)
    sim.act(a["reference"], "pay")
    return a


# ---- who ----------------------------------------------------------------------------------------------------------

PAGES = ["/office/finance", "/office/finance/orders", "/office/finance/callbacks", "/office/finance/transfers",
         "/office/finance/refunds", "/office/finance/bills", "/office/finance/invoices", "/office/finance/rates"]


@pytest.mark.parametrize("path", PAGES)
def test_pages_are_for_finance_only(stack, path):
    for role in READERS:
        ok(crew(stack).of(role).browser.get(path))
    for role in ("initial_reviewer", "second_reviewer", "registry_reviewer", "security_admin", "editor"):
        assert crew(stack).of(role).browser.get(path).status == 403, role
    assert stack.office().get(path).path.startswith("/office/sign-in")


# ---- why is it not paid? ------------------------------------------------------------------------------------------

def test_nobody_has_tried(finance, payer):
    page = soon(finance, payer, "none")
    assert page.has("还没有人发起支付", "¥3,000.00", "人民币叁仟元整")


@pytest.mark.parametrize("provider", ["alipay", "wechat"])
def test_waits_for_its_payer_and_is_paid(finance, payer, alipay, wechat, provider):
    a = payer.begin(provider)
    page = soon(finance, payer, {"alipay": "open_page", "wechat": "open_code"}[provider])
    assert page.has("还没有人付款", a["reference"])
    sim = {"alipay": alipay, "wechat": wechat}[provider]
    if provider == "alipay":
        visit(alipay, a)
    sim.act(a["reference"], "pay")
    page = soon(finance, payer, "paid")
    assert page.has("已缴清。", payer.payments()[0]["trade_no"])


def test_a_provider_that_cannot_be_reached(finance, payer, wechat):
    wechat.switch(mode="5xx", call="begin")
    try:
        reference = payer.wish("wechat")
        page = soon(finance, payer, "unreached")
        assert page.has("连不上微信支付", "支付平台系统故障")
        today_page = ok(finance.browser.get("/office/finance"))
        assert today_page.has("支付平台没有应答") and "/office/finance/order/" + payer.order["public_id"] in today_page.links
    finally:
        wechat.switch(mode="ok", call="begin")
    assert wait(lambda: payer.attempt(reference)["state"] == "open", 40)
    assert payer.attempt(reference)["problem_since"] is None
    assert own_why(finance, payer) == ["open_code"]


@pytest.mark.parametrize("provider", ["alipay", "wechat"])
def test_one_fen_less(finance, payer, alipay, wechat, provider):
    sim = {"alipay": alipay, "wechat": wechat}[provider]
    a = payer.begin(provider)
    sim.switch(mode="cent_less", call="notify", order=a["reference"])
    sim.switch(mode="cent_less", call="query", order=a["reference"])
    if provider == "alipay":
        visit(alipay, a)
    sim.act(a["reference"], "pay")
    page = soon(finance, payer, "amount")
    assert page.has("¥2,999.99", "比订单少 ¥0.01", "与订单不符") and payer.order["state"] == "open"
    ok(finance.browser.submit("/office/finance/order/%s/ask" % payer.order["public_id"]))
    assert wait(lambda: payer.attempt(a["reference"])["problem"] == "mismatch")
    assert len(payer.stack.query("SELECT id FROM payment_mismatch WHERE order_id = %s", payer.order["id"])) == 1
    sim.switch(mode="ok", order=a["reference"])
    order_page(finance, payer)
    ok(finance.browser.submit("/office/finance/order/%s/ask" % payer.order["public_id"]))
    assert settled(payer)


def test_another_currency(finance, payer, wechat):
    a = payer.begin("wechat")
    wechat.switch(mode="currency", call="notify", order=a["reference"])
    wechat.switch(mode="currency", call="query", order=a["reference"])
    wechat.act(a["reference"], "pay")
    assert soon(finance, payer, "currency").has("USD", "不是人民币")


@pytest.mark.parametrize("provider", ["alipay", "wechat"])
def test_a_wrong_signature(finance, payer, alipay, wechat, provider):
    sim = {"alipay": alipay, "wechat": wechat}[provider]
    a = payer.begin(provider)
    if provider == "alipay":
        visit(alipay, a)
    sim.switch(mode="wrong_signature", call="notify", order=a["reference"])
    sim.switch(mode="5xx", call="query", order=a["reference"])
    sim.act(a["reference"], "pay")
    page = soon(finance, payer, "bad_signature")
    assert page.has("签名不对") and page.has("内容加密") == (provider == "wechat")
    link = [l for l in page.links if l.startswith("/office/finance/callback/")][0]
    raw = ok(finance.browser.get(link))
    assert raw.has("正文（原样保存）") and ("Wechatpay-Signature" in raw.text or a["reference"] in raw.text)
    seen = payer.stack.query("SELECT actor_id FROM audit WHERE action = 'callback.view' AND object = %s",
                             "payment_callback:" + link.rsplit("/", 1)[1])
    assert finance.id in [s["actor_id"] for s in seen]
    sim.switch(mode="ok", order=a["reference"])


@pytest.mark.parametrize("provider", ["alipay", "wechat"])
def test_only_the_bill_knows(stack, finance, payer, alipay, wechat, provider):
    """The callback is lost and queries fail: the bill tells, and the order is paid once the provider answers again."""
    sim = {"alipay": alipay, "wechat": wechat}[provider]
    a = payer.begin(provider)
    if provider == "alipay":
        visit(alipay, a)
    sim.switch(mode="drop", call="notify", order=a["reference"])
    sim.switch(mode="5xx", call="query", order=a["reference"])
    sim.act(a["reference"], "pay")
    compare(stack, provider)
    page = soon(finance, payer, "bill", 30)
    assert page.has("账单里有这笔款 ¥3,000.00", "只在平台账单")
    assert wait(lambda: "unanswered" in why(finance, payer))
    sim.switch(mode="ok", order=a["reference"])
    order_page(finance, payer)
    ok(finance.browser.submit("/office/finance/order/%s/ask" % payer.order["public_id"]))
    assert settled(payer) and [p["source"] for p in payer.payments()] == ["query"]
    compare(stack, provider)
    assert wait(lambda: bill_row(payer, a)["result"] == "matched", 30)


def compare(stack, provider):
    stack.query("INSERT INTO bill_day (provider, day, state, next_at) VALUES (%s, %s, 'wanted', UTC_TIMESTAMP())"
                " ON DUPLICATE KEY UPDATE next_at = UTC_TIMESTAMP()", provider, today())


def bill_row(payer, attempt):
    return payer.stack.query("SELECT * FROM bill_row WHERE reference = %s AND kind = 'payment'", attempt["reference"])[0]


def test_ran_out_and_closed(stack, finance, payer, wechat):
    a = payer.begin("wechat")
    stack.query("UPDATE payment_attempt SET expires_at = UTC_TIMESTAMP() - INTERVAL 1 MINUTE WHERE id = %s", a["id"])
    assert own_why(finance, payer) == ["over"]
    stack.query("UPDATE payment_attempt SET state = 'closing', next_at = UTC_TIMESTAMP() WHERE id = %s", a["id"])
    assert soon(finance, payer, "closed").has("没有付款，已经关闭")
    order_page(finance, payer)
    ok(finance.browser.submit("/office/finance/order/%s/ask" % payer.order["public_id"]))
    assert wait(lambda: payer.attempt(a["reference"])["asked_at"] and payer.attempt(a["reference"])["state"] == "closed")


# ---- finding ------------------------------------------------------------------------------------------------------

def test_orders_are_found_by_what_is_in_hand(stack, finance, payer, wechat):
    a = pay(payer, wechat, "wechat")
    assert settled(payer)
    account, b = payer.account_row(), finance.browser
    target = "/office/finance/order/" + payer.order["public_id"]
    for text in (account["uscc"], account["uscc"].lower(), account["number"], payer.order["public_id"], a["reference"],
                 payer.payments()[0]["trade_no"], account["org_name"]):
        page = ok(b.get("/office/finance/orders?text=" + urllib.parse.quote(text)))
        assert page.path == target or target in page.links, (text, page.path)
    assert ok(b.get("/office/finance/orders?text=%E6%B2%A1%E6%9C%89%E8%BF%99%E5%AE%B6")).has("没有找到")
    assert ok(b.get("/office/finance/orders?text=%25%25%25")).has("没有找到")
    assert target in ok(b.get("/office/finance/orders?state=paid")).links
    assert target not in ok(b.get("/office/finance/orders?state=open")).links


# ---- transfers ----------------------------------------------------------------------------------------------------

def declare(payer, name="青川样本公司"):
    path = "/account/order/" + payer.order["public_id"]
    ok(payer.browser.get(path))
    ok(payer.browser.post(path + "/bank", {"payer_name": name, "declared_on": str(today())}))
    return transfer(payer)["public_id"]


def transfer(payer):
    return payer.stack.query("SELECT * FROM bank_transfer WHERE order_id = %s ORDER BY id DESC LIMIT 1", payer.order["id"])[0]


def entry():
    return "B" + secrets.token_hex(8).upper()


def match(who, path, number, yuan="3,000.00"):
    ok(who.browser.get(path))
    return who.browser.post(path + "/match", {"entry_number": number, "entry_yuan": yuan, "entry_on": str(today())})


def test_a_transfer_takes_two_people(stack, finance, supervisor, payer):
    path = "/office/finance/transfer/" + declare(payer)
    assert soon(finance, payer, "declared").has("青川样本公司", "还没有核对到银行入账")
    assert path in ok(finance.browser.get("/office/finance/transfers")).links
    number = entry()
    page = match(finance, path, "x", "3000.001")
    assert page.status == 422 and 'value="3000.001"' in page.text and page.has("流水号应为", "最多两位小数")
    page = match(finance, path, number, "2999.99")
    assert page.status == 422 and page.has("订单金额是 3,000.00 元", "须一次足额") and number in page.text
    ok(match(finance, path, number, "￥３,０００\u200b元"))
    assert soon(finance, payer, "matched").has("等待另一人复核")
    assert ok(finance.browser.get(path)).has("由另一位财务人员或主管复核")
    csrf = dict(finance.browser.page.forms[0].hidden)["csrf"]
    page = finance.browser.post(path + "/confirm", {"csrf": csrf, "op": secrets.token_urlsafe(16)}, hidden=False)
    assert page.status == 422 and page.has("不能自己批准") and payer.order["state"] == "open"
    ok(supervisor.browser.get(path))
    ok(supervisor.browser.submit(path + "/confirm"))
    assert payer.order["state"] == "paid" and payer.account_row()["state"] == "active"
    assert [(p["provider"], p["trade_no"], p["paid_on"]) for p in payer.payments()] == [("bank", number, today())]
    assert ok(finance.browser.get("/office/finance/orders?text=" + number)).path.endswith(payer.order["public_id"])
    other = Payer(stack)
    page = match(finance, "/office/finance/transfer/" + declare(other), number)
    assert page.status == 422 and page.has("已经用于另一笔")


def test_confirmed_and_rejected_at_once(stack, finance, supervisor, payer):
    path = "/office/finance/transfer/" + declare(payer)
    ok(match(finance, path, entry()))
    second = Staffer(stack, "finance")
    confirm = ok(second.browser.get(path)).form(path + "/confirm")
    reject = ok(supervisor.browser.get(path)).form(path + "/reject")
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        a = pool.submit(send, second.browser, confirm)
        b = pool.submit(send, supervisor.browser, reject, {"reason": "退回"})
        assert sorted((a.result().status, b.result().status)) == [200, 422]
    state = transfer(payer)["state"]
    assert (state, payer.order["state"], len(payer.payments())) in (("confirmed", "paid", 1), ("rejected", "open", 0))


def test_a_rejected_transfer_is_told_to_its_payer(finance, payer):
    path = "/office/finance/transfer/" + declare(payer)
    ok(finance.browser.get(path))
    assert finance.browser.post(path + "/reject", {"reason": ""}).status == 422
    ok(finance.browser.get(path))
    ok(finance.browser.post(path + "/reject", {"reason": "银行没有这笔入账"}))
    assert soon(finance, payer, "rejected").has("银行没有这笔入账")
    assert ok(payer.browser.get("/account/order/" + payer.order["public_id"])).has("银行没有这笔入账")
    declare(payer)


def statement(rows, head="交易日期,流水号,对方户名,收入金额,支出金额,附言"):
    return "\r\n".join(["某某银行 账户明细", head] + rows + ["合计,,,,,", ""])


def hand_in(who, data):
    ok(who.browser.get("/office/finance/transfers"))
    return who.browser.upload("/office/finance/statement", {}, "file", "流水.csv", data, "text/csv")


@pytest.mark.parametrize("coding", ["utf-8-sig", "gbk"])
def test_a_statement_proposes_matches(stack, finance, payer, coding):
    path = "/office/finance/transfer/" + declare(payer, "青川样本公司")
    mine, other, out = entry(), entry(), entry()
    text = statement(['2026-01-05,%s,别的公司,"3,000.00",,货款' % other,
                      '%s,%s,青川样本公司,"3,000.00",,"费用, %s"' % (today().strftime("%Y%m%d"), mine, payer.account_row()["number"]),
                      "2026/01/06,%s,供应商,,500.00,付款" % out])
    page = ok(hand_in(finance, text.encode(coding)))
    assert page.has("新增 2 条")
    assert ok(hand_in(finance, text.encode(coding))).has("新增 0 条", "2 条以前读过")
    assert not stack.query("SELECT id FROM bank_entry WHERE number = %s", out)
    page = ok(finance.browser.get(path))
    assert page.has("✓ 同名", "✓ 账户号") and page.text.index(mine) < page.text.index(other)
    form = form_with(page, path + "/match", entry_number=mine)
    ok(send(finance.browser, form))
    row = transfer(payer)
    assert (row["state"], row["entry_number"], row["entry_fen"], row["entry_on"]) == ("matched", mine, 300000, today())


@pytest.mark.parametrize("data, words", [
    (b"\xff\xff\xff\xff", "文字编码无法识别"),
    ("日期,金额\r\n2026-01-01,3\r\n".encode(), "没有找到列名"),
    (statement(["2026-02-31,AAAA1111,甲,3000.00,,"]).encode(), "第 3 行"),
    (statement(["2026-02-01,AAAA1111,甲,30x0.00,,"]).encode(), "第 3 行"),
    (statement([]).encode(), "没有收入的款项"),
    (b"", "选择文件"),
    (b"x" * (1024 * 1024 + 1), "文件太大"),
])
def test_a_statement_that_cannot_be_read(finance, supervisor, data, words):
    page = hand_in(finance, data)
    assert page.status == 422 and page.has(words), page.words[:600]
    assert supervisor.browser.upload("/office/finance/statement", {}, "file", "a.csv", data).status in (400, 403)


# ---- refunds ------------------------------------------------------------------------------------------------------

def surplus(payer, alipay, wechat, provider):
    """An order paid twice: the second time at this provider."""
    a, w = payer.begin("alipay"), payer.begin("wechat")
    first, second = (w, a) if provider == "alipay" else (a, w)
    sims = {"alipay": alipay, "wechat": wechat}
    visit(alipay, a)
    # Both have paid before we hear of the second, whoever asks.
    late = sims[provider]
    late.switch(mode="drop", call="notify", order=second["reference"])
    late.switch(mode="5xx", call="query", order=second["reference"])
    late.act(second["reference"], "pay")
    sims[first["provider"]].act(first["reference"], "pay")
    assert settled(payer)
    late.switch(mode="ok", order=second["reference"])
    payer.stack.query("UPDATE payment_attempt SET next_at = UTC_TIMESTAMP() WHERE id = %s", second["id"])
    assert wait(lambda: payer.attempt(second["reference"])["state"] == "settled", 40), payer.attempt(second["reference"])
    return [p for p in payer.payments() if p["state"] == "surplus"][0]


def propose(who, payment):
    page = ok(who.browser.get("/office/finance/refunds"))
    form = form_with(page, "/office/finance/refunds", payment=str(payment["id"]))
    ok(send(who.browser, form, {"reason": "重复缴费"}))
    return refund(who.stack, payment)["public_id"]


def refund(stack, payment):
    return stack.query("SELECT * FROM refund WHERE payment_id = %s ORDER BY id DESC LIMIT 1", payment["id"])[0]


def approve(who, path):
    forget_limits(who.stack, who.mobile)
    ok(who.browser.get(path))
    ok(who.browser.submit(path + "/code"))
    return who.browser.submit(path + "/approve", {"code": who._code()})


@pytest.mark.parametrize("provider", ["alipay", "wechat"])
def test_a_refund_takes_two_people_and_a_code(stack, finance, supervisor, payer, alipay, wechat, provider):
    money = surplus(payer, alipay, wechat, provider)
    assert money["provider"] == provider
    assert soon(finance, payer, "twice").has("属于重复缴费")
    page = ok(finance.browser.get("/office/finance/refunds"))
    page = send(finance.browser, form_with(page, "/office/finance/refunds", payment=str(money["id"])), {"reason": ""})
    assert page.status == 422
    asked = form_with(ok(finance.browser.get("/office/finance/refunds")), "/office/finance/refunds", payment=str(money["id"]))
    path = "/office/finance/refund/" + propose(finance, money)
    assert "refunding" in why(finance, payer)
    assert send(finance.browser, asked, {"reason": "再提一次"}).has("这笔款已经有人提出退款")
    kept = payer.payments()[0]["id"]
    assert send(finance.browser, asked, {"payment": kept, "reason": "没有多收"}).has("这笔款不是多收的款")
    page = ok(finance.browser.get(path))
    assert page.has("由另一位财务人员或主管审批") and "/approve" not in page.text
    csrf = dict(page.forms[0].hidden)["csrf"]
    page = finance.browser.post(path + "/approve", {"csrf": csrf, "op": secrets.token_urlsafe(16), "code": "123456"}, hidden=False)
    assert page.status == 422 and page.has("不能自己批准")
    ok(supervisor.browser.get(path))
    page = supervisor.browser.submit(path + "/approve", {"code": ""})
    assert page.status == 422 and refund(stack, money)["state"] == "proposed"
    ok(supervisor.browser.get(path))
    page = supervisor.browser.submit(path + "/approve", {"code": "000000"})
    assert page.status == 422 and page.has("不正确") and refund(stack, money)["state"] == "proposed"
    ok(approve(supervisor, path))
    assert wait(lambda: refund(stack, money)["state"] == "done", 60), refund(stack, money)
    sim = {"alipay": alipay, "wechat": wechat}[provider]
    attempt = [a for a in stack.query("SELECT * FROM payment_attempt WHERE id = %s", money["attempt_id"])][0]
    there = sim.order(attempt["reference"])["refunds"]
    assert list(there) == [refund(stack, money)["public_id"]] and len(there) == 1
    page = ok(finance.browser.get(path))
    assert page.has("✓ 已退款") and own_why(finance, payer) == ["paid"]
    ok(supervisor.browser.get("/office/finance/refunds"))
    with pytest.raises(AssertionError):
        form_with(supervisor.browser.page, "/office/finance/refunds", payment=str(money["id"]))


@pytest.mark.parametrize("provider", ["alipay", "wechat"])
def test_a_refund_whose_answer_is_lost_is_done_once(stack, finance, supervisor, payer, alipay, wechat, provider):
    """Alipay says of a repeat only that no more money moved: whether the first did is asked."""
    money = surplus(payer, alipay, wechat, provider)
    path = "/office/finance/refund/" + propose(finance, money)
    sim = {"alipay": alipay, "wechat": wechat}[provider]
    reference = stack.query("SELECT reference FROM payment_attempt WHERE id = %s", money["attempt_id"])[0]["reference"]
    sim.switch(mode="lost", call="refund", order=reference, count=1)
    ok(approve(supervisor, path))
    assert wait(lambda: refund(stack, money)["tries"] > 0), refund(stack, money)
    assert list(sim.order(reference)["refunds"]) == [refund(stack, money)["public_id"]]
    assert refund(stack, money)["state"] == "approved"

    def done():
        stack.query("UPDATE refund SET next_at = UTC_TIMESTAMP() WHERE payment_id = %s AND state = 'approved'"
                    " AND next_at > UTC_TIMESTAMP()", money["id"])
        return refund(stack, money)["state"] == "done"
    assert wait(done), refund(stack, money)
    assert len(sim.order(reference)["refunds"]) == 1


def test_approved_and_declined_at_once(stack, finance, supervisor, payer, alipay, wechat):
    money = surplus(payer, alipay, wechat, "wechat")
    path = "/office/finance/refund/" + propose(finance, money)
    second = Staffer(stack, "finance")
    forget_limits(stack, supervisor.mobile)
    ok(supervisor.browser.get(path))
    ok(supervisor.browser.submit(path + "/code"))
    code = supervisor._code()
    yes = supervisor.browser.page.form(path + "/approve")
    no = ok(second.browser.get(path)).form(path + "/decline")
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        a = pool.submit(send, supervisor.browser, yes, {"code": code})
        b = pool.submit(send, second.browser, no)
        assert sorted((a.result().status, b.result().status)) == [200, 422]
    assert len(stack.query("SELECT id FROM refund WHERE payment_id = %s", money["id"])) == 1


def test_a_bank_refund_is_done_by_its_entry(stack, finance, supervisor, payer, wechat):
    path = "/office/finance/transfer/" + declare(payer)
    ok(match(finance, path, entry()))
    a = payer.begin("wechat")
    wechat.act(a["reference"], "pay")
    assert settled(payer)
    ok(supervisor.browser.get(path))
    ok(supervisor.browser.submit(path + "/confirm"))
    money = [p for p in payer.payments() if p["state"] == "surplus"][0]
    assert money["provider"] == "bank"
    path = "/office/finance/refund/" + propose(finance, money)
    ok(approve(supervisor, path))
    ok(finance.browser.get(path))
    assert finance.browser.post(path + "/done", {"entry_number": "?"}).status == 422
    ok(finance.browser.get(path))
    number = entry()
    ok(finance.browser.post(path + "/done", {"entry_number": number}))
    assert (refund(stack, money)["state"], refund(stack, money)["provider_no"]) == ("done", number)


# ---- bills --------------------------------------------------------------------------------------------------------

def long_ago():
    """A day which nobody else compares."""
    return datetime.date(2024, 1, 1) + datetime.timedelta(days=secrets.randbelow(600))


def forget_day(stack, provider, day):
    """By its keys: a search through the table would lock the rows of who compares another day meanwhile."""
    stack.query("DELETE FROM bill_row WHERE provider = %s AND day = %s", provider, day)
    stack.query("DELETE FROM bill_day WHERE provider = %s AND day = %s", provider, day)


def test_a_bill_with_all_four_results(stack, finance, supervisor, wechat):
    """Rows as the cashier leaves them."""
    day = long_ago()
    stack.query("REPLACE INTO bill_day (provider, day, state, compared_at) VALUES ('alipay', %s, 'done', UTC_TIMESTAMP())", day)
    try:
        for number, there, here, result in (("m1", 300000, 300000, "matched"), ("d1", 300000, 299999, "differs"),
                                            ("t1", 100000, None, "only_there"), ("h1", None, 100000, "only_here")):
            stack.query("INSERT INTO bill_row (provider, day, kind, number, reference, there_fen, here_fen, result)"
                        " VALUES ('alipay', %s, 'payment', %s, '', %s, %s, %s)", day, number, there, here, result)
        path = "/office/finance/bill/alipay/%s" % day
        page = ok(finance.browser.get(path))
        assert page.has("金额不同，请到商户平台核实", "平台收了款，本系统没有入账", "平台账单里没有", "¥7,000.00", "¥6,999.99", "¥0.01")
        row = stack.query("SELECT id FROM bill_row WHERE provider = 'alipay' AND day = %s AND number = 'd1'", day)[0]["id"]
        form = form_with(page, path + "/explain", row=str(row))
        assert send(finance.browser, form, {"note": ""}).status == 422
        form = form_with(ok(finance.browser.get(path)), path + "/explain", row=str(row))
        page = ok(send(finance.browser, form, {"note": "平台手续费一分，已核实"}))
        assert page.has("平台手续费一分，已核实")
        page = send(finance.browser, form, {"note": "再说一次"})
        assert page.status == 422 and page.has("这条差异已经说明"), page.words[:600]
        stack.query("UPDATE bill_row SET result = 'matched', settled_at = NULL WHERE id = %s", row)
        assert send(finance.browser, form, {"note": "再说一次"}).has("现在已经一致，无需说明")
        stack.query("UPDATE bill_row SET result = 'differs', settled_at = UTC_TIMESTAMP() WHERE id = %s", row)
        assert supervisor.browser.post(path + "/explain", {"row": row, "note": "x"}).status == 403
        listed = ok(finance.browser.get("/office/finance/bills?before=%s" % (day + datetime.timedelta(days=1))))
        assert path in listed.links and listed.has("差异 2 笔")
        assert finance.browser.get("/office/finance/bill/nobody/%s" % day).status == 404
        assert finance.browser.get("/office/finance/bill/alipay/2024-02-31").status == 404
    finally:
        forget_day(stack, "alipay", day)


def test_a_long_bill_is_paged(stack, finance):
    """Differences first; no row twice, none left out; sums are of the whole day; an explanation comes back to its page."""
    day = long_ago()
    path = "/office/finance/bill/alipay/%s" % day
    stack.query("REPLACE INTO bill_day (provider, day, state, compared_at) VALUES ('alipay', %s, 'done', UTC_TIMESTAMP())", day)
    try:
        rows = [("p%03d" % i, 100 if i % 2 else None, 100, "matched" if i % 2 else "only_here") for i in range(420)]
        stack.query("INSERT INTO bill_row (provider, day, kind, number, reference, there_fen, here_fen, result) VALUES "
                    + ", ".join("('alipay', '%s', 'payment', '%s', '', %s, %s, '%s')" % (day, n, t or "NULL", h, r)
                                for n, t, h, r in rows))
        pages = [ok(finance.browser.get(path))]
        while more(pages[-1], path):
            pages.append(ok(finance.browser.get(more(pages[-1], path))))
        shown = [re.findall(r">(p\d{3})<", page.text) for page in pages]
        assert [len(s) for s in shown] == [200, 200, 20]
        assert sum(shown, []) == [n for n, _, _, r in rows if r == "only_here"] + [n for n, _, _, r in rows if r == "matched"]
        assert all(page.has("¥210.00", "¥420.00", "¥−210.00") for page in pages)
        second = ok(finance.browser.get(more(pages[0], path)))
        form = [f for f in second.forms if f.action == path + "/explain"][0]
        refused = send(finance.browser, form, {"note": ""})
        assert refused.status == 422 and re.findall(r">(p\d{3})<", refused.text) == shown[1]
        back = ok(send(finance.browser, form, {"note": "次日账单已核对"}))
        assert back.has("次日账单已核对") and re.findall(r">(p\d{3})<", back.text) == shown[1]
    finally:
        forget_day(stack, "alipay", day)


def more(page, path):
    return ([link for link in page.links if link.startswith(path + "?matched=")] + [None])[0]


def test_a_refund_that_no_bill_has(stack, finance, supervisor, payer, alipay, wechat):
    """It is shown as only here; explained once, until it is another difference."""
    day, number = long_ago(), secrets.token_hex(11)
    money = surplus(payer, alipay, wechat, "wechat")
    stack.query("INSERT INTO refund (public_id, payment_id, live_payment, amount_fen, reason, state, proposed_by, proposed_at,"
                " decided_by, decided_at, provider, done_at) VALUES (%s, %s, %s, 300000, 'x', 'done', %s, %s, %s, %s, 'wechat', %s)",
                number, money["id"], money["id"], finance.id, day, supervisor.id, day, "%s 15:59:59" % day)
    path = "/office/finance/bill/wechat/%s" % day

    def compared():
        stack.query("REPLACE INTO bill_day (provider, day, state, next_at) VALUES ('wechat', %s, 'wanted', UTC_TIMESTAMP())", day)
        assert wait(lambda: stack.query("SELECT state FROM bill_day WHERE provider = 'wechat' AND day = %s", day)[0]["state"] == "done")
        return [r for r in stack.query("SELECT * FROM bill_row WHERE provider = 'wechat' AND day = %s", day) if r["number"] == number]
    try:
        row = compared()[0]
        assert (row["kind"], row["there_fen"], row["here_fen"], row["result"]) == ("refund", None, 300000, "only_here")
        page = ok(finance.browser.get(path))
        assert page.has("本系统已记为退款，平台账单里没有") and "/office/finance/order/" + payer.order["public_id"] in page.links
        ok(send(finance.browser, form_with(page, path + "/explain", row=str(row["id"])), {"note": "已与平台核实"}))
        row = compared()[0]
        assert row["settled_at"] and (row["settled_by"], row["note"]) == (finance.id, "已与平台核实")
        stack.query("UPDATE refund SET amount_fen = 299999 WHERE public_id = %s", number)
        row = compared()[0]
        assert (row["here_fen"], row["settled_at"], row["settled_by"], row["note"]) == (299999, None, None, "")
        stack.query("UPDATE refund SET done_at = %s WHERE public_id = %s", "%s 16:00:00" % day, number)
        forget_day(stack, "wechat", day)
        assert compared() == []
    finally:
        forget_day(stack, "wechat", day)


def test_a_bill_is_fetched_again(stack, finance, payer, wechat):
    pay(payer, wechat, "wechat")
    assert settled(payer)
    compare(stack, "wechat")
    path = "/office/finance/bill/wechat/%s" % today()
    assert wait(lambda: payer.payments()[0]["trade_no"] in ok(finance.browser.get(path)).text, 30)
    before = stack.query("SELECT compared_at FROM bill_day WHERE provider = 'wechat' AND day = %s", today())[0]
    wait(lambda: False, 1.1)
    ok(finance.browser.get(path))
    ok(finance.browser.submit(path + "/again"))
    assert wait(lambda: stack.query("SELECT compared_at FROM bill_day WHERE provider = 'wechat' AND day = %s", today())[0] != before)


# ---- invoices -----------------------------------------------------------------------------------------------------

def want_invoice(payer, title):
    path = "/account/order/" + payer.order["public_id"]
    ok(payer.browser.get(path))
    ok(payer.browser.post(path + "/invoice", {"invoice_title": "青川样本公司", "tax_number": "91110000600037341L",
                                              "invoice_kind": "special", "invoice_email": "fp@example.com"}))
    payer.stack.query("UPDATE invoice SET title = %s WHERE order_id = %s", title, payer.order["id"])


def invoice(payer):
    return payer.stack.query("SELECT * FROM invoice WHERE order_id = %s", payer.order["id"])[0]


def rows_of(answer):
    return list(csv.reader(io.StringIO(answer.body.decode("utf-8-sig"), newline="")))


def own_row(answer, payer):
    """The one row of a batch that is this payer's; an order's number may begin like a formula."""
    mine = [row for row in rows_of(answer) if row[0].lstrip("'") == payer.order["public_id"]]
    assert len(mine) == 1
    return mine[0]


def test_invoices_are_exported_once_and_numbered(stack, finance, supervisor, payer, wechat):
    pay(payer, wechat, "wechat")
    assert settled(payer)
    title = '=HYPERLINK("http://x","a, b")'
    want_invoice(payer, title)
    page = ok(finance.browser.get("/office/finance/invoices"))
    assert page.has(title)
    form = page.form("/office/finance/invoices/export")
    others = [crew(stack).of("finance").browser, Staffer(stack, "finance").browser]
    second = ok(others[1].get("/office/finance/invoices")).form("/office/finance/invoices/export")
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda x: send(*x), ((others[0], form), (others[1], second))))
    assert 200 in [a.status for a in answers] and {a.status for a in answers} <= {200, 422}
    row = invoice(payer)
    assert row["state"] == "exported"
    path = "/office/finance/invoice-batch/%d" % row["batch_id"]
    answer = finance.browser.get(path)
    assert answer.type == "text/csv" and "attachment" in answer.headers["Content-Disposition"]
    assert answer.body.startswith(b"\xef\xbb\xbf") and answer.body.count(b"\r\n") == answer.body.count(b"\n")
    lines, mine = rows_of(answer), own_row(answer, payer)
    assert mine[3] == "'" + title and mine[6] == "3000.00" and mine[4] == "91110000600037341L"
    assert lines[0][3] == "发票抬头" and all(len(l) == 9 for l in lines)
    assert finance.browser.get(path).body == answer.body
    looks = stack.query("SELECT id FROM audit WHERE action = 'invoice.fetch' AND object = %s AND actor_id = %s",
                        "invoice_batch:%d" % row["batch_id"], finance.id)
    assert len(looks) == 2
    assert supervisor.browser.get(path).status == 403
    for start in ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", " =", "  @"):  # what a spreadsheet may take for a formula
        stack.query("UPDATE invoice SET title = %s WHERE order_id = %s", start + "SUM(1)", payer.order["id"])
        assert own_row(finance.browser.get(path), payer)[3] == "'" + start + "SUM(1)"
    number = "/office/finance/invoice/%s/number" % payer.order["public_id"]
    ok(finance.browser.get("/office/finance/invoices?state=exported"))
    page = finance.browser.post(number, {"number": "12a"})
    assert page.status == 422 and page.has("发票号码应为") and 'value="12a"' in page.text
    ok(finance.browser.get("/office/finance/invoices?state=exported"))
    given = str(secrets.randbelow(9 * 10**19) + 10**19)
    ok(finance.browser.post(number, {"number": given}))
    assert (invoice(payer)["state"], invoice(payer)["number"]) == ("issued", given)
    assert ok(payer.browser.get("/account/order/" + payer.order["public_id"])).has(given)


# ---- rates --------------------------------------------------------------------------------------------------------

def test_a_rate_takes_two_people(stack, finance, supervisor):
    day = today() + datetime.timedelta(days=4000 + secrets.randbelow(9000))
    b = finance.browser
    try:
        ok(b.get("/office/finance/rates"))
        wish = {"rate_item": "annual", "rate_kind": "other", "rate_yuan": "1,200", "effective_on": str(today())}
        page = b.post("/office/finance/rates", wish)
        assert page.status == 422 and page.has("今天以后") and 'value="1,200"' in page.text
        for typed in ("-1,200", "－1200", "1200−", "0"):  # a minus is no mistake of the keyboard
            ok(b.get("/office/finance/rates"))
            page = b.post("/office/finance/rates", {**wish, "rate_yuan": typed, "effective_on": str(day)})
            assert page.status == 422 and page.has("大于 0 的元数"), typed
        ok(b.get("/office/finance/rates"))
        ok(b.post("/office/finance/rates", {**wish, "effective_on": str(day)}))
        row = stack.query("SELECT * FROM fee_rate_proposal WHERE effective_on = %s", day)[0]
        assert row["amount_fen"] == 120000 and not stack.query("SELECT * FROM fee_rate WHERE effective_on = %s", day)
        path = "/office/finance/rate/%d/release" % row["id"]
        assert b.post(path).status == 403
        ok(supervisor.browser.get("/office/finance/rates"))
        ok(supervisor.browser.submit(path))
        assert stack.query("SELECT amount_fen FROM fee_rate WHERE effective_on = %s", day) == [{"amount_fen": 120000}]
        ok(supervisor.browser.get("/office/finance/rates"))
        ok(supervisor.browser.post("/office/finance/rates", {**wish, "effective_on": str(day)}))
        own = stack.query("SELECT id FROM fee_rate_proposal WHERE effective_on = %s AND state = 'proposed'", day)[0]["id"]
        ok(supervisor.browser.get("/office/finance/rates"))
        page = supervisor.browser.post("/office/finance/rate/%d/release" % own)
        assert page.status == 422 and page.has("不能自己批准")
        third = Staffer(stack, "exchange_supervisor").browser
        form = ok(third.get("/office/finance/rates")).form("/office/finance/rate/%d/release" % own)
        page = send(third, form)
        assert page.status == 422 and page.has("%s 起已有同类收费标准" % day), page.words[:600]
        stack.query("UPDATE fee_rate_proposal SET effective_on = %s WHERE id = %s", today(), own)
        page = send(third, form)
        assert page.status == 422 and page.has("生效日已经到了"), page.words[:600]
        stack.query("UPDATE fee_rate_proposal SET effective_on = %s WHERE id = %s", day, own)
        ok(b.get("/office/finance/rates"))
        ok(b.submit("/office/finance/rate/%d/withdraw" % own))
    finally:
        stack.query("DELETE FROM fee_rate WHERE effective_on = %s", day)
        stack.query("DELETE FROM fee_rate_proposal WHERE effective_on = %s", day)
