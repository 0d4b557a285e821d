"""A line to the database that can be cut at the worst moment: a Unix socket before the server's own."""
import socket
import threading

COMMIT = b"\x07\x00\x00\x00\x03COMMIT"


class Line:
    """path: where it listens. commits: how many COMMITs went through. lose(n): the answer to the n-th from now does not come back, though
    the server has committed."""

    def __init__(self, path, server):
        self.server, self.commits, self.lost_at = str(server), 0, None
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.bind(str(path))
        path.chmod(0o666)
        self.socket.listen(64)
        threading.Thread(target=self._accept, daemon=True).start()

    def lose(self, n):
        self.lost_at = self.commits + n

    def _accept(self):
        while True:
            try:
                client = self.socket.accept()[0]
            except OSError:
                return
            server = socket.socket(socket.AF_UNIX)
            server.connect(self.server)
            threading.Thread(target=self._questions, args=(client, server), daemon=True).start()

    def _answers(self, client, server, answered):
        for data in iter(lambda: server.recv(1 << 16), b""):
            answered.set()
            if not answered.cut:
                client.sendall(data)

    def _questions(self, client, server):
        answered = threading.Event()
        answered.cut = False
        threading.Thread(target=self._quiet, args=(self._answers, client, server, answered), daemon=True).start()
        self._quiet(self._pass_on, client, server, answered)
        for s in (client, server):
            self._quiet(s.shutdown, socket.SHUT_RDWR)

    def _pass_on(self, client, server, answered):
        for data in iter(lambda: client.recv(1 << 16), b""):
            if data == COMMIT:
                self.commits += 1
                if self.commits == self.lost_at:
                    answered.cut = True
                    answered.clear()
                    server.sendall(data)
                    answered.wait(30)
                    return
            server.sendall(data)

    @staticmethod
    def _quiet(function, *arguments):
        try:
            function(*arguments)
        except OSError:
            pass

    def close(self):
        self.socket.close()
