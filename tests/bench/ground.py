"""Where scripts/bench measures: an installation, and beside it, in the same nginx, what its pages are compared with."""
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import journey
import stack as installations
from client import Browser
from stack import AS_SERVER, TOP

HERE = Path(__file__).resolve().parent
WORKERS = 3  # as scripts/stack starts of each program


def say(text):
    print("bench: " + text, file=sys.stderr, flush=True)


def answers(url, path):
    try:
        return Browser(url).raw("GET", path).status == 200
    except OSError:
        return False


def wait_for(what, condition, seconds=20):
    until = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > until:
            raise RuntimeError("%s did not come up" % what)
        time.sleep(0.1)


def php_literal(value):
    return str(value) if isinstance(value, int) else "'%s'" % value.replace("\\", "\\\\").replace("'", "\\'")


class Ground:
    """stack, the installation; url and store_url, the two servers of beside.conf.in; here, a directory for files."""

    def __init__(self, address_file):
        self.stack = installations.Stack(address_file)
        self.here = self.stack.data / "bench"
        self.server = self.stack.data / "etc" / "nginx" / "beside-bench.conf"
        self.processes, self._case = [], None

    def __enter__(self):
        try:
            self._start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        for process in self.processes:
            process.terminate()
            process.wait(20)
        self.server.unlink(missing_ok=True)
        self._reload_nginx()
        shutil.rmtree(self.here, ignore_errors=True)

    # ---- what is beside ----

    def _start(self):
        shutil.rmtree(self.here, ignore_errors=True)
        subprocess.run([*AS_SERVER, "mkdir", "-p", "-m", "755", str(self.here), str(self.here / "kept"), str(self.here / "file")], check=True)
        self._start_bare()
        port = installations.free_ports(2)
        self.url, self.store_url = "http://127.0.0.1:%d" % port, "http://127.0.0.1:%d" % (port + 1)
        self.fill("beside.conf.in", self.server, PORT=port, STORE_PORT=port + 1)
        self._reload_nginx()
        wait_for("nginx with the servers of beside.conf.in", lambda: answers(self.url, "/bare/100"))

    def fill(self, template, path, **values):
        """A file of this directory with its @PLACES@ filled in."""
        values = {"HERE": self.here, "ETC": self.stack.data / "etc" / "nginx", "LOG": self.stack.data / "log", "WORKERS": WORKERS, **values}
        path.write_text(re.sub(r"@([A-Z_]+)@", lambda m: str(values[m.group(1)]), (HERE / template).read_text()))
        path.chmod(0o644)

    def _reload_nginx(self):
        os.kill(int((self.stack.data / "run" / "nginx" / "master.pid").read_text()), signal.SIGHUP)

    def built(self, name):
        """A program of this directory, in the installation's build."""
        build = self.stack.data / "build"
        subprocess.run([*AS_SERVER, "make", "-s", "-C", str(build), "tests/bench/" + name], check=True, stdout=subprocess.DEVNULL)
        return build / "tests" / "bench" / name

    def _start_bare(self):
        path = self.here / "bare.sock"
        with socket.socket(socket.AF_UNIX) as s:
            s.bind(str(path))
            s.listen(512)
            path.chmod(0o666)
            program = self.built("bare")
            self.processes += [subprocess.Popen([*AS_SERVER, str(program)], stdin=s, cwd="/") for _ in range(WORKERS)]

    def start_php(self, size):
        """The guide in PHP, of as many bytes."""
        statements = dict(re.findall(r"^-- name: guide_(\w+)\n-- rows: \w+\n(.+?);$", (TOP / "sql/query/guide.sql").read_text(), re.M | re.S))
        made = {"socket": self.stack.mysql_socket, "user": self.stack.mysql_user, "name": self.stack.mysql_db, "bytes": size,
                **{name: re.sub(r":\w+", "%s", " ".join(sql.split())) for name, sql in statements.items()}}
        (self.here / "guide_made.php").write_text("<?php\nreturn [%s];\n" % ", ".join(
            "'%s' => %s" % (name, php_literal(value)) for name, value in made.items()))
        shutil.copy(HERE / "guide.php", self.here)
        self.fill("php-fpm.conf.in", self.here / "php-fpm.conf")
        self.processes.append(subprocess.Popen([*AS_SERVER, "php-fpm8.2", "-F", "-y", str(self.here / "php-fpm.conf")], cwd="/",
                                               stderr=subprocess.DEVNULL))
        wait_for("PHP", lambda: answers(self.url, "/php/guide"))

    # ---- people ----

    @property
    def case(self):
        """One that waits for its first reviewer; its applicant is signed in."""
        if self._case is None:
            self._case = journey.submitted(self.stack)
        return self._case

    @property
    def reviewer(self):
        return journey.crew(self.stack).initial


class Own:
    """An installation of the bench's own, gone afterwards unless it is to be kept: something failed."""

    def __init__(self):
        self.directory, self.keep = Path(tempfile.mkdtemp(prefix="ccer-bench-", dir="/tmp")), False
        self.directory.chmod(0o755)

    def __enter__(self):
        try:
            self.address_file = installations.start(self.directory)
        except BaseException as e:
            self.__exit__(type(e))
            raise
        return self

    def __exit__(self, failure, *_):
        installations.stop(self.directory)
        if self.keep or (failure is not None and issubclass(failure, Exception)):
            say("logs are kept in %s" % self.directory)
        else:
            shutil.rmtree(self.directory, ignore_errors=True)
