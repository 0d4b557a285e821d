"""For tests of the payment adapters: the adapters themselves as a filter (tests/unit/gate/gate_probe.c), the public SDKs as
another (tests/sdk/sdk.js), and simulators of a test's own."""

import fcntl
import hashlib
import http.client
import json
import os
import subprocess
import sys
import threading
import time
import urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from stack import AS_SERVER, TOP, free_ports

PYTHON = "/usr/bin/python3"


class Filter:
    """A program that answers each line of JSON with one."""

    def __init__(self, command, **options):
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, **options)

    def ask(self, **question):
        self.process.stdin.write(json.dumps(question) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        assert line, "%s ended with %s" % (self.process.args, self.process.wait(10))
        return json.loads(line)

    def stop(self):
        self.process.stdin.close()
        status = self.process.wait(20)
        assert status == 0, "%s ended with %s" % (self.process.args, status)


def build_probe(stack, name="gate_probe"):
    """The filter of this installation's build, made when it is not there yet."""
    build = stack.data / "build"
    with open("/tmp/ccer-probe-%d.lock" % os.getuid(), "w", encoding="ascii") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        subprocess.run([*AS_SERVER, "make", "-s", "-C", str(build), "tests/unit/gate/" + name], check=True, stdout=subprocess.DEVNULL)
    return build / "tests" / "unit" / "gate" / name


class Probe(Filter):
    """settings: {"pay.alipay_app_id": …}; written where the test says."""

    def __init__(self, program, directory, settings):
        sections = {}
        for name, value in {"site.profile": "test", **settings}.items():
            section, key = name.split(".", 1)
            sections.setdefault(section, []).append("%s = %s" % (key, value))
        path = Path(directory) / "probe.conf"
        path.write_text("".join("[%s]\n%s\n" % (s, "\n".join(lines)) for s, lines in sections.items()), encoding="utf-8")
        super().__init__([str(program), "-c", str(path)], stderr=subprocess.DEVNULL)


def sdk_directory():
    """Where scripts/setup test put the SDKs: by the hash of the lock file."""
    lock = hashlib.sha256((TOP / "tests" / "sdk" / "package-lock.json").read_bytes()).hexdigest()[:16]
    cache = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    return Path(cache) / "ccer" / ("sdk-" + lock)


class Sdk(Filter):
    def __init__(self):
        directory = sdk_directory() / "node_modules"
        assert directory.is_dir(), "the SDKs are not installed: scripts/setup test"
        super().__init__(["node", str(TOP / "tests" / "sdk" / "sdk.js")], stderr=subprocess.DEVNULL,
                         env={**os.environ, "NODE_PATH": str(directory), "TZ": "Asia/Shanghai"})

    def value(self, call, **question):
        answer = self.ask(call=call, **question)
        assert "error" not in answer, answer["error"]
        return answer["value"]


class Hook(ThreadingHTTPServer):
    """Takes notifications: (headers, body) in .taken; answers with .answer = (status, body)."""
    daemon_threads = True

    def __init__(self):
        hook = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
                with hook.more:
                    hook.taken.append((dict(self.headers), body))
                    hook.more.notify_all()
                status, answer = hook.answer
                self.send_response(status)
                self.send_header("Content-Length", str(len(answer)))
                self.end_headers()
                self.wfile.write(answer.encode())

            def log_message(self, *_):
                pass

        super().__init__(("127.0.0.1", free_ports(1)), Handler)
        self.taken, self.more, self.answer = [], threading.Condition(), (200, "success")
        self.url = "http://127.0.0.1:%d/hook" % self.server_address[1]
        threading.Thread(target=self.serve_forever, daemon=True).start()

    def wait(self, n, seconds=20):
        """The first n notifications."""
        with self.more:
            assert self.more.wait_for(lambda: len(self.taken) >= n, seconds), "%d of %d notifications" % (len(self.taken), n)
            return self.taken[:n]


class Payments:
    """What a test says to a payment simulator at a port, and reads there."""

    def __init__(self, port):
        self.port = port

    @classmethod
    def at(cls, url):
        return cls(urllib.parse.urlsplit(url).port)

    def request(self, method, target, body=None, headers=None):
        c = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            c.request(method, target, body, headers or {})
            r = c.getresponse()
            return r.status, dict(r.getheaders()), r.read().decode("utf-8", "replace")
        finally:
            c.close()

    def get(self, target):
        return self.request("GET", target)

    def switch(self, **what):
        assert self.request("POST", "/switch", json.dumps(what))[0] == 200

    def act(self, order, what):
        status, _, body = self.request("POST", "/act", json.dumps({"order": order, "do": what}))
        assert status == 200
        return json.loads(body)

    def order(self, number):
        return json.loads(self.get("/orders.json?order=" + urllib.parse.quote(number))[2])["orders"][number]


class Simulator(Payments):
    """pay_alipay.py or pay_wechat.py in a directory of the test's; settings: what the adapter needs to speak to it."""

    def __init__(self, name, directory, *arguments):
        super().__init__(free_ports(1))
        self.keys = Path(directory) / "keys"
        self.url = "http://127.0.0.1:%d" % self.port
        self.process = subprocess.Popen([PYTHON, str(TOP / "tests" / "sim" / ("pay_%s.py" % name)), "--port", str(self.port),
                                         "--keys", str(self.keys), "--retry", "0.2,0.2,0.2", *arguments])
        until = time.monotonic() + 20
        while True:
            try:
                self.get("/")
                break
            except OSError:
                assert time.monotonic() < until and self.process.poll() is None, "the simulator did not start"
                time.sleep(0.05)
        self.settings = getattr(self, name + "_settings")()

    def alipay_settings(self):
        return {"pay.alipay_endpoint": self.url + "/gateway.do", "pay.alipay_app_id": "2021000000000001",
                "pay.alipay_seller_id": "2088000000000001", "pay.alipay_private_key_file": self.keys / "app_private.pem",
                "pay.alipay_public_key_file": self.keys / "alipay_public.pem"}

    def wechat_settings(self):
        sys.path.insert(0, str(TOP / "tests" / "sim"))
        import pay_wechat
        return {"pay.wechat_endpoint": self.url, "pay.wechat_app_id": "wxd678efh567hg6787", "pay.wechat_merchant_id": "1900000001",
                "pay.wechat_serial": pay_wechat.MERCHANT_SERIAL, "pay.wechat_private_key_file": self.keys / "merchant_private.pem",
                "pay.wechat_api_key_file": self.keys / "api_v3.key", "pay.wechat_keys_directory": self.keys / "platform",
                "pay.wechat_public_key_id": pay_wechat.PUBLIC_KEY_ID}

    def stop(self):
        self.process.terminate()
        self.process.wait(10)
