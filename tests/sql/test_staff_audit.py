"""ccerctl staff and audit: who may be added, and that the chain tells every kind of meddling."""
import pytest

ADMIN = ["--username", "admin001", "--name", "张𠮷", "--organisation", "security", "--role", "security_admin,auditor",
         "--mobile", "+86 138-1234-5678"]


@pytest.fixture(scope="module")
def people(server):
    """Three people, so three rows of the chain, linked."""
    for i in range(3):
        added = server.ccerctl("staff", "add", "--generate", "--username", f"person{i}", "--name", "李四", "--mobile",
                               "13812345679", "--organisation", "exchange", "--role", "initial_reviewer,finance")
        assert added.returncode == 0, added.stderr
        assert "password: " in added.stdout
    assert server.ccerctl("audit", "link").returncode == 0
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


def row_of_link(people, number):
    return people.query("SELECT a.* FROM audit_link l JOIN audit a ON a.id = l.audit_id WHERE l.number = %s", number)[0]


def put_back(people, table, row):
    people.query("INSERT INTO %s VALUES (%s)" % (table, ", ".join(["%s"] * len(row))), *row.values())


@pytest.mark.parametrize("column, other", [
    ("detail", "'{}'"), ("action", "'staff.nothing'"), ("object", "'staff:99'"), ("actor_kind", "'staff'"),
    ("actor_id", "7"), ("ip", "'10.0.0.1'"), ("happened_at", "happened_at + INTERVAL 1 SECOND"),
    ("hash", "REPEAT(CHAR(1), 32)"),
])
def test_a_changed_column_is_told(people, column, other):
    row = row_of_link(people, 2)
    people.query(f"UPDATE audit SET {column} = {other} WHERE id = %s", row["id"])
    run = people.ccerctl("audit", "verify")
    people.query(f"UPDATE audit SET {column} = %s WHERE id = %s", row[column], row["id"])
    assert run.returncode == 1 and "broken at row %d;" % row["id"] in run.stderr
    assert people.ccerctl("audit", "verify").returncode == 0


def test_a_removed_row_is_told(people):
    row = row_of_link(people, 2)
    people.query("DELETE FROM audit WHERE id = %s", row["id"])
    run = people.ccerctl("audit", "verify")
    put_back(people, "audit", row)
    assert run.returncode == 1 and "broken at row %d;" % row["id"] in run.stderr


def test_a_row_removed_with_its_link_is_told(people):
    row, link = row_of_link(people, 2), people.query("SELECT * FROM audit_link WHERE number = 2")[0]
    people.query("DELETE FROM audit WHERE id = %s", row["id"])
    people.query("DELETE FROM audit_link WHERE number = 2")
    run = people.ccerctl("audit", "verify")
    put_back(people, "audit", row)
    put_back(people, "audit_link", link)
    assert run.returncode == 1 and "broken at link 2;" in run.stderr
    assert people.ccerctl("audit", "verify").returncode == 0


def test_removed_last_rows_are_told(people):
    row = row_of_link(people, people.query("SELECT last_id FROM audit_head")[0]["last_id"])
    people.query("DELETE FROM audit WHERE id = %s", row["id"])
    run = people.ccerctl("audit", "verify")
    put_back(people, "audit", row)
    assert run.returncode == 1 and f"broken at row {row['id']};" in run.stderr


def test_a_link_behind_the_head_is_told(people):
    people.query("UPDATE audit_head SET last_id = last_id - 1")
    run = people.ccerctl("audit", "verify")
    people.query("UPDATE audit_head SET last_id = last_id + 1")
    assert run.returncode == 1


# ---- rows that wait to be linked ----------------------------------------------------------------------------------------

@pytest.fixture
def waiting(people):
    """A row that waits, linked and its person gone afterwards."""
    somebody(people, "waits001", link=False)
    yield people.query("SELECT a.* FROM audit a JOIN audit_waiting w ON w.id = a.id")[0]
    people.query("DELETE FROM staff_role WHERE staff_id = (SELECT id FROM staff WHERE username = 'waits001')")
    people.query("DELETE FROM staff WHERE username = 'waits001'")
    assert people.ccerctl("audit", "link").returncode == 0
    assert people.ccerctl("audit", "verify").stdout.count("\n") == 1


def test_rows_that_wait_are_counted_and_linked(people, waiting):
    linked = people.query("SELECT last_id FROM audit_head")[0]["last_id"]
    run = people.ccerctl("audit", "verify")
    assert run.returncode == 0 and "linked up to %d, 1 waiting" % linked in run.stdout
    assert people.ccerctl("audit", "link").stdout == "1 rows linked\n"
    assert people.query("SELECT last_id FROM audit_head")[0]["last_id"] == linked + 1
    assert people.query("SELECT COUNT(*) AS n FROM audit_waiting")[0]["n"] == 0
    assert people.ccerctl("audit", "link").stdout == "0 rows linked\n"


@pytest.mark.parametrize("column, other", [("detail", "'{}'"), ("happened_at", "happened_at + INTERVAL 1 SECOND"),
                                           ("hash", "REPEAT(CHAR(1), 32)")])
def test_a_row_changed_before_it_was_linked_is_told_and_not_linked(people, waiting, column, other):
    people.query(f"UPDATE audit SET {column} = {other} WHERE id = %s", waiting["id"])
    link, run = people.ccerctl("audit", "link"), people.ccerctl("audit", "verify")
    people.query(f"UPDATE audit SET {column} = %s WHERE id = %s", waiting[column], waiting["id"])
    assert link.stdout == "0 rows linked\n"
    assert run.returncode == 1 and "row %d is not in the chain" % waiting["id"] in run.stderr


def test_a_row_removed_before_it_was_linked_is_told(people, waiting):
    people.query("DELETE FROM audit WHERE id = %s", waiting["id"])
    link, run = people.ccerctl("audit", "link"), people.ccerctl("audit", "verify")
    put_back(people, "audit", waiting)
    assert link.returncode == 0 and link.stdout == "0 rows linked\n"
    assert run.returncode == 1 and "row %d is not in the chain" % waiting["id"] in run.stderr


def test_a_row_that_was_made_to_wait_no_more_is_told(people, waiting):
    place = people.query("SELECT * FROM audit_waiting")[0]
    people.query("DELETE FROM audit_waiting")
    run = people.ccerctl("audit", "verify")
    put_back(people, "audit_waiting", place)
    assert run.returncode == 1 and "row %d is not in the chain" % waiting["id"] in run.stderr


def test_what_does_not_verify_holds_up_nobody_else(people, waiting):
    people.query("UPDATE audit SET detail = '{}' WHERE id = %s", waiting["id"])
    somebody(people, "behind02", link=False)
    link = people.ccerctl("audit", "link")
    people.query("UPDATE audit SET detail = %s WHERE id = %s", waiting["detail"], waiting["id"])
    people.query("DELETE FROM staff_role WHERE staff_id = (SELECT id FROM staff WHERE username = 'behind02')")
    people.query("DELETE FROM staff WHERE username = 'behind02'")
    assert link.stdout == "1 rows linked\n"


def as_program(people, user, sql, *values):
    connection = people.connect(user, (people.keys / "db" / user).read_text())
    try:
        with connection.cursor() as cursor:
            cursor.execute(sql, values or None)
            return cursor.lastrowid
    finally:
        connection.close()


def test_a_thief_with_a_programs_rights_puts_no_row_in_unseen(people):
    """A copy of a true row under another number, waiting like a true one and not."""
    copy = ("INSERT INTO audit SELECT %s, happened_at, actor_kind, actor_id, ip, action, object, detail, hash FROM audit WHERE id = %s")
    row = row_of_link(people, 2)["id"]
    for user in ("ccer_office", "ccer_courier"):
        place = as_program(people, user, "INSERT INTO audit_waiting (since) VALUES (NOW())")
        as_program(people, user, copy, place, row)
        link, run = people.ccerctl("audit", "link"), people.ccerctl("audit", "verify")
        people.query("DELETE FROM audit_waiting WHERE id = %s", place)
        loose = people.ccerctl("audit", "verify")
        people.query("DELETE FROM audit WHERE id = %s", place)
        assert link.stdout == "0 rows linked\n"
        for told in (run, loose):
            assert told.returncode == 1 and "row %d is not in the chain" % place in told.stderr
    assert people.ccerctl("audit", "verify").returncode == 0


def test_a_link_that_a_thief_makes_is_told(people, waiting):
    """The courier's rights without its key."""
    as_program(people, "ccer_courier", "INSERT INTO audit_link SELECT last_id + 1, %s, REPEAT('x', 32) FROM audit_head", waiting["id"])
    as_program(people, "ccer_courier", "DELETE FROM audit_waiting")
    as_program(people, "ccer_courier", "UPDATE audit_head SET last_id = last_id + 1")
    run = people.ccerctl("audit", "verify")
    people.query("UPDATE audit_head SET last_id = last_id - 1")
    people.query("DELETE FROM audit_link WHERE audit_id = %s", waiting["id"])
    people.query("INSERT INTO audit_waiting VALUES (%s, NOW())", waiting["id"])
    assert run.returncode == 1 and "broken at row %d;" % waiting["id"] in run.stderr


# ---- the end of the chain, and what was kept elsewhere ------------------------------------------------------------------

@pytest.fixture
def kept(people):
    """What the end of the chain and its head were; put back afterwards, so that later tests find it whole. Head, the two newest links."""
    head = people.query("SELECT last_id, seal FROM audit_head")[0]
    links = people.query("SELECT * FROM audit_link ORDER BY number DESC LIMIT 2")
    rows = [row_of_link(people, link["number"]) for link in links]
    yield head, links
    people.query("DELETE FROM audit_link WHERE number >= %s", links[1]["number"])
    people.query("DELETE FROM audit WHERE id NOT IN (SELECT audit_id FROM audit_link)")
    people.query("DELETE FROM audit_waiting")
    for row, link in zip(rows, links):
        put_back(people, "audit", row)
        put_back(people, "audit_link", link)
    people.query("UPDATE audit_head SET last_id = %s, seal = %s", head["last_id"], head["seal"])
    assert people.ccerctl("audit", "verify").returncode == 0


def shorten(people, links):
    """The newest row is gone with its link, and the head says that there never was one."""
    people.query("DELETE FROM audit WHERE id = %s", links[0]["audit_id"])
    people.query("DELETE FROM audit_link WHERE number = %s", links[0]["number"])
    people.query("UPDATE audit_head SET last_id = %s", links[1]["number"])


def somebody(people, name, link=True):
    added = people.ccerctl("staff", "add", "--generate", "--username", name, "--name", "李四", "--mobile", "13812345679",
                           "--organisation", "exchange", "--role", "finance")
    assert added.returncode == 0, added.stderr
    assert not link or people.ccerctl("audit", "link").returncode == 0


def test_a_shortened_chain_whose_head_was_set_back_is_told(people, kept):
    _, links = kept
    shorten(people, links)
    run = people.ccerctl("audit", "verify")
    assert run.returncode == 1 and "seal of the head does not fit link %d" % links[1]["number"] in run.stderr
    people.query("UPDATE audit_head SET seal = %s", b"x" * 32)
    assert people.ccerctl("audit", "verify").returncode == 1


def test_who_writes_on_hides_nothing(people, kept):
    """Who links does not seal a head that was set back, and migrate seals none that has a seal."""
    shorten(people, kept[1])
    somebody(people, "behind01")
    assert people.ccerctl("audit", "verify").returncode == 1
    assert people.migrate().returncode == 0
    assert people.ccerctl("audit", "verify").returncode == 1
    people.query("DELETE FROM staff_role WHERE staff_id = (SELECT id FROM staff WHERE username = 'behind01')")
    people.query("DELETE FROM staff WHERE username = 'behind01'")


def test_a_chain_from_before_seals_is_sealed_when_it_is_whole(people, kept):
    people.query("UPDATE audit_head SET seal = ''")
    assert people.ccerctl("audit", "verify").returncode == 1
    assert people.migrate().returncode == 0
    assert people.ccerctl("audit", "verify").returncode == 0
    people.query("UPDATE audit_head SET seal = ''")
    row = row_of_link(people, 2)
    people.query("UPDATE audit SET detail = 'other' WHERE id = %s", row["id"])
    broken = people.migrate()
    people.query("UPDATE audit SET detail = %s WHERE id = %s", row["detail"], row["id"])
    assert broken.returncode == 1 and "was not sealed" in broken.stderr


def anchor(people, directory):
    """The chain as it is, in a file of a second place."""
    place = directory / "place"
    place.mkdir()
    conf = directory / "audit.conf"
    conf.write_text(people.conf("root").read_text() + "[audit]\nanchor_directory = %s\n" % place)
    run = people.ccerctl("audit", "anchor", conf=conf)
    assert run.returncode == 0, run.stderr
    return next(place.glob("anchor-*.txt"))


@pytest.fixture
def anchored(people, tmp_path):
    return anchor(people, tmp_path)


def test_an_anchor_fits_the_chain_that_goes_on(people, kept, anchored):
    assert people.ccerctl("audit", "verify", "--since", anchored).returncode == 0
    somebody(people, "onward01")
    run = people.ccerctl("audit", "verify", "--since", anchored)
    assert run.returncode == 0 and "%d rows" % kept[0]["last_id"] in run.stdout, run.stderr
    people.query("DELETE FROM staff_role WHERE staff_id = (SELECT id FROM staff WHERE username = 'onward01')")
    people.query("DELETE FROM staff WHERE username = 'onward01'")


def test_an_old_head_put_back_with_its_old_seal_is_told_by_an_anchor(people, tmp_path):
    """Whoever kept the head's row can take rows and links off the end and nothing within the database says so."""
    head = people.query("SELECT last_id, seal FROM audit_head")[0]
    somebody(people, "latest01")
    now, links = people.query("SELECT last_id, seal FROM audit_head")[0], people.query("SELECT * FROM audit_link WHERE number > %s", head["last_id"])
    rows = [row_of_link(people, link["number"]) for link in links]
    file = anchor(people, tmp_path)
    for row in rows:
        people.query("DELETE FROM audit WHERE id = %s", row["id"])
    people.query("DELETE FROM audit_link WHERE number > %s", head["last_id"])
    people.query("UPDATE audit_head SET last_id = %s, seal = %s", *head.values())
    plain = people.ccerctl("audit", "verify")
    since = people.ccerctl("audit", "verify", "--since", file)
    people.query("UPDATE audit_head SET last_id = %s, seal = %s", *now.values())
    for row, link in zip(rows, links):
        put_back(people, "audit", row)
        put_back(people, "audit_link", link)
    assert plain.returncode == 0
    assert since.returncode == 1 and "shortened or written anew" in since.stderr
    assert people.ccerctl("audit", "verify", "--since", file).returncode == 0


@pytest.fixture
def two_histories(people, kept, tmp_path):
    """The chain goes on by a row, which is anchored, then taken off again as if it had never been, head and all; then it goes on by two
    others. The row of the first history, its link, and its anchor."""
    head = kept[0]
    somebody(people, "first001")
    link = people.query("SELECT * FROM audit_link WHERE number > %s", head["last_id"])[0]
    row, file = row_of_link(people, link["number"]), anchor(people, tmp_path)
    take_off(people, link["number"])
    people.query("UPDATE audit_head SET last_id = %s, seal = %s", head["last_id"], head["seal"])
    somebody(people, "second01")
    somebody(people, "third001")
    yield row, link, file
    for table in ("staff_role WHERE staff_id IN (SELECT id FROM staff", "staff WHERE id IN (SELECT id FROM staff"):
        people.query("DELETE FROM " + table + " WHERE username IN ('first001', 'second01', 'third001'))")


def take_off(people, number):
    people.query("DELETE FROM audit WHERE id = %s", row_of_link(people, number)["id"])
    people.query("DELETE FROM audit_link WHERE number = %s", number)


def test_a_row_of_another_history_is_told_though_its_own_hash_is_right(people, two_histories):
    row, link, _ = two_histories
    assert people.ccerctl("audit", "verify").returncode == 0
    take_off(people, link["number"])
    put_back(people, "audit", row)
    put_back(people, "audit_link", link)
    run = people.ccerctl("audit", "verify")
    assert run.returncode == 1 and "broken at row %d;" % row_of_link(people, link["number"] + 1)["id"] in run.stderr


def test_a_chain_written_anew_is_told_by_an_anchor_though_it_is_as_long(people, two_histories):
    _, _, file = two_histories
    assert people.ccerctl("audit", "verify").returncode == 0
    run = people.ccerctl("audit", "verify", "--since", file)
    assert run.returncode == 1 and "shortened or written anew" in run.stderr


@pytest.mark.parametrize("spoil", [
    lambda text: text.replace("rows ", "rows 1"), lambda text: text.replace("\ntime 2", "\ntime 1"), lambda text: text[:-20],
    lambda text: text.replace("hash ", "hash 0", 1), lambda text: "nothing\n"])
def test_an_anchor_that_was_changed_is_none(people, anchored, tmp_path, spoil):
    other = tmp_path / "other.txt"
    other.write_text(spoil(anchored.read_text()))
    run = people.ccerctl("audit", "verify", "--since", other)
    assert run.returncode == 1 and "no anchor signed" in run.stderr


def test_an_anchor_of_another_key_is_none(people, anchored, tmp_path):
    key = tmp_path / "key"
    key.write_text("0" * 64 + "\n")
    assert people.ccerctl("audit", "verify", "--since", anchored, "--key", key).returncode == 1
    assert people.ccerctl("audit", "verify", "--since", anchored, "--key", people.keys / "anchor.public").returncode == 0


def test_an_anchor_needs_a_place(people):
    run = people.ccerctl("audit", "anchor")
    assert run.returncode == 1 and "audit.anchor_directory" in run.stderr


def test_no_anchor_of_a_broken_chain(people, kept, tmp_path):
    shorten(people, kept[1])
    conf = tmp_path / "audit.conf"
    conf.write_text(people.conf("root").read_text() + "[audit]\nanchor_directory = %s\n" % tmp_path)
    assert people.ccerctl("audit", "anchor", conf=conf).returncode == 1 and not list(tmp_path.glob("anchor-*"))


def test_the_user_of_anchors_reads_the_chain_and_nothing_else(people):
    assert people.ccerctl("audit", "verify", user="ccer_audit").returncode == 0
    assert [r["p"] for r in people.query("SELECT DISTINCT PRIVILEGE_TYPE AS p FROM information_schema.TABLE_PRIVILEGES WHERE GRANTEE ="
                                         " %s", "'ccer_audit'@'localhost'")] == ["SELECT"]


def swap(people, table, column, one, other):
    for to, which in ((0, one), (one, other), (other, 0)):
        people.query(f"UPDATE {table} SET {column} = %s WHERE {column} = %s", to, which)


@pytest.mark.parametrize("table, column", [("audit", "id"), ("audit_link", "number"), ("audit_link", "audit_id")])
def test_swapped_rows_are_told(people, table, column):
    first, second = [row[column] for row in people.query(
        f"SELECT {table}.{column} FROM audit_link JOIN audit ON audit.id = audit_link.audit_id ORDER BY number LIMIT 2")]
    swap(people, table, column, first, second)
    run = people.ccerctl("audit", "verify")
    swap(people, table, column, first, second)
    assert run.returncode == 1 and "broken at row" in run.stderr
    assert people.ccerctl("audit", "verify").returncode == 0


@pytest.mark.parametrize("command", [
    [], ["migrate"], ["check"], ["keys"], ["keys", "make"], ["keys", "use"], ["staff"], ["staff", "add"], ["staff", "list"], ["staff", "disable"],
    ["staff", "enable"], ["staff", "role"], ["staff", "mobile"], ["staff", "password"], ["staff", "second-factor"], ["audit"],
    ["audit", "verify"], ["audit", "link"], ["audit", "anchor"], ["conf"]])
def test_help_everywhere(server, command):
    run = server.ccerctl(*command, "--help")
    assert run.returncode == 0 and run.stdout.startswith("usage: ccerctl")


def test_wrong_calls(server):
    for wrong in ([], ["nonsense"], ["audit"], ["staff", "remove"], ["keys", "lose"], ["keys", "use"], ["keys", "retire", "0"], ["keys", "use", "1x"], ["keys", "add", "2"], ["migrate", "--sql"]):
        assert server.ccerctl(*wrong).returncode == 2
