"""The messages both simulators took, in memory and in a file, and how they have been told to misbehave.

A message is a dict: id (1, 2, 3 …), channel (sms | mail), to, subject, text, at (epoch seconds), repeats (how often
the same one came again), and what its channel adds. The key that makes two the same is the sender's: OutId of an
SMS, Message-ID of a mail."""

import json
import threading
import time


# How SMS providers can misbehave besides refusing: what comes instead of the answer, and how receipts come.
ANSWERS = {"reset", "bad_gateway", "drip", "garbage", "huge"}        # the message was taken but with reset and bad_gateway
RECEIPTS = {"early", "duplicate", "reorder", "undelivered", "silent"}
SMS_MODES = {"ok", "refuse", "fail", "hang", "lose", "throttle", "unfunded"} | ANSWERS | RECEIPTS


class Odd(Exception):
    """Something else than an answer: one of ANSWERS."""


def report(mode, post):
    """Receipts of a message as the mode wants them; post(arrived) sends one and returns when it was taken."""
    if mode == "silent":
        return
    if mode == "undelivered":
        post(False)
        return
    post(True)
    if mode == "duplicate":
        twins = [threading.Thread(target=post, args=(True,)) for _ in range(8)]
        for twin in twins:
            twin.start()
        for twin in twins:
            twin.join()
    elif mode == "reorder":
        post(False)  # an older one that was held up


class Store:
    def __init__(self, path=None, channels=()):
        self.lock = threading.Condition()
        self.messages = []
        self.by_key = {}
        self.path = path
        self.modes = {name: ["ok", None] for name in channels}
        if path:
            self._load(path)

    def _load(self, path):
        try:
            with open(path, encoding="utf-8") as lines:
                for line in lines:
                    self._put(json.loads(line))
        except FileNotFoundError:
            pass

    def _put(self, message):
        key = (message["channel"], message["key"])
        known = self.by_key.get(key) if message["key"] else None
        if known:
            known["repeats"] += 1
            return known
        message = dict(message, id=len(self.messages) + 1, repeats=0)
        self.messages.append(message)
        if message["key"]:
            self.by_key[key] = message
        return message

    def add(self, **message):
        """Takes a message; one that was taken before is only counted. Returns it as it is kept."""
        message["at"] = time.time()
        with self.lock:
            if self.path:
                with open(self.path, "a", encoding="utf-8") as lines:
                    lines.write(json.dumps(message, ensure_ascii=False) + "\n")
            kept = self._put(message)
            self.lock.notify_all()
            return kept

    def find(self, to=None, since=0, channel=None, wait=0.0):
        """Messages with id > since; waits up to `wait` seconds for the first."""
        until = time.monotonic() + wait
        with self.lock:
            while True:
                found = [m for m in self.messages if m["id"] > since and (not to or m["to"] == to)
                         and (not channel or m["channel"] == channel)]
                left = until - time.monotonic()
                if found or left <= 0:
                    return [dict(m) for m in found]
                self.lock.wait(left)

    def last_id(self):
        with self.lock:
            return len(self.messages)

    def switch(self, channel, mode, count=None):
        with self.lock:
            self.modes[channel] = [mode, count]

    def mode(self, channel):
        """How to treat the message that is coming in now; a counted mode is used up by asking."""
        with self.lock:
            mode, count = self.modes.get(channel, ["ok", None])
            if count is not None:
                count -= 1
                self.modes[channel] = [mode, count] if count > 0 else ["ok", None]
            return mode
