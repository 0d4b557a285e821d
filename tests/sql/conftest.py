"""The tests of sql/: one private MariaDB for all of them, migrated by ccerctl from the build directory."""
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(os.environ.get("srcdir", Path(__file__).resolve().parents[2])).resolve()
BUILD = Path(os.environ.get("builddir", ROOT)).resolve()
sys.path.insert(0, str(ROOT / "tests" / "lib"))

from database import Database  # noqa: E402


class Server(Database):
    sql = ROOT / "sql"

    def ccerctl(self, *arguments, user="root", conf=None, **options):
        return subprocess.run([str(BUILD / "ccerctl"), "-c", str(conf or self.conf(user)), *map(str, arguments)],
                              capture_output=True, text=True, timeout=60, **options)

    def migrate(self, sql=None):
        return self.ccerctl("migrate", "--sql", sql or self.sql)


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    server = Server(tmp_path_factory.mktemp("db"))
    server.start()
    try:
        made = server.ccerctl("keys", "make")
        assert made.returncode == 0, made.stderr
        first = server.migrate()
        assert first.returncode == 0, first.stderr
        yield server
    finally:
        server.stop()
