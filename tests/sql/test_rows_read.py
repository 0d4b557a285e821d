"""Every statement of sql/query against fifty thousand applications and all that hangs on them (ccerctl demo), run with values that are
there: what it reads does not grow with what is finished. The server's own counters are held (Handler_read…, Sort_rows), not its plans."""
import re
import subprocess

import pymysql
import pytest

from conftest import BUILD, Server
from test_explain import WHOLE, statements

STATEMENTS = statements()
CASES = 50000
PAGE = 50          # rows of a page
TIMES_SHOWN = 20   # rows read for each row shown, of a page at least
SORTED = 2 * (PAGE + 2)  # a page, twice: in a part and in the whole
REFUSED = (1048, 1366, 1644)  # no such row is there; a trigger
ROLES = {"initial_reviewer": "exchange", "second_reviewer": "exchange", "exchange_supervisor": "exchange", "receiver": "registry",
         "registry_reviewer": "registry"}

# Statements that read all there is because that is what they are for; whoever adds one says why.
ALL = WHOLE | {
    "queue_tally_differences",  # ccerctl check --only tallies, when asked
    "audit_unlinked",  # ccerctl audit verify: a thousand rows at a time
    "revision_touched",  # open applications of other revisions: all that are open are looked through, while such a revision is new
}
# Times so many more: a number that is capped at a thousand is read, put aside and counted; a list is shown with what its lines add up to.
MORE = {"finance_tallies": 3, "hand_over_list": 2}
# Values that cannot be taken from a row: {statement: {parameter: SQL}}, "" for every statement.
GIVEN = {
    "": {"max": "51", "look": "400", "all": "1", "everything": "1", "exchange": "1", "registry": "1", "anywhere": "0", "n": "1",
         "long_ago": "'1000-01-01'", "never": "'9999-12-31'", "today": "CURDATE()", "horizon": "CURDATE() + INTERVAL 60 DAY",
         "begins": "'KH20%'", "last": "''", "pattern": "'北京%'", "gram": "'北京'", "name": "'北京'", "oldest": "0", "staff_id": "1", "sequence": "1"},
    "queue_next": {"state": "'initial_review'"},
    "objection_decide": {"agreed": "1", "staff_id": "(SELECT MIN(id) FROM staff)"},
    "queue_search_uscc": {"begins": "'9111%'"},
    "queue_search_uscc_reach": {"begins": "'9111%'"},
    "queue_search_name": {"oldest": "(SELECT MAX(id) FROM application) * 0.9"},
}
# The state somebody is most likely to ask for is the fullest.
STATES = {"state": "'opened'", "from": "'initial_review'", "to": "'awaiting_paper'", "order_state": "'paid'"}


class Filled:
    def __init__(self, server):
        self.server, self.connection, self.samples = server, server.connect(), {}
        self.tables = {next(iter(row.values())): None for row in self.rows("SHOW TABLES")}

    def rows(self, sql):
        with self.connection.cursor() as c:
            c.execute(sql)
            return c.fetchall()

    def columns(self, table):
        if not self.tables[table]:
            self.tables[table] = {row["Field"]: row["Type"] for row in self.rows("SHOW COLUMNS FROM `%s`" % table)}
        return self.tables[table]

    def sample(self, table, column):
        """The column's value in a row from the middle of the table, as SQL; NULLs do not count."""
        if (table, column) not in self.samples:
            found = self.rows("SELECT QUOTE(`%s`) AS quoted, HEX(`%s`) AS hex FROM `%s` WHERE `%s` IS NOT NULL LIMIT 1 OFFSET 7" % (
                (column, column, table, column)))
            binary = "binary" in self.columns(table)[column] or "blob" in self.columns(table)[column]
            self.samples[table, column] = "NULL" if not found else "X'%s'" % found[0]["hex"] if binary else found[0]["quoted"]
        return self.samples[table, column]


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    server = Server(tmp_path_factory.mktemp("demo"))
    server.start()
    try:
        assert server.ccerctl("keys", "make").returncode == 0
        assert server.migrate().returncode == 0
        for i, (role, organisation) in enumerate(ROLES.items()):
            assert server.ccerctl("staff", "add", "--username", role.replace("_", ""), "--name", "演示", "--organisation", organisation, "--role", role,
                                  "--mobile", "1390000000%d" % i, "--generate", input="").returncode == 0
        conf = server.conf("root", "[site]\nprofile = test\n")
        done = subprocess.run([str(BUILD / "ccerctl"), "-c", str(conf), "demo", "--cases", str(CASES)], capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr
        filled = Filled(server)
        for table in filled.tables:
            filled.rows("ANALYZE TABLE `%s`" % table)
        yield filled
        filled.connection.close()
    finally:
        server.stop()


def aliases(text, tables):
    """Alias → table, of the whole statement."""
    found = {}
    for table, alias in re.findall(r"\b(?:FROM|JOIN|UPDATE|INTO)\s+(\w+)(?:\s+(?:AS\s+)?(?!SET|WHERE|ON|LEFT|JOIN|ORDER|GROUP|LIMIT|FOR|UNION)(\w+))?",
                                   text):
        if table in tables:
            found[alias or table] = table
    return found


def compared(text, name):
    """(alias, column, operator) of what a parameter is compared with."""
    m = (re.search(r"(?:(\w+)\.)?(\w+)\s*(=|<=|>=|<>|<|>|<=>|LIKE)\s*(?:CONVERT\()?:%s\b" % name, text)
         or re.search(r"(?:(\w+)\.)?(\w+),\s*0\)\s*(=)\s*:%s\b" % name, text))
    return m.groups() if m else (None, None, None)


def value(filled, statement, text, name):
    given = {**GIVEN[""], **GIVEN.get(statement, {})}
    if name in GIVEN.get(statement, {}) or name in given and name not in ("name", "n"):
        return given[name]
    if name in STATES:
        return STATES[name]
    alias, column, operator = compared(text, name)
    near = aliases(text, filled.tables)
    for table in [near[alias]] if alias in near else near.values():
        if column not in filled.columns(table):
            continue
        date = filled.columns(table)[column].startswith("date")
        if operator in ("<", "<="):
            return "UTC_TIMESTAMP() - INTERVAL 1 DAY" if date else "4000000000"
        if operator in (">", ">="):
            return "UTC_TIMESTAMP() - INTERVAL 1 DAY" if date else "0"
        return filled.sample(table, column)
    return given.get(name, "UTC_TIMESTAMP()" if re.search(r"now|_at$|until|due|since|before", name) else "1")


def filled_in(filled, statement, text):
    return re.sub(r"(?<![:\w]):([a-z]\w*)", lambda m: value(filled, statement, text, m.group(1)), text)


def counters(c):
    c.execute("SHOW SESSION STATUS WHERE Variable_name LIKE 'Handler_read%' OR Variable_name = 'Sort_rows'")
    found = {row["Variable_name"]: int(row["Value"]) for row in c.fetchall()}
    return sum(n for name, n in found.items() if name.startswith("Handler_read") and name != "Handler_read_retry"), found["Sort_rows"]


def measured(filled, sql):
    """(rows shown, rows read, rows sorted) of a statement, which leaves nothing behind."""
    with filled.connection.cursor() as c:
        c.execute("START TRANSACTION")
        c.execute("FLUSH STATUS")
        shown = c.execute(sql)
        c.fetchall()
        read, in_order = counters(c)
        c.execute("ROLLBACK")
    return shown, read, in_order


@pytest.mark.parametrize("name", sorted(STATEMENTS))
def test_what_is_read_does_not_grow_with_what_is_finished(filled, name):
    text = STATEMENTS[name]
    if name in ALL or not re.match(r"\(?(SELECT|UPDATE|DELETE)\b", text, re.I):
        pytest.skip("no search")
    sql = filled_in(filled, name, text)
    try:
        shown, read, in_order = measured(filled, sql)
    except pymysql.err.MySQLError as e:
        filled.connection.rollback()
        assert e.args[0] in REFUSED, (e, sql)
        pytest.skip("what is there may not be changed so")
    assert read <= TIMES_SHOWN * max(shown, PAGE) * MORE.get(name, 1), "%d rows read for %d:\n%s" % (read, shown, sql)
    assert in_order <= max(SORTED, shown), "%d rows sorted for %d:\n%s" % (in_order, shown, sql)


def test_a_scan_and_a_sort_would_be_seen(filled):
    """The measure itself."""
    assert measured(filled, "SELECT id FROM application WHERE subject = 'x'")[1] >= CASES
    assert measured(filled, "SELECT id FROM application WHERE state = 'opened' ORDER BY org_name LIMIT 5")[2] >= 5


def test_the_demonstration_is_whole(filled):
    """Its chain verifies, its tallies are right, one in ten is under way, in every state there is."""
    states = {row["state"]: row["n"] for row in filled.rows("SELECT state, COUNT(*) AS n FROM application GROUP BY state")}
    under_way = sum(n for state, n in states.items() if state not in ("opened", "refused", "withdrawn"))
    assert sum(states.values()) == CASES and len(states) == 11 and under_way == CASES / 10
    for command in (("audit", "verify"), ("check", "--only", "tallies")):
        done = filled.server.ccerctl(*command)
        assert done.returncode == 0, done.stdout + done.stderr


def test_a_demonstration_is_made_in_an_empty_installation_for_trying_only(filled):
    for settings, why in (("[site]\nprofile = test\n", "registered here already"), ("", "production")):
        done = filled.server.ccerctl("demo", "--cases", "10", conf=filled.server.conf("root", settings))
        assert done.returncode == 1 and why in done.stdout + done.stderr
