"""The HTTP side of every simulator: a server of threads, and answers."""

import http.server
import json
import signal
import sys
import time
import urllib.request


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def reply(self, status, kind, text, headers=None):
        data = text if isinstance(text, bytes) else text.encode()
        self.send_response(status)
        if status != 204:
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(data)))
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if status != 204:
            self.wfile.write(data)

    def log_message(self, *_):
        pass


class Web(http.server.ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 64

    def handle_error(self, request, client_address):
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)


def serve(port, handler):
    """Until it is told to leave."""
    web = Web(("127.0.0.1", port), handler)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    web.serve_forever()


def push(url, value, taken):
    """Posts this JSON, again after 1 s and 4 s while nobody listens or taken(answer) is false."""
    request = urllib.request.Request(url, json.dumps(value).encode(), {"Content-Type": "application/json"})
    for pause in (0.2, 1, 4):
        time.sleep(pause)
        try:
            with urllib.request.urlopen(request, timeout=5) as answer:
                if taken(json.load(answer)):
                    return
        except (OSError, ValueError, KeyError) as e:
            sys.stderr.write("%s: %s\n" % (url.rsplit("/", 1)[0], e))
