"""How many SMS a second the courier hands over, against what can be handed over at all: as many as may be on their way at once, each for
as long as the provider takes to answer."""
import concurrent.futures
import os
import re
import signal
import time

import journey
from applicant import random_mobile
from figure import Figure, Measure

COUNT, ASKERS = 2000, 3
LATENCY_S = 0.1  # of the simulator's mode "slow"


class Messages(Measure):
    def __init__(self, ground):
        super().__init__(ground)
        shown = self.stack.ctl("conf").stdout
        self.in_flight = int(re.search(r"^sms_in_flight = (\d+)", shown, re.M).group(1))

    def ask(self, n):
        """One browser asks for the codes of n numbers."""
        b = self.stack.portal()
        b.get("/register")
        for _ in range(n):
            journey.ok(b.post("/register/code", {"mobile": random_mobile()}))

    def write(self):
        """Messages nobody takes away meanwhile."""
        with concurrent.futures.ThreadPoolExecutor(ASKERS) as pool:
            list(pool.map(self.ask, [COUNT // ASKERS] * ASKERS))

    def round(self):
        couriers = self.stack.processes("courier")
        for pid in couriers:
            os.kill(pid, signal.SIGSTOP)
        try:
            self.write()
            self.stack.sim.switch("slow", "sms")
        finally:
            for pid in couriers:
                os.kill(pid, signal.SIGCONT)
        try:
            rate = self.watch()
        finally:
            self.stack.sim.switch("ok", "sms")
        most = self.in_flight / LATENCY_S
        return Figure(rate / most, "%.0f/s" % rate, "%.0f/s: %d on their way for %g s" % (most, self.in_flight, LATENCY_S))

    def watch(self):
        """Sent a second, between the first tenth and the last, while as many as may be are on their way."""
        times = {}
        with journey.database(self.stack) as db, db.cursor() as cursor:
            total = self.waiting(cursor)
            while (left := self.waiting(cursor)) > 0:
                sent = total - left
                for mark in (0.1, 0.9):
                    if sent >= mark * total:
                        times.setdefault(mark, (time.monotonic(), sent))
                time.sleep(0.01)
        (began, first), (ended, last) = times[0.1], times.get(0.9, (time.monotonic(), total))
        return (last - first) / (ended - began)

    @staticmethod
    def waiting(cursor):
        cursor.execute("SELECT COUNT(*) AS n FROM outbox WHERE state IN ('waiting', 'sending')")
        return cursor.fetchone()["n"]
