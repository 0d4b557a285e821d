#!/usr/bin/env python3
"""A virus scanner that speaks clamd's protocol on a Unix socket: PING, VERSION and INSTREAM, each with z or n before it. The
EICAR test string anywhere in the stream is found (clamd itself wants it in a file of its own or a signature for it).

    clamd.py --socket FILE --modes DIRECTORY [--stream-max BYTES]

DIRECTORY/all holds one word, the mode of everything; DIRECTORY/<name> that of streams in which the bytes CLAMD-SIM:<name>; stand,
so that tests that run side by side each have a scanner of their own. No file is "ok". Read anew all the time:
    hang     takes everything and answers when it is told otherwise, PING included if it is the mode of all
    slow     the same for streams only                       reset  hangs up in the middle of the stream
    limit    finds Heuristics.Limits.Exceeded.MaxScanSize    error  cannot scan
    found    finds something                                 garbage  answers with bytes of no meaning
"""

import argparse
import os
import re
import socketserver
import struct
import sys
import time

EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
VERSION = "ClamAV 1.0.7/27800/Sun Nov 22 08:00:00 2026"
MARK, MARK_MAX = re.compile(rb"CLAMD-SIM:([a-z0-9]+);"), 64


class Gone(Exception):
    pass


class Handler(socketserver.BaseRequestHandler):
    def mode(self, data=b""):
        """The first of these that is not ok: that of all, those of the marks in the data."""
        for name in ["all"] + [m.decode() for m in MARK.findall(data)]:
            try:
                with open(os.path.join(self.server.modes, name), encoding="ascii") as file:
                    word = file.read().strip()
            except FileNotFoundError:
                continue
            if word not in ("", "ok"):
                return word
        return "ok"

    def wait(self, modes, data=b""):
        while self.mode(data) in modes:
            time.sleep(0.1)

    def take(self, count):
        data = b""
        while len(data) < count:
            piece = self.request.recv(count - len(data))
            if not piece:
                raise Gone
            data += piece
        return data

    def command(self):
        kind = self.take(1)
        end = {b"z": b"\0", b"n": b"\n"}.get(kind)
        if end is None:
            return None, b"\0"
        word = b""
        while True:
            byte = self.take(1)
            if byte == end:
                return word.decode("ascii", "replace"), end
            word += byte
            if len(word) > 100:
                return None, end

    def stream(self):
        """Everything, or None when it is longer than the scanner takes."""
        data, looked_at = bytearray(), 0
        while True:
            (count,) = struct.unpack(">I", self.take(4))
            if not count:
                return bytes(data)
            if len(data) + count > self.server.stream_max:
                return None
            data += self.take(count)
            if self.mode(data[looked_at:]) == "reset":
                raise Gone
            looked_at = max(0, len(data) - MARK_MAX)  # a mark may be in two pieces

    def verdict(self):
        data = self.stream()
        if data is None:
            return b"INSTREAM size limit exceeded. ERROR"
        self.wait(("hang", "slow"), data)
        mode = self.mode(data)
        if mode == "garbage":
            return b"\xff\xfe~~~"
        if mode == "limit":
            return b"stream: Heuristics.Limits.Exceeded.MaxScanSize FOUND"
        if mode == "error":
            return b"stream: Can't allocate memory ERROR"
        if mode == "found":
            return b"stream: Sim.Test.Later FOUND"
        return b"stream: Eicar-Test-Signature FOUND" if EICAR in data else b"stream: OK"

    def handle(self):
        try:
            self.answer()
        except (Gone, ConnectionError):
            pass

    def answer(self):
        word, end = self.command()
        if word == "INSTREAM":
            self.request.sendall(self.verdict() + end)
            return
        self.wait(("hang",))
        known = {"PING": "PONG", "VERSION": VERSION}
        self.request.sendall(known.get(word, "UNKNOWN COMMAND").encode() + end)


class Server(socketserver.ThreadingMixIn, socketserver.UnixStreamServer):
    daemon_threads = True
    request_queue_size = 64

    def __init__(self, path, modes, stream_max):
        self.modes, self.stream_max = modes, stream_max
        if os.path.exists(path):
            os.unlink(path)
        super().__init__(path, Handler)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--socket", required=True)
    parser.add_argument("--modes", required=True)
    parser.add_argument("--stream-max", type=int, default=100 * 1024 * 1024)
    given = parser.parse_args()
    sys.stderr.write("clamd: %s\n" % given.socket)
    os.makedirs(given.modes, exist_ok=True)
    Server(given.socket, given.modes, given.stream_max).serve_forever()


if __name__ == "__main__":
    main()
