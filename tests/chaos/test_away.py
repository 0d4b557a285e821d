"""A resource that is away, a full disk, a press that hangs, a database whose answer is lost: said as such (503, with words and when to
come back), nothing acknowledged is lost, nothing is half there, and all is well again without a hand. The installation is this file's own."""
import getpass
import os
import signal
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

import pymysql
import pytest

import disk
import journey
import line
import patience
import press
import stack as installations
import virus
from journey import ok

WORDS = "系统暂时不能接收文件，这个文件没有保存"


@pytest.fixture
def draft(own):
    case = journey.Case(own).register().start()
    ok(case.save("organisation"))
    return case


@pytest.fixture
def store(own):
    """The store on a disk of 40 MB, all of which may be used."""
    small = disk.SmallDisk(own.data / "store", 40)
    if not small.made:
        pytest.skip("a disk is mounted by root only, and sudo does not let us")
    for program in ("portal", "office"):
        own.settings(program, "[store]\n", "[store]\nreserve_mb = 0\n")
    yield small
    small.gone()
    for program in ("portal", "office"):
        own.settings(program, "[store]\nreserve_mb = 0\n", "[store]\n")


def kept(own, draft):
    """What is there of files: rows, and names on the disk."""
    rows = own.query("SELECT public_id FROM file WHERE application_id = %s", draft.id)
    return {r["public_id"] for r in rows}, {p.name for p in (own.data / "store").glob("*/*") if p.name != ".inspecting"}


def refused(page):
    """As a resource that is away, in its place on the page."""
    ok(page, 503)
    assert page.has(WORDS) and int(page.headers["Retry-After"]) > 0, (page.headers, page.words[:500])
    assert 'id="e-file"' in page.text
    return page


def held(own, draft, data):
    """Is this, and nothing else, what the applicant has?"""
    rows, names = kept(own, draft)
    assert len(rows) == 1 and rows <= names
    page = ok(draft.browser.raw("GET", "/apply/file/" + rows.pop()))
    return page.body == data


# ---- the store's disk ----------------------------------------------------------------------------------------------------

@pytest.mark.parametrize("leave", [0, 200000])
def test_a_full_disk_is_not_the_files_fault(own, draft, store, leave):
    """Full from the start, or in the middle of the file."""
    data = press.encoded(press.paper(1000, 1400), "png", compress_level=0)
    assert len(data) > 2 * leave
    before = kept(own, draft)
    store.fill(leave)
    refused(virus.put(draft, data))
    store.free()
    assert kept(own, draft) == before
    ok(virus.put(draft, data))
    assert held(own, draft, data)


def test_a_disk_that_may_only_be_read(own, draft, store):
    data = virus.SAMPLE["jpg"]
    store.read_only(True)
    refused(virus.put(draft, data))
    store.read_only(False)
    ok(virus.put(draft, data))
    assert held(own, draft, data)


def test_what_is_left_of_the_disk_is_the_databases(own, draft, store):
    """Below the reserve no file is taken; everything else goes on, and the operators see it."""
    auditor = journey.Staffer(own, "auditor").browser
    for program in ("portal", "office"):
        own.settings(program, "reserve_mb = 0\n", "reserve_mb = 50\n")
    try:
        refused(virus.put(draft, virus.SAMPLE["jpg"]))
        ok(draft.save("organisation"))
        page = ok(auditor.get("/office/operations"))
        assert page.has("文件存储空间", "已满", "申请人不能上传文件"), page.words
    finally:
        for program in ("portal", "office"):
            own.settings(program, "reserve_mb = 50\n", "reserve_mb = 0\n")
    ok(virus.put(draft, virus.SAMPLE["jpg"]))
    assert held(own, draft, virus.SAMPLE["jpg"])
    assert not ok(auditor.get("/office/operations")).has("已满")


# ---- the database's disk ---------------------------------------------------------------------------------------------------

@pytest.fixture
def database_disk(own):
    """The database's files moved to a disk of their own."""
    place, aside = own.data / "db", own.data / "db.aside"
    uid, gid = place.stat().st_uid, place.stat().st_gid
    small = None
    installations.stop(own.data)
    place.rename(aside)
    place.mkdir()
    os.chown(place, uid, gid)
    small = disk.SmallDisk(place, 400)
    if small.made:
        subprocess.run([*disk.ROOT, "cp", "-a", str(aside) + "/.", str(place)], check=True)
    else:
        place.rmdir()
        aside.rename(place)
    own.__init__(installations.start(own.data))
    if not small.made:
        pytest.skip("a disk is mounted by root only, and sudo does not let us")
    yield small
    installations.stop(own.data)
    small.gone()
    place.rmdir()
    aside.rename(place)
    own.__init__(installations.start(own.data))


def test_a_full_database_is_read_and_what_it_cannot_write_is_not_acknowledged(own, database_disk):
    """Sections are saved until one no longer can be: told as such, all others are there; pages are read all the while."""
    case = journey.Case(own).register().start()
    ok(case.save("organisation"))
    database_disk.fill()
    for n in range(5000):
        page = case.save("organisation", {"scope": "第%d次写的经营范围" % n})
        if page.status != 200:
            break
    ok(page, 503)
    assert int(page.headers["Retry-After"]) > 0 and page.has("系统暂时繁忙")
    assert journey.fields_of(page.form("/apply/section/organisation"))["scope"] == "第%d次写的经营范围" % n, "what was typed is lost"
    for path in ("/", "/apply", "/apply/materials", "/apply/section/organisation"):
        ok(case.browser.get(path))
    database_disk.free()
    ok(case.save("organisation"))
    verified = own.ctl("audit", "verify")
    assert verified.returncode == 0, verified.stdout + verified.stderr


def test_what_the_database_has_no_room_for_stays_in_the_form(own, draft):
    """The trigger answers as a full disk does. Sent again from that page, it is saved."""
    path = "/apply/section/organisation"
    ok(draft.save("organisation"))
    own.query("CREATE TRIGGER section_full BEFORE UPDATE ON application_section FOR EACH ROW"
              " SIGNAL SQLSTATE 'HY000' SET MYSQL_ERRNO = 1114, MESSAGE_TEXT = 'full'")
    try:
        page = ok(draft.save("organisation", {"scope": "写了很久的经营范围"}), 503)
    finally:
        own.query("DROP TRIGGER section_full")
    assert page.has("系统暂时繁忙，本次操作没有完成") and page.headers["Retry-After"]
    assert journey.fields_of(page.form(path))["scope"] == "写了很久的经营范围"
    ok(journey.send(draft.browser, page.form(path), {"save": "next"}))
    assert journey.fields_of(ok(draft.browser.get(path)).form(path))["scope"] == "写了很久的经营范围"


def test_a_page_is_read_though_its_session_cannot_be_noted(own, draft):
    """The trigger answers as a full disk does."""
    own.query("UPDATE session SET seen_at = seen_at - INTERVAL 2 MINUTE WHERE ended_at IS NULL")
    own.query("CREATE TRIGGER session_full BEFORE UPDATE ON session FOR EACH ROW"
              " SIGNAL SQLSTATE 'HY000' SET MYSQL_ERRNO = 1114, MESSAGE_TEXT = 'full'")
    try:
        ok(draft.browser.get("/apply"))
    finally:
        own.query("DROP TRIGGER session_full")


# ---- the web server's disk ---------------------------------------------------------------------------------------------------

def test_a_body_the_web_server_has_no_room_for(own, draft):
    small = disk.SmallDisk(own.data / "run" / "nginx" / "body", 1)
    if not small.made:
        pytest.skip("a disk is mounted by root only, and sudo does not let us")
    try:
        ok(draft.browser.get("/apply/materials"))
        small.fill()
        page = ok(virus.put(draft, press.encoded(press.paper(1000, 1400), "png", compress_level=0)), 503)
        assert int(page.headers["Retry-After"]) > 0 and "稍" in page.text
    finally:
        small.gone()
    ok(draft.browser.get("/apply/materials"))
    ok(virus.put(draft, virus.SAMPLE["jpg"]))


# ---- press ---------------------------------------------------------------------------------------------------------------

def test_a_press_that_hangs_keeps_no_applicant_waiting(own, draft):
    """The file is taken within 5 s, which is the rule (the browser gives up at 15), and looked at when press is there again."""
    def inspection():
        return own.query("SELECT i.state FROM file_inspection i JOIN file f ON f.id = i.file_id WHERE f.application_id = %s",
                         draft.id)[0]["state"]

    patient, draft.browser.timeout = draft.browser.timeout, 15
    pids = own.processes("press")
    assert pids
    for pid in pids:
        os.kill(pid, signal.SIGSTOP)
    try:
        ok(virus.put(draft, virus.SAMPLE["jpg"]))
        assert inspection() in ("due", "looking")
    finally:
        for pid in pids:
            os.kill(pid, signal.SIGCONT)
        draft.browser.timeout = patient
    own.query("UPDATE file_inspection SET due_at = UTC_TIMESTAMP() WHERE state = 'due'")
    assert patience.wait(lambda: inspection() == "good", 90), inspection()


# ---- a database whose answer is lost ----------------------------------------------------------------------------------------

@pytest.fixture
def wire(own):
    path = own.data / "run" / "line.sock"
    made = line.Line(path, own.data / "run" / "mariadb.sock")
    own.settings("portal", "run/mariadb.sock", "run/line.sock")
    yield made
    own.settings("portal", "run/line.sock", "run/mariadb.sock")
    made.close()
    path.unlink()


def test_a_file_whose_commit_is_not_known_stays(own, draft, wire):
    """The row was committed, and the worker does not know: the file it names must be there."""
    b, data = draft.browser, virus.SAMPLE["jpg"]

    def post(content):
        return b.upload(form.action, dict(form.fields), "file", "scan.jpg", content, follow=False)

    form = journey.form_with(ok(b.get("/apply/materials")), "/apply/materials/upload", code="subject_licence", replace="")
    before = wire.commits
    ok(post(virus.jpeg(b"another")), 303)
    wire.lose(wire.commits - before)  # the last COMMIT of such a request
    seen = kept(own, draft)[0]
    ok(post(data), 503)
    rows, names = kept(own, draft)
    new = rows - seen
    assert len(new) == 1, "the transaction was not committed: another COMMIT was cut"
    assert new <= names
    assert ok(b.get("/apply/file/" + new.pop())).body == data


# ---- the application -------------------------------------------------------------------------------------------------

@pytest.fixture
def nobody_answers(own):
    """The web server finds no program behind it, and writes down what it was asked for."""
    sockets = [own.data / "run" / (name + ".sock") for name in ("portal", "hook")]
    for path in sockets:
        path.rename(str(path) + ".away")
    yield
    for path in sockets:
        os.rename(str(path) + ".away", path)


def status_of(url, body=None):
    try:
        with urllib.request.urlopen(urllib.request.Request(url, body), timeout=10) as answer:
            return answer.status
    except urllib.error.HTTPError as e:
        return e.code


def paths_of_holders(own):
    """Addresses that say who may: each with the part nobody can guess."""
    link, attempt = "L" * 43, "a" * 32
    return [(own.portal_url, "/pay/link/" + link, link), (own.portal_url, "/pay/" + attempt, attempt),
            (own.portal_url, "/pay/back/" + attempt, attempt),
            (own.hook_url, "/hook/sms/aliyun/", (own.data / "keys" / "hook.token").read_text().strip())]


def asked(own, expected):
    for base, path, secret in paths_of_holders(own):
        hook = base == own.hook_url
        assert status_of(base + path + (secret if hook else ""), b"[]" if hook else None) in expected, path
    logs = {f.name: f.read_text(errors="replace") for f in (own.data / "log").iterdir() if f.is_file()}
    written = [(name, secret) for name, text in logs.items() for _, _, secret in paths_of_holders(own) if secret in text]
    assert not written, written
    assert "/pay/link/- " in logs["access.log"].replace('"', " ")


def test_no_log_tells_an_address_that_only_its_holder_may_know(own):
    asked(own, (200, 404))


def test_no_log_tells_it_when_the_programs_are_away_either(own, nobody_answers):
    asked(own, (503,))


# ---- the public pages --------------------------------------------------------------------------------------------------

PUBLIC = ["/", "/guide"]


@pytest.fixture
def seen(own):
    """The public pages were asked for before."""
    assert patience.wait(own.is_well, not_yet=OSError)
    return {path: ok(own.portal().get(path)).text for path in PUBLIC}


@pytest.fixture
def no_database(own, seen):
    """Its socket is not there, and every connection of the portal ends."""
    socket = Path(own.mysql_socket)
    with pymysql.connect(unix_socket=own.mysql_socket, user=getpass.getuser(), autocommit=True).cursor() as database:
        socket.rename(str(socket) + ".away")
        database.execute("SELECT id FROM information_schema.processlist WHERE user = 'ccer_portal'")
        for number, in database.fetchall():
            database.execute("KILL %s", (number,))
    yield
    os.rename(str(socket) + ".away", socket)
    assert patience.wait(own.is_well, not_yet=OSError)


def still_there(own, seen):
    """Also when what is kept has long been too old."""
    assert patience.wait(lambda: own.fresh().status == 503)
    for _ in range(3):
        for path in PUBLIC:
            assert ok(own.portal().get(path)).text == seen[path]
        time.sleep(1.1)  # what is kept is kept for a second


def test_the_public_pages_are_there_while_the_programs_are_away(own, seen, nobody_answers):
    still_there(own, seen)


def test_the_public_pages_are_there_while_the_database_is_away(own, seen, no_database):
    still_there(own, seen)
