"""How fast pages are, against a file, a program that only answers, and PHP, through the same nginx."""
from figure import Figure, Measure
from load import wrk


def against(ours, theirs):
    return Figure(ours.rate / theirs.rate, "%s/s, %.1f ms" % (format(ours.rate, ",.0f"), ours.median_ms),
                  "%s/s" % format(theirs.rate, ",.0f"))


class Page(Measure):
    """One page and what it is held against: an address each, with as many bytes."""

    def __init__(self, ground):
        super().__init__(ground)
        self.cookies = None
        self.url, self.size = self.place()
        self.ceiling = self.beside()

    def answer(self, browser, path):
        """Its bytes; a page that sends people elsewhere is no measure."""
        page = browser.raw("GET", path)
        if page.status != 200:
            raise RuntimeError("%s answers %d" % (path, page.status))
        return page.body

    def beside(self):
        return "%s/bare/%d" % (self.ground.url, self.size)

    def round(self):
        return against(wrk(self.url, cookies=self.cookies), wrk(self.ceiling))


class Served(Page):
    """As everybody gets it, whatever nginx keeps of it."""

    def place(self):
        self.body = self.answer(self.stack.portal(), "/guide")
        return self.stack.portal_url + "/guide", len(self.body)

    def beside(self):
        (self.ground.here / "file" / "guide.html").write_bytes(self.body)
        return self.ground.url + "/file/guide.html"


class Made(Page):
    """Made by a worker each time."""

    def place(self):
        return self.ground.url + "/guide", len(self.answer(self.stack.portal(), "/guide"))


class MadeByPhp(Made):
    def beside(self):
        self.ground.start_php(self.size)
        return self.ground.url + "/php/guide"


class SignedIn(Page):
    """Of somebody who is signed in: browser, and path, are the subclass's."""

    def place(self):
        browser, path = self.who()
        self.cookies = browser.cookies
        return browser.url + path, len(self.answer(browser, path))


class Progress(SignedIn):
    def who(self):
        return self.ground.case.browser, "/apply"


class Queue(SignedIn):
    def who(self):
        return self.ground.reviewer.browser, "/office/queue?queue=initial_review"


class Case(SignedIn):
    def who(self):
        return self.ground.reviewer.browser, "/office/case/" + self.ground.case.public_id
