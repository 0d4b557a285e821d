"""A browser whose every form is sent three times, byte for byte: two at once, as by a double click, and once more after the answer has
come, as by who lost it. All must be answered alike.

    people = TwiceStack(stack)      # as stack, but its browsers are such ones: journeys go the same way with them
    people.sent                     # (site, path) of every form that was done"""
import concurrent.futures

from client import Browser

SESSIONS = ("v", "h", "s")


def answer(page):
    return page.status, page.headers.get("Location")


class TwiceBrowser(Browser):
    sent = None  # a set, when somebody wants to know
    each = ()    # paths that are run as often as they are sent

    def _once(self, cookies, *request):
        """One sending with these cookies, which it leaves alone."""
        other = Browser(self.url, self.timeout)
        other.source, other.cookies = self.source, dict(cookies)
        page = other.raw(*request)
        return page, other.cookies

    def raw(self, method, path, body=None, headers=None):
        if method != "POST" or path.split("?")[0].endswith(self.each):
            return super().raw(method, path, body, headers)
        request, before = (method, path, body, headers), dict(self.cookies)
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            both = [f.result() for f in [pool.submit(self._once, before, *request) for _ in range(2)]]
        (page, self.cookies), (double, cookies) = both
        if page.status >= 400 and double.status >= 400:
            return page
        if page.status >= 400:  # the second was let in first
            (page, self.cookies), (double, cookies) = (double, cookies), (page, self.cookies)
        again, later = self._once(self.cookies, *request)
        assert answer(double) == answer(page), "two at once: %s, %s: %s" % (answer(page), answer(double), double.words[:600])
        assert answer(again) == answer(page), "once more: %s, %s: %s" % (answer(page), answer(again), again.words[:600])
        for name in SESSIONS:
            if name in cookies and name in self.cookies:  # of two that sign out, only the first takes the cookie away
                assert cookies[name] == self.cookies[name], "another session"
            assert later.get(name) == self.cookies.get(name), "another session, later"
        if page.status == 200:
            assert double.title == page.title == again.title, "another page"
        if self.sent is not None:
            self.sent.add(path.split("?")[0])
        return page


class TwiceStack:
    def __init__(self, stack, each=()):
        self.stack, self.sent, self.each = stack, set(), tuple(each)

    def __getattr__(self, name):
        return getattr(self.stack, name)

    def _twice(self, url):
        browser = TwiceBrowser(url)
        browser.sent, browser.each = self.sent, self.each
        return browser

    def portal(self):
        return self._twice(self.stack.portal_url)

    def office(self):
        return self._twice(self.stack.office_url)
