"""How long press takes for a form that is to be signed, and how often it can do it."""
import statistics
import time

import press
from figure import Figure, Measure
from stack import TOP

COUNT, WARM = 100, 10


class FormDocument(Measure):
    def __init__(self, ground):
        super().__init__(ground)
        self.markup = (TOP / "tests" / "press" / "form.xml").read_bytes()
        for _ in range(WARM):
            self.make()

    def make(self):
        """ms"""
        began = time.monotonic()
        answer, _ = press.ask(self.stack, {"ask": "document"}, self.markup)
        if answer["problem"]:
            raise RuntimeError("press makes no document: " + answer["problem"])
        return 1000 * (time.monotonic() - began)

    def round(self):
        tenths = statistics.quantiles((self.make() for _ in range(COUNT)), n=10)
        return Figure(tenths[4], "%.1f ms, the slowest tenth %.1f ms" % (tenths[4], tenths[8]))
