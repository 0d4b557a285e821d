"""One running installation (scripts/run) as the tests see it: addresses, demo staff, simulators, database."""

import contextlib
import getpass
import json
import os
import random
import re
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request
from pathlib import Path

import pymysql

import patience
from client import Browser

TOP = Path(__file__).resolve().parents[2]
# Before a command: as the account that serves.
AS_SERVER = [] if os.getuid() else ["setpriv", "--reuid", "www-data", "--regid", "www-data", "--init-groups"]


def free_ports(count=7):
    """The first of `count` neighbouring ports nobody listens on, below those the system gives to outgoing connections (one
    of which could take a port between this look and its use)."""
    for _ in range(200):
        first = random.SystemRandom().randrange(10000, 32000 - count)
        try:
            for port in range(first, first + count):
                with socket.socket() as s:
                    s.bind(("127.0.0.1", port))
            return first
        except OSError:
            continue
    raise RuntimeError("no free ports")


def start(directory, top=TOP):
    """Brings an installation of the tree `top` up in the directory and returns its address file. As root the directory must
    be reachable by the account that serves, so not below one of pytest's private directories."""
    staff_file = Path(directory) / "run" / "staff.json"
    run = subprocess.run([str(top / "scripts" / "run"), "--data", str(directory), "--port", str(free_ports()), "--detach",
                          "--staff-file", str(staff_file)], stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if run.returncode:
        raise RuntimeError("scripts/run failed:\n" + run.stdout + run.stderr)
    return Path(directory) / "stack.json"


def stop(directory):
    subprocess.run([str(TOP / "scripts" / "run"), "--stop", "--data", str(directory)], stdin=subprocess.DEVNULL, check=False)
    missing = rights_missing(directory)
    if missing:
        raise RuntimeError("sql/grant.sql lacks rights: %s" % missing)


def rights_missing(directory):
    """What programs wanted of the database and may not: a fault wherever it is met, also where it stops nothing a test sees."""
    return [line for log in (Path(directory) / "log").glob("*.log") for line in log.read_text(errors="replace").splitlines()
            if "has no right to it" in line]


class Simulators:
    """What the simulated providers took, and their switches."""

    def __init__(self, url):
        self.url = url
        self.read = {}

    def messages(self, to="", since=0, channel="", wait=0):
        query = urllib.parse.urlencode({"to": to, "since": since, "wait": wait, **({"channel": channel} if channel else {})})
        with urllib.request.urlopen("%s/messages.json?%s" % (self.url, query), timeout=wait + 10) as answer:
            return json.load(answer)["messages"]

    def wait_message(self, to, contains="", wait=20):
        """The oldest message to `to` not given out before that contains the text."""
        until = time.monotonic() + wait
        while True:
            left = max(0, until - time.monotonic())
            for m in self.messages(to, self.read.get(to, 0), wait=min(left, 5)):
                if contains in m["subject"] + m["text"]:
                    self.read[to] = m["id"]
                    return m
            if not left:
                raise AssertionError("no message to %s with %r within %s s; there are: %s" % (
                    to, contains, wait, [m["text"] for m in self.messages(to)][-5:]))
            time.sleep(0.1)

    def last_code(self, to, wait=20):
        """The newest six-digit code sent to a mobile or mail address that was not given out before."""
        pattern = re.compile(r"(?<![0-9])[0-9]{6}(?![0-9])")
        until = time.monotonic() + wait
        while True:
            left = max(0, until - time.monotonic())
            for m in reversed(self.messages(to, self.read.get(to, 0), wait=min(left, 5))):
                code = pattern.search(m["text"])
                if code:
                    self.read[to] = m["id"]
                    return code.group(0)
            if not left:
                raise AssertionError("no code to %s within %s s; messages: %s" % (
                    to, wait, [m["text"] for m in self.messages(to)][-5:]))
            time.sleep(0.1)

    def switch(self, mode, channel="sms", count=None):
        body = json.dumps({"channel": channel, "mode": mode, "count": count}).encode()
        urllib.request.urlopen(self.url + "/switch", body, timeout=10).read()


class Stack:
    """portal_url, office_url, hook_url, sim_url, data; staff: dicts of username, password, role, organisation, mobile, name."""

    def __init__(self, address_file):
        self.__dict__.update(json.loads(Path(address_file).read_text()))
        self.data = Path(self.data)
        self.staff = json.loads((self.data / "run" / "staff.json").read_text())
        self.sim = Simulators(self.sim_url)

    def portal(self):
        return Browser(self.portal_url)

    def office(self):
        return Browser(self.office_url)

    def fresh(self):
        """The portal's first page made now, with a look into the database: who has a session is given none that was kept."""
        return self.portal().raw("GET", "/", headers={"Cookie": "v=nobody"})

    def is_well(self):
        """Do both houses answer with pages that look into the database?"""
        office = self.office().raw("GET", "/office/sign-in", headers={"Cookie": "s=nobody"})
        return self.fresh().status == 200 and office.status == 200

    def staff_with(self, role, k=0):
        """The k-th member of the demo staff with this role."""
        return [s for s in self.staff if s["role"] == role][k]

    def query(self, sql, *values):
        """Rows as dicts, read straight from the database. A statement that has to give way to one of the programs' is run again."""
        for _ in range(5):
            try:
                return self._query(sql, values)
            except pymysql.err.OperationalError as e:
                if e.args[0] != 1213:
                    raise
        return self._query(sql, values)

    def _query(self, sql, values):
        connection = pymysql.connect(unix_socket=self.mysql_socket, user=getpass.getuser(), database=self.mysql_db,
                                     charset="utf8mb4", autocommit=True, cursorclass=pymysql.cursors.DictCursor)
        try:
            with connection.cursor() as cursor:
                cursor.execute(sql, values or None)
                return cursor.fetchall()
        finally:
            connection.close()

    def ctl(self, *arguments, **options):
        """ccerctl of this installation, to its end."""
        return subprocess.run(self.command("bin/ccerctl", "ctl.conf", *arguments), cwd="/", capture_output=True, text=True,
                              timeout=120, **options)

    def command(self, program, settings, *arguments):
        """The words that run one of its programs as the account that serves, to be started in "/"."""
        return [*AS_SERVER, str(self.data / "prefix" / program), "-c", str(self.data / "etc" / settings), *arguments]

    def settings(self, program, old, new):
        """Another setting of a program that serves pages, and new workers, which read it."""
        path, before = self.data / "etc" / (program + ".conf"), self.processes(program)
        text = path.read_text()
        assert text.count(old) == 1, (program, old)
        path.write_text(text.replace(old, new))
        for pid in before:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGUSR1)
        assert patience.wait(lambda: len(set(self.processes(program)) - set(before)) >= len(before)), program

    def processes(self, name):
        """pids of the workers of a program (portal, office, hook), or of courier, cashier-alipay, scanner, mariadb, nginx, sim …
        What such a process started is not one of them, though it bears its name until it becomes another program."""
        keeper = int((self.data / "run" / (name + ".pid")).read_text())
        found, level = [], [keeper]
        while level:
            level = [pid for parent in level for pid in children(parent)]
            here = [pid for pid in level if program(pid) == {"mariadb": "mariadbd", "sim": "python3"}.get(name, name.split("-")[0])]
            found += here
            level = [pid for pid in level if pid not in here]
        return found


def children(pid):
    try:
        return [int(p) for p in Path("/proc/%d/task/%d/children" % (pid, pid)).read_text().split()]
    except OSError:
        return []


def program(pid):
    try:
        return os.path.basename(Path("/proc/%d/cmdline" % pid).read_bytes().split(b"\0")[0].decode().split(":")[0])
    except OSError:
        return ""
