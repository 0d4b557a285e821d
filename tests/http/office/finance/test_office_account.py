"""Another kind for an account that is open: by two people, with the duty to pay beginning and ending, whatever was paid before
and whatever money is on its way."""
import concurrent.futures
import datetime
import re
import secrets

import pytest

from holder import Payer, settled, today, visit, year_from
from journey import Staffer, crew, database, form_with, ok, send
from patience import wait

PAYING, FREE = ("project_owner", "other"), ("national_emitter", "local_emitter")
# Every change there is, in one walk that ends where it begins.
WALK = ["local_emitter", "national_emitter", "local_emitter", "project_owner", "local_emitter", "other", "national_emitter",
        "project_owner", "national_emitter", "other", "project_owner", "other", "local_emitter"]


@pytest.fixture(scope="module")
def finance(stack):
    return crew(stack).of("finance")


@pytest.fixture(scope="module")
def supervisor(stack):
    return crew(stack).of("exchange_supervisor")


def path_of(payer):
    return "/office/account/" + payer.account_row()["number"]


def change_row(payer):
    return payer.stack.query("SELECT * FROM kind_change WHERE trading_account_id = %s ORDER BY id DESC LIMIT 1", payer.account)[0]


def propose(who, payer, to, reason="主管部门名录调整", **changes):
    form = ok(who.browser.get(path_of(payer))).form(path_of(payer) + "/kind")
    return send(who.browser, form, {"to_kind": to, "reason": reason, **changes})


def decide(who, payer, what="confirm"):
    path = "%s/kind/%d/%s" % (path_of(payer), change_row(payer)["id"], what)
    ok(who.browser.get(path_of(payer)))
    return who.browser.post(path)


def become(payer, to, supervisor, finance):
    ok(propose(supervisor, payer, to))
    page = ok(decide(finance, payer))
    assert payer.account_row()["kind"] == to, page.words[:900]
    return page


def lines_of(payer, order):
    return [(r["item"], r["period"]) for r in payer.stack.query(
        "SELECT item, period FROM fee_order_line WHERE order_id = %s ORDER BY item DESC", order["id"])]


def open_orders(payer):
    return [o for o in payer.orders() if o["state"] == "open"]


def told(payer):
    """Notices about the account, oldest first."""
    return [r["name"] for r in payer.stack.query(
        "SELECT name FROM outbox WHERE application_id = %s AND name IN ('fee_begins', 'fee_ends', 'account_kind')"
        " ORDER BY id", payer.case.id)]


# ---- who ----------------------------------------------------------------------------------------------------------

def test_pages_and_rights(stack, payer, supervisor, finance):
    path = path_of(payer)
    for who in (supervisor, finance, crew(stack).of("auditor")):
        page = ok(who.browser.get(path))
        assert page.has(payer.account_row()["org_name"], "其他", "须缴纳开户费、年费")
        assert any(f.action == path + "/kind" for f in page.forms) == (who is supervisor)
        ok(who.browser.get("/office/finance/kinds"))
    for role in ("initial_reviewer", "registry_reviewer", "security_admin", "editor"):
        assert crew(stack).of(role).browser.get(path).status == 403, role
        assert crew(stack).of(role).browser.get("/office/finance/kinds").status == 403, role
    assert stack.office().get(path).path.startswith("/office/sign-in")
    ok(finance.browser.get(path))
    assert finance.browser.post(path + "/kind", {"seen": "other", "to_kind": "local_emitter", "reason": "x"}).status == 403
    assert supervisor.browser.get("/office/account/T00000000000").status == 404
    assert path in ok(supervisor.browser.get("/office/case/" + payer.case.public_id)).links
    assert path in ok(finance.browser.get("/office/finance/order/" + payer.order["public_id"])).links
    assert path not in ok(crew(stack).initial.browser.get("/office/case/" + payer.case.public_id)).links


def test_it_takes_two_people(stack, payer, supervisor, finance):
    before = payer.account_row()
    assert propose(supervisor, payer, "").status == 422
    page = propose(supervisor, payer, "local_emitter", reason="")
    assert page.status == 422 and 'value="local_emitter" selected' in page.text
    assert propose(supervisor, payer, "local_emitter", seen="project_owner").has("账户类型刚刚有变化")
    assert propose(supervisor, payer, "other").has("账户已经是这个类型")
    form = ok(supervisor.browser.get(path_of(payer))).form(path_of(payer) + "/kind")
    page = ok(propose(supervisor, payer, "local_emitter", reason="列入地方名录 <b>"))
    assert page.has("其他 → 地方重点排放单位", "列入地方名录 <b>", "确认后不再收费", "您提出的变更由财务人员或另一位主管确认")
    assert send(supervisor.browser, form, {"to_kind": "project_owner", "reason": "又一项", "op": ""}).status in (400, 422)
    page = ok(propose_anew(supervisor, payer, form), 422)
    assert page.has("已有一项变更等待确认")
    page = decide(supervisor, payer)
    assert page.status == 422 and page.has("不能自己批准") and payer.account_row() == before
    assert path_of(payer) + "#kind" in ok(finance.browser.get("/office/finance/kinds")).links
    assert ok(finance.browser.get("/office/finance")).has("账户类型变更待确认")
    ok(decide(supervisor, payer, "withdraw"))
    assert decide(finance, payer).has("刚刚已经处理") and payer.account_row() == before
    other = Staffer(stack, "exchange_supervisor")
    become(payer, "local_emitter", supervisor, other)
    done = change_row(payer)
    assert (done["state"], done["decided_by"], done["live_account"]) == ("confirmed", other.id, None)
    assert decide(finance, payer).has("刚刚已经处理")
    kinds = stack.query("SELECT r.kind FROM registry_account r JOIN binding b ON b.registry_account_id = r.id"
                        " WHERE b.trading_account_id = %s", payer.account)
    assert kinds == [{"kind": "local_emitter"}]
    noted = stack.query("SELECT action, actor_id FROM audit WHERE object = %s AND action LIKE 'account.kind%%' ORDER BY id",
                        "trading_account:%d" % payer.account)
    assert [n["action"] for n in noted] == ["account.kind_propose", "account.kind_withdraw", "account.kind_propose",
                                            "account.kind"]
    assert noted[-1]["actor_id"] == other.id


def propose_anew(who, payer, form):
    """Posts the form of a page made before somebody else proposed."""
    ok(who.browser.get("/office/finance/rates"))
    op = [v for f in who.browser.page.forms for n, v in f.fields if n == "op"]
    return send(who.browser, form, {"to_kind": "project_owner", "reason": "又一项", "op": op[0]})


def test_of_two_confirmations_one_counts(stack, payer, supervisor, finance):
    ok(propose(supervisor, payer, "national_emitter"))
    people = [Staffer(stack, "finance") for _ in range(3)]
    for who in people:
        ok(who.browser.get(path_of(payer)))
    path = "%s/kind/%d/confirm" % (path_of(payer), change_row(payer)["id"])
    with concurrent.futures.ThreadPoolExecutor(3) as pool:
        pages = list(pool.map(lambda who: who.browser.post(path), people))
    assert sorted(p.status for p in pages) == [200, 422, 422]
    assert told(payer) == ["fee_ends"] and len(payer.orders()) == 1


# ---- every change, whatever was paid ----------------------------------------------------------------------------------

def expected(paid, kind):
    """State and lines of the open order of an account that came to this kind from a free one or a paying one like it."""
    if kind in FREE or paid == "valid":
        return "active", None
    return ("awaiting_fee", [("opening", 1), ("annual", 1)]) if paid == "never" else ("suspended", [("annual", 2)])


def settle_first(payer, paid, wechat):
    if paid == "never":
        return
    a = payer.begin("wechat")
    wechat.act(a["reference"], "pay")
    assert settled(payer)


@pytest.mark.parametrize("paid", ["never", "valid", "lapsed"])
def test_every_change_of_kind(stack, payer, supervisor, finance, wechat, paid):
    settle_first(payer, paid, wechat)
    become(payer, WALK[0], supervisor, finance)
    assert told(payer) == ["fee_ends"] and not open_orders(payer)
    if paid == "lapsed":
        stack.query("UPDATE trading_account SET paid_until = %s WHERE id = %s", today() - datetime.timedelta(days=1), payer.account)
    until, notices = payer.account_row()["paid_until"], 1
    for before, kind in zip(WALK, WALK[1:]):
        orders = payer.orders()
        become(payer, kind, supervisor, finance)
        state, lines = expected(paid, kind)
        account, now = payer.account_row(), open_orders(payer)
        assert (account["state"], account["paid_until"]) == (state, until), (before, kind)
        assert [lines_of(payer, o) for o in now] == ([lines] if lines else []), (before, kind)
        if before in PAYING and kind in PAYING:
            assert payer.orders() == orders, "an order stays as it was made"
        notices += 1
        begins, ends = before in FREE and kind in PAYING, before in PAYING and kind in FREE
        assert told(payer)[-1] == ("fee_begins" if begins and lines else "fee_ends" if ends else "account_kind"), (before, kind)
        assert len(told(payer)) == notices
        closed = [o for o in payer.orders() if o["state"] == "closed"]
        assert all(o["closed_at"] and lines_of(payer, o) for o in closed)
    assert [o["state"] for o in payer.orders() if o["paid_at"]] == ([] if paid == "never" else ["paid"])
    if paid == "never":
        become(payer, "other", supervisor, finance)
        a = payer.begin("wechat")
        wechat.act(a["reference"], "pay")
        assert settled(payer)
        account = payer.account_row()
        assert (account["state"], account["paid_until"]) == ("active", year_from(today()))


def test_what_the_holder_reads(stack, payer, supervisor, finance):
    order, number = payer.order, payer.account_row()["number"]
    link = ok(payer.browser.get("/account/order/" + order["public_id"])) and ok(
        payer.browser.post("/account/order/%s/link" % order["public_id"])).path
    before = ok(payer.browser.get("/account/order/" + order["public_id"]))
    become(payer, "national_emitter", supervisor, finance)
    text = stack.sim.wait_message(payer.mobile, number + "的账户类型已变更，今后无需缴纳费用")["text"]
    assert "请勿再付款" in text and "http" not in text
    page = ok(payer.browser.get("/account"))
    assert page.has("全国重点排放单位", "正常", "已取消") and not page.has("缴纳费用") and not page.has("待缴")
    page = ok(payer.browser.get("/account/order/" + order["public_id"]))
    assert page.has("费用已取消", "无需缴纳") and not page.has("支付宝支付") and not page.has("发票抬头")
    assert ok(stack.portal().get(link)).has("这笔费用已取消，无需付款")
    for wish, typed in (("pay", {"provider": "wechat"}), ("link", {}),
                        ("bank", {"payer_name": "青川样本公司", "declared_on": str(today())})):
        page = send(payer.browser, before.form("/account/order/%s/%s" % (order["public_id"], wish)), typed)
        assert page.status == 422 and page.has("已取消"), (wish, page.words[:300])
    assert ok(finance.browser.get("/office/finance/order/" + order["public_id"])).has("账户类型变更后不再收费，订单已取消")
    assert "/office/finance/order/" + order["public_id"] in ok(finance.browser.get("/office/finance/orders?state=closed")).links
    become(payer, "project_owner", supervisor, finance)
    assert stack.sim.wait_message(payer.mobile, number + "的账户类型已变更，须缴纳费用3,000.00元")
    page = ok(payer.browser.get("/account"))
    assert page.has("项目业主", "待缴费", "¥3,000.00", "缴纳费用")
    page = ok(payer.case.browser.get("/apply"))
    assert page.has("账户类型已变更，请缴纳费用"), page.words[:900]


# ---- money on its way ---------------------------------------------------------------------------------------------------

def test_attempts_are_called_off_at_the_providers(payer, supervisor, finance, alipay, wechat):
    """WeChat closes at once. Alipay knows no trade before its payer has chosen how to pay: who pays there still, gets it back."""
    a, w = payer.begin("alipay"), payer.begin("wechat")
    visit(alipay, a)
    become(payer, "local_emitter", supervisor, finance)
    assert wait(lambda: payer.attempt(w["reference"])["state"] == "closed")
    assert wechat.order(w["reference"])["state"] == "CLOSED" and payer.attempt(a["reference"])["state"] == "closing"
    for x in (a, w):
        assert ok(payer.browser.get("/pay/" + x["reference"])).has("这笔费用已取消，无需付款")
    assert not payer.payments() and payer.account_row()["state"] == "active"
    alipay.act(a["reference"], "pay")
    assert wait(lambda: [p["state"] for p in payer.payments()] == ["surplus"])
    assert (payer.order["state"], payer.account_row()["paid_until"]) == ("closed", None)


@pytest.mark.parametrize("provider", ["alipay", "wechat"])
def test_money_that_arrives_later_is_surplus(payer, supervisor, finance, alipay, wechat, provider):
    """It was paid there before the change, and we hear of it only after: by the question asked before an attempt is closed."""
    sim, a = {"alipay": alipay, "wechat": wechat}[provider], payer.begin(provider)
    if provider == "alipay":
        visit(alipay, a)
    sim.switch(mode="drop", call="notify", order=a["reference"])
    sim.act(a["reference"], "pay")
    become(payer, "local_emitter", supervisor, finance)
    assert wait(lambda: payer.payments()), payer.attempt(a["reference"])
    money, account = payer.payments()[0], payer.account_row()
    assert (money["state"], money["applied_order"]) == ("surplus", None)
    assert (payer.order["state"], account["state"], account["paid_until"]) == ("closed", "active", None)
    assert payer.attempt(a["reference"])["state"] == "settled"
    page = ok(finance.browser.get("/office/finance/order/" + payer.order["public_id"]))
    assert page.has("订单取消之后收到一笔 ¥3,000.00", "应当退回") and not page.has("已缴清之后")
    refund(payer, finance, supervisor, money)


def refund(payer, finance, supervisor, money):
    form = form_with(ok(finance.browser.get("/office/finance/refunds")), "/office/finance/refunds", payment=str(money["id"]))
    ok(send(finance.browser, form, {"reason": "账户类型变更后到账"}))
    row = payer.stack.query("SELECT * FROM refund WHERE payment_id = %s", money["id"])[0]
    assert row["state"] == "proposed" and row["amount_fen"] == 300000


def test_a_declared_transfer_is_surplus(stack, payer, supervisor, finance):
    path = "/account/order/" + payer.order["public_id"]
    ok(payer.browser.get(path))
    ok(payer.browser.post(path + "/bank", {"payer_name": "青川样本公司", "declared_on": str(today())}))
    become(payer, "national_emitter", supervisor, finance)
    transfer = "/office/finance/transfer/" + stack.query("SELECT public_id FROM bank_transfer WHERE order_id = %s",
                                                         payer.order["id"])[0]["public_id"]
    ok(finance.browser.get(transfer))
    ok(finance.browser.post(transfer + "/match", {"entry_number": "B" + secrets.token_hex(8).upper(), "entry_yuan": "3,000.00",
                                                  "entry_on": str(today())}))
    ok(supervisor.browser.get(transfer))
    ok(supervisor.browser.post(transfer + "/confirm"))
    assert [p["state"] for p in payer.payments()] == ["surplus"] and payer.order["state"] == "closed"
    assert payer.account_row()["paid_until"] is None


def lock_waits(stack):
    """How many wait now, whoever they are: what must hold afterwards holds in any order."""
    return int(stack.query("SHOW GLOBAL STATUS LIKE 'Innodb_row_lock_current_waits'")[0]["Value"])


@pytest.mark.parametrize("turn", range(4))
def test_a_callback_and_the_change_at_once(stack, payer, supervisor, finance, wechat, turn):
    """Both wait for the order at the same moment: one comes first, and the money is applied or surplus, never both or lost."""
    a = payer.begin("wechat")
    ok(propose(supervisor, payer, "local_emitter"))
    ok(finance.browser.get(path_of(payer)))
    path = "%s/kind/%d/confirm" % (path_of(payer), change_row(payer)["id"])
    held = database(stack)
    acts = [lambda: wechat.act(a["reference"], "pay"), lambda: finance.browser.post(path)]
    with held.cursor() as c, concurrent.futures.ThreadPoolExecutor(2) as pool:
        c.execute("START TRANSACTION")
        c.execute("SELECT id FROM fee_order WHERE id = %s FOR UPDATE", payer.order["id"])
        first = pool.submit(acts[turn % 2])
        assert wait(lambda: lock_waits(stack) >= 1)
        second = pool.submit(acts[1 - turn % 2])
        if turn > 1:
            assert wait(lambda: lock_waits(stack) >= 2)
        c.execute("COMMIT")
        answers = first.result(), second.result()
    held.close()
    ok(answers[1 - turn % 2])
    assert wait(lambda: payer.payments()) and wait(lambda: payer.attempt(a["reference"])["state"] == "settled")
    money, account, order = payer.payments(), payer.account_row(), payer.order
    assert (account["kind"], account["state"], len(money)) == ("local_emitter", "active", 1)
    live = stack.query("SELECT COUNT(*) AS n FROM fee_order_line WHERE live_account = %s", payer.account)[0]["n"]
    if order["state"] == "paid":
        assert (money[0]["state"], account["paid_until"], live) == ("applied", year_from(today()), 2)
    else:
        assert (order["state"], money[0]["state"], account["paid_until"], live) == ("closed", "surplus", None, 0)
    assert wait(lambda: stack.query("SELECT verdict FROM payment_callback WHERE reference = %s", a["reference"])[0]["verdict"]
                in ("applied", "surplus", "repeated"))


def test_a_change_waits_for_no_other_account(stack, supervisor, finance):
    """Which rows it locks must not depend on which index the database thinks best for a table of this size."""
    busy, payers = Payer(stack), [Payer(stack) for _ in range(2)]
    held = database(stack)
    with held.cursor() as c:
        c.execute("START TRANSACTION")
        c.execute("SELECT id FROM fee_order WHERE id = %s FOR UPDATE", busy.order["id"])
        for p in payers:
            become(p, "local_emitter", supervisor, finance)
            become(p, "other", supervisor, finance)
    held.close()
    assert [o["state"] for p in payers for o in p.orders()] == ["open", "closed"] * 2


# ---- time ---------------------------------------------------------------------------------------------------------------

def test_time_brings_nothing_to_a_free_account(stack, supervisor, finance, wechat):
    """No order, no reminder, no suspension, whenever the last paid year ends; and the year that was paid stays."""
    payers = [Payer(stack) for _ in range(2)]
    for p in payers:
        settle_first(p, "valid", wechat)
        become(p, "local_emitter", supervisor, finance)
    ends = [today() - datetime.timedelta(days=1), today() + datetime.timedelta(days=7)]
    for p, until in zip(payers, ends):
        stack.query("UPDATE trading_account SET paid_until = %s WHERE id = %s", until, p.account)
    bucket = secrets.token_bytes(32)
    stack.query("INSERT INTO rate (bucket, taken_at, count) VALUES (%s, 1, 1)", bucket)
    assert wait(lambda: not stack.query("SELECT 1 FROM rate WHERE bucket = %s", bucket), 90), "the courier's jobs ran"
    for p, until in zip(payers, ends):
        account = p.account_row()
        assert (account["state"], account["paid_until"], len(p.orders())) == ("active", until, 1)
        assert not stack.query("SELECT 1 FROM outbox WHERE application_id = %s AND name IN ('fee_reminder', 'fee_suspended')",
                               p.case.id)
        assert not re.search("年费有效期至", ok(p.browser.get("/account")).words.split("缴费记录")[0])


def test_the_courier_looks_again_before_it_asks_for_money(stack, wechat):
    """An account it has listed as due turns free before it gets to it: no order and no reminder."""
    payer = Payer(stack)
    settle_first(payer, "valid", wechat)
    held, bucket = database(stack), secrets.token_bytes(32)
    stack.query("UPDATE trading_account SET paid_until = %s WHERE id = %s", today() + datetime.timedelta(days=7), payer.account)
    with held.cursor() as c:
        c.execute("START TRANSACTION")
        c.execute("UPDATE trading_account SET kind = 'local_emitter' WHERE id = %s", payer.account)
        assert wait(lambda: lock_waits(stack) >= 1, 90)
        c.execute("COMMIT")
    held.close()
    stack.query("INSERT INTO rate (bucket, taken_at, count) VALUES (%s, 1, 1)", bucket)
    assert wait(lambda: not stack.query("SELECT 1 FROM rate WHERE bucket = %s", bucket), 90), "the courier's jobs ran"
    assert len(payer.orders()) == 1
    assert not stack.query("SELECT 1 FROM outbox WHERE application_id = %s AND name = 'fee_reminder'", payer.case.id)
