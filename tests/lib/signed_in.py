"""Somebody who is signed in at one of the doors, and once more in another browser."""
import journey
from client import Browser
from holder import PASSWORD, Payer
from journey import ok

AGENT = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/109.0.0.0 Safari/537.36 Edg/109.0"


class Visitor:
    path, sign_in, table, name = "/security", "/sign-in", "visitor", "username"

    def __init__(self, stack):
        self.stack, case = stack, journey.Case(stack).register()
        self.browser, self.username, self.password = case.browser, case.applicant.username, case.applicant.password

    def again(self, password=None):
        """The same person in another browser."""
        b = Browser(self.stack.portal_url, agent=AGENT)
        ok(b.get(self.sign_in))
        b.post(self.sign_in, {self.name: self.username, "password": password or self.password})
        return b

    def is_in(self, browser):
        return browser.get(self.path).path == self.path


class Holder(Visitor):
    path, sign_in, table, name = "/account/security", "/account/sign-in", "holder", "login"

    def __init__(self, stack):
        payer = Payer(stack)
        self.stack, self.browser = stack, payer.browser
        self.username, self.password = payer.login, PASSWORD


def change(browser, path, now, fresh, again=None):
    return browser.post(path + "/password", {"password_now": now, "password_new": fresh, "password_again": again or fresh})
