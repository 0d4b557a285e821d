"""The seal key changes while applicants and staff work: what is kept is readable before, during and after, also when
ccerctl is killed in the middle; afterwards nothing is left under the old key and it is gone. The installation is this
file's own."""
import json
import os
import random
import re
import signal
import subprocess
import threading
import time
from pathlib import Path

import pytest

import journey
from journey import crew, fields_of, fresh, ok, send
from patience import wait
from totp import Phone

PAGES = ("portal", "office", "hook")
PROGRAMS = PAGES + ("press", "courier", "cashier-alipay", "cashier-wechat", "scanner")


@pytest.fixture(scope="module")
def cases(own):
    """One opened account (holders), one in review, one draft that goes on being written, one kept form, one
    authenticator."""
    opened = journey.to_state(own, fresh(), "opened")
    reviewed = journey.submitted(own)
    draft = journey.Case(own).register().start().fill()
    shed = journey.Case(own).register().start()
    form = ok(shed.browser.get("/apply/section/organisation")).form("/apply/section/organisation")
    own.query("UPDATE session SET seen_at = seen_at - INTERVAL 31 MINUTE WHERE realm = 'visitor' AND subject_id = %s",
              shed.row()["visitor_id"])
    send(shed.browser, form, {**shed.applicant.sections["organisation"], "save": "next"})
    assert own.query("SELECT COUNT(*) AS n FROM kept_form")[0]["n"] == 1
    return {"opened": opened, "reviewed": reviewed, "draft": draft, "shed": shed, "phone": Phone(journey.Staffer(own, "auditor"))}


def columns(own):
    return {"%(t)s.%(c)s" % row for row in own.query(
        "SELECT TABLE_NAME AS t, COLUMN_NAME AS c FROM information_schema.COLUMNS"
        " WHERE TABLE_SCHEMA = DATABASE() AND COLUMN_NAME LIKE '%%\\_sealed'")}


def under(own):
    """How many values and files there are under each key, counted without ccerctl."""
    found = {}
    for name in columns(own):
        table, column = name.split(".")
        for row in own.query("SELECT HEX(SUBSTRING(`%s`, 1, 5)) AS head, COUNT(*) AS n FROM `%s` GROUP BY head" % (column, table)):
            found[int(row["head"][2:], 16)] = found.get(int(row["head"][2:], 16), 0) + row["n"]
    for path in (own.data / "store").glob("??/*"):
        key = int.from_bytes(path.read_bytes()[1:5], "big")
        found[key] = found.get(key, 0) + 1
    return found


def restart(own):
    """New workers in place of the old ones, as systemctl reload does it; the others are ended and started again."""
    old = {pid for name in PROGRAMS for pid in own.processes(name)}
    for name in PROGRAMS:
        for pid in own.processes(name):
            os.kill(pid, signal.SIGUSR1 if name in PAGES else signal.SIGTERM)
    assert wait(lambda: not old & {pid for name in PROGRAMS for pid in own.processes(name)} and
                all(own.processes(name) for name in PROGRAMS), 30, OSError)
    assert wait(own.is_well, 30, OSError)


class Work:
    """A reader and a writer at the portal and a reader in the office, until stopped; wrong answers are kept."""

    def __init__(self, own, cases):
        self.own, self.running, self.wrong, self.count, self.saved, self.stored = own, True, [], 0, "", []
        self.draft, self.reviewed = cases["draft"], cases["reviewed"]
        self.reader = self.reviewed.sign_in(own.portal())
        self.files = {row["public_id"]: None for row in own.query(
            "SELECT public_id FROM file WHERE application_id = %s", self.reviewed.id)}
        for name in self.files:
            self.files[name] = ok(self.reader.get("/apply/file/" + name)).body
        self.threads = [threading.Thread(target=self._loop, args=(f,)) for f in (self._read, self._write, self._review)]

    def _loop(self, work):
        while self.running:
            try:
                work()
                self.count += 1
            except Exception as e:  # whatever goes wrong is what the test is about
                self.wrong.append(repr(e)[:800])

    def _read(self):
        name = random.choice(list(self.files))
        assert ok(self.reader.get("/apply/file/" + name)).body == self.files[name]
        ok(self.reader.get("/apply/version/1"))

    def _write(self):
        value = "010-%08d" % self.count
        ok(self.draft.save("organisation", {"telephone": value}, save="draft"))
        self.saved = value
        data = Path(self.draft.applicant.files[0][2]).read_bytes() + b"\n%% %d" % self.count
        code, slot, path = self.draft.applicant.files[0]
        if len(self.stored) < 15 and path.endswith(".pdf"):
            self.stored.append(data)
            ok(self.draft.upload(code, slot, name="a.pdf", data=data))

    def _review(self):
        person = crew(self.own).initial
        page = person.browser.get("/office/case/" + self.reviewed.public_id)
        assert self.reviewed.applicant.sections["organisation"]["org_name"] in ok(page).text

    def __enter__(self):
        for t in self.threads:
            t.start()
        return self

    def __exit__(self, *_):
        self.running = False
        for t in self.threads:
            t.join(60)


def keys(own, *arguments, code=0):
    run = own.ctl("keys", *map(str, arguments))
    assert run.returncode == code, run.stdout + run.stderr
    return run.stdout + run.stderr


def start_reseal(own):
    return subprocess.Popen(own.command("bin/ccerctl", "ctl.conf", "keys", "reseal"), cwd="/", stdout=subprocess.PIPE,
                            stderr=subprocess.STDOUT, text=True)


def test_the_table_knows_every_sealed_column(own, cases):
    """A column of a later migration that is not in reseal.c's table would be lost with its key."""
    assert {line.split(":")[0].strip() for line in keys(own, "list").splitlines() if "_sealed:" in line} == columns(own)


def test_a_key_changes_while_people_work(own, cases):
    assert set(under(own)) == {1}
    keys(own, "add")
    assert "started before" in keys(own, "use", 2, code=1)
    assert "key of new seals" in keys(own, "retire", 1, code=1)
    restart(own)
    ok(cases["draft"].save("organisation", {"telephone": "010-12345678"}, save="draft"))
    assert set(under(own)) == {1}, "sealed with a key that is not in use"
    keys(own, "use", 2)
    assert "still seals" in keys(own, "retire", 1, code=1)
    with Work(own, cases) as work:
        time.sleep(1)
        restart(own)
        total, interrupted = sum(under(own).values()), False
        assert "still has" in keys(own, "retire", 1, code=1)
        for said in ("version_field", "application_field", "visitor"):
            run = start_reseal(own)
            for line in run.stdout:
                if line.startswith(said):
                    break
            run.kill()
            run.wait()
            interrupted = interrupted or set(under(own)) == {1, 2}
        assert interrupted, "it was never killed in the middle"
        keys(own, "reseal")
        time.sleep(1)
        assert set(under(own)) == {2}
        assert "0 values and 0 files" in keys(own, "reseal")
        keys(own, "retire", 1)
        assert not (own.data / "keys" / "seal-1.key").exists()
        before = work.count
        restart(own)
        assert wait(lambda: work.count > before + 20, 30)
    assert not work.wrong, work.wrong[:5]
    assert sum(under(own).values()) >= total and set(under(own)) == {2}
    left = [p.name for p in (own.data / "store" / "tmp").iterdir() if not p.name.endswith(".anew") and p.name != ".inspecting"]
    assert not left, left
    form = ok(cases["draft"].browser.get("/apply/section/organisation")).form("/apply/section/organisation")
    assert fields_of(form)["telephone"] == work.saved
    listed = keys(own, "list")
    assert "seal-1" not in listed and "seal-2.key (in use)" in listed


def test_everything_else_reads_too(own, cases):
    """The kept form comes back, messages go out, staff sign in, also with an authenticator, a holder gets a code, the chain is whole."""
    shed = cases["shed"]
    page = ok(shed.browser.submit("/sign-in", {"username": shed.applicant.username, "password": shed.applicant.password}))
    typed = shed.applicant.sections["organisation"]
    assert fields_of(page.form("/apply/section/organisation"))["org_name"] == typed["org_name"]
    journey.Staffer(own, "auditor")
    person = crew(own).initial
    person.browser = own.office()
    person.sign_in()
    phone, b = cases["phone"], own.office()
    ok(b.get("/office/sign-in"))
    ok(b.post("/office/sign-in", {"username": phone.who.username, "password": phone.who.password}))
    assert ok(b.post("/office/second-factor", {"by": "app", "code": phone.code()})).path == "/office/queue"
    ok(cases["opened"].browser.get("/apply/version/1"))
    trader = cases["opened"].applicant.sections["trader"]
    login = own.query("SELECT login FROM holder WHERE account_kind = 'trading'")[0]["login"]
    text = next(m["text"] for m in own.sim.messages(trader["trader_email"]) if login in m["text"])
    code = re.search(r"激活码[^0-9A-Za-z]*([0-9A-Za-z-]{6,})", text).group(1)
    journey.forget_limits(own, trader["trader_mobile"])
    b = own.portal()
    ok(b.get("/activate"))
    ok(b.post("/activate/code", {"login": login, "activation_code": code}))
    assert own.sim.last_code(trader["trader_mobile"])  # to the mobile sealed with the account
    assert own.ctl("audit", "verify").returncode == 0
    rows = own.query("SELECT action, detail FROM audit WHERE action LIKE 'keys.%%' ORDER BY id")
    assert {"keys.use", "keys.reseal", "keys.retire"} <= {row["action"] for row in rows}
    assert all(json.loads(row["detail"])["key"] in (1, 2) for row in rows)


def test_a_missing_key_says_so(own, cases):
    path, away = own.data / "keys" / "seal-2.key", own.data / "keys" / "away"
    keys(own, "add")
    restart(own)
    keys(own, "use", 3)
    path.rename(away)
    try:
        restart(own)
        assert "seal-2.key MISSING" in keys(own, "list", code=1)
        text = keys(own, "reseal", code=1)
        assert "seal-2.key is missing" in text and "cannot be opened" in text
        assert cases["reviewed"].sign_in(own.portal()).get("/apply/version/1").status >= 500
        logs = "".join(p.read_text(errors="replace") for p in (own.data / "log").glob("*portal*"))
        assert "seal-2.key is missing" in logs
    finally:
        away.rename(path)
    restart(own)
    keys(own, "reseal")
    ok(cases["reviewed"].sign_in(own.portal()).get("/apply/version/1"))


def test_documents_are_the_same_from_new_workers(own, cases):
    """Byte for byte, whatever process makes them."""
    reader = cases["reviewed"].sign_in(own.portal())
    paths = ["/apply/version/1/document/" + name for name in ("registry_authorisation", "trading_form", "trading_agreement")]
    before = [ok(reader.get(path)).body for path in paths]
    assert all(body.startswith(b"%PDF") for body in before)
    restart(own)
    assert [ok(reader.get(path)).body for path in paths] == before
