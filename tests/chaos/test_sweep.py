"""Killed at every system call: the courier while it hands over a message, the hook while it takes a callback, the cashier while it
asks about an order. Nothing is lost, nothing goes out under another id, no order is paid twice.

CCER_SWEEP_STEP=1 tries every call; without it every eleventh is tried, beginning at another one each run."""
import json
import os
import random
import signal
import subprocess
import urllib.error
import urllib.request
from pathlib import Path

import pytest

import journey
from gateway import Payments
from holder import Payer
from journey import ok
from patience import wait

STEP = int(os.environ.get("CCER_SWEEP_STEP", "11"))
ROOT = [] if os.getuid() == 0 else ["sudo", "-n"]  # the programs are not dumpable: only root may trace them


def alive(own, name):
    return wait(lambda: own.processes(name))


class Tracer:
    """Kills whichever of these processes first makes its n-th system call from now on."""

    def __init__(self, pids, n):
        command = ["strace", "-qq", "-o", "/dev/null", "-e", "trace=all", "-e", "inject=all:signal=SIGKILL:when=%d" % n]
        for pid in pids:
            command += ["-p", str(pid)]
        self.process = subprocess.Popen([*ROOT, *command], stderr=subprocess.DEVNULL)
        assert wait(lambda: all(traced(pid) for pid in pids), 10), "strace does not attach"

    def stop(self):
        self.process.terminate()
        self.process.wait(10)


def traced(pid):
    try:
        return "TracerPid:\t0\n" not in Path("/proc/%d/status" % pid).read_text()
    except OSError:
        return True


def steps(most):
    """1 … most, some of them, until the sweep says that the work was done before the call came."""
    return range(random.randrange(STEP) + 1, most, STEP)


# ---- a message -----------------------------------------------------------------------------------------------------

def test_the_courier_at_every_call_of_a_send(own):
    beyond = 0
    for n in steps(2000):
        pid = alive(own, "courier")[0]
        os.kill(pid, signal.SIGSTOP)
        mobile, b = journey.random_mobile(), own.portal()
        ok(b.get("/register"))
        ok(b.post("/register/code", {"mobile": mobile}))
        message = own.query("SELECT MAX(id) AS id FROM outbox")[0]["id"]
        state = lambda: own.query("SELECT * FROM outbox WHERE id = %s", message)[0]  # noqa: B023, E731
        tracer = Tracer([pid], n)
        os.kill(pid, signal.SIGCONT)
        killed = wait(lambda: pid not in own.processes("courier") or state()["state"] == "sent", 15)  # noqa: B023
        assert killed
        beyond = beyond + 1 if pid in own.processes("courier") else 0
        tracer.stop()
        # The next courier does not have to wait until the lease has run out and the first gap is over.
        own.query("UPDATE outbox SET lease_until = UTC_TIMESTAMP() WHERE id = %s AND state = 'sending'", message)
        assert wait(lambda: own.query("UPDATE outbox SET due_at = UTC_TIMESTAMP() WHERE id = %s AND state = 'waiting'", message)  # noqa: B023
                    is not None and state()["state"] == "sent", 30), (n, state())
        taken = own.sim.messages(mobile)
        assert len(taken) == 1, "call %d: %d messages under different ids" % (n, len(taken))
        assert taken[0]["repeats"] == 0, "call %d: sent again though the provider could be asked" % n
        if beyond == 2:
            print("a send has about %d calls" % n)
            return
    pytest.fail("the send has no end")


# ---- a callback ----------------------------------------------------------------------------------------------------

def test_the_hook_at_every_call_of_a_callback(own):
    wechat = Payments.at(own.wechat_url)
    payer = Payer(own)
    beyond = 0
    for n in steps(2000):
        a = payer.begin("wechat")
        wechat.switch(mode="drop", call="notify", order=a["reference"])
        body, headers = callback(own, wechat, a["reference"])
        tracer = Tracer(alive(own, "hook"), n)
        first = post(own, body, headers)
        tracer.stop()
        beyond = beyond + 1 if first == 204 else 0
        assert wait(lambda: post(own, body, headers) == 204, 20), "call %d: never taken" % n  # noqa: B023
        paid = own.query("SELECT o.state AS state, COUNT(p.id) AS n FROM fee_order o LEFT JOIN payment p ON p.order_id = o.id"
                         " WHERE o.id = %s GROUP BY o.state", payer.order["id"])
        assert paid == [{"state": "paid", "n": 1}], (n, paid)
        assert own.query("SELECT COUNT(*) AS n FROM payment_callback WHERE reference = %s AND verdict = 'applied'",
                         a["reference"])[0]["n"] <= 1
        if beyond == 2:
            print("a callback has about %d calls" % n)
            break
        again(own, payer)
    else:
        pytest.fail("the callback has no end")
    verified = own.ctl("audit", "verify")
    assert verified.returncode == 0, verified.stdout


def again(own, payer):
    """The same account owes once more."""
    own.query("UPDATE trading_account SET paid_until = NULL, state = 'awaiting_fee' WHERE id = %s", payer.account)
    old = payer.order["id"]
    own.query("INSERT INTO fee_order (public_id, trading_account_id, amount_fen, state, created_at)"
              " SELECT SUBSTRING(MD5(RAND()), 1, 22), trading_account_id, amount_fen, 'open', UTC_TIMESTAMP() FROM fee_order"
              " WHERE id = %s", old)
    own.query("UPDATE fee_order_line SET order_id = (SELECT MAX(id) FROM fee_order) WHERE order_id = %s", old)


def callback(own, wechat, reference):
    """Pays at the simulator; what it would say had it not been told to keep silent."""
    wechat.act(reference, "pay")
    said = json.loads(wechat.get("/callback.json?order=" + reference)[2])
    return said["body"].encode(), said["headers"]


def post(own, body, headers):
    request = urllib.request.Request(own.hook_url + "/hook/pay/wechat", body, headers)
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:
            return answer.status
    except urllib.error.HTTPError as e:
        return e.code
    except OSError:
        return 0
