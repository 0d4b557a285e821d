"""Files nobody needs any longer: what an applicant removed or replaced leaves database and disk; what stands in a slot, in a
version, or is used again at that very moment stays. Time is moved in the database; a courier of the test's own runs the jobs at
once, as every courier does when it starts."""
import concurrent.futures
import contextlib
import os
import subprocess
import time

import pytest

import journey
from journey import form_with, ok, send
from patience import wait
from test_apply_materials import SLOT, files, order, picture, public, put, put_named
from virus import Mark, jpeg

FRONT = ("signatory_id", "front")


@pytest.fixture
def draft(stack):
    case = journey.Case(stack).register().start()
    ok(case.save("organisation"))
    return case


@pytest.fixture
def mark(stack):
    mark = Mark(stack)
    yield mark
    mark.file.unlink(missing_ok=True)


def on_disk(stack, *names):
    return [path for name in names for path in (stack.data / "store").glob("??/" + name)]


def names(case, file):
    """What it is called on the disk: itself and its preview."""
    row = case.stack.query("SELECT f.public_id, i.preview_public_id FROM file f JOIN file_inspection i ON i.file_id = f.id"
                           " WHERE f.id = %s", file)[0]
    return list(row.values())


def file_id(case, name):
    return next(f["id"] for f in files(case) if f["name"].startswith(name + "."))


def remove(case, name, browser=None, where=SLOT):
    b = browser or case.browser
    form = form_with(ok(b.get("/apply/materials")), "/apply/materials/remove", file=public(case, name), code=where[0])
    ok(send(b, form))


def age(case, days=2):
    """As if all its files had come so long ago and were to be asked about now."""
    case.stack.query("UPDATE file SET created_at = created_at - INTERVAL %s DAY, forget_at = UTC_TIMESTAMP() - INTERVAL 1 SECOND"
                     " WHERE application_id = %s", days, case.id)
    for f in files(case):
        for path in on_disk(case.stack, *names(case, f["id"])):
            os.utime(path, (time.time() - days * 86400 - 60,) * 2)


@contextlib.contextmanager
def courier(stack):
    """One more, beside the stack's."""
    process = subprocess.Popen(stack.command("libexec/ccer/courier", "courier.conf"), cwd="/", stderr=subprocess.DEVNULL)
    try:
        yield
    finally:
        process.terminate()
        process.wait(30)


def asked(case):
    return all(f["forget_at"] is None or f["forget_at"] > f["now"] for f in case.stack.query(
        "SELECT forget_at, UTC_TIMESTAMP() AS now FROM file WHERE application_id = %s", case.id))


def noted(case, file):
    return len(case.stack.query("SELECT id FROM audit WHERE action = 'file.forget' AND object = %s AND actor_kind = 'system'",
                                "file:%d" % file))


# ---- what goes -------------------------------------------------------------------------------------------------------

def test_what_was_removed_or_replaced_is_gone_after_a_day(stack, draft):
    """Rows, bytes and previews; its room is free again; the same content is then taken as if it had never been there."""
    put_named(draft, "abc")
    form = form_with(draft.browser.page, "/apply/materials/upload", code=SLOT[0], slot=SLOT[1], replace=public(draft, "b"))
    ok(draft.browser.upload(form.action, dict(form.fields), "file", "d.png", picture(240)))
    remove(draft, "a")
    gone, kept = [file_id(draft, n) for n in "ab"], [file_id(draft, n) for n in "cd"]
    removed, standing = [n for f in gone for n in names(draft, f)], [n for f in kept for n in names(draft, f)]
    assert len(on_disk(stack, *removed)) == len(on_disk(stack, *standing)) == 4
    age(draft)
    stack.query("UPDATE file SET size = 300 * 1024 * 1024 WHERE id = %s", gone[0])
    stack.query("UPDATE file SET size = 200 * 1024 * 1024 - 1000 WHERE id = %s", gone[1])
    page = put(draft, picture(230), "e.png")
    assert page.status == 422 and page.has("文件总量已达上限", "最迟一天后不再计入总量"), page.words[:600]
    with courier(stack):
        assert wait(lambda: [f["id"] for f in files(draft)] == kept)
        assert wait(lambda: not on_disk(stack, *removed))
    assert len(on_disk(stack, *standing)) == 4 and order(draft) == "dc"
    assert not stack.query("SELECT 1 FROM file_inspection WHERE file_id IN %s", gone)
    assert [noted(draft, f) for f in gone + kept] == [1, 1, 0, 0]
    assert wait(lambda: asked(draft))
    assert draft.browser.get("/apply/file/" + removed[0]).status == 404
    ok(put(draft, picture(230), "e.png"))
    ok(put(draft, picture(200), "a.png"))
    assert order(draft) == "dcea" and draft.browser.get("/apply/file/" + public(draft, "a")).body == picture(200)


# ---- what stays ------------------------------------------------------------------------------------------------------

def test_not_before_a_day(stack, draft):
    """Even when it is asked about: the one statement that deletes says so itself, and then nothing is changed."""
    put_named(draft, "a")
    remove(draft, "a")
    asked_at = files(draft)[0]["forget_at"] - files(draft)[0]["created_at"]
    assert asked_at.total_seconds() == 86400
    stack.query("UPDATE file SET forget_at = UTC_TIMESTAMP() - INTERVAL 1 SECOND WHERE application_id = %s", draft.id)
    with courier(stack):
        assert wait(lambda: asked(draft))
    assert len(names(draft, files(draft)[0]["id"])) == 2 and not noted(draft, files(draft)[0]["id"])


def test_what_stands_in_another_slot_stays(stack, draft):
    put_named(draft, "ab")
    ok(put(draft, picture(200), "a.png", FRONT))
    remove(draft, "a")
    remove(draft, "b")
    kept = file_id(draft, "a")
    age(draft)
    with courier(stack):
        assert wait(lambda: [f["id"] for f in files(draft)] == [kept] and asked(draft))
    assert order(draft, where=FRONT) == "a" and draft.browser.get("/apply/file/" + public(draft, "a")).body == picture(200)


def test_what_a_version_holds_stays_for_good(stack):
    """The reviewer's look at version 1 does not depend on what the applicant does to the working copy."""
    case = journey.Case(stack).register().start().fill().upload_all()
    put_named(case, "ab")
    remove(case, "b")
    ok(case.confirm_contacts().submit())
    form = ok(case.browser.get("/apply/amend")).form("/apply/amend")
    ok(send(case.browser, form, {name: values[-1] for name, values in form.choices.items()}))
    remove(case, "a")
    kept, gone = file_id(case, "a"), file_id(case, "b")
    assert not order(case).endswith("a")
    age(case)
    with courier(stack):
        assert wait(lambda: gone not in [f["id"] for f in files(case)] and asked(case))
    assert next(f for f in files(case) if f["id"] == kept)["forget_at"] is None
    assert len(on_disk(stack, *names(case, kept))) == 2
    ok(send(case.browser, ok(case.browser.get("/apply")).form("/apply/amend/cancel")))
    assert order(case).endswith("a") and case.browser.get("/apply/file/" + public(case, "a")).body == picture(200)


@pytest.mark.parametrize("end", ["another file", "withdrawn"])
def test_what_was_taken_out_stays_while_its_slot_waits(stack, draft, mark, end):
    """The applicant is told its name and why until another is there, or the application is over."""
    ok(put(draft, jpeg(mark.text), "v.jpg"))
    file = files(draft)[0]["id"]
    mark.mode("found")
    stack.query("UPDATE file SET scan_state = 'received', scan_due_at = UTC_TIMESTAMP() WHERE id = %s", file)
    assert wait(lambda: not order(draft))
    age(draft)
    with courier(stack):
        assert wait(lambda: asked(draft))
    assert [f["id"] for f in files(draft)] == [file]
    assert ok(draft.browser.get("/apply/materials")).has("“v.jpg”已移除")
    if end == "withdrawn":
        journey.withdraw(draft)
    else:
        ok(put(draft, picture(220)))
    age(draft)
    with courier(stack):
        assert wait(lambda: file not in [f["id"] for f in files(draft)])
    assert not stack.query("SELECT 1 FROM file_removed WHERE application_id = %s", draft.id)
    assert order(draft) == ("" if end == "withdrawn" else "a")


# ---- at the same moment ----------------------------------------------------------------------------------------------

LOCK = "SELECT id FROM application WHERE id = %s FOR UPDATE"


@contextlib.contextmanager
def transaction(case):
    """Holds the application as a page's transaction does; commits at the end."""
    connection = journey.database(case.stack)
    try:
        connection.autocommit(False)
        with connection.cursor() as c:
            c.execute(LOCK, (case.id,))
            yield c
        connection.commit()
    finally:
        connection.close()


def waiting(case, holder, count=1):
    """That many wait for what this transaction holds. MariaDB makes this table anew only when nobody read it for 0.1 s."""
    time.sleep(0.3)
    return case.stack.query(
        "SELECT COUNT(DISTINCT w.requesting_trx_id) AS n FROM information_schema.INNODB_LOCK_WAITS w"
        " JOIN information_schema.INNODB_TRX t ON t.trx_id = w.blocking_trx_id WHERE t.trx_mysql_thread_id = %s",
        holder.connection.thread_id())[0]["n"] >= count


def removed_draft(case):
    put_named(case, "a")
    remove(case, "a")
    age(case)
    return file_id(case, "a")


def test_who_uses_it_again_first_keeps_it(stack, draft):
    file = removed_draft(draft)
    with courier(stack):
        with transaction(draft) as c:
            assert wait(lambda: waiting(draft, c)), "the courier waits for who holds the application"
            c.execute("INSERT INTO application_file (application_id, code, slot, file_id, form_hash, position)"
                      " VALUES (%s, %s, %s, %s, '', 1)", (draft.id, *SLOT, file))
    assert [f["id"] for f in files(draft)] == [file] and order(draft) == "a" and not noted(draft, file)
    assert all(names(draft, file)) and draft.browser.get("/apply/file/" + public(draft, "a")).body == picture(200)


def test_who_comes_after_it_went_brings_it_anew(stack, draft):
    file = removed_draft(draft)
    with concurrent.futures.ThreadPoolExecutor(1) as pool, transaction(draft) as c:
        upload = pool.submit(put, draft, picture(200), "n.png")
        assert wait(lambda: waiting(draft, c)), "the upload waits for who holds the application"
        for table, column in (("file_inspection", "file_id"), ("file", "id")):
            c.execute("DELETE FROM %s WHERE %s = %%s" % (table, column), (file,))
        c.connection.commit()
        ok(upload.result())
    assert order(draft) == "n" and file not in [f["id"] for f in files(draft)]
    assert draft.browser.get("/apply/file/" + public(draft, "n")).body == picture(200)


def test_both_at_once(stack, draft):
    """Whoever is first: there is one file, it stands in the slot and can be read."""
    file = removed_draft(draft)
    with courier(stack), concurrent.futures.ThreadPoolExecutor(1) as pool:
        with transaction(draft) as c:
            assert wait(lambda: waiting(draft, c))
            upload = pool.submit(put, draft, picture(200), "n.png")
            assert wait(lambda: waiting(draft, c, 2))
        ok(upload.result())
        assert wait(lambda: asked(draft))
    there = files(draft)
    assert len(there) == 1 and len(order(draft)) == 1 and noted(draft, file) == (there[0]["id"] != file)
    assert draft.browser.get("/apply/file/" + there[0]["public_id"]).body == picture(200)
