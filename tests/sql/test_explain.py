"""Every statement of sql/query finds its rows by an index when the tables hold some thousand rows: no full scan of a table
that grows. Small tables (staff, notice, calendar …) may be read whole."""
import functools
import re
import secrets

import pytest

from conftest import ROOT

# Tables that grow with every application; the others stay small.
GROWING = {"application_gram", "file_removed", "visitor", "session", "kept_form", "one_time_code", "rate", "rate_lock", "form_key", "application", "application_section",
           "application_field", "application_version", "version_field", "version_file", "application_file", "file", "mark",
           "decision", "correction", "refusal_proposal", "application_event", "shipment", "paper", "hand_over",
           "hand_over_line", "hand_over_paper", "registry_account", "trading_account", "binding", "holder",
           "fee_order", "fee_order_line", "payment_attempt", "payment", "payment_callback", "refund", "bill_row", "pay_link", "bank_transfer", "invoice",
           "payment_mismatch", "bank_entry", "invoice_batch",
           "fee_reminder", "correction_reminder", "kind_change", "outbox", "audit", "audit_link", "audit_waiting", "contact_confirmation", "revision_choice"}
# Statements that read a whole table because that is what they are for.
WHOLE = {
    "audit_step",  # a thousand rows of the chain, of which ccerctl audit verify looks at all
    "staff_role_list", "migration_list", "migration_users",
    "reseal_kept_form_next",  # of the last half hour
} | {  # ccerctl keys counts what each key still has
    "reseal_%s_keys" % column for column in (
        "version_field", "application_field", "visitor_mobile", "staff_mobile", "staff_authenticator", "holder_name", "holder_mobile",
        "outbox_recipient", "outbox_values", "kept_form")
}
LINES = 2000
OPEN = [("initial_review", 60), ("returned", 30), ("awaiting_paper", 40), ("paper_review", 40), ("to_hand_over", 20),
        ("handed_over", 20), ("registry_review", 30), ("draft", 60)]

VALUES = {  # by name of the parameter; everything else is a number
    "state": "'initial_review'", "from": "'initial_review'", "to": "'returned'", "stage": "'initial_review'",
    "pattern": "'样本%'", "code": "'subject_licence'", "slot": "'document'", "section": "'organisation'",
    "public_id": "'p000000000000000000077'", "username": "'user77'", "number": "'KH20260101000077'", "uscc": "'u77'",
    "login": "'R0000000077'", "role": "'initial_reviewer'", "realm": "'visitor'", "target": "'field:uscc'",
    "name": "'uscc'", "field": "'uscc'", "object": "'application:77'", "purpose": "'register'", "notice": "'code'",
    "channel": "'sms'", "provider_id": "'x'", "lease": "UNHEX('00112233445566778899AABBCCDDEEFF')",
    "verdict": "'right'", "kind": "'other'", "account_kind": "'registry'", "provider": "'alipay'", "reference": "'r0000000000000000000000000000077'",
    "trade_no": "'t77'", "exact": "'t77'", "order_state": "'open'", "entry_number": "'e77'", "horizon": "'2026-12-31'", "today": "'2026-11-22'", "day": "'2026-11-22'",
    "token_hash": "UNHEX(SHA2('1',256))", "bucket": "UNHEX(SHA2('1',256))", "key_hash": "UNHEX(SHA2('1',256))",
    "subject_index": "UNHEX(SHA2('1',256))", "id_hash": "UNHEX(SHA2('1',256))", "value_index": "UNHEX(SHA2('1',256))",
    "mobile_index": "UNHEX(SHA2('1',256))", "sha": "UNHEX(SHA2('1',256))", "hash": "UNHEX(SHA2('1',256))",
    "index": "UNHEX(SHA2('1',256))", "tracking": "'SF77'", "begins": "'KH202601010000%'", "gram": "'样本'",
}
TIMES = {"late", "now", "since", "seen_since", "created_since", "due", "until", "before", "seen_before", "created_before", "older", "lease_until", "at", "expires"}


@functools.cache
def statements():
    found = {}
    for path in sorted((ROOT / "sql" / "query").glob("*.sql")):
        for name, body in re.findall(r"^-- name: (\w+)\n(.*?)(?=^-- name: |\Z)", path.read_text(), re.M | re.S):
            text = "\n".join(line for line in body.split("\n") if not line.startswith("--")).strip().rstrip(";")
            found[name] = put_in(text)
    return found


def states(conditions):
    """The names @states(...) stands for, by the table of states."""
    columns = "id name keeper work reviewed marks papers term days step step_up".split()
    rows = [dict(zip(columns, re.split(r",\s*", row))) for row in re.findall(
        r"^STATE\((.*)\)$", (ROOT / "fcgi/core/application/states.def").read_text(), re.M)]
    for condition in conditions.split(","):
        column, negated, values = re.fullmatch(r"(\w+)(!?)=(.*)", condition).groups()
        rows = [r for r in rows if (r[column] in values.split("|")) != bool(negated)]
    return "(%s)" % ", ".join("'%s'" % r["name"] for r in rows)


@functools.cache
def columns_written_once():
    return {name: columns for path in (ROOT / "sql" / "query").glob("*.sql") for name, columns in re.findall(
        r"^-- columns: (\w+)\n(.*?);", path.read_text(), re.M | re.S)}


def put_in(text):
    """What fcgi/db/sqlgen.awk puts in: lists of states, the ways to pay, columns that are written once."""
    text = re.sub(r"@states\(([^)]*)\)", lambda m: states(m.group(1)), text)
    text = text.replace("@ways", ", ".join("'%s'" % way for way in re.findall(
        r"^PAY_WAY\((\w+)", (ROOT / "fcgi/gate/pay/pay_ways.def").read_text(), re.M)))
    return re.sub(r"@(\w+)", lambda m: columns_written_once()[m.group(1)], text)


def literal(name, text):
    """A value of the parameter, of the kind of the column it is compared with."""
    if name in ("since", "before", "due") and not re.search(r"(_since|_at|_on|_until)\s*[<>=]+\s*:%s\b" % name, text):
        return "77"
    if name in TIMES or name.endswith("_at") or name.endswith("_before"):
        return "'2026-06-01 00:00:00'"
    return VALUES.get(name, "77")


def fill_in(text):
    return re.sub(r"(?<![:\w]):([a-z]\w*)", lambda m: literal(m.group(1), text), text)


@pytest.fixture(scope="module")
def full(server):
    """The schema with some thousand applications and all that hangs on them, in a schema of its own."""
    connection = server.connect()
    with connection.cursor() as c:
        c.execute("SHOW TABLES")
        tables = [next(iter(row.values())) for row in c.fetchall()]
        c.execute("CREATE DATABASE big")
        for table in tables:
            c.execute("CREATE TABLE big.`%s` LIKE ccer.`%s`" % (table, table))
            if table not in GROWING:
                c.execute("INSERT INTO big.`%s` SELECT * FROM ccer.`%s`" % (table, table))
    connection.select_db("big")
    fill(connection)
    yield connection
    with connection.cursor() as c:
        c.execute("DROP DATABASE big")
    connection.close()


def fill(connection):
    def many(sql, rows):
        # Later migrations append columns with defaults: a list of values means the first columns.
        short = re.match(r"INSERT INTO (\w+) VALUES \((.*)\)$", sql)
        if short:
            count = len(re.sub(r"'[^']*'|\([^()]*\)", "x", short.group(2)).split(","))
            c.execute("SHOW COLUMNS FROM " + short.group(1))
            columns = ", ".join(row["Field"] for row in c.fetchall()[:count])
            sql = sql.replace(" VALUES", " (%s) VALUES" % columns, 1)
        c.executemany(sql, rows)

    when = lambda i: "2026-%02d-%02d 0%d:00:00" % (1 + i % 12, 1 + i % 28, i % 10)  # noqa: E731
    h = secrets.token_bytes
    ids = range(1, LINES + 1)
    states = [s for s, n in OPEN for _ in range(n)]
    states += ["opened", "withdrawn", "refused"] * ((LINES - len(states)) // 3 + 1)
    public = lambda p, i: p + "%021d" % i  # noqa: E731
    with connection.cursor() as c:
        c.execute("SET foreign_key_checks = 0")
        many("INSERT INTO staff (id, username, name, organisation, password_hash, mobile_sealed, mobile_index,"
             " mobile_masked, created_at) VALUES (%s, %s, '甲', 'exchange', 'x', 'x', %s, 'x', NOW())",
             [(i, "staff%04d" % i, h(32)) for i in range(1, 31)])
        many("INSERT INTO staff_role VALUES (%s, 'initial_reviewer')", [(i,) for i in range(1, 31)])
        many("INSERT INTO visitor VALUES (%s, %s, 'x', 'x', %s, 'x', NOW())", [(i, "user%d" % i, h(32)) for i in ids])
        many("INSERT INTO application (id, public_id, visitor_id, number, state, version, revision_id, org_name, uscc,"
             " open_visitor_id, claimed_by, claimed_at, stage_since, due_on, created_at, submitted_at)"
             " VALUES (%s, %s, %s, %s, %s, 1, 7, %s, %s, %s, %s, %s, %s, '2026-12-01', NOW(), NOW())",
             [(i, public("p", i), i, "KH20260101%06d" % i, states[i], "样本%d公司" % i if i % 50 == 0 else "公司%d" % i,
               "u%d" % i, i if states[i] in dict(OPEN) else None, i % 30 + 1 if i % 3 == 0 else None,
               when(i) if i % 3 == 0 else None, when(i)) for i in ids])
        many("INSERT INTO application_gram VALUES (%s, %s)", [(gram, i) for i in ids for gram in ("样本" if i % 50 == 0 else "某某", "公司", "样")])
        many("INSERT INTO application_version VALUES (%s, 1, %s, 7, NOW())", [(i, h(32)) for i in ids])
        names = ["org_name", "uscc", "signatory_mobile", "trader_mobile"]
        many("INSERT INTO version_field VALUES (%s, 1, %s, 'x', %s)", [(i, n, h(32)) for i in ids for n in names])
        many("INSERT INTO application_field VALUES (%s, %s, 'x')", [(i, n) for i in ids for n in names])
        many("INSERT INTO application_section VALUES (%s, %s, 1, 1, NOW())",
             [(i, s) for i in ids for s in ("organisation", "signatory", "trader")])
        many("INSERT INTO file VALUES (%s, %s, %s, %s, 1, 'image/png', 'a', NOW())",
             [(i, public("f", i), i, h(32)) for i in ids])
        c.execute("UPDATE file SET scan_state = IF(id % 100 = 0, 'received', 'clean'), scan_due_at = IF(id % 100 = 0, NOW(), NULL),"
                  " forget_at = IF(id % 20 = 0, '2026-05-01', NULL)")
        many("INSERT INTO file_removed VALUES (%s, 'subject_licence', 'document', %s, NOW(), NOW(), 'file_infected')", [(i, i) for i in ids])
        many("INSERT INTO application_file (application_id, code, slot, file_id) VALUES (%s, 'subject_licence', 'document', %s)", [(i, i) for i in ids])
        many("INSERT INTO version_file (application_id, version, code, slot, file_id) VALUES (%s, 1, 'subject_licence', 'document', %s)", [(i, i) for i in ids])
        many("INSERT INTO mark (application_id, version, stage, target, verdict, staff_id, marked_at)"
             " VALUES (%s, 1, 'initial_review', %s, 'right', 3, NOW())",
             [(i, "field:" + n) for i in ids for n in names])
        many("INSERT INTO decision VALUES (%s, 1, 'initial_review', 'pass', %s, NULL, '', NOW())",
             [(i, i % 30 + 1) for i in ids])
        many("INSERT INTO correction (application_id, version, number, target, problem) VALUES (%s, 1, 1, 'field:uscc', 'x')", [(i,) for i in ids])
        many("INSERT INTO refusal_proposal VALUES (%s, 1, 'initial_review', 2, 'x', NOW())",
             [(i,) for i in ids if i % 5 == 0])
        many("INSERT INTO application_event (application_id, version, action, from_state, to_state, actor_kind, actor_id,"
             " happened_at) VALUES (%s, 1, 'pass', 'draft', 'returned', 'staff', 3, NOW())", [(i,) for i in ids] * 3)
        many("INSERT INTO shipment VALUES (%s, 1, 0, 'x', %s, NOW())", [(i, "SF%d" % i) for i in ids])
        many("INSERT INTO paper VALUES (%s, 1, %s, 2, 1, 1, 1, NULL, 3, NOW())",
             [(i, m) for i in ids for m in ("subject_licence", "trading_form")])
        many("INSERT INTO hand_over VALUES (%s, %s, 3, NOW())", [(i, "YJ20260101%05d" % i) for i in ids])
        many("INSERT INTO hand_over_line VALUES (%s, %s, 1, 2, 'accepted', 2, '', 3, NOW())", [(i, i) for i in ids])
        many("INSERT INTO hand_over_paper VALUES (%s, %s, %s, 2, NULL)",
             [(i, i, m) for i in ids for m in ("subject_licence", "trading_form")])
        for kind, letter in (("registry", "R"), ("trading", "T")):
            many("INSERT INTO " + kind + "_account VALUES (%s, %s, %s, %s, '公司', 'other', 'active', NOW())",
                 [(i, "%s%010d" % (letter, i), i, "u%d" % i) for i in ids])
            many("INSERT INTO holder (login, account_kind, account_id, role, name_sealed, mobile_sealed, mobile_masked,"
                 " activation_hash, activation_until) VALUES (%s, %s, %s, 'initiator', 'x', 'x', 'x', %s, NOW())",
                 [("%s%010d" % (letter, i), kind, i, h(32)) for i in ids])
        many("INSERT INTO binding VALUES (%s, %s, NOW())", [(i, i) for i in ids])
        many("INSERT INTO fee_order VALUES (%s, %s, %s, 1, 'open', NOW())", [(i, public("o", i), i) for i in ids])
        many("INSERT INTO fee_order_line VALUES (%s, 'opening', 1, %s, 1)", [(i, i) for i in ids])
        many("INSERT INTO payment_attempt (id, reference, order_id, live_order, provider, amount_fen, state, next_at,"
             " created_at, expires_at) VALUES (%s, %s, %s, %s, 'alipay', 1, %s, %s, %s, %s)",
             [(i, "r%031d" % i, i, i if i % 50 == 0 else None, "open" if i % 50 == 0 else "closed",
               when(i) if i % 50 == 0 else None, when(i), when(i)) for i in ids])
        many("INSERT INTO payment (id, provider, trade_no, order_id, applied_order, attempt_id, amount_fen, paid_at, paid_on,"
             " source, state, recorded_at) VALUES (%s, 'alipay', %s, %s, %s, %s, 1, %s, %s, 'callback', %s, %s)",
             [(i, "t%d" % i, i, i if i % 20 else None, i, when(i), when(i)[:10], "applied" if i % 20 else "surplus", when(i))
              for i in ids])
        many("INSERT INTO payment_callback (provider, received_at, ip, headers, body, verdict, reference)"
             " VALUES ('alipay', %s, '::1', '', 'x', 'applied', %s)", [(when(i), "r%031d" % i) for i in ids])
        many("INSERT INTO payment_mismatch (attempt_id, order_id, provider, source, differs, trade_no, amount_fen, currency,"
             " noted_at) VALUES (%s, %s, 'alipay', 'query', 'amount', %s, 1, 'CNY', %s)",
             [(i, i, "m%d" % i, when(i)) for i in ids])
        many("INSERT INTO refund (id, public_id, payment_id, live_payment, amount_fen, reason, state, proposed_by, proposed_at,"
             " provider, next_at) VALUES (%s, %s, %s, %s, 1, 'x', %s, 3, %s, 'alipay', %s)",
             [(i, public("r", i), i, i, "done" if i % 100 else "approved", when(i), None if i % 100 else when(i)) for i in ids])
        many("INSERT INTO bill_row (provider, day, kind, number, reference, there_fen, here_fen, result)"
             " VALUES ('alipay', %s, 'payment', %s, %s, 1, 1, 'matched')",
             [(when(i)[:10], "t%d" % i, "r%031d" % i) for i in ids])
        many("INSERT INTO pay_link VALUES (%s, %s, 3, %s, %s, NULL)", [(h(32), i, when(i), when(i)) for i in ids])
        many("INSERT INTO bank_transfer (id, public_id, order_id, live_order, payer_name, declared_on, state, declared_at)"
             " VALUES (%s, %s, %s, %s, 'x', '2026-06-01', %s, %s)",
             [(i, public("b", i), i, i if i % 20 == 0 else None, "declared" if i % 20 == 0 else "rejected", when(i))
              for i in ids])
        many("INSERT INTO invoice (order_id, title, tax_number, kind, email, state, requested_at)"
             " VALUES (%s, 'x', 'x', 'ordinary', 'x', 'issued', %s)", [(i, when(i)) for i in ids])
        many("INSERT INTO kind_change (trading_account_id, live_account, from_kind, to_kind, reason, state, proposed_by,"
             " proposed_at) VALUES (%s, %s, 'other', 'local_emitter', 'x', %s, 3, NOW())",
             [(i, None if i % 100 else i, "confirmed" if i % 100 else "proposed") for i in ids])
        many("INSERT INTO correction_reminder VALUES (%s, 1, 10, NOW())", [(i,) for i in ids])
        many("INSERT INTO fee_reminder VALUES (%s, '2026-06-01', 60, NOW())", [(i,) for i in ids])
        many("INSERT INTO outbox (public_id, channel, name, recipient_sealed, recipient_masked, values_sealed,"
             " application_id, state, due_at, created_at) VALUES (%s, 'sms', 'code', 'x', 'x', 'x', %s, %s, %s, NOW())",
             [(public("m", i), i % LINES, "sent" if i % 100 else "waiting", when(i)) for i in range(2 * LINES)])
        many("INSERT INTO audit VALUES (%s, NOW(), 'staff', 3, '::1', 'file.view', %s, '{}', %s)",
             [(i, "application:%d" % i, h(32)) for i in ids])
        many("INSERT INTO audit_link VALUES (%s, %s, %s)", [(i, i, h(32)) for i in ids])
        many("INSERT INTO audit_waiting VALUES (%s, NOW())", [(i,) for i in range(LINES + 1, LINES + 4)])
        many("INSERT INTO session (token_hash, realm, subject_id, stage, created_at, seen_at, ended_at, step_up_at, ip) VALUES (%s, 'visitor', %s, 'full', %s, %s, NULL, NULL, '::1')",
             [(h(32), i, when(i), when(i)) for i in ids])
        many("INSERT INTO kept_form VALUES (%s, 'visitor', %s, '/', 'x', %s)", [(h(32), i, when(i)) for i in ids])
        many("INSERT INTO one_time_code VALUES (%s, 'register', %s, 0, %s, %s, NULL)",
             [(h(32), h(32), when(i), when(i)) for i in ids])
        many("INSERT INTO rate VALUES (%s, %s, 1)", [(h(32), i * 60) for i in ids])
        many("INSERT INTO rate_lock VALUES (%s, %s)", [(h(32), i * 60) for i in ids])
        many("INSERT INTO form_key VALUES (%s, %s, '', %s, %s, '')", [(h(32), h(32), when(i), h(32)) for i in ids])
        many("INSERT INTO contact_confirmation VALUES (%s, 'trader_mobile', %s, NOW())", [(i, h(32)) for i in ids])
        c.execute("SHOW TABLES")
        for row in c.fetchall():
            c.execute("ANALYZE TABLE `%s`" % next(iter(row.values())))


@pytest.mark.parametrize("name", sorted(statements()))
def test_finds_its_rows_by_an_index(full, name):
    text = statements()[name]
    if name in WHOLE or not re.match(r"\(?(SELECT|UPDATE|DELETE)\b", text, re.I):
        pytest.skip("no search")
    with full.cursor() as c:
        c.execute("EXPLAIN " + fill_in(text))
        plan = c.fetchall()
    # <derived…>: what a part of the statement itself has found, and limited; how it found it is a row of its own.
    scans = [row for row in plan if row["type"] in ("ALL", "index") and row["table"] and row["table"][0] != "<" and int(row["rows"] or 0) > 500]
    assert not scans, "%s reads whole tables:\n%s\n%s" % (
        name, fill_in(text), "\n".join("%(table)s %(type)s key=%(key)s rows=%(rows)s %(Extra)s" % r for r in plan))


def test_a_scan_would_be_seen(full):
    """The measure itself: a search without an index is found out."""
    with full.cursor() as c:
        c.execute("EXPLAIN SELECT id FROM application WHERE subject = 'x'")
        assert c.fetchall()[0]["type"] == "ALL"


@pytest.mark.parametrize("name", ["queue_page", "queue_awaited", "queue_mine", "queue_search_name", "queue_search_number", "outbox_due", "scan_due", "file_forget_due",
                                  "operations_outbox", "operations_outbox_dead", "operations_outbox_problem",
                                  "operations_files", "operations_files_unscanned", "operations_attempts",
                                  "operations_refunds", "operations_differences",
                                  "paper_by_tracking", "paper_receipts", "hand_over_ready", "hand_over_papers",
                                  "correction_remind_due", "kind_change_waiting", "kind_changes_of", "revision_touched", "message_of_application", "message_by_recipient", "message_by_number",
                                  "message_dead", "message_held", "message_last_code", "finance_search", "finance_attempts",
                                  "finance_callbacks", "finance_bill_rows", "finance_troubled"])
def test_lists_read_few_rows(full, name):
    """The lists on every page of the office and the courier's look for work touch far fewer rows than there are."""
    with full.cursor() as c:
        c.execute("EXPLAIN " + fill_in(statements()[name]))
        assert max(int(row["rows"] or 0) for row in c.fetchall()) < LINES / 2
