"""core/house/retention.def says of every table of the schema what becomes of its rows, and what goes goes in small steps."""
import re

import pytest

from conftest import ROOT

TABLE = (ROOT / "fcgi/core/house/retention.def").read_text()
GOES = re.findall(r'^GOES\("(\w+)",\s*SQL_(\w+),\s*CONF_(\w+),\s*(\d+),\s*(TIME|SECONDS),\s*(NOTED|SILENT)\)$', TABLE, re.M)
STAYS = re.findall(r'^STAYS\("(\w+)",\s*"[^"]+"\)$', TABLE, re.M)


def statement(name):
    found = re.search(r"^-- name: %s\n-- rows: any\n(.*?);" % name.lower(), (ROOT / "sql/query/retention.sql").read_text(), re.M | re.S)
    assert found, name
    return " ".join(found.group(1).split())


def test_every_table_stands_there_once(server):
    tables = sorted(next(iter(row.values())) for row in server.query("SHOW TABLES"))
    assert sorted([row[0] for row in GOES] + STAYS) == tables


@pytest.mark.parametrize("row", GOES, ids=[row[0] for row in GOES])
def test_what_goes_goes_in_small_steps_by_its_age_and_has_a_setting(row):
    table, name, setting = row[:3]
    assert re.fullmatch(r"DELETE FROM %s WHERE (?:.* AND )?\w+_at < :before(?: AND .*)? LIMIT 1000" % table, statement(name)), statement(name)
    assert re.search(r'^CONF\(%s,\s*"keep\.\w+_days",\s*INT,\s*"\d+"' % setting,
                     (ROOT / "fcgi/base/conf.def").read_text(), re.M)


def test_only_retention_deletes_by_age():
    """And the store, which looks at more than age (core/store/store_forget.h)."""
    for path in (ROOT / "sql/query").glob("*.sql"):
        if path.name not in ("retention.sql", "file.sql"):
            assert not re.search(r"^DELETE\b[^;]*_at\s*<", path.read_text(), re.M), path.name


def test_what_the_law_and_the_chain_need_is_no_row_that_goes():
    never = {"audit", "audit_link", "audit_head", "application", "application_version", "version_field", "version_file", "application_event",
             "decision", "payment", "refund", "invoice", "fee_order", "bill_row", "bank_entry", "payment_mismatch", "payment_attempt"}
    assert never <= set(STAYS)
    rights = (ROOT / "sql/grant.sql").read_text()
    deleted = {table for what, table in re.findall(r"^GRANT ([^;]*?)\s+ON (\w+)\s+TO 'ccer_courier'", rights, re.M) if "DELETE" in what}
    assert {row[0] for row in GOES} <= deleted and not never & deleted
