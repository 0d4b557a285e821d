"""The files in a material's slots: their order, what press saw in them, the same file in two places, how much there may be."""
import re

import pytest

import journey
import press
from journey import form_with, ok, send

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
    put_named(draft, "x")
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
