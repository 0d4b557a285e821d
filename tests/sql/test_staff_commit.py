"""ccerctl when COMMITs fail: what was taken back is done again, once; what nobody knows of is said to be so."""
import pytest

from commit_faults import CommitFaults


@pytest.fixture
def faults(server, tmp_path):
    with CommitFaults(server.socket) as faults:
        through = tmp_path / "through.conf"
        through.write_text(server.conf("root").read_text())
        plain, server.socket = server.socket, faults.server  # all else goes past it
        faults.run = lambda *words: server.ccerctl(*words, conf=through)
        yield faults
        server.socket = plain


def add(faults, username):
    return faults.run("staff", "add", "--generate", "--username", username, "--name", "李四", "--mobile", "13812345679",
                      "--organisation", "exchange", "--role", "finance")


def traces(server, username):
    return [len(server.query(sql, username)) for sql in (
        "SELECT id FROM staff WHERE username = %s", "SELECT r.role FROM staff_role r JOIN staff s ON s.id = r.staff_id WHERE s.username = %s",
        "SELECT a.id FROM audit a JOIN staff s ON a.object = CONCAT('staff:', s.id) WHERE s.username = %s")]


def test_what_was_taken_back_is_done_again_once(server, faults):
    faults.each_once = True
    added = add(faults, "again001")
    assert added.returncode == 0 and added.stdout.count("password: ") == 1, added.stderr
    assert faults.done == [("root", "taken back")]
    assert traces(server, "again001") == [1, 1, 1]
    assert server.ccerctl("audit", "verify").returncode == 0


def test_what_is_taken_back_each_time_is_not_done(server, faults):
    faults.always["root"] = "still open"
    added = add(faults, "never001")
    assert added.returncode == 1 and "was not added: unavailable" in added.stderr and "password" not in added.stdout
    assert len(faults.done) == 5 and traces(server, "never001") == [0, 0, 0]


def test_a_lost_answer_is_said_to_be_lost(server, faults):
    faults.next("root", "answer lost")
    added = add(faults, "maybe001")
    assert added.returncode == 1 and "lost" in added.stderr
    assert traces(server, "maybe001") == [1, 1, 1]
