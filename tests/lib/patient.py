"""A browser that asks again: what a person does when a page says "come back soon" or the line breaks, with the same form.

Every answer is counted, so that a run can say afterwards which there were."""
import collections
import http.client
import threading
import time

from client import Browser

RETRIED = {503}
BROKEN = (OSError, http.client.HTTPException)


class Answers:
    """How often each status came, from all browsers together; None for a line that broke."""

    def __init__(self):
        self.count, self.lock, self.bad = collections.Counter(), threading.Lock(), []

    def note(self, method, path, status):
        with self.lock:
            self.count[status] += 1
            if status is not None and status >= 500 and status not in RETRIED:
                self.bad.append("%s %s: %d" % (method, path, status))


class PatientBrowser(Browser):
    """patience: how long it asks again for one page, s. What it gets in the end is given back, also a 503."""

    def __init__(self, url, answers, patience=90):
        super().__init__(url, timeout=40)
        self.answers, self.patience = answers, patience

    def raw(self, method, path, body=None, headers=None):
        until = time.monotonic() + self.patience
        while True:
            try:
                page = super().raw(method, path, body, headers)
                self.answers.note(method, path, page.status)
                if page.status not in RETRIED or time.monotonic() > until:
                    return page
            except BROKEN:
                self.answers.note(method, path, None)
                if time.monotonic() > until:
                    raise
            time.sleep(0.5)
