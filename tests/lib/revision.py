"""Revisions of the notice, as people prepare and release them in the office."""
import datetime
import random

from journey import ok, send


def beijing(days=0):
    return (datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=8))) + datetime.timedelta(days=days)).date()


def row(own, number):
    return own.query("SELECT * FROM notice_revision WHERE id = %s", number)[0]


def url(number, page=""):
    return "/office/revision/%d%s" % (number, page and "/" + page)


def free_number(own):
    return own.query("SELECT MAX(id) + %s AS n FROM notice_revision", random.randrange(1, 5))[0]["n"]


def copied(own, editor, number, source=7):
    b = editor.browser
    ok(b.get("/office/revision"))
    page = ok(b.submit("/office/revision", {"from": source, "number": number}))
    assert page.path == url(number), page.words[:600]
    return number


def edit(editor, number, changes):
    ok(editor.browser.get(url(number, "edit")))
    return editor.browser.submit(url(number, "edit"), changes)


def move(person, number, action, fields=None):
    ok(person.browser.get(url(number, "changes")))
    return person.browser.submit(url(number, action), fields or {})


def touched_form(person, number, case):
    """The page of open applications on which this one stands, and its value."""
    after, moves = "0", case.row()["moves"]
    while True:
        page = ok(person.browser.get(url(number, "applications") + "?after=" + after))
        value = "%s-%d" % (case.public_id, moves)
        if value in page.text:
            return page, value
        more = [link for link in page.links if "applications?after=" in link and not link.endswith("after=0")]
        assert more, "%s is not on the list of revision %d" % (case.public_id, number)
        after = more[0].split("=")[-1]


def choose(person, number, case, choice):
    page, value = touched_form(person, number, case)
    return send(person.browser, page.form(url(number, "applications")), {"application": value, "choice": choice})
