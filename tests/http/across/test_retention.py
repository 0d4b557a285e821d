"""Rows that are kept for a time only: the old ones go by themselves, all of them, and the young and whatever is evidence stay."""
import secrets

import pytest

from holder import Payer
from patience import wait

ROUND_S = 150  # the courier looks every minute, and links, sends and sweeps other things besides
STEP = 1000    # rows that go at once
MESSAGE = ("INSERT INTO outbox (public_id, channel, name, recipient_sealed, recipient_masked, values_sealed, state, tries, due_at, created_at)"
           " VALUES (@, 'mail', 'code', 'x', 'x', 'x', '%s', 1, UTC_TIMESTAMP() + INTERVAL 1 DAY, #)")
CALLBACK = ("INSERT INTO payment_callback (provider, received_at, ip, headers, body, verdict, reference)"
            " VALUES ('alipay', #, '::1', '', 'x', '%s', @)")
SESSION = ("INSERT INTO session (token_hash, realm, subject_id, stage, created_at, seen_at, ip)"
           " VALUES (@, 'visitor', 1, 'full', #, #, '::1')")
CODE = ("INSERT INTO one_time_code (subject_index, purpose, code_hash, tries, created_at, expires_at)"
        " VALUES (@, 'register', UNHEX(SHA2('', 256)), 0, #, #)")
FORM = "INSERT INTO kept_form (id_hash, realm, subject_id, path, body_sealed, created_at) VALUES (@, 'visitor', 1, '/', 'x', #)"
FORM_KEY = ("INSERT INTO form_key (key_hash, result, created_at, content_hash, owner_hash, realm)"
            " VALUES (@, '', #, UNHEX(SHA2('', 256)), UNHEX(SHA2('', 256)), '')")
PAY_LINK = ("INSERT INTO pay_link (token_hash, order_id, made_by, made_at, expires_at)"
            " VALUES (@, (SELECT MAX(id) FROM fee_order), 1, #, #)")
#        table, its key, what is made (@: a key, #: its age), its age, does it stay?
ROWS = [("rate", "bucket", "INSERT INTO rate (bucket, taken_at, count) VALUES (@, UNIX_TIMESTAMP(#), 1)", "3 DAY", False),
        ("rate", "bucket", "INSERT INTO rate (bucket, taken_at, count) VALUES (@, UNIX_TIMESTAMP(#), 1)", "1 DAY", True),
        ("rate_lock", "bucket", "INSERT INTO rate_lock (bucket, taken_at) VALUES (@, UNIX_TIMESTAMP(#))", "3 DAY", False),
        ("rate_lock", "bucket", "INSERT INTO rate_lock (bucket, taken_at) VALUES (@, UNIX_TIMESTAMP(#))", "1 DAY", True),
        ("form_key", "key_hash", FORM_KEY, "8 DAY", False), ("form_key", "key_hash", FORM_KEY, "6 DAY", True),
        ("one_time_code", "subject_index", CODE, "2 DAY", False), ("one_time_code", "subject_index", CODE, "12 HOUR", True),
        ("kept_form", "id_hash", FORM, "2 DAY", False), ("kept_form", "id_hash", FORM, "12 HOUR", True),
        ("session", "token_hash", SESSION, "8 DAY", False), ("session", "token_hash", SESSION, "6 DAY", True),
        ("pay_link", "token_hash", PAY_LINK, "92 DAY", False), ("pay_link", "token_hash", PAY_LINK, "89 DAY", True),
        ("outbox", "public_id", MESSAGE % "sent", "4 YEAR", False), ("outbox", "public_id", MESSAGE % "dead", "4 YEAR", False),
        ("outbox", "public_id", MESSAGE % "sent", "2 YEAR", True), ("outbox", "public_id", MESSAGE % "waiting", "4 YEAR", True),
        ("payment_callback", "reference", CALLBACK % "bad_signature", "3 YEAR", False),
        ("payment_callback", "reference", CALLBACK % "stale", "29 DAY", True),
        ("payment_callback", "reference", CALLBACK % "applied", "3 YEAR", True),
        ("payment_callback", "reference", CALLBACK % "mismatch", "3 YEAR", True)]


def new_key(column):
    return secrets.token_hex(11) if column in ("public_id", "reference") else secrets.token_bytes(32)


def is_there(stack, table, column, key):
    return bool(stack.query("SELECT 1 FROM %s WHERE %s = %%s" % (table, column), key))


@pytest.fixture(scope="module")
def keys(stack):
    """The keys of ROWS, when the courier has been round."""
    Payer(stack)  # an order for links to pay
    made = [new_key(column) for _, column, *_ in ROWS]
    for key, (_, _, sql, age, _) in zip(made, ROWS):
        stack.query(sql.replace("#", "UTC_TIMESTAMP() - INTERVAL " + age).replace("@", "%s"), key)
    gone = lambda: not any(is_there(stack, row[0], row[1], key) for key, row in zip(made, ROWS) if not row[4])  # noqa: E731
    wait(gone, ROUND_S)
    yield made
    for key, (table, column, *_) in zip(made, ROWS):
        stack.query("DELETE FROM %s WHERE %s = %%s" % (table, column), key)


@pytest.mark.parametrize("n", range(len(ROWS)), ids=["%s %s %d" % (row[0], row[3], i) for i, row in enumerate(ROWS)])
def test_what_is_old_goes_and_what_is_young_or_evidence_stays(stack, keys, n):
    table, column, _, _, stays = ROWS[n]
    assert is_there(stack, table, column, keys[n]) == stays


def test_messages_that_went_are_in_the_audit(stack, keys):
    noted = stack.query("SELECT detail FROM audit WHERE action = 'retention.delete' AND object = 'outbox' ORDER BY id DESC LIMIT 1")
    assert noted and '"rows":' in noted[0]["detail"]


def test_more_than_one_step_goes_in_one_round(stack):
    path, count = "/retention/" + secrets.token_hex(8), 2 * STEP + STEP // 2
    stack.query("INSERT INTO kept_form (id_hash, realm, subject_id, path, body_sealed, created_at)"
                " SELECT UNHEX(SHA2(CONCAT(%s, seq), 256)), 'visitor', 1, %s, 'x', UTC_TIMESTAMP() - INTERVAL 2 DAY FROM seq_1_to_{}"
                .format(count), path, path)
    left = lambda: stack.query("SELECT COUNT(*) AS n FROM kept_form WHERE path = %s", path)[0]["n"]  # noqa: E731
    assert wait(lambda: left() < count, ROUND_S)
    assert wait(lambda: left() == 0, 30)
