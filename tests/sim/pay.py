"""What both payment simulators share: keys, the book of orders, switches, notifications with retries, the HTTP server.

Switches: POST /switch {"mode", "call", "order", "count", "seconds", "other"}; without order for all orders, without count
until the next "ok" for the same call and order. Modes:
    of calls (call: begin query close refund refund_query bill, or any when absent)
        refuse 5xx hang reset drip garbage huge half lost (done, but the answer does not arrive) wrong_signature
    of what is said (call: notify, or query for its answers)
        cent_less currency other_order (says the order "other") other_app other_merchant (somebody else sold it)
        future (paid in 2099) early (paid a year before it was ordered)
    of notifications (call: notify)
        duplicate (eight at once) reorder (after the next one) delay (seconds) drop wrong_signature stale
"""

import base64
import heapq
import html
import itertools
import json
import os
import secrets
import socket
import struct
import threading
import time
import urllib.error
import urllib.parse
import urllib.request

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

import web

CALL_MODES = {"refuse", "5xx", "hang", "reset", "drip", "garbage", "huge", "half", "lost", "wrong_signature", "abnormal"}
SAY_MODES = {"cent_less", "currency", "other_order", "other_app", "other_merchant", "future", "early"}
SAID = {"future": 4070908800, "early": int(time.time()) - 366 * 86400}
NOTIFY_MODES = {"duplicate", "reorder", "delay", "drop", "wrong_signature", "stale"}


def beijing(t, fmt="%Y-%m-%d %H:%M:%S"):
    return time.strftime(fmt, time.gmtime(t + 8 * 3600))


def yuan(fen):
    return "%s%d.%02d" % ("-" if fen < 0 else "", abs(fen) // 100, abs(fen) % 100)


# ---- keys ----------------------------------------------------------------------------------------------------------

def new_key():
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def write(path, data, mode=0o600):
    temporary = "%s.%s" % (path, secrets.token_hex(4))
    with open(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as file:
        file.write(data)
    os.rename(temporary, path)


def private_pem(key):
    return key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())


def public_pem(key):
    return key.public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)


def load_private(path):
    with open(path, "rb") as file:
        return serialization.load_pem_private_key(file.read(), None)


def load_public(path):
    with open(path, "rb") as file:
        return serialization.load_pem_public_key(file.read())


def sign(key, data):
    return base64.b64encode(key.sign(data, padding.PKCS1v15(), hashes.SHA256())).decode()


def verifies(key, data, signature):
    try:
        key.verify(base64.b64decode(signature, validate=True), data, padding.PKCS1v15(), hashes.SHA256())
        return True
    except (InvalidSignature, ValueError):
        return False


def spoilt(signature):
    """Well-formed, and wrong."""
    raw = bytearray(base64.b64decode(signature))
    raw[-1] ^= 1
    return base64.b64encode(bytes(raw)).decode()


# ---- the book ------------------------------------------------------------------------------------------------------

class Book:
    """Orders and what happened to them, kept in a file when one is named. lock guards everything."""

    def __init__(self, path=None):
        self.path, self.lock = path, threading.RLock()
        self.orders, self.switches = {}, []
        if path and os.path.exists(path):
            with open(path, encoding="utf-8") as file:
                self.orders = json.load(file)

    def save(self):
        if self.path:
            with self.lock:
                write(self.path, json.dumps(self.orders, ensure_ascii=False).encode())

    def note(self, order, what, **more):
        """Adds a line to an order's story."""
        with self.lock:
            if order in self.orders:
                self.orders[order].setdefault("story", []).append(dict(at=time.time(), what=what, **more))
                self.save()

    def switch(self, asked):
        mode, call, order = asked.get("mode"), asked.get("call"), asked.get("order")
        count = asked.get("count")
        if mode != "ok" and mode not in CALL_MODES | SAY_MODES | NOTIFY_MODES:
            raise ValueError(mode)
        if count is not None and (not isinstance(count, int) or count < 1):
            raise ValueError(count)
        with self.lock:
            if mode == "ok":
                self.switches = [s for s in self.switches if (call and s["call"] != call) or (order and s["order"] != order)]
                return
            if call is None and mode in SAY_MODES | (NOTIFY_MODES - CALL_MODES):
                call = "notify"
            self.switches.append({"mode": mode, "call": call, "order": order, "count": count,
                                  "seconds": asked.get("seconds", 2), "other": asked.get("other")})

    def pick(self, call, order, modes):
        """The switch that holds for this call now, counted down; {"mode": None} when none does."""
        with self.lock:
            for s in self.switches:
                if s["mode"] not in modes or s["order"] not in (None, order):
                    continue
                if s["call"] != call and (s["call"] is not None or call == "notify"):
                    continue
                if s["count"] is not None:
                    s["count"] -= 1
                    if s["count"] == 0:
                        self.switches.remove(s)
                return s
        return {"mode": None}


# ---- notifications -------------------------------------------------------------------------------------------------

class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


OPENER = urllib.request.build_opener(urllib.request.ProxyHandler({}), NoRedirect)


class Notifier:
    """make(order, switch) gives (body, headers); is_taken(status, body) reads the answer. Repeats after the gaps (s)."""

    def __init__(self, book, gaps, is_taken):
        self.book, self.gaps, self.is_taken = book, gaps, is_taken
        self.queue, self.count, self.wake, self.held = [], itertools.count(), threading.Condition(), []
        self.newest = {}
        book.notifier = self
        threading.Thread(target=self._run, daemon=True).start()

    def send(self, order, kind, url, make):
        """One event; make(switch) is asked anew for each attempt, as the provider signs each anew."""
        s = self.book.pick("notify", order, SAY_MODES | NOTIFY_MODES)
        self.newest[order] = make
        event = {"order": order, "kind": kind, "url": url, "make": make, "switch": s, "tries": 0}
        self.book.note(order, "notify " + kind, mode=s["mode"])
        if s["mode"] == "drop":
            return
        if s["mode"] == "reorder":
            self.held.append(event)
            return
        for _ in range(8 if s["mode"] == "duplicate" else 1):
            self._put(dict(event), s["seconds"] if s["mode"] == "delay" else 0)
        held, self.held = self.held, []
        for late in held:
            self._put(late, 1)

    def _put(self, event, after):
        with self.wake:
            heapq.heappush(self.queue, (time.monotonic() + after, next(self.count), event))
            self.wake.notify()

    def _run(self):
        while True:
            with self.wake:
                while not self.queue or self.queue[0][0] > time.monotonic():
                    self.wake.wait(self.queue[0][0] - time.monotonic() if self.queue else None)
                event = heapq.heappop(self.queue)[2]
            threading.Thread(target=self._attempt, args=(event,), daemon=True).start()

    def _attempt(self, event):
        body, headers = event["make"](event["switch"])
        status, answer = 0, ""
        try:
            request = urllib.request.Request(event["url"], body, headers)
            with OPENER.open(request, timeout=5) as r:
                status, answer = r.status, r.read(4096).decode("utf-8", "replace")
        except urllib.error.HTTPError as e:
            status, answer = e.code, e.read(4096).decode("utf-8", "replace")
        except (OSError, ValueError) as e:
            answer = str(e)
        taken = self.is_taken(status, answer)
        self.book.note(event["order"], "answer " + event["kind"], status=status, body=answer, taken=taken)
        if not taken and event["tries"] < len(self.gaps):
            event["tries"] += 1
            self._put(event, self.gaps[event["tries"] - 1])


# ---- the server ----------------------------------------------------------------------------------------------------

PAGE = """<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>%(title)s</title>
<meta name="viewport" content="width=device-width,initial-scale=1"><style>
body{font:16px/1.7 "PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;margin:0;background:#f4f6f8;color:#1d2733}
main{max-width:30rem;margin:6vh auto;background:#fff;border:1px solid #dde3e9;border-radius:12px;padding:24px 28px}
.mark{background:#fff3d6;color:#7a4b00;border-radius:6px;padding:6px 12px;font-size:14px}h1{font-size:22px;margin:16px 0 4px}
.sum{font-size:34px;font-weight:600;margin:8px 0}dl{display:grid;grid-template-columns:6em 1fr;gap:4px 12px;margin:12px 0 20px}
dt{color:#5d6b7a}dd{margin:0;overflow-wrap:anywhere}button{font:inherit;border:0;border-radius:8px;padding:10px 22px;margin:0 8px 8px 0;
background:%(colour)s;color:#fff;cursor:pointer}input:not([type=hidden]){font:inherit;box-sizing:border-box;width:100%%;padding:8px 10px;margin-bottom:10px;border:1px solid #b9c4cf;
border-radius:8px}button.quiet{background:#e7ecf1;color:#1d2733}a{color:%(colour)s}
</style></head><body><main><p class="mark">模拟页面：仅供本机试用，不会发生真实付款。</p>%(body)s</main></body></html>"""


def details(pairs):
    return "<dl>%s</dl>" % "".join("<dt>%s</dt><dd>%s</dd>" % (html.escape(k), html.escape(str(v))) for k, v in pairs)


class Lost(Exception):
    """The answer is not to arrive."""


class Handler(web.Handler):
    """Subclasses: get(path, query), post(path, query, body), book, colour, title."""
    book, colour, title = None, "#1677ff", ""

    def do_GET(self):
        self._serve("GET", b"")

    def do_POST(self):
        self._serve("POST", self.rfile.read(int(self.headers.get("Content-Length") or 0)))

    def _serve(self, method, body):
        url = urllib.parse.urlsplit(self.path)
        try:
            if method == "GET" and url.path == "/orders.json":
                self._orders(dict(urllib.parse.parse_qsl(url.query)).get("order"))
            elif method == "GET" and url.path == "/callback.json":
                self._callback(dict(urllib.parse.parse_qsl(url.query)).get("order"))
            elif method == "POST" and url.path == "/switch":
                self._switch(body)
            elif method == "GET":
                self.get(url.path, url.query)
            else:
                self.post(url.path, url.query, body)
        except Lost:
            self._reset()

    def _orders(self, order):
        with self.book.lock:
            found = self.book.orders if order is None else {k: v for k, v in self.book.orders.items() if k == order}
            text = json.dumps({"orders": found, "switches": self.book.switches}, ensure_ascii=False)
        self.reply(200, "application/json; charset=utf-8", text)

    def _callback(self, order):
        """The newest notification about an order as it would go out now, for tests that bring it themselves."""
        make = self.book.notifier.newest.get(order)
        if make is None:
            self.reply(404, "application/json", "{}")
            return
        body, headers = make({"mode": None})
        self.reply(200, "application/json; charset=utf-8", json.dumps({"body": body.decode(), "headers": headers}))

    def _switch(self, body):
        try:
            self.book.switch(json.loads(body))
            self.reply(200, "application/json; charset=utf-8", "{}")
        except (ValueError, AttributeError):
            self.reply(400, "application/json; charset=utf-8", json.dumps({"modes": sorted(CALL_MODES | SAY_MODES | NOTIFY_MODES)}))

    def _reset(self):
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close_connection = True
        self.connection.close()
        self.rfile = self.wfile = open(os.devnull, "r+b")

    def misbehave(self, mode, seconds=60):
        """Answers as a broken provider would. False: this mode is not one of those."""
        if mode == "5xx":
            self.reply(502, "text/html", "<html>502 Bad Gateway</html>")
        elif mode == "hang":
            time.sleep(seconds)
            raise Lost
        elif mode == "reset":
            raise Lost
        elif mode == "garbage":
            self.reply(200, "application/json; charset=utf-8", '{"code":"10000"} \x00\x01 <b>')
        elif mode == "drip":
            self._raw(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n", itertools.repeat(b" ", 1000), 1)
        elif mode == "huge":
            self._raw(b"HTTP/1.1 200 OK\r\nContent-Length: 52428800\r\n\r\n", itertools.repeat(b"x" * 65536, 800), 0)
        elif mode == "half":
            self._raw(b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\n", [b'{"code":'], 0)
        else:
            return False
        return True

    def _raw(self, head, pieces, pause):
        self.close_connection = True
        try:
            self.wfile.write(head)
            for piece in pieces:
                self.wfile.write(piece)
                self.wfile.flush()
                time.sleep(pause)
        except OSError:
            pass

    def page(self, body, status=200):
        self.reply(status, "text/html; charset=utf-8", PAGE % {"title": self.title, "colour": self.colour, "body": body})

    def redirect(self, url):
        self.reply(303, "text/plain", "", {"Location": url})


def gaps(text):
    return [float(s) for s in text.split(",")] if text else []
