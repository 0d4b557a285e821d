"""Processes that die at the worst moment: workers, the courier, the database. Afterwards every answered success is there,
every message went out once, and the audit chain verifies. The installation is this file's own."""
import os
import random
import signal
import threading
import time
import urllib.parse

import pytest

import client
import journey
import patience
from journey import fields_of, ok, send


@pytest.fixture(autouse=True)
def whole_afterwards(own):
    yield
    assert wait(lambda: own.fresh().status == 200, 30), "the portal did not heal"
    assert wait(lambda: not own.query("SELECT COUNT(*) AS n FROM audit_waiting")[0]["n"], 30), "audit rows that nobody links"
    verified = own.ctl("audit", "verify")
    assert verified.returncode == 0, verified.stdout + verified.stderr
    assert not own.query("SELECT id FROM application WHERE moves <> (SELECT COUNT(*) FROM application_event e"
                         " WHERE e.application_id = application.id)"), "a state without its history"


def wait(condition, seconds):
    return patience.wait(condition, seconds, (OSError, AssertionError))


class Load:
    """Four browsers that ask for pages until stopped, of which the web server keeps none: statuses, None for no answer."""

    def __init__(self, own, paths=("/", "/sign-in", "/register"), threads=4):
        self.own, self.paths, self.answers, self.running = own, paths, [], True
        self.threads = [threading.Thread(target=self._ask, daemon=True) for _ in range(threads)]

    def _ask(self):
        browser = client.Browser(self.own.portal_url, timeout=20)
        browser.cookies["v"] = "nobody"
        while self.running:
            try:
                page = browser.raw("GET", random.choice(self.paths))
                whole = page.type != "text/html" or page.text.rstrip().endswith("</html>")
                self.answers.append(page.status if whole else "cut")
            except OSError as e:
                self.answers.append(type(e).__name__)

    def __enter__(self):
        for t in self.threads:
            t.start()
        return self

    def __exit__(self, *_):
        self.running = False
        for t in self.threads:
            t.join(30)

    def bad(self):
        return [a for a in self.answers if a != 200]


def test_a_killed_worker_is_replaced(own):
    """The others serve on, pages are asked again at another worker, and there are as many as before within 2 s."""
    count = len(own.processes("portal"))
    assert count > 1
    with Load(own) as load:
        time.sleep(0.5)
        for _ in range(5):
            victim = random.choice(own.processes("portal"))
            os.kill(victim, signal.SIGKILL)
            assert own.fresh().status == 200
            replaced = wait(lambda: len(set(own.processes("portal")) - {victim}) == count, 2)
            assert replaced, "not within 2 s, which is the rule"
    assert len(load.answers) > 100
    assert not load.bad(), load.bad()[:20]


def test_new_workers_under_load_lose_no_request(own):
    """SIGUSR1 to every worker, twice over, while pages are asked for and forms are sent."""
    case = journey.Case(own).register().start()
    saved, failed = [], []
    running = True

    def save():
        n = 0
        while running:
            n += 1
            page = case.save("organisation", {"telephone": "010-%08d" % n}, save="draft")
            (saved if page.status == 200 else failed).append((page.status, n))

    writer = threading.Thread(target=save, daemon=True)
    with Load(own) as load:
        writer.start()
        time.sleep(0.5)
        before = set(own.processes("portal"))
        for _ in range(2):
            for pid in own.processes("portal"):
                os.kill(pid, signal.SIGUSR1)
            time.sleep(1.5)
        running = False
        writer.join(30)
    assert not before & set(own.processes("portal")), "an old worker stayed"
    assert len(load.answers) > 200 and not load.bad(), load.bad()[:20]
    assert len(saved) > 5 and not failed, failed[:5]


def test_a_killed_courier_loses_and_doubles_nothing(own):
    """kill -9 at random moments while messages go out: each arrives, under as many ids as there are rows."""
    before = own.query("SELECT COALESCE(MAX(id), 0) AS id FROM outbox")[0]["id"]
    mobiles = [journey.random_mobile() for _ in range(40)]
    stop = False

    def ask():
        b = own.portal()
        for mobile in mobiles:
            ok(b.get("/register"))
            ok(b.post("/register/code", {"mobile": mobile}))
            time.sleep(0.03)

    def kill():
        while not stop:
            time.sleep(random.uniform(0.05, 0.6))
            for pid in own.processes("courier"):
                try:
                    os.kill(pid, signal.SIGKILL)
                except ProcessLookupError:
                    pass

    killer, asker = threading.Thread(target=kill), threading.Thread(target=ask)
    killer.start()
    asker.start()
    asker.join()
    time.sleep(3)
    stop = True
    killer.join()
    rows = lambda where: own.query(  # noqa: E731
        "SELECT COUNT(*) AS n FROM outbox WHERE id > %s" + where, before)[0]["n"]
    assert rows("") == len(mobiles)
    # A lease that its courier took to the grave runs out.
    own.query("UPDATE outbox SET lease_until = UTC_TIMESTAMP() WHERE id > %s AND state = 'sending'", before)
    assert wait(lambda: rows(" AND state = 'sent'") == len(mobiles), 90), own.query(
        "SELECT state, tries, problem FROM outbox WHERE id > %s AND state <> 'sent'", before)
    arrived = [m for m in own.sim.messages() if m["to"] in mobiles]
    assert len(arrived) == len(mobiles) and {m["to"] for m in arrived} == set(mobiles)
    assert len({m["key"] for m in arrived}) == len(mobiles)


def test_lost_answers_of_the_provider(own):
    """The provider took a message and its answer was lost: it is asked, and the message is not sent again."""
    mobile, b = journey.random_mobile(), own.portal()
    own.sim.switch("lose", "sms", 1)
    ok(b.get("/register"))
    ok(b.post("/register/code", {"mobile": mobile}))
    row = lambda: own.query("SELECT state, tries, problem, due_at FROM outbox ORDER BY id DESC LIMIT 1")[0]  # noqa: E731
    assert wait(lambda: row()["tries"] == 1, 30), row()
    own.query("UPDATE outbox SET due_at = UTC_TIMESTAMP() WHERE state = 'waiting'")
    assert wait(lambda: row()["state"] == "sent", 30), row()
    found = own.sim.messages(mobile)
    assert len(found) == 1 and found[0]["repeats"] == 0


def test_a_provider_that_is_down_disturbs_nobody(own):
    own.sim.switch("fail", "sms")
    try:
        mobile, b = journey.random_mobile(), own.portal()
        ok(b.get("/register"))
        ok(b.post("/register/code", {"mobile": mobile}))
        assert wait(lambda: own.query("SELECT tries FROM outbox ORDER BY id DESC LIMIT 1")[0]["tries"] > 0, 10)
        assert not own.sim.messages(mobile)
    finally:
        own.sim.switch("ok", "sms")
    own.query("UPDATE outbox SET due_at = UTC_TIMESTAMP() WHERE state = 'waiting'")
    assert wait(lambda: own.sim.messages(mobile), 20), "not sent when the provider is back"


def test_a_killed_database_loses_no_acknowledged_save(own):
    """503 while it is away, healing alone, and every save that was answered with success is there."""
    case = journey.Case(own).register().start()
    path = "/apply/section/organisation"
    ok(case.save("organisation"))
    acknowledged, seen, running = [0], set(), True

    def save():
        n = 0
        while running:
            n += 1
            try:
                page = case.browser.get(path)
                if page.status != 200:
                    seen.add(page.status)
                    continue
                page = send(case.browser, page.form(path), {"telephone": "010-%08d" % n, "save": "draft"}, follow=False)
                seen.add(page.status)
                if page.status == 303 and page.headers["Location"] != "/sign-in":
                    acknowledged.append(n)
            except OSError as e:
                seen.add(type(e).__name__)

    writer = threading.Thread(target=save)
    writer.start()
    for _ in range(3):
        time.sleep(1.5)
        for pid in own.processes("mariadb"):
            os.kill(pid, signal.SIGKILL)
        wait(lambda: own.fresh().status == 503, 3)
        page = own.fresh()
        assert page.status in (200, 503) and page.seconds < 12  # an answer in time is the rule
        assert page.status == 200 or page.headers["Retry-After"]
        assert wait(lambda: own.fresh().status == 200, 30), "did not heal"
        count = len(acknowledged)
        assert wait(lambda: len(acknowledged) > count, 20), "no save after healing"
    running = False
    writer.join(60)
    assert seen & {502, 503}, "the database was never away: %s" % seen
    assert seen <= {200, 303, 422, 409, 502, 503}, seen
    now = int(fields_of(ok(case.browser.get(path)).form(path))["telephone"].removeprefix("010-"))
    # The last acknowledged save, or a later one whose answer was lost.
    assert now >= acknowledged[-1], (now, acknowledged[-3:])


def test_killed_workers_leave_no_half_submission(own):
    """kill -9 in the middle of submits: none or all of it, and the same form again gives the result."""
    case = journey.Case(own).register().start().fill().upload_all().confirm_contacts()
    form = ok(case.browser.get("/apply/check")).form("/apply/submit")
    stop = False

    def kill():
        while not stop:
            time.sleep(random.uniform(0.002, 0.02))
            for pid in own.processes("portal")[:1]:
                try:
                    os.kill(pid, signal.SIGKILL)
                except ProcessLookupError:
                    pass

    killer = threading.Thread(target=kill)
    killer.start()
    statuses = []
    for _ in range(12):
        statuses.append(case.browser.raw("POST", "/apply/submit", urllib.parse.urlencode(
            fields_of(form)).encode(), {"Content-Type": "application/x-www-form-urlencoded"}).status)
        time.sleep(0.02)
    stop = True
    killer.join()
    assert set(statuses) <= {303, 502, 503}, statuses
    assert wait(lambda: own.fresh().status == 200, 30)
    page = case.browser.raw("POST", "/apply/submit", urllib.parse.urlencode(
        fields_of(form)).encode(), {"Content-Type": "application/x-www-form-urlencoded"})
    assert page.status == 303 and page.headers["Location"] == "/apply"
    one = lambda table: own.query("SELECT COUNT(*) AS n FROM %s WHERE application_id = %%s" % table, case.id)[0]["n"]  # noqa: E731
    assert (case.state, case.row()["moves"], one("application_version"), one("application_event")) == (
        "initial_review", 1, 1, 1)
    assert own.query("SELECT COUNT(*) AS n FROM outbox WHERE application_id = %s AND name = 'accepted'", case.id)[0]["n"] == 1
