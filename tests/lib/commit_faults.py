"""Between the programs and their database: takes the place of its Unix socket and makes COMMITs fail, as a deadlock found late, a
cluster or a broken line would. Everything else goes through as it is.

    with CommitFaults(socket) as faults:
        faults.each_once = True                          # every transaction is taken back once, then let through
        faults.always["ccer_portal"] = "taken back"      # every COMMIT of the user
        faults.next("ccer_portal", "answer lost", 2)     # the user's second COMMIT from now on
        faults.done                                      # [(user, fault), …]

taken back      the server has rolled back and says 1213
still open      the server says 1205 and waits for a ROLLBACK
answer lost     committed, and the line breaks before the answer
lost            the line breaks before the COMMIT has arrived"""
import itertools
import os
import queue
import socket
import struct
import threading
from pathlib import Path

COMMIT = b"\x03COMMIT"
ROLLBACK = struct.pack("<I", 9)[:3] + b"\0\x03ROLLBACK"
ERRORS = {"taken back": (1213, b"Deadlock found when trying to get lock; try restarting transaction"),
          "still open": (1205, b"Lock wait timeout exceeded; try restarting transaction")}


def error_packet(number, words):
    body = b"\xff" + struct.pack("<H", number) + b"#HY000" + words
    return struct.pack("<I", len(body))[:3] + b"\x01" + body


class CommitFaults:
    def __init__(self, path):
        self.path, self.server = Path(path), Path(str(path) + ".server")
        self.each_once, self.always, self.wanted, self.done, self.lock = False, {}, {}, [], threading.Lock()
        self.lines = set()

    def __enter__(self):
        os.rename(self.path, self.server)
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(str(self.path))
        os.chmod(self.path, 0o777)
        self.listener.listen(100)
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_):
        os.rename(self.server, self.path)
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        for line in list(self.lines):
            line.close()

    def next(self, user, fault, nth=1):
        with self.lock:
            self.wanted[user] = [nth, fault]

    def _accept(self):
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            try:
                line = Line(self, client)
            except OSError:  # the server is away
                client.close()
                continue
            self.lines.add(line)
            line.start()

    def fault(self, line):
        """What becomes of this COMMIT, None: it goes through."""
        with self.lock:
            fault = self._wanted(line.user) or self.always.get(line.user) or (next(line.turns) if self.each_once else None)
            if fault:
                self.done.append((line.user, fault))
            return fault

    def _wanted(self, user):
        wanted = self.wanted.get(user)
        if wanted is None:
            return None
        wanted[0] -= 1
        return None if wanted[0] else self.wanted.pop(user)[1]


class Line:
    """One connection."""

    def __init__(self, faults, client):
        self.faults, self.client, self.user = faults, client, ""
        self.server = socket.socket(socket.AF_UNIX)
        self.server.connect(str(faults.server))
        self.answers, self.asked_by_us = queue.Queue(), False
        self.turns = itertools.cycle(["taken back", None, "still open", None])

    def start(self):
        for work in (self._from_client, self._from_server):
            threading.Thread(target=self._until_closed, args=(work,), daemon=True).start()

    def close(self):
        for end in (self.client, self.server):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass

    def _until_closed(self, work):
        try:
            work()
        except OSError:
            pass
        self.close()
        self.answers.put(b"")
        self.faults.lines.discard(self)

    def _from_server(self):
        while data := self.server.recv(65536):
            if self.asked_by_us:
                self.answers.put(data)
            else:
                self.client.sendall(data)

    def _from_client(self):
        pending = b""
        while data := self.client.recv(65536):
            pending += data
            while len(pending) >= 4 and len(pending) >= 4 + int.from_bytes(pending[:3], "little"):
                size = 4 + int.from_bytes(pending[:3], "little")
                self._packet(pending[:size])
                pending = pending[size:]

    def _packet(self, packet):
        if not self.user:  # the first one signs in: flags, sizes, 23 bytes of nothing, the user
            self.user = packet[36:].split(b"\0")[0].decode()
        fault = self.faults.fault(self) if packet[4:] == COMMIT else None
        if fault is None:
            self.server.sendall(packet)
        elif fault == "taken back":
            self._ask(ROLLBACK)
            self.client.sendall(error_packet(*ERRORS[fault]))
        elif fault == "still open":
            self.client.sendall(error_packet(*ERRORS[fault]))
        else:
            if fault == "answer lost":
                self._ask(packet)
            self.close()

    def _ask(self, packet):
        """A question of our own, its answer kept from the client."""
        self.asked_by_us = True
        self.server.sendall(packet)
        self.answers.get(timeout=10)
        self.asked_by_us = False
