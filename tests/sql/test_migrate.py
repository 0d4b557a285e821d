"""ccerctl migrate: each file once, changed ones refused, broken ones stop everything, rights are exactly grant.sql's."""
import shutil
import stat

import pymysql
import pytest


@pytest.fixture
def copy(server, tmp_path):
    """A copy of sql/ to spoil; what it leaves in the database is taken out again."""
    shutil.copytree(server.sql, tmp_path / "sql")
    yield tmp_path / "sql"
    server.query("DELETE FROM migration WHERE name = '9999_test.sql' OR name LIKE 'seed/zz%%'")
    server.query("DROP TABLE IF EXISTS spoil")


def test_second_run_changes_nothing(server):
    before = server.query("SELECT * FROM migration ORDER BY name")
    run = server.migrate()
    assert run.returncode == 0 and "0 migrations applied" in run.stdout
    assert server.query("SELECT * FROM migration ORDER BY name") == before


def test_changed_file_is_refused(server, copy):
    with open(copy / "migrate" / "0001_base.sql", "a") as f:
        f.write("-- later thought\n")
    run = server.migrate(copy)
    assert run.returncode == 1 and "must not change" in run.stderr


def test_broken_file_stops_every_later_run(server, copy):
    path = copy / "migrate" / "9999_test.sql"
    path.write_text("CREATE TABLE spoil (id INT PRIMARY KEY); INSERT INTO nowhere VALUES (1); DROP TABLE spoil;")
    run = server.migrate(copy)
    assert run.returncode == 1 and "statement 2" in run.stderr and "broke off" in run.stderr
    path.write_text("SELECT 1;")
    run = server.migrate(copy)
    assert run.returncode == 1 and "never ended" in run.stderr


def test_several_statements_and_a_comment_at_the_end(server, copy):
    (copy / "migrate" / "9999_test.sql").write_text(
        "CREATE TABLE spoil (id INT PRIMARY KEY);\nINSERT INTO spoil VALUES (1); -- last\n-- words\n")
    assert server.migrate(copy).returncode == 0
    assert server.query("SELECT id FROM spoil") == [{"id": 1}]


def test_seed_is_loaded_again_only_when_it_changed(server, copy):
    seed = copy / "seed" / "zz_test.sql"
    seed.write_text("INSERT INTO reason (id, applies_to, problem, remedy) VALUES (900001, 'field', '一', '二')"
                    " ON DUPLICATE KEY UPDATE problem = '一';")
    assert server.migrate(copy).returncode == 0
    server.query("UPDATE reason SET problem = '编辑过' WHERE id = 900001")
    assert server.migrate(copy).returncode == 0
    assert server.query("SELECT problem FROM reason WHERE id = 900001") == [{"problem": "编辑过"}]
    seed.write_text("INSERT INTO reason (id, applies_to, problem, remedy) VALUES (900001, 'field', '𠮷', '二')"
                    " ON DUPLICATE KEY UPDATE problem = '𠮷';")
    assert server.migrate(copy).returncode == 0
    assert server.query("SELECT problem FROM reason WHERE id = 900001") == [{"problem": "𠮷"}]
    server.query("DELETE FROM reason WHERE id = 900001")


def test_broken_seed_leaves_nothing(server, copy):
    (copy / "seed" / "zz_bad.sql").write_text(
        "INSERT INTO reason (id, applies_to, problem, remedy) VALUES (900002, 'field', '一', '二'); SELECT nothing;")
    assert server.migrate(copy).returncode == 1
    assert not server.query("SELECT id FROM reason WHERE id = 900002")


def test_passwords_are_secret_files(server):
    for user in ("portal", "office", "hook", "courier", "cashier"):
        mode = (server.keys / "db" / f"ccer_{user}").stat().st_mode
        assert stat.S_IMODE(mode) == 0o400


def test_a_right_removed_from_grant_sql_is_gone(server, copy):
    grant = copy / "grant.sql"
    text = grant.read_text()
    server.query("GRANT DELETE ON audit TO 'ccer_portal'@'localhost'")
    grant.write_text(text + "\n-- changed\n")
    assert server.migrate(copy).returncode == 0
    rights = server.query("SELECT PRIVILEGE_TYPE AS p FROM information_schema.TABLE_PRIVILEGES"
                          " WHERE GRANTEE = %s AND TABLE_NAME = 'audit'", "'ccer_portal'@'localhost'")
    assert {r["p"] for r in rights} == {"INSERT"}


@pytest.mark.parametrize("user, statement", [
    ("ccer_portal", "SELECT mobile_sealed FROM staff"),
    ("ccer_portal", "UPDATE application_version SET submitted_at = NOW()"),
    ("ccer_portal", "UPDATE audit SET detail = ''"),
    ("ccer_portal", "DELETE FROM audit"),
    ("ccer_portal", "UPDATE version_field SET value_sealed = ''"),
    ("ccer_portal", "INSERT INTO trading_account (number) VALUES ('x')"),
    ("ccer_office", "DELETE FROM audit"),
    ("ccer_office", "UPDATE visitor SET username = 'x'"),
    ("ccer_office", "INSERT INTO staff_role (staff_id, role) VALUES (1, 'auditor')"),
    ("ccer_office", "UPDATE application_field SET value_sealed = ''"),
    ("ccer_office", "UPDATE decision SET verdict = 'pass'"),
    ("ccer_courier", "UPDATE audit SET detail = ''"),
    ("ccer_courier", "DELETE FROM audit"),
    ("ccer_courier", "UPDATE audit_link SET hash = ''"),
    ("ccer_courier", "DELETE FROM audit_link"),
    ("ccer_portal", "INSERT INTO audit_link VALUES (1, 1, '')"),
    ("ccer_portal", "INSERT INTO audit_waiting (id, since) VALUES (1, NOW())"),
    ("ccer_portal", "DELETE FROM audit_waiting"),
    ("ccer_portal", "UPDATE audit_head SET last_id = 1"),
    ("ccer_office", "UPDATE audit_head SET last_id = 1"),
    ("ccer_courier", "SELECT password_hash FROM staff"),
    ("ccer_courier", "SELECT name FROM staff"),
    ("ccer_hook", "SELECT COUNT(*) FROM application"),
    ("ccer_portal", "CREATE TABLE mine (id INT)"),
    ("ccer_portal", "SELECT COUNT(*) FROM migration"),
])
def test_rights_end_where_they_should(server, user, statement):
    password = (server.keys / "db" / user).read_text()
    connection = server.connect(user, password)
    with pytest.raises(pymysql.err.OperationalError) as refused, connection.cursor() as cursor:
        cursor.execute(statement)
    assert refused.value.args[0] in (1142, 1143)
    connection.close()


@pytest.mark.parametrize("user", ["root", "ccer_portal", "ccer_office", "ccer_hook", "ccer_courier"])
def test_every_statement_is_good_sql(server, user):
    run = server.ccerctl("check", "--only", "database", user=user)
    assert run.returncode == 0, run.stdout + run.stderr
