"""Somebody with access to the disk swaps, copies, cuts or changes encrypted files: nobody is shown the wrong picture or half of
one, it is logged, and everything is right again once the files are."""
import http.client
import shutil

import pytest

import journey
import press
from journey import ok

LONG = press.encoded(press.paper(), "png") + bytes(range(256)) * 2000  # several portions of encryption


@pytest.fixture(scope="module")
def cases(stack):
    """Two applicants, each with pictures in two slots."""
    made = []
    for _ in range(2):
        case = journey.Case(stack).register().start()
        ok(case.save("organisation"))
        for slot, colour in (("front", (255, 250, 240)), ("back", (240, 250, 255))):
            data = press.encoded(press.paper(colour=colour), "jpeg", comment=case.public_id + slot)
            ok(case.upload("signatory_id", slot, name=slot + ".jpg", data=data))
        made.append(case)
    return made


class Stored:
    """One stored file: its row, its owner's browser and its place on disk."""

    def __init__(self, case, index):
        self.case = case
        self.row = case.stack.query("SELECT * FROM file WHERE application_id = %s ORDER BY id", case.id)[index]
        name = self.row["public_id"]
        self.path = case.stack.data / "store" / name[:2] / name
        self.url = "/apply/file/" + name
        self.whole = self.path.read_bytes()
        self.plain = self.get().body

    def get(self):
        return self.case.browser.raw("GET", self.url)

    def write(self, data):
        """In the same file, so owner and mode stay."""
        self.path.write_bytes(data)


def logged(stack):
    return sum(log.read_text(errors="replace").count("tampered") for log in (stack.data / "log").glob("portal*"))


def assert_calm(stored, *not_these):
    page = stored.get()
    assert page.status == 500 and page.type == "text/html", page
    assert page.has("系统出现故障", "请求编号"), page.words
    for plain in not_these:
        assert plain[:64] not in page.body
    return page


def assert_right(*all_stored):
    for stored in all_stored:
        page = stored.get()
        assert page.status == 200 and page.body == stored.plain


@pytest.fixture
def mended():
    """What is taken through this is whole again after the test."""
    taken = []

    def take(case, index):
        taken.append(Stored(case, index))
        return taken[-1]
    yield take
    for stored in taken:
        stored.write(stored.whole)


def assert_swap_noticed(stack, a, b):
    before = logged(stack)
    a.write(b.whole)
    b.write(a.whole)
    for stored in (a, b):
        assert_calm(stored, a.plain, b.plain)
    assert logged(stack) >= before + 2, "each is logged"
    a.write(a.whole)
    b.write(b.whole)
    assert_right(a, b)


def test_two_files_of_one_application(stack, cases, mended):
    a, b = mended(cases[0], 0), mended(cases[0], 1)
    assert a.plain != b.plain
    assert_swap_noticed(stack, a, b)


def test_files_of_two_applications(stack, cases, mended):
    assert_swap_noticed(stack, mended(cases[0], 0), mended(cases[1], 0))


def test_a_copy_over_another(stack, cases, mended):
    """The one copied is right all the time."""
    a, b = mended(cases[0], 0), mended(cases[0], 1)
    shutil.copyfile(a.path, b.path)
    assert_calm(b, a.plain)
    assert_right(a)


@pytest.mark.parametrize("left", ["nothing", "head", "half", "last byte"])
def test_cut(stack, cases, mended, left):
    a = mended(cases[0], 0)
    before = logged(stack)
    size = {"nothing": 0, "head": 30, "half": len(a.whole) // 2, "last byte": len(a.whole) - 1}[left]
    a.write(a.whole[:size])
    assert_calm(a, a.plain)
    assert logged(stack) > before
    a.write(a.whole)
    assert_right(a)


@pytest.mark.parametrize("at", [0, 8, 40, -20, -1])
def test_one_bit(stack, cases, mended, at):
    a = mended(cases[0], 0)
    changed = bytearray(a.whole)
    changed[at] ^= 4
    a.write(bytes(changed))
    assert_calm(a, a.plain)


def test_more_behind_the_end(stack, cases, mended):
    a = mended(cases[0], 0)
    a.write(a.whole + b"\0")
    assert_calm(a, a.plain)


def test_gone(stack, cases, mended):
    a = mended(cases[0], 0)
    aside = a.path.with_name("aside")
    a.path.rename(aside)
    try:
        assert_calm(a, a.plain)
    finally:
        aside.rename(a.path)
    assert_right(a)


def test_a_long_file_cut_in_the_middle_does_not_pass_for_whole(stack, cases, mended):
    """Its beginning is on the way already when the cut is noticed: the connection ends before the length it promised."""
    case = cases[1]
    ok(case.upload("subject_licence", "document", name="long.png", data=LONG))
    long = mended(case, 2)
    assert long.plain == LONG
    before = logged(stack)
    long.write(long.whole[:len(long.whole) // 2])
    with pytest.raises(http.client.IncompleteRead) as cut:
        long.get()
    assert LONG.startswith(cut.value.partial), "what came is its own"
    assert logged(stack) > before
    long.write(long.whole)
    assert_right(long)
    assert case.browser.get("/apply/materials").status == 200


def test_reviewers_see_no_swapped_page(stack):
    case = journey.submitted(stack)
    files = [r for r in stack.query("SELECT * FROM file WHERE application_id = %s AND type = 'image/jpeg' ORDER BY id", case.id)]
    paths = [stack.data / "store" / f["public_id"][:2] / f["public_id"] for f in files[:2]]
    whole = [p.read_bytes() for p in paths]
    who = journey.Staffer(stack, "initial_reviewer")
    who.claim(case)
    urls = ["/office/file/%s/page/1?case=%s" % (f["public_id"], case.public_id) for f in files[:2]]
    assert [who.browser.raw("GET", u).type for u in urls] == ["image/jpeg"] * 2
    try:
        for p, data in zip(paths, reversed(whole)):
            p.write_bytes(data)
        for url in urls:
            page = who.browser.raw("GET", url)
            assert page.status in (500, 503) and page.type != "image/jpeg", page
    finally:
        for p, data in zip(paths, whole):
            p.write_bytes(data)
    assert [who.browser.raw("GET", u).type for u in urls] == ["image/jpeg"] * 2
