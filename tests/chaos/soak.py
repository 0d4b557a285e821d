"""What scripts/soak runs: ordinary work under faults, and the look afterwards at whether anything was lost or doubled.

Work: threads that bring applicants from registration to an open account whose fee is paid, with everything that is between
(uploads, codes, reviews, papers, messages, callbacks), each request repeated by its person with the same form while the
answer is 503 or the line breaks. Faults: rows of FAULTS, one every few seconds. Oracle: rows of CHECKS, of safety.md.

Where that may be mounted, the store lies on a small file system of its own, so that it can be full; otherwise that fault is left out."""
import argparse
import collections
import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
import traceback
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))

import pymysql  # noqa: E402

import journey  # noqa: E402
import patience  # noqa: E402
import stack as installations  # noqa: E402
from disk import ROOT, SmallDisk  # noqa: E402
from gateway import Payments  # noqa: E402
from holder import Payer, settled, visit  # noqa: E402
from patient import Answers, PatientBrowser  # noqa: E402

STORE_MB = 8192  # more than half an hour of work takes; only what is taken is used of the memory
WORKERS = 3
PROGRAMS = ["portal", "office", "hook", "press", "courier", "cashier-alipay", "cashier-wechat", "scanner"]
SERVED = ["portal", "office", "hook"]


def say(text):
    print("soak: " + text, flush=True)


class PatientStack(installations.Stack):
    """One thread's view of the installation: browsers that ask again, people of its own."""

    def __init__(self, address_file, answers):
        super().__init__(address_file)
        self.answers, self.people = answers, journey.Crew(self)
        ask = self.sim.last_code
        self.sim.last_code = lambda to, wait=240: ask(to, wait)  # a courier that was killed leaves its lease behind
        message = self.sim.wait_message
        self.sim.wait_message = lambda to, contains="", wait=240: message(to, contains, wait)

    def portal(self):
        return PatientBrowser(self.portal_url, self.answers)

    def office(self):
        return PatientBrowser(self.office_url, self.answers)

    def query(self, sql, *values):
        until = time.monotonic() + 90
        while True:
            try:
                return super().query(sql, *values)
            except pymysql.err.OperationalError:
                if time.monotonic() > until:
                    raise
                time.sleep(0.3)

    def ctl(self, *arguments, **options):
        until = time.monotonic() + 90
        while True:
            run = super().ctl(*arguments, **options)
            if run.returncode == 0 or time.monotonic() > until:
                return run
            time.sleep(1)


journey.crew = lambda stack: stack.people


# ---- the work --------------------------------------------------------------------------------------------------------

class Work:
    def __init__(self, address_file, answers):
        self.address_file, self.answers, self.running = address_file, answers, True
        self.done, self.broken, self.lock = [], [], threading.Lock()
        self.threads = [threading.Thread(target=self._go, args=(k,), daemon=True) for k in range(WORKERS)]

    def start(self):
        for t in self.threads:
            t.start()

    def stop(self):
        self.running = False
        for t in self.threads:
            t.join(600)

    def _go(self, k):
        stack = PatientStack(self.address_file, self.answers)
        while self.running:
            try:
                payer = Payer(stack)
                pay(payer, random.choice(["alipay", "wechat"]))
                with self.lock:
                    self.done.append(payer)
            except Exception:  # noqa: BLE001: whatever stopped this person is what the run is about
                with self.lock:
                    self.broken.append(traceback.format_exc())
                stack = PatientStack(self.address_file, self.answers)


def pay(payer, provider):
    """Pays, asking the provider's page again until it is there."""
    at = Payments.at(getattr(payer.stack, provider + "_url"))
    reference = payer.wish(provider)
    assert patience.wait(lambda: payer.attempt(reference)["state"] == "open", 240), payer.attempt(reference)
    if provider == "alipay":
        visit(at, payer.attempt(reference))
    at.act(reference, "pay")
    assert patience.wait(lambda: payer.order["state"] == "paid", 300), "paid at the provider, not here: " + reference


# ---- the faults ------------------------------------------------------------------------------------------------------

class Faults:
    """Each waits until what it broke may heal, and says nothing of what should follow."""

    def __init__(self, stack, disk):
        self.stack, self.count = stack, collections.Counter()
        self.rows = [(12, self.kill_worker), (6, self.kill_program), (3, self.kill_connections), (2, self.new_workers),
                     (1, self.kill_database), (1, self.freeze_database), (2, self.reload_nginx)]
        self.disk = disk
        if disk:
            self.rows.append((1, self.fill_store))

    def one(self):
        fault = random.choices([f for _, f in self.rows], [w for w, _ in self.rows])[0]
        self.count[fault.__name__] += 1
        fault()

    def _signal(self, name, what, most=1):
        pids = self.stack.processes(name)
        for pid in random.sample(pids, min(most, len(pids))):
            try:
                os.kill(pid, what)
            except ProcessLookupError:
                pass

    def kill_worker(self):
        self._signal(random.choice(SERVED), signal.SIGKILL)

    def kill_program(self):
        self._signal(random.choice(PROGRAMS), signal.SIGKILL)

    def new_workers(self):
        self._signal(random.choice(SERVED), signal.SIGUSR1, 10)

    def reload_nginx(self):
        self._signal("nginx", signal.SIGHUP)

    def kill_connections(self):
        for row in self.stack.query("SELECT id FROM information_schema.processlist WHERE user LIKE 'ccer%%'"):
            try:
                self.stack.query("KILL CONNECTION %s", row["id"])
            except pymysql.err.MySQLError:
                pass

    def kill_database(self):
        self._signal("mariadb", signal.SIGKILL)
        time.sleep(10)

    def freeze_database(self):
        pids = self.stack.processes("mariadb")
        for pid in pids:
            os.kill(pid, signal.SIGSTOP)
        time.sleep(random.uniform(5, 15))
        for pid in pids:
            os.kill(pid, signal.SIGCONT)

    def fill_store(self):
        self.disk.shut()
        time.sleep(20)
        self.disk.resize(STORE_MB)


# ---- the look afterwards -----------------------------------------------------------------------------------------------

def pages_answer(stack, work):
    healed = patience.wait(stack.is_well, 30, (OSError,))
    return [] if healed else ["pages do not answer 30 s after the last fault"]


def only_503(stack, work):
    return work.answers.bad[:20]


def everybody_got_there(stack, work):
    return work.broken[:5]


def chain_holds(stack, work):
    """And every row is linked to it."""
    linked = patience.wait(lambda: not stack.query("SELECT COUNT(*) AS n FROM audit_waiting")[0]["n"], 30)
    verified = stack.ctl("audit", "verify")
    return ([] if verified.returncode == 0 else [verified.stdout + verified.stderr]) + ([] if linked else ["rows wait to be linked"])


def states_have_their_history(stack, work):
    return stack.query("SELECT id, state FROM application WHERE moves <> (SELECT COUNT(*) FROM application_event e"
                       " WHERE e.application_id = application.id)")


def accounts_are_there_once(stack, work):
    bad = []
    for p in work.done:
        row = stack.query("SELECT (SELECT COUNT(*) FROM trading_account WHERE application_id = %s) AS t,"
                          " (SELECT COUNT(*) FROM registry_account WHERE application_id = %s) AS r, state"
                          " FROM application WHERE id = %s", p.case.id, p.case.id, p.case.id)[0]
        if (row["t"], row["r"], row["state"]) != (1, 1, "opened"):
            bad.append((p.case.id, row))
    return bad


def money_agrees_with_the_book(stack, work):
    bad, book = [], {}
    for name in ("alipay", "wechat"):
        book.update(json.loads(Payments.at(getattr(stack, name + "_url")).get("/orders.json")[2])["orders"])
    for row in stack.query("SELECT o.id, o.state, COUNT(p.id) AS paid FROM fee_order o LEFT JOIN payment p ON p.applied_order = o.id"
                           " GROUP BY o.id, o.state"):
        if row["paid"] != (1 if row["state"] == "paid" else 0):
            bad.append(row)
    taken = {r["reference"] for r in stack.query(
        "SELECT a.reference FROM payment_attempt a JOIN payment p ON p.attempt_id = a.id")}
    for reference, order in book.items():
        if order.get("state") in ("TRADE_SUCCESS", "SUCCESS", "paid") and reference not in taken:
            bad.append("paid at the provider alone: " + reference)
    return bad


def messages_went_once(stack, work):
    def waiting():
        stack.query("UPDATE outbox SET due_at = UTC_TIMESTAMP() WHERE state = 'waiting'")
        stack.query("UPDATE outbox SET lease_until = UTC_TIMESTAMP() WHERE state = 'sending'")
        time.sleep(2)
        return stack.query("SELECT id, state, name, tries, problem FROM outbox WHERE state NOT IN ('sent', 'dead')")
    patience.wait(lambda: not waiting(), 180)
    bad = list(waiting())
    there = collections.Counter(m["key"] for m in stack.sim.messages())
    bad += ["%s at the provider %d times" % (k, n) for k, n in there.items() if n > 1]
    rows = {r["public_id"] for r in stack.query("SELECT public_id FROM outbox WHERE state = 'sent' AND channel = 'sms'")}
    return bad + ["sent and not at the provider: " + k for k in sorted(rows - set(there))[:10]]


def files_open(stack, work):
    bad = []
    for p in work.done:
        uploaded = {hashlib.sha256(Path(path).read_bytes()).hexdigest() for _, _, path in p.case.applicant.files}
        browser, found = p.case.sign_in(stack.portal()), set()  # the first ones' sessions have been idle for too long by now
        for row in stack.query("SELECT f.public_id FROM application_file a JOIN file f ON f.id = a.file_id"
                               " WHERE a.application_id = %s", p.case.id):
            page = browser.raw("GET", "/apply/file/" + row["public_id"])
            found.add(hashlib.sha256(page.body).hexdigest() if page.status == 200 else page.status)
        if found != uploaded:
            bad.append((p.case.id, found ^ uploaded))
    return bad


CHECKS = [pages_answer, only_503, everybody_got_there, chain_holds, states_have_their_history, accounts_are_there_once,
          money_agrees_with_the_book, messages_went_once, files_open]


def resident(stack):
    """kB of each program's largest process, and its open files."""
    out = {}
    for name in PROGRAMS:
        kb = files = 0
        for pid in stack.processes(name):
            try:
                status = Path("/proc/%d/status" % pid).read_text()
                kb = max(kb, int(status.split("VmRSS:")[1].split()[0]))
                files = max(files, len(os.listdir("/proc/%d/fd" % pid)))
            except (OSError, IndexError):
                pass
        out[name] = (kb, files)
    return out


# ---- the run -----------------------------------------------------------------------------------------------------------

def small_disk(stack):
    """A disk of its own for the store, all of which may be used; None where that may not be made."""
    small = SmallDisk(stack.data / "store", STORE_MB)
    if not small.made:
        return None
    for program in ("portal", "office"):
        stack.settings(program, "[store]\n", "[store]\nreserve_mb = 0\n")
    return small


def run(minutes, directory):
    answers = Answers()
    address_file = installations.start(directory)
    stack = PatientStack(address_file, answers)
    disk = small_disk(stack)  # nothing is in the store yet
    if not disk:
        say("the store cannot be filled here")
    work, faults = Work(address_file, answers), Faults(stack, disk)
    before = resident(stack)
    work.start()
    time.sleep(20)
    until, told = time.monotonic() + minutes * 60, time.monotonic()
    while time.monotonic() < until:
        time.sleep(random.uniform(2, 8))
        faults.one()
        if time.monotonic() - told > 60:
            told = time.monotonic()
            say("%d faults, %d whole ways, %d given up, answers %s" % (
                sum(faults.count.values()), len(work.done), len(work.broken), dict(answers.count)))
    say("no more faults; everybody finishes what they began")
    work.stop()
    after = resident(stack)
    wrong = 0
    for check in CHECKS:
        bad = check(stack, work)
        say("%s %s" % ("✗" if bad else "✓", check.__name__.replace("_", " ")))
        for b in bad:
            print("    " + str(b).replace("\n", "\n    "))
        wrong += len(bad) > 0
    say("faults: " + ", ".join("%s %d" % (n.replace("_", " "), c) for n, c in sorted(faults.count.items())))
    say("answers: " + ", ".join("%s %d" % (s or "broken line", c) for s, c in sorted(answers.count.items(), key=str)))
    for name in PROGRAMS:
        say("%-15s %d → %d kB, %d → %d open files" % (name, before[name][0], after[name][0], before[name][1], after[name][1]))
    say("%d applicants went the whole way; %d checks hold, %d do not" % (len(work.done), len(CHECKS) - wrong, wrong))
    return wrong == 0 and len(work.done) > 0


def main():
    p = argparse.ArgumentParser(prog="scripts/soak")
    p.add_argument("--minutes", type=float, default=30)
    p.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1 << 30))
    p.add_argument("--keep", action="store_true")
    asked = p.parse_args()
    random.seed(asked.seed)
    directory = Path("/tmp") / ("ccer-soak-%d" % os.getpid())
    say("%g minutes, seed %d, in %s" % (asked.minutes, asked.seed, directory))
    good = False
    try:
        good = run(asked.minutes, directory)
    finally:
        installations.stop(directory)
        if os.path.ismount(directory / "store"):
            subprocess.run([*ROOT, "umount", str(directory / "store")], check=False)
        if good and not asked.keep:
            shutil.rmtree(directory, ignore_errors=True)
        else:
            say("logs are kept in %s" % directory)
    sys.exit(0 if good else 1)


if __name__ == "__main__":
    main()
