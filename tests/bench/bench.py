"""What scripts/bench runs: rows, each measured against its ceiling in the same round, and the table of their medians."""
import argparse
import contextlib
import json
import os
import signal
import statistics
import sys
import time
from pathlib import Path
from typing import Callable, NamedTuple, Optional

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "lib"))

import callbacks  # noqa: E402
import documents  # noqa: E402
import memory  # noqa: E402
import pages  # noqa: E402
import sending  # noqa: E402
import uploads  # noqa: E402
from ground import Ground, Own, say  # noqa: E402


class Row(NamedTuple):
    name: str
    words: str
    measure: Callable
    least: Optional[float] = None  # the number to reach
    most: Optional[float] = None

    def reached(self, value):
        return (self.least is None or value >= self.least) and (self.most is None or value <= self.most)

    @property
    def goal(self):
        return "≥ %g" % self.least if self.least is not None else "≤ %g" % self.most if self.most is not None else ""


ROWS = [
    Row("static", "public page as served ÷ the same bytes as a file", pages.Served, least=0.8),
    Row("guide", "public page made anew ÷ a libfcgi program that only answers", pages.Made, least=0.35),
    Row("php", "public page made anew ÷ PHP-FPM, same statements and bytes", pages.MadeByPhp, least=3),
    Row("progress", "an applicant's progress ÷ a libfcgi program that only answers", pages.Progress, least=0.25),
    Row("queue", "a reviewer's queue ÷ a libfcgi program that only answers", pages.Queue, least=0.25),
    Row("case", "a case ÷ a libfcgi program that only answers", pages.Case),
    Row("upload", "a file of 50 MB, encrypted and looked into ÷ nginx that keeps the same body", uploads.Speed, least=0.5),
    Row("growth", "what a portal worker grows by while it takes such files, MB", uploads.Growth, most=2),
    Row("callbacks", "callbacks settled ÷ the same statements and commits alone", callbacks.Callbacks, least=0.5),
    Row("messages", "SMS handed over ÷ as many as may be on their way, for as long as the provider takes", sending.Messages, least=0.9),
    Row("document", "a form that is to be signed, as PDF, ms", documents.FormDocument),
    Row("portal", "resident after 10,000 requests and more, MB", memory.Portal, most=12),
    Row("office", "the same", memory.Office, most=12),
    *(Row(name, "resident after all of this, MB", memory.resident(name)) for name in (
        "hook", "courier", "cashier-alipay", "cashier-wechat", "scanner", "press")),
]


class Result(NamedTuple):
    row: Row
    figures: list
    problem: str = ""

    @property
    def median(self):
        """The round in the middle, as it was; None: it could not be measured."""
        value = statistics.median_low(f.value for f in self.figures) if self.figures else None
        return next((f for f in self.figures if f.value == value), None)

    @property
    def good(self):
        return self.median is not None and not self.problem and self.row.reached(self.median.value)


def measure(row, ground, rounds):
    figures = []
    began = time.monotonic()
    try:
        with contextlib.closing(row.measure(ground)) as measured:
            for _ in range(rounds):
                figures.append(measured.round())
    except Exception as e:  # noqa: BLE001: the other rows are measured all the same
        say("%s could not be measured: %s: %s" % (row.name, type(e).__name__, e))
        return Result(row, figures, str(e) or type(e).__name__)
    result = Result(row, figures)
    say("%s %s %.3g, %s against %s (%d s)" % ("✓" if result.good else "✗", row.name, result.median.value, result.median.measured,
                                              result.median.ceiling or "nothing", time.monotonic() - began))
    return result


def table(results):
    yield "| row | what | measured | ceiling | value | to reach | |"
    yield "|---|---|---|---|---|---|---|"
    for r in results:
        m = r.median
        yield "| %s | %s | %s | %s | %s | %s | %s |" % (
            r.row.name, r.row.words, m.measured if m else "failed", m.ceiling if m else "", "%.3g" % m.value if m else "", r.row.goal,
            "✗" if not r.good else "✓" if r.row.goal else "")


def as_json(results):
    return json.dumps([{"row": r.row.name, "what": r.row.words, "value": r.median and r.median.value,
                        "measured": r.median and r.median.measured, "ceiling": r.median and r.median.ceiling, "least": r.row.least,
                        "most": r.row.most, "good": r.good, "rounds": [f.value for f in r.figures], "problem": r.problem}
                       for r in results], ensure_ascii=False, indent=1)


def asked():
    p = argparse.ArgumentParser(prog="scripts/bench", description="Measures the system against what this machine can do, and says where"
                                " a number to reach was missed (exit 1).")
    p.add_argument("--rounds", type=int, default=5, help="of each row; the table has their medians [5]")
    p.add_argument("--only", action="append", choices=[r.name for r in ROWS], metavar="ROW", help="only this row; may be repeated: %s" %
                   " ".join(r.name for r in ROWS))
    p.add_argument("--data", help="an installation that runs, started by scripts/run with --staff-file DIR/run/staff.json; without it"
                   " one is brought up and removed")
    p.add_argument("--json", action="store_true", help="for machines, instead of the table")
    return p.parse_args()


def run(a, rows):
    with contextlib.ExitStack() as open_things:
        own = None if a.data else open_things.enter_context(Own())
        ground = open_things.enter_context(Ground(own.address_file if own else Path(a.data) / "stack.json"))
        results = [measure(row, ground, a.rounds) for row in rows]
        if own:
            own.keep = any(r.problem for r in results)
    return results


def main():
    a = asked()
    rows = [r for r in ROWS if not a.only or r.name in a.only]
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(130))
    say("%d rows, %d rounds each, %d processors%s" % (len(rows), a.rounds, os.cpu_count(),
                                                      "" if a.data else "; bringing an installation up"))
    try:
        results = run(a, rows)
    except (OSError, RuntimeError) as e:
        say("nothing was measured: %s" % e)
        sys.exit(1)
    print(as_json(results) if a.json else "\n".join(table(results)))
    sys.exit(0 if all(r.good for r in results) else 1)


if __name__ == "__main__":
    main()
