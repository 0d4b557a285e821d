"""Money whose provider says a time that cannot be: signed and of the right amount, it is kept, and people decide."""
import datetime
import secrets

import pytest

from holder import settled, today, visit, year_from
from journey import Staffer, crew, ok
from patience import wait

PATH = "/office/finance/held"


@pytest.fixture(scope="module")
def finance(stack):
    return crew(stack).of("finance")


@pytest.fixture(scope="module")
def colleague(stack):
    return Staffer(stack, "finance")


def pay(payer, alipay, wechat, provider, mode):
    """Paid with a time that cannot be; the attempt's reference."""
    sim = {"alipay": alipay, "wechat": wechat}[provider]
    a = payer.begin(provider)
    if provider == "alipay":
        visit(alipay, a)
    for call in ("notify", "query"):
        sim.switch(mode=mode, call=call, order=a["reference"])
    sim.act(a["reference"], "pay")
    assert wait(lambda: payer.payments()), payer.callbacks(a["reference"])
    return a["reference"]


def row_of(page, payment):
    return [f for f in page.forms if ("payment", str(payment["id"])) in f.fields]


@pytest.mark.parametrize("provider", ["alipay", "wechat"])
@pytest.mark.parametrize("mode,words", [("future", "在将来"), ("early", "早于发起支付")])
def test_a_time_that_cannot_be_gives_no_year(payer, finance, alipay, wechat, provider, mode, words):
    reference = pay(payer, alipay, wechat, provider, mode)
    payment = payer.payments()[0]
    assert (payment["state"], payment["applied_order"], payment["paid_on"]) == ("held", None, today())
    assert payer.order["state"] == "open" and payer.account_row()["paid_until"] is None
    assert wait(lambda: [c["verdict"] for c in payer.callbacks(reference)][:1] == ["held"])
    page = ok(finance.browser.get(PATH))
    assert page.has(words) and row_of(page, payment)
    page = ok(finance.browser.get("/office/finance/order/" + payer.order["public_id"]))
    assert 'data-why="held"' in page.text and page.has("不可能，没有入账")
    # Its payer is told, and pays no second time.
    page = ok(payer.browser.get("/account/order/" + payer.order["public_id"]))
    assert page.has("请不要重复支付") and not [f for f in page.forms if f.action.endswith("/pay")]
    again = payer.browser.post("/account/order/%s/pay" % payer.order["public_id"], {"provider": "wechat"})
    assert again.status == 422 and again.has("正在由财务人员核对时间")


def test_two_people_accept_it_with_a_day_and_a_reason(payer, finance, colleague, alipay, wechat):
    pay(payer, alipay, wechat, "alipay", "future")
    payment = payer.payments()[0]
    b = finance.browser
    ok(b.get(PATH))
    for wrong, words in (({"day": str(today()), "reason": ""}, None), ({"day": "2099-01-01", "reason": "x"}, "日期不能晚于今天")):
        page = b.post(PATH, {"payment": payment["id"], **wrong})
        assert page.status == 422 and (words is None or page.has(words))
        ok(b.get(PATH))
    day = today() - datetime.timedelta(days=1)
    reason = "平台后台显示昨日付款 " + secrets.token_hex(4)
    ok(b.post(PATH, {"payment": payment["id"], "day": "%d年%d月%d日" % (day.year, day.month, day.day), "reason": reason}))
    assert b.page.has(reason, "等待另一人决定")
    accept = payer.stack.query("SELECT * FROM payment_accept WHERE payment_id = %s", payment["id"])[0]
    confirm = "%s/%d/confirm" % (PATH, accept["id"])
    assert not [f for f in b.page.forms if f.action == confirm]
    page = b.post(confirm, {})
    assert page.status == 422 and page.has("不能自己批准") and payer.order["state"] == "open"
    # While it is to be accepted it cannot be given back as well.
    ok(b.get("/office/finance/refunds"))
    page = b.post("/office/finance/refunds", {"payment": payment["id"], "reason": "退"})
    assert page.status == 422 and page.has("这笔款已经有人提出入账")
    ok(colleague.browser.get(PATH))
    ok(colleague.browser.submit(confirm))
    assert settled(payer)
    applied = payer.payments()[0]
    assert (applied["state"], applied["paid_on"]) == ("applied", day)
    assert payer.account_row()["paid_until"] == year_from(day)
    kept = payer.stack.query("SELECT said_at, state FROM payment_accept WHERE id = %s", accept["id"])[0]
    assert kept["said_at"].year in (2098, 2099) and kept["state"] == "accepted", "what the provider said is gone"
    assert not row_of(ok(b.get(PATH)), payment)


def test_who_disagrees_leaves_it_held_and_it_can_be_given_back(payer, finance, colleague, alipay, wechat):
    reference = pay(payer, alipay, wechat, "wechat", "early")
    payment = payer.payments()[0]
    b = finance.browser
    ok(b.get(PATH))
    ok(b.post(PATH, {"payment": payment["id"], "day": str(today()), "reason": "先入账"}))
    accept = payer.stack.query("SELECT id FROM payment_accept WHERE payment_id = %s", payment["id"])[0]["id"]
    ok(colleague.browser.get(PATH))
    ok(colleague.browser.submit("%s/%d/decline" % (PATH, accept)))
    assert payer.payments()[0]["state"] == "held" and payer.order["state"] == "open"
    ok(b.get("/office/finance/refunds"))
    ok(b.post("/office/finance/refunds", {"payment": payment["id"], "reason": "时间无法核实"}))
    refund = payer.stack.query("SELECT * FROM refund WHERE payment_id = %s", payment["id"])[0]
    assert refund["state"] == "proposed" and refund["amount_fen"] == payment["amount_fen"]
    assert not row_of(ok(b.get(PATH)), payment), "it is on its way back"
    page = b.post(PATH, {"payment": payment["id"], "day": str(today()), "reason": "又想入账"})
    assert page.status == 422 and page.has("这笔款已经有人提出退款")
    wechat.switch(mode="ok", order=reference)
