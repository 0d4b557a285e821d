"""ccerctl staff and audit: who may be added, and that the chain tells every kind of meddling."""
import pytest

ADMIN = ["--username", "admin001", "--name", "张𠮷", "--organisation", "security", "--role", "security_admin,auditor",
         "--mobile", "+86 138-1234-5678"]


@pytest.fixture(scope="module")
def people(server):
    """Three people, so three rows of the chain."""
    for i in range(3):
        added = server.ccerctl("staff", "add", "--generate", "--username", f"person{i}", "--name", "李四", "--mobile",
                               "13812345679", "--organisation", "exchange", "--role", "initial_reviewer,finance")
        assert added.returncode == 0, added.stderr
        assert "password: " in added.stdout
    return server


def test_password_from_standard_input(server):
    added = server.ccerctl("staff", "add", *ADMIN, input="Correct-Horse-77\n")
    assert added.returncode == 0, added.stderr
    assert "Horse" not in added.stdout + added.stderr
    row = server.query("SELECT name, mobile_masked, password_hash FROM staff WHERE username = 'ADMIN001'")[0]
    assert row["name"] == "张𠮷" and row["mobile_masked"] == "138****5678" and row["password_hash"].startswith("$argon2id$")
    assert server.ccerctl("staff", "add", *ADMIN, input="Correct-Horse-77\n").returncode == 1
    listed = server.ccerctl("staff", "list").stdout
    assert "security\tadmin001\t张𠮷\tauditor,security_admin\t138****5678\tenabled" in listed


@pytest.mark.parametrize("option, value, code", [
    ("--role", "initial_reviewer", 2),             # of another organisation
    ("--role", "security_admin,receiver", 2),      # nobody is both
    ("--role", "king", 2),
    ("--role", "", 2),
    ("--organisation", "elsewhere", 2),
    ("--username", "1st", 2),
    ("--mobile", "12345", 2),
    ("--name", "", 2),
    ("--nonsense", "x", 2),
])
def test_people_who_cannot_be(server, option, value, code):
    before = server.query("SELECT COUNT(*) AS n FROM staff")
    run = server.ccerctl("staff", "add", *ADMIN, option, value, input="Correct-Horse-77\n")
    assert run.returncode == code, run.stderr
    assert server.query("SELECT COUNT(*) AS n FROM staff") == before


def test_short_password_is_refused(server):
    assert server.ccerctl("staff", "add", *ADMIN, input="short\n").returncode == 1


def test_whole_chain_verifies(people):
    run = people.ccerctl("audit", "verify")
    rows = people.query("SELECT COUNT(*) AS n FROM audit")[0]["n"]
    assert run.returncode == 0 and run.stdout.startswith(f"{rows} rows, unbroken")


@pytest.mark.parametrize("column, other", [
    ("detail", "'{}'"), ("action", "'staff.nothing'"), ("object", "'staff:99'"), ("actor_kind", "'staff'"),
    ("actor_id", "7"), ("ip", "'10.0.0.1'"), ("happened_at", "happened_at + INTERVAL 1 SECOND"),
    ("hash", "REPEAT(CHAR(1), 32)"),
])
def test_a_changed_column_is_told(people, column, other):
    row = people.query("SELECT * FROM audit WHERE id = 2")[0]
    people.query(f"UPDATE audit SET {column} = {other} WHERE id = 2")
    run = people.ccerctl("audit", "verify")
    people.query(f"UPDATE audit SET {column} = %s WHERE id = 2", row[column])
    assert run.returncode == 1 and "broken at row 2" in run.stderr
    assert people.ccerctl("audit", "verify").returncode == 0


def test_a_removed_row_is_told(people):
    row = people.query("SELECT * FROM audit WHERE id = 2")[0]
    people.query("DELETE FROM audit WHERE id = 2")
    run = people.ccerctl("audit", "verify")
    people.query("INSERT INTO audit VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)", *row.values())
    assert run.returncode == 1 and "broken at row 2" in run.stderr


def test_removed_last_rows_are_told(people):
    row = people.query("SELECT * FROM audit ORDER BY id DESC LIMIT 1")[0]
    people.query("DELETE FROM audit WHERE id = %s", row["id"])
    run = people.ccerctl("audit", "verify")
    people.query("INSERT INTO audit VALUES (%s, %s, %s, %s, %s, %s, %s, %s, %s)", *row.values())
    assert run.returncode == 1 and f"broken at row {row['id']}" in run.stderr


def test_a_row_behind_the_head_is_told(people):
    people.query("UPDATE audit_head SET last_id = last_id - 1")
    run = people.ccerctl("audit", "verify")
    people.query("UPDATE audit_head SET last_id = last_id + 1")
    assert run.returncode == 1


def test_swapped_rows_are_told(people):
    people.query("UPDATE audit SET id = 1000000 WHERE id = 1")
    people.query("UPDATE audit SET id = 1 WHERE id = 2")
    people.query("UPDATE audit SET id = 2 WHERE id = 1000000")
    run = people.ccerctl("audit", "verify")
    people.query("UPDATE audit SET id = 1000000 WHERE id = 1")
    people.query("UPDATE audit SET id = 1 WHERE id = 2")
    people.query("UPDATE audit SET id = 2 WHERE id = 1000000")
    assert run.returncode == 1 and "broken at row 1" in run.stderr
    assert people.ccerctl("audit", "verify").returncode == 0


@pytest.mark.parametrize("command", [
    [], ["migrate"], ["check"], ["keys"], ["keys", "make"], ["keys", "use"], ["staff"], ["staff", "add"], ["staff", "list"], ["audit"],
    ["audit", "verify"], ["conf"]])
def test_help_everywhere(server, command):
    run = server.ccerctl(*command, "--help")
    assert run.returncode == 0 and run.stdout.startswith("usage: ccerctl")


def test_wrong_calls(server):
    for wrong in ([], ["nonsense"], ["audit"], ["staff", "remove"], ["keys", "lose"], ["keys", "use"], ["keys", "retire", "0"], ["keys", "use", "1x"], ["keys", "add", "2"], ["migrate", "--sql"]):
        assert server.ccerctl(*wrong).returncode == 2
