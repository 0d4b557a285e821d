"""A private MariaDB for tests: its own data directory and socket under a temporary directory, no network, gone at the end.

    db = Database(Path(tmp)); db.start(); conf = db.conf("root"); … db.stop()

Needs mariadb-server's programs; runs as whoever runs the tests (as root with --user=root)."""
import os
import shutil
import subprocess
import time
from pathlib import Path

import pymysql


class Database:
    def __init__(self, directory: Path, schema: str = "ccer"):
        self.directory = directory
        self.schema = schema
        self.data = directory / "data"
        self.socket = directory / "db.sock"
        self.keys = directory / "keys"
        self.process = None

    def start(self):
        temporary = self.directory / "tmp"  # another MariaDB that starts removes what it finds in its own
        temporary.mkdir(parents=True, exist_ok=True)
        user = ["--user=root"] if os.getuid() == 0 else []
        if not self.data.exists():
            subprocess.run(
                ["mariadb-install-db", "--no-defaults", "--skip-test-db", f"--datadir={self.data}", f"--tmpdir={temporary}",
                 "--auth-root-authentication-method=normal", *user],
                check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        server = shutil.which("mariadbd", path="/usr/sbin:" + os.environ["PATH"])
        self.process = subprocess.Popen(
            [server, "--no-defaults", "--skip-networking", f"--datadir={self.data}", f"--tmpdir={temporary}", f"--socket={self.socket}",
             f"--pid-file={self.directory}/pid", "--innodb-buffer-pool-size=64M", "--innodb-log-file-size=16M",
             "--innodb-flush-log-at-trx-commit=0", *user],
            stdout=subprocess.DEVNULL, stderr=open(self.directory / "mariadbd.log", "ab"))
        self._wait()

    def _wait(self):
        for _ in range(300):
            try:
                self.connect(schema=None).close()
                return
            except pymysql.err.OperationalError:
                if self.process.poll() is not None:
                    break
                time.sleep(0.1)
        raise RuntimeError("mariadbd did not start: " + (self.directory / "mariadbd.log").read_text()[-2000:])

    def stop(self):
        if self.process:
            self.process.terminate()
            self.process.wait(30)
            self.process = None

    def kill(self):
        """As a crash would."""
        self.process.kill()
        self.process.wait()
        self.process = None

    def connect(self, user="root", password="", schema=""):
        """A pymysql connection that commits by itself; schema None: none selected."""
        return pymysql.connect(unix_socket=str(self.socket), user=user, password=password, autocommit=True,
                               database=self.schema if schema == "" else schema, charset="utf8mb4",
                               cursorclass=pymysql.cursors.DictCursor)

    def query(self, sql, *values):
        connection = self.connect()
        try:
            with connection.cursor() as cursor:
                cursor.execute(sql, values or None)
                return cursor.fetchall()
        finally:
            connection.close()

    def conf(self, user, extra=""):
        """Writes a settings file for a program that runs as this database user; gives its path."""
        path = self.directory / f"{user}.conf"
        password = "" if user == "root" else f"password_file = {self.keys}/db/{user}\n"
        path.write_text(f"[db]\nsocket = {self.socket}\nname = {self.schema}\nuser = {user}\n{password}"
                        f"[keys]\ndirectory = {self.keys}\n{extra}")
        return path
