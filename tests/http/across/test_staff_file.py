"""The passwords of the demo staff reach who asked for them, or are not made: a file only its caller may write is written, one that cannot
be is said before anything long, and what could not be told holds for nobody."""
import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

import stack as installations
from journey import ok


@pytest.fixture
def directory():
    path = Path("/tmp") / ("ccer-staff-file-%d" % os.getpid())
    try:
        yield path
    finally:
        installations.stop(path)
        shutil.rmtree(path, ignore_errors=True)


def run(directory, port, staff_file):
    return subprocess.run([str(installations.TOP / "scripts" / "run"), "--data", str(directory), "--port", str(port), "--detach",
                           "--staff-file", str(staff_file)], stdin=subprocess.DEVNULL, capture_output=True, text=True)


def test_passwords_are_made_only_where_they_arrive(directory, tmp_path):
    port = installations.free_ports()
    os.chmod(tmp_path, 0o700)
    refused = run(directory, port, tmp_path / "none" / "staff.json")
    assert refused.returncode and "--staff-file" in refused.stderr and "cannot be written" in refused.stderr
    assert not (directory / "src").exists(), "something long was begun"
    full = run(directory, port, "/dev/full")
    assert full.returncode and "could not be made or told" in full.stderr, full.stderr
    told = run(directory, port, tmp_path / "staff.json")
    assert told.returncode == 0 and "made just now" in told.stdout, told.stdout + told.stderr
    staff = json.loads((tmp_path / "staff.json").read_text())
    assert len(staff) == 13 and os.stat(tmp_path / "staff.json").st_mode & 0o777 == 0o600
    (directory / "run" / "staff.json").write_text(json.dumps(staff))
    own = installations.Stack(directory / "stack.json")
    b = own.office()
    ok(b.get("/office/sign-in"))
    assert b.post("/office/sign-in", {"username": "initial", "password": staff[0]["password"]}).path == "/office/second-factor"
    installations.stop(directory)
    again = run(directory, port, tmp_path / "staff.json")
    assert again.returncode == 0 and "staff password --username NAME --generate" in again.stdout
    assert json.loads((tmp_path / "staff.json").read_text()) == staff, "what was told once stays"
