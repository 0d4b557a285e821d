"""The files in a material's slots: their order, what press saw in them, the same file in two places, how much there may be."""
import contextlib
import fcntl
import hashlib
import io
import os
import re
import struct

import pytest
from PIL import Image

import journey
import press
from journey import form_with, ok, send
from patience import wait

SLOT = ("subject_licence", "document")


@pytest.fixture
def draft(stack):
    case = journey.Case(stack).register().start()
    ok(case.save("organisation"))
    return case


def picture(shade):
    """A paper unlike any other of another shade."""
    return press.encoded(press.paper(600, 800, (255, 255, shade)), "png")


def put(case, data, name="a.png", where=SLOT):
    return case.upload(*where, name=name, data=data)


def put_named(case, names, where=SLOT):
    for i, name in enumerate(names):
        ok(put(case, picture(200 + i), name + ".png", where))


def files(case):
    return case.stack.query("SELECT * FROM file WHERE application_id = %s ORDER BY id", case.id)


def order(case, table="application_file", version="", where=SLOT):
    """The names in a slot as they stand."""
    return "".join(r["name"][0] for r in case.stack.query(
        "SELECT f.name FROM %s a JOIN file f ON f.id = a.file_id WHERE a.application_id = %d AND a.code = '%s' AND a.slot = '%s'"
        " %s ORDER BY a.position, f.id" % (table, case.id, *where, version and "AND a.version = %d" % version)))


def shown(page, names):
    """Those names in the order in which they first stand on a page."""
    return "".join(dict.fromkeys(re.findall(r"\b([%s])\.png" % names, page.words)))


def public(case, name):
    return case.stack.query("SELECT public_id FROM file WHERE application_id = %s AND name = %s", case.id, name + ".png")[0]["public_id"]


def swap(case, first, second, browser=None):
    b = browser or case.browser
    ok(b.get("/apply/materials"))
    form = form_with(b.page, "/apply/materials/move", code=SLOT[0], slot=SLOT[1], first=public(case, first),
                     second=public(case, second))
    return send(b, form)


# ---- order -----------------------------------------------------------------------------------------------------------

def test_files_are_moved_and_stay_where_they_are(draft):
    """Behind the last, forward and back, one replaced in its place, one removed: always what the page shows."""
    put_named(draft, "abcd")
    assert order(draft) == "abcd"
    page = ok(swap(draft, "c", "d"))
    assert order(draft) == "abdc" and shown(page, "abcd") == "abdc", page.words[:800]
    ok(swap(draft, "a", "b"))
    ok(swap(draft, "a", "d"))
    assert order(draft) == "bdac"
    form = form_with(draft.browser.page, "/apply/materials/upload", code=SLOT[0], slot=SLOT[1], replace=public(draft, "d"))
    ok(draft.browser.upload(form.action, dict(form.fields), "file", "e.png", picture(240)))
    assert order(draft) == "beac"
    ok(send(draft.browser, form_with(ok(draft.browser.get("/apply/materials")), "/apply/materials/remove",
                                     file=public(draft, "a"))))
    ok(put(draft, picture(230), "x.png"))
    assert order(draft) == "becx"
    ok(swap(draft, "e", "c"))
    assert order(draft) == "bcex"


def test_two_tabs_move_the_same_files(draft):
    """What both asked for happens once; what the other one made impossible is refused with words, and changes nothing."""
    put_named(draft, "abc")
    other = draft.sign_in(draft.stack.portal())
    page = ok(other.get("/apply/materials"))
    stale = {pair: form_with(page, "/apply/materials/move", first=public(draft, pair[0]), second=public(draft, pair[1]))
             for pair in ("ab", "bc")}
    ok(swap(draft, "a", "b"))
    assert order(draft) == "bac"
    ok(send(other, stale["ab"]))
    assert order(draft) == "bac", "both wanted b before a"
    page = send(other, stale["bc"])
    assert page.status == 422 and page.has("顺序刚刚在另一个窗口改变"), page.words[:800]
    assert order(draft) == "bac" and shown(page, "abc") == "bac"


def test_a_file_of_another_slot_or_applicant_is_not_moved(stack, draft):
    put_named(draft, "ab")
    other = journey.Case(stack).register().start()
    ok(other.save("organisation"))
    put_named(other, "ab")
    form = form_with(ok(draft.browser.get("/apply/materials")), "/apply/materials/move")
    for changed in ({"first": public(other, "a"), "second": public(other, "b")}, {"code": "signatory_id", "slot": "front"},
                    {"slot": "none"}):
        assert send(draft.browser, form, changed).status == 422, changed
    assert order(draft) == order(other) == "ab"


def test_versions_and_reviewers_keep_the_order(stack):
    """Frozen as it stood; an amendment that is taken back brings it back; the reviewer leafs through it in that order."""
    case = journey.Case(stack).register().start().fill().upload_all()
    put_named(case, "ab")
    ok(swap(case, "a", "b"))
    ok(case.confirm_contacts().submit())
    frozen = order(case, "version_file", 1)
    assert order(case) == frozen and frozen.endswith("ba")
    page = journey.crew(stack).initial.browser.get("/office/case/%s?material=%s" % (case.public_id, SLOT[0]))
    links = list(dict.fromkeys(re.findall(r"[?&;]file=(\w+)", " ".join(ok(page).links))))
    assert links.index(public(case, "b")) < links.index(public(case, "a")), links
    form = ok(case.browser.get("/apply/amend")).form("/apply/amend")
    ok(send(case.browser, form, {name: values[-1] for name, values in form.choices.items()}))
    ok(swap(case, "b", "a"))
    assert order(case).endswith("ab") and order(case, "version_file", 1) == frozen
    ok(send(case.browser, ok(case.browser.get("/apply")).form("/apply/amend/cancel")))
    assert order(case) == frozen


# ---- previews --------------------------------------------------------------------------------------------------------

def inspections(case):
    return case.stack.query("SELECT i.* FROM file_inspection i JOIN file f ON f.id = i.file_id WHERE f.application_id = %s"
                            " ORDER BY i.file_id", case.id)


def stored(stack):
    return {p.name for p in (stack.data / "store").glob("??/*")}


@pytest.mark.parametrize("name,data,pages", [("a.png", picture(250), 1), ("a.pdf", press.pdf([press.WRITING] * 3), 3)])
def test_what_comes_is_counted_and_shown_small(stack, draft, name, data, pages):
    page = ok(put(draft, data, name))
    file, seen = files(draft)[0], inspections(draft)[0]
    assert (seen["state"], seen["pages"], seen["due_at"]) == ("good", pages, None)
    address = "/apply/file/%s/preview" % file["public_id"]
    assert 'src="%s"' % address in page.text and page.has("3 页") == (pages == 3)
    answer = draft.browser.get(address)
    assert answer.status == 200 and answer.type == "image/jpeg" and answer.headers["Cache-Control"] == "private, max-age=3600"
    assert Image.open(io.BytesIO(answer.body)).size[0] <= 480
    on_disk = next((stack.data / "store").glob("??/" + seen["preview_public_id"])).read_bytes()
    assert b"JFIF" not in on_disk and b"\xff\xd8" != on_disk[:2], "kept encrypted"
    other = journey.Case(stack).register().start()
    assert other.browser.get(address).status == 404 and stack.portal().get(address, follow=False).status == 303


@pytest.mark.parametrize("name,data,word", [
    ("a.png", press.encoded(press.paper(1000, 200), "png"), "图片或页面太小"),
    ("a.pdf", press.pdf([b""]), "文件是空白页"),
    ("a.pdf", press.pdf_encrypted(b"secret"), "文件设有密码"),
])
def test_what_nobody_can_read_is_refused_with_its_reason(stack, draft, name, data, word):
    page = put(draft, data, name)
    assert page.status == 422 and page.has(word), page.words[:600]
    assert not files(draft) and not inspections(draft)


# ---- later -----------------------------------------------------------------------------------------------------------

@contextlib.contextmanager
def another_is_looked_at(case):
    """As if another file of the same application were with press."""
    fd = os.open(case.stack.data / "store" / "tmp" / ".inspecting", os.O_RDWR | os.O_CREAT, 0o660)
    fcntl.fcntl(fd, fcntl.F_OFD_SETLK, struct.pack("hhqqi4x", fcntl.F_WRLCK, os.SEEK_SET, case.id, 1, 0))
    try:
        yield
    finally:
        os.close(fd)


def texts(case):
    return [m["text"] for m in case.stack.sim.messages(case.applicant.mobile) if m.get("template") == "file_unreadable"]


def test_what_was_not_looked_at_is_looked_at_later(draft):
    """A good one gets its preview and pages; one nobody can read leaves its slot, and the applicant is told why."""
    with another_is_looked_at(draft):
        page = ok(put(draft, press.pdf([press.WRITING] * 2), "good.pdf"))
        assert page.has("预览稍后生成")
        ok(put(draft, press.pdf([b""]), "blank.pdf"))
    assert [(i["state"], i["pages"]) for i in inspections(draft)] == [("due", 0)] * 2 and order(draft) == "gb"
    edits = draft.row()["edits"]
    assert wait(lambda: [i["state"] for i in inspections(draft)] == ["good", "bad"], 150)
    assert inspections(draft)[0]["pages"] == 2 and inspections(draft)[1]["problem"] == "file_blank"
    assert order(draft) == "g" and draft.row()["edits"] > edits
    assert wait(lambda: len(texts(draft)) == 1)
    assert "请登录系统查看" in texts(draft)[0] and "http" not in texts(draft)[0]
    page = ok(draft.browser.get("/apply/materials"))
    assert page.has("“blank.pdf”已移除", "文件是空白页", "2 页"), page.words[:1200]
    assert ok(draft.browser.get("/apply/check")).has("有一个文件无法打开或看不清，已经移除")
    page = put(draft, press.pdf([b""]), "blank.pdf")
    assert page.status == 422 and page.has("文件是空白页") and len(files(draft)) == 2, "known already"
    ok(put(draft, picture(251)))
    assert not ok(draft.browser.get("/apply/materials")).has("已移除")


# ---- the same file again ---------------------------------------------------------------------------------------------

def test_the_same_content_is_stored_once(stack, draft):
    data, front = picture(252), ("signatory_id", "front")
    ok(put(draft, data))
    page = put(draft, data, "again.png")
    assert page.status == 422 and page.has("此项已有内容完全相同的文件"), page.words[:600]
    before = stored(stack)
    page = ok(put(draft, data, "again.png", front))
    assert page.has("与材料 1 的文件相同，已直接引用"), page.words[:800]
    assert len(files(draft)) == 1 and order(draft) == order(draft, where=front) == "a"
    known = lambda: {r["n"] for r in stack.query(  # noqa: E731
        "SELECT public_id AS n FROM file UNION SELECT preview_public_id FROM file_inspection")}
    assert wait(lambda: not stored(stack) - before - known())
    ok(send(draft.browser, form_with(draft.browser.page, "/apply/materials/remove", code=SLOT[0])))
    assert order(draft) == "" and order(draft, where=front) == "a"
    assert draft.browser.get("/apply/file/" + files(draft)[0]["public_id"]).body == data


def test_an_uploaded_file_is_used_again(stack, draft):
    front, back = ("signatory_id", "front"), ("signatory_id", "back")
    assert "/apply/materials/reuse" not in ok(draft.browser.get("/apply/materials")).text
    put_named(draft, "ab")
    form = form_with(ok(draft.browser.get("/apply/materials")), "/apply/materials/reuse", code=front[0], slot=front[1])
    page = ok(send(draft.browser, form, {"file": public(draft, "b")}))
    assert page.has("与材料 1 的文件相同，已直接引用") and order(draft, where=front) == "b" and len(files(draft)) == 2
    for file, word in (("", "请选择一个已上传的文件"), (public(draft, "b"), "此项已有内容完全相同的文件"),
                       ("x" * 22, "刚刚被更换或删除")):
        page = send(draft.browser, form, {"file": file, "op": journey.form_key()})
        assert page.status == 422 and page.has(word), (file, page.words[:600])
    other = journey.Case(stack).register().start()
    ok(other.save("organisation"))
    ok(put(other, picture(253)))
    page = send(draft.browser, form, {"file": files(other)[0]["public_id"], "slot": back[1]})
    assert page.status == 422 and order(draft, where=back) == "", "another applicant's"


# ---- how much --------------------------------------------------------------------------------------------------------

def test_an_application_has_only_so_much_room(stack, draft):
    ok(put(draft, picture(254)))
    stack.query("UPDATE file SET size = 500 * 1024 * 1024 - 1000 WHERE application_id = %s", draft.id)
    page = put(draft, picture(253), "b.png")
    assert page.status == 422 and page.has("文件总量已达上限") and len(files(draft)) == 1, page.words[:600]
    ok(put(draft, picture(254), where=("signatory_id", "front")))
    stack.query("UPDATE file SET size = 1000 WHERE application_id = %s", draft.id)
    ok(put(draft, picture(253), "b.png"))


def test_only_so_many_uploads_an_hour(stack, draft):
    key = (stack.data / "keys" / "index.key").read_bytes()
    bucket = hashlib.blake2b(b"upload.application\n%d" % draft.id, digest_size=32, key=key).digest()
    ok(put(draft, picture(254)))
    stack.query("UPDATE rate SET count = 300 WHERE bucket = %s", bucket)
    page = put(draft, picture(253), "b.png")
    assert page.status == 422 and page.has("一小时内上传的文件太多") and len(files(draft)) == 1, page.words[:600]
    assert stack.query("SELECT SUM(count) AS n FROM rate WHERE bucket = %s", bucket)[0]["n"] == 300, "what was refused does not count"
    stack.query("DELETE FROM rate WHERE bucket = %s", bucket)
    ok(put(draft, picture(253), "b.png"))
