"""sql/grant.sql against what each program can ask for (tests/lib/statements.py), by the rules of both servers: MariaDB is asked, what
MySQL wants besides stands here."""
import re
import subprocess

import pymysql
import pytest

from conftest import ROOT
from statements import Source

PROGRAMS = ["portal", "office", "hook", "courier", "cashier", "scanner"]
# What can be reached and is not theirs: rows of the table of moves others take, and a message named like a function.
MOVES_OF_THE_OFFICE = {"review_decision_insert", "review_correction_insert", "review_proposal", "review_hand_over_line", "account_bind",
                       "account_registry_insert", "account_trading_insert", "fee_order_insert", "fee_line_insert", "holder_insert"}
FREEZING = {"version_insert", "version_field_insert", "version_file_insert", "version_digest", "application_gram_add", "application_gram_remove"}
SUBMITTING = FREEZING | {
    "version_mark_insert", "version_right_marks", "application_contact_confirmed", "application_fields", "application_section_states",
    "application_sequence_next", "application_sequence_value", "application_uscc_taken", "material_catalogue", "material_slots"}
OPENING = {"account_number_next", "account_number_read", "paper_rows", "review_right_marks", "review_wrong_marks"}
NOT_THEIRS = {
    "portal": MOVES_OF_THE_OFFICE | {"paper_received"},
    "office": FREEZING | {"scan_removed", "payment_attempt_settled"},  # its money comes from a bank: no attempt
    "hook": {"paper_received"},
    "courier": SUBMITTING | OPENING | MOVES_OF_THE_OFFICE - {"fee_order_insert", "fee_line_insert"} | {"paper_received"},
    "cashier": {"paper_received"},
    "scanner": {"paper_received"},
}
REFUSED = (1044, 1142, 1143, 1227, 1370)
LOCKS = re.compile(r"^\(?SELECT\b.*\b(FOR UPDATE|FOR SHARE|LOCK IN SHARE MODE)\b", re.S)


@pytest.fixture(scope="module")
def texts():
    """Statement → its text, as the programs have it."""
    lines = subprocess.run(["awk", "-v", "out=sql", "-v", "states=%s/fcgi/core/application/states.def" % ROOT,
                            "-v", "ways=%s/fcgi/gate/pay/pay_ways.def" % ROOT, "-f", ROOT / "fcgi/db/sqlgen.awk", *sorted((ROOT / "sql/query").glob("*.sql"))],
                           check=True, capture_output=True, text=True).stdout.splitlines()
    return dict(line.split("\t", 1) for line in lines)


@pytest.fixture(scope="module")
def reached(texts):
    """Program → statements."""
    source = Source(ROOT)
    return {program: source.statements(main_of(program)) & set(texts) for program in PROGRAMS}


def main_of(program):
    """Some have a room of their own."""
    file = "%s.c" % program
    return "main/" + (file if (ROOT / "fcgi/main" / file).exists() else program + "/" + file)


def rights(grants):
    """(user, table) → privileges, on the table or on some of its columns; table "*": on all."""
    found = {}
    for what, table, user in re.findall(r"^GRANT (.+?)\s+ON (\S+)\s+TO '(\w+)'", grants, re.M):
        names = re.sub(r"\([^)]*\)", "", what)
        found.setdefault((user, table), set()).update(name.strip() for name in names.split(","))
    return found


def locked(text):
    """The tables a locking read locks: those of the query itself, not of queries within it."""
    while True:
        flat = re.sub(r"(?<!^)\([^()]*\)", " ", text)
        if flat == text:
            return re.findall(r"\b(?:FROM|JOIN)\s+([a-z_]+)", flat) if LOCKS.match(text) else []
        text = flat


def mysql_refuses(user, text, given):
    """The tables MySQL would not let this user lock: it wants UPDATE (one column will do), DELETE or LOCK TABLES beside SELECT."""
    return [table for table in locked(text)
            if not {"UPDATE", "DELETE", "LOCK TABLES"} & (given.get((user, table), set()) | given.get((user, "*"), set()))]


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_program_may_do_whatever_it_can_reach_at_mariadb(server, texts, reached, program):
    user = "ccer_" + program
    connection = server.connect(user, (server.keys / "db" / user).read_text())
    refused = {}
    with connection.cursor() as cursor:
        for name in sorted(reached[program]):
            try:
                cursor.execute("PREPARE tried FROM '%s'" % texts[name].replace("\\", "\\\\").replace("'", "''"))
            except pymysql.err.OperationalError as e:
                assert e.args[0] in REFUSED, (name, e)
                refused[name] = e.args[1]
    connection.close()
    assert set(refused) == NOT_THEIRS[program], {n: refused.get(n, "may, but is listed") for n in set(refused) ^ NOT_THEIRS[program]}


@pytest.mark.parametrize("program", PROGRAMS)
def test_what_a_program_locks_it_may_lock_at_mysql(texts, reached, program):
    given = rights((ROOT / "sql/grant.sql").read_text())
    refused = {name: tables for name in reached[program] - NOT_THEIRS[program]
               if (tables := mysql_refuses("ccer_" + program, texts[name], given))}
    assert not refused


VERBS = {"INSERT": r"\bINSERT (?:IGNORE )?INTO ([a-z_]+)",
         "UPDATE": r"^UPDATE ([a-z_]+)|^INSERT INTO ([a-z_]+) .* ON DUPLICATE KEY UPDATE ",
         "DELETE": r"^DELETE FROM ([a-z_]+)", "SELECT": r"\b(?:FROM|JOIN|UPDATE|INTO) ([a-z_]+)"}


def wanted(text):
    """(table, privilege) this statement may want. UPDATE lets MySQL lock."""
    text = " ".join(text.split())
    return {(table, verb) for verb, pattern in VERBS.items() for found in re.finditer(pattern, text) for table in found.groups() if table} \
        | {(table, "lock") for table in locked(text)}


def unwanted(user, texts, given):
    """(table, privilege) that is given and no statement wants."""
    want = set().union(*map(wanted, texts))
    mine = {table: rights for (whose, table), rights in given.items() if whose == user and table != "*"}
    locks = {table for table, verb in want if verb == "lock" and "DELETE" not in mine.get(table, ())}
    if not given.get((user, "*")):
        want |= {(table, "UPDATE") for table in locks}
    return sorted((table, right) for table, rights in mine.items() for right in rights if (table, right) not in want)


@pytest.mark.parametrize("program", PROGRAMS)
def test_a_program_may_do_nothing_that_it_never_does(texts, reached, program):
    given = rights((ROOT / "sql/grant.sql").read_text())
    assert not unwanted("ccer_" + program, [texts[name] for name in reached[program] - NOT_THEIRS[program]], given)


def test_a_right_too_many_would_be_found():
    """The measure itself."""
    given = rights("GRANT SELECT, INSERT, UPDATE ON a TO 'x'@'localhost';\nGRANT SELECT, DELETE ON b TO 'x'@'localhost';\n"
                   "GRANT SELECT, UPDATE (n) ON c TO 'x'@'localhost';\n")
    some = ["INSERT INTO a (n) VALUES (1)\n ON DUPLICATE KEY UPDATE n = 2", "SELECT n FROM b", "SELECT n FROM c WHERE id = 1 FOR UPDATE"]
    assert unwanted("x", some, given) == [("b", "DELETE")]
    assert unwanted("x", some, {**given, ("x", "*"): {"LOCK TABLES"}}) == [("b", "DELETE"), ("c", "UPDATE")]


def test_a_lock_without_a_right_would_be_found():
    """The measure itself."""
    text = "SELECT o.id FROM fee_order o JOIN account a ON a.id = o.account WHERE EXISTS (SELECT 1 FROM other) FOR UPDATE"
    given = rights("GRANT SELECT, INSERT           ON fee_order TO 'x'@'localhost';\n"
                   "GRANT SELECT, UPDATE (a, b)    ON account TO 'x'@'localhost';\n")
    assert locked(text) == ["fee_order", "account"]
    assert mysql_refuses("x", text, given) == ["fee_order"]
    assert not mysql_refuses("x", text, {**given, ("x", "*"): {"LOCK TABLES"}})
    assert not locked(text.replace(" FOR UPDATE", ""))


def test_every_program_can_reach_its_own(reached):
    """What each of them certainly does; whoever reaches nothing was not read rightly."""
    for program, statement in (("portal", "payment_order_lock"), ("office", "review_decision_insert"), ("hook", "payment_insert"),
                               ("courier", "outbox_lease"), ("cashier", "payment_attempt_claim"), ("scanner", "scan_done")):
        assert statement in reached[program]
