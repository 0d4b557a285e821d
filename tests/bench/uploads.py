"""How fast a file of 50 MB is taken, against nginx that keeps the same body, and what a worker grows by. No scanner is set up meanwhile:
the simulated one is slower than a real one, and either would be what is measured."""
import random
import time

import journey
import press
from client import Browser, multipart
from figure import Figure, Measure
from load import wrk
from memory import resident_mb

SIZE = 50 * 1024 * 1024
FILES_MAX = 5  # of an application, well within store.max_mb_per_application


def large_pdf(rng):
    """A page of writing, and as much as still fits of what nobody reads."""
    small = len(press.pdf(objects=[(90, stream(b""))]))
    return press.pdf(objects=[(90, stream(rng.randbytes(SIZE - small - 16)))])


def stream(data):
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(data), data)


class Uploads(Measure):
    """One applicant after the other sends large files; each is another one, since known content is not kept twice."""

    def __init__(self, ground):
        super().__init__(ground)
        self.rng, self.left, self.case = random.Random(), 0, None
        self.scanner = "socket = %s/run/clamd.sock\n" % self.stack.data
        self.stack.settings("portal", self.scanner, "")
        wrk(ground.url + "/guide", seconds=1)  # what every worker has in memory once it has answered

    def send(self, data):
        """Seconds."""
        if self.left == 0:
            self.case, self.left = journey.Case(self.stack).register().start(), FILES_MAX
        self.left -= 1
        journey.ok(self.case.browser.get("/apply/materials"))
        form = journey.form_with(self.case.browser.page, "/apply/materials/upload", code="subject_licence", slot="document", replace="")
        body, kind = multipart(form.fields, "file", "licence-%d.pdf" % self.left, data)
        began = time.monotonic()
        page = self.case.browser.raw("POST", form.action, body, {**self.case.browser.own(), "Content-Type": kind})
        took = time.monotonic() - began
        if page.status != 303:
            raise RuntimeError("the upload was answered with %d: %s" % (page.status, page.words[:300]))
        return took

    def close(self):
        self.stack.settings("portal", "[scan]\n", "[scan]\n" + self.scanner)

    def keep(self, data):
        """Seconds that nginx takes by itself."""
        began = time.monotonic()
        page = Browser(self.ground.store_url).raw("PUT", "/body", data)
        took = time.monotonic() - began
        if page.status not in (201, 204):
            raise RuntimeError("nginx kept nothing: %d" % page.status)
        return took


class Speed(Uploads):
    def round(self):
        data = large_pdf(self.rng)
        ours, nginx = self.send(data), self.keep(data)
        return Figure(nginx / ours, "%.0f ms" % (1000 * ours), "%.0f ms" % (1000 * nginx))


class Growth(Uploads):
    """Of the worker that grew most, since before the first of the files."""

    def __init__(self, ground):
        super().__init__(ground)
        self.before = resident_mb(self.stack, "portal")

    def round(self):
        self.send(large_pdf(self.rng))
        after = resident_mb(self.stack, "portal")
        grown = max(mb - self.before.get(pid, 0) for pid, mb in after.items())
        return Figure(grown, "%.1f MB, the largest is now %.1f MB" % (grown, max(after.values())))
