"""The people an account belongs to: activating it with the code of their message, signing in, and paying its fees."""
import datetime
import re
import urllib.parse

import journey
from journey import ok
from patience import wait

PASSWORD = "Own-Password-77"


def holders(case):
    return case.stack.query(
        "SELECT h.* FROM holder h JOIN registry_account r ON h.account_kind = 'registry' AND r.id = h.account_id"
        " WHERE r.application_id = %s UNION SELECT h.* FROM holder h JOIN trading_account t"
        " ON h.account_kind = 'trading' AND t.id = h.account_id WHERE t.application_id = %s ORDER BY role",
        case.id, case.id)


def activation_code(text, login):
    """The one word of the message that is neither the login nor a plain number of ours."""
    found = re.findall(r"激活码[^0-9A-Za-z]*([0-9A-Za-z-]{6,})", text)
    assert found, "no activation code in: " + text
    return found[0]


def activate(case, login, code, mobile, password):
    """With the code of the message and one by SMS to the same person; the browser, now at the sign-in page."""
    b = case.stack.portal()
    journey.forget_limits(case.stack, mobile)
    ok(b.get("/activate"))
    ok(b.post("/activate/code", {"login": login, "activation_code": code}))
    ok(b.post("/activate", {"login": login, "activation_code": code, "sms_code": case.stack.sim.last_code(mobile),
                            "password": password, "password_again": password}))
    assert b.page.path.startswith("/account/sign-in"), b.page.words[:500]
    return b


# ---- paying ----------------------------------------------------------------------------------------------------------

class Payer:
    """An opened case whose trading representative has signed in."""

    def __init__(self, stack):
        self.stack = stack
        self.case = journey.to_state(stack, state="opened")
        h = [h for h in holders(self.case) if h["account_kind"] == "trading"][0]
        trader = self.case.applicant.sections["trader"]
        text = stack.sim.wait_message(trader["trader_email"], h["login"])["text"]
        activate(self.case, h["login"], activation_code(text, h["login"]), trader["trader_mobile"], PASSWORD)
        self.login, self.mobile = h["login"], trader["trader_mobile"]
        self.browser = stack.portal()
        ok(self.browser.get("/account/sign-in"))
        ok(self.browser.submit("/account/sign-in", {"login": h["login"], "password": PASSWORD}))
        self.account = h["account_id"]

    def orders(self):
        return self.stack.query("SELECT * FROM fee_order WHERE trading_account_id = %s ORDER BY id DESC", self.account)

    @property
    def order(self):
        return self.orders()[0]

    def account_row(self):
        return self.stack.query("SELECT * FROM trading_account WHERE id = %s", self.account)[0]

    def payments(self):
        return self.stack.query("SELECT * FROM payment WHERE order_id = %s ORDER BY id", self.order["id"])

    def wish(self, provider, browser=None):
        """Wishes to pay, whatever the provider does; the reference."""
        b = browser or self.browser
        path = "/account/order/" + self.order["public_id"]
        ok(b.get(path))
        page = ok(b.post(path + "/pay", {"provider": provider}))
        return re.fullmatch(r"/pay/(\w{32})", page.path).group(1)

    def begin(self, provider, browser=None):
        """Wishes to pay and waits until the provider has it; its attempt."""
        reference = self.wish(provider, browser)
        assert wait(lambda: self.attempt(reference)["state"] == "open"), self.attempt(reference)
        return self.attempt(reference)

    def callbacks(self, reference):
        return self.stack.query("SELECT * FROM payment_callback WHERE reference = %s ORDER BY id", reference)

    def attempt(self, reference):
        return self.stack.query("SELECT * FROM payment_attempt WHERE reference = %s", reference)[0]


def settled(payer):
    return wait(lambda: payer.order["state"] == "paid")


def visit(alipay, attempt):
    """The payer's browser at Alipay: only then Alipay knows the order."""
    url = urllib.parse.urlsplit(attempt["target"])
    status, _, body = alipay.get(url.path + "?" + url.query)
    assert status == 200 and "3,000.00" in body.replace("3000.00", "3,000.00"), body[:500]


def today():
    """The day in Beijing, from which fee years are counted."""
    return (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(hours=8)).date()


def year_from(day):
    """The last day of the year from day on, by rules.md § 7."""
    try:
        return day.replace(year=day.year + 1) - datetime.timedelta(days=1)
    except ValueError:
        return day.replace(year=day.year + 1, month=3, day=1) - datetime.timedelta(days=1)
