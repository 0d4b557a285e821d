"""What the programs hold resident after 10,000 requests."""
from pathlib import Path

from figure import Figure, Measure
from load import wrk

REQUESTS = 10000


def resident_mb(stack, program):
    """Of each of its processes, by pid."""
    return {pid: int(line.split()[1]) / 1024 for pid in stack.processes(program)
            for line in Path("/proc/%d/status" % pid).read_text().splitlines() if line.startswith("VmRSS")}


def ask_often(url, cookies=None):
    left = REQUESTS
    while left > 0:
        left -= wrk(url, 1, cookies).answers


class Resident(Measure):
    """Of one program; its subclasses say what it is asked."""

    def __init__(self, ground):
        super().__init__(ground)
        self.ask()

    def ask(self):
        pass

    def round(self):
        held = resident_mb(self.stack, self.program)
        return Figure(max(held.values()), "%.1f MB, the largest of %d" % (max(held.values()), len(held)))


class Portal(Resident):
    program = "portal"

    def ask(self):
        ask_often(self.ground.url + "/guide")
        ask_often(self.stack.portal_url + "/apply", self.ground.case.browser.cookies)


class Office(Resident):
    program = "office"

    def ask(self):
        ask_often(self.stack.office_url + "/office/queue?queue=initial_review", self.ground.reviewer.browser.cookies)


def resident(name):
    """Of a program that has whatever came before behind it."""
    return type(name, (Resident,), {"program": name})
