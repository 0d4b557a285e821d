"""The C test of db and the audit chain, against the private server."""
import os
import subprocess

from conftest import BUILD


def test_db(server):
    run = subprocess.run([str(BUILD / "tests" / "unit" / "db" / "test_db")], capture_output=True, text=True, timeout=120,
                         env={**os.environ, "CCER_TEST_CONF": str(server.conf("root"))})
    assert run.returncode == 0, run.stdout + run.stderr
