"""An SMS provider that takes a text as it is read: POST {"id", "to", "text"} with its key in X-Pigeon; POST {"ask", "to"} asks
what became of one. It reports each as {"id", "ring", "home"}."""

import json
import threading

import web

CHANNELS = {"pigeon": ("信鸽短信", {"ok"})}


class Provider:
    def __init__(self, store, key, secret, template_dir, hook=None):
        self.store, self.secret, self.hook = store, secret, hook

    @staticmethod
    def is_asked(headers):
        return "x-pigeon" in headers

    def answer(self, method, target, headers, body):
        asked = json.loads(body)
        if headers["x-pigeon"] != self.secret:
            return 403, {}
        if "ask" in asked:
            there = [m for m in self.store.find(asked["to"], 0, "sms") if m["key"] == asked["ask"]]
            return 200, {"ring": "P%d" % there[-1]["id"]} if there else {}
        kept = self.store.add(channel="sms", key=asked["id"], to=asked["to"], subject="", text=asked["text"], provider="pigeon")
        ring = "P%d" % kept["id"]
        if self.hook:
            reports = [{"id": asked["id"], "ring": ring, "home": True}]
            threading.Thread(target=web.push, args=(self.hook, reports, lambda answer: answer["fed"]), daemon=True).start()
        return 200, {"ring": ring}
