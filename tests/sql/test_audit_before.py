"""A chain from before audit rows were linked apart from being written: it verifies as it did, and goes on."""
import hashlib
import shutil
import struct

import pytest

from conftest import Server

ENTRIES = [("system", 0, "", "staff.add", "staff:1", '{"名":"甲"}'), ("staff", 1, "10.0.0.1", "file.view", "file:7", ""),
           ("nobody", 0, "::1", "code.send", "code", "{}")]


def old_hash(key, number, at, entry, before):
    """As the release before did it: the whole chain in one column."""
    kind, who, ip, *texts = entry
    text = lambda s: struct.pack(">Q", len(s.encode())) + s.encode()  # noqa: E731
    content = struct.pack(">QQ", number, at) + text(kind) + struct.pack(">Q", who) + b"".join(map(text, [ip, *texts]))
    return hashlib.blake2b(content + before, key=key, digest_size=32).digest()


@pytest.fixture(scope="module")
def old(tmp_path_factory):
    """A server of its own, at the level before, with a sealed chain."""
    server = Server(tmp_path_factory.mktemp("old"))
    server.start()
    try:
        assert server.ccerctl("keys", "make").returncode == 0
        sql = server.directory / "sql"
        shutil.copytree(server.sql, sql)
        for path in (sql / "migrate").iterdir():
            if path.name >= "0035":
                path.unlink()
        (sql / "grant.sql").write_text("-- nobody yet\n")
        assert "applied 0026_once.sql" in server.migrate(sql).stdout
        fill(server)
        yield server
    finally:
        server.stop()


def fill(server):
    key, at, before = (server.keys / "audit.key").read_bytes(), 1790000000, bytes(32)
    for number, entry in enumerate(ENTRIES, 1):
        before = old_hash(key, number, at, entry, before)
        server.query("INSERT INTO audit VALUES (%s, '2026-09-21 14:13:20', %s, %s, %s, %s, %s, %s, %s)", number, *entry, before)
    seal = hashlib.blake2b(b"audit_head\0" + struct.pack(">Q", len(ENTRIES)) + before, key=key, digest_size=32).digest()
    server.query("UPDATE audit_head SET last_id = %s, seal = %s", len(ENTRIES), seal)


def test_it_verifies_and_goes_on_and_tells_what_is_changed(old):
    migrated = old.migrate()
    assert migrated.returncode == 0, migrated.stderr
    run = old.ccerctl("audit", "verify")
    assert run.returncode == 0 and run.stdout.startswith("3 rows, unbroken; last hash"), run.stderr
    added = old.ccerctl("staff", "add", "--generate", "--username", "later001", "--name", "李四", "--mobile", "13812345679",
                        "--organisation", "exchange", "--role", "finance")
    assert added.returncode == 0, added.stderr
    assert old.query("SELECT MAX(id) AS id FROM audit")[0]["id"] == 4
    assert old.ccerctl("audit", "link").stdout == "1 rows linked\n"
    assert old.ccerctl("audit", "verify").stdout.startswith("4 rows, unbroken")
    old.query("UPDATE audit SET detail = '' WHERE id = 1")
    run = old.ccerctl("audit", "verify")
    assert run.returncode == 1 and "broken at row 1;" in run.stderr
