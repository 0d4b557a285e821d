"""Looking at files in the office: pages as pictures with who looks and when burnt in, each look in the audit chain, and what
happens while press is away."""
import io
import json
import os
import signal
import threading
import time
from pathlib import Path

import pytest
from PIL import Image, ImageChops

import journey
import press
import stack as installations
from journey import ok
from patience import wait


@pytest.fixture(scope="module")
def case(stack):
    return journey.submitted(stack)


def files(stack, case, kind):
    return [f["public_id"] for f in stack.query(
        "SELECT public_id FROM file WHERE application_id = %s AND type = %s ORDER BY id", case.id, kind)]


def path(case, file, page=1):
    return "/office/file/%s/page/%s?case=%s" % (file, page, case.public_id)


def picture(answer):
    assert answer.status == 200 and answer.type == "image/jpeg", answer
    return Image.open(io.BytesIO(answer.body)).convert("RGB")


def differing(one, two):
    assert one.size == two.size
    changed = ImageChops.difference(one, two).convert("L").point(lambda v: 255 if v > 25 else 0)
    return sum(changed.histogram()[255:]) / (one.size[0] * one.size[1])


def looks(stack, who):
    return [json.loads(row["detail"]) for row in stack.query(
        "SELECT detail FROM audit WHERE action = 'file.view' AND actor_id = %s ORDER BY id", who.id)]


def material_of(stack, case, file):
    return stack.query("SELECT a.code FROM application_file a JOIN file f ON f.id = a.file_id WHERE f.public_id = %s"
                       " AND a.application_id = %s", file, case.id)[0]["code"]


def viewer(stack, who, case, file, page=None):
    return ok(who.browser.get("/office/case/%s?material=%s&file=%s%s" % (
        case.public_id, material_of(stack, case, file), file, "&page=%s" % page if page else "")))


def test_every_page_carries_who_looks(stack, case):
    """The original's pixels, and a watermark over them that is another one for another person."""
    first, second = journey.crew(stack).initial, journey.Staffer(stack, "initial_reviewer")
    file = files(stack, case, "image/jpeg")[0]
    original = next(Path(f[2]).read_bytes() for f in case.applicant.files if f[0] == material_of(stack, case, file))
    _, plain = press.page(stack, "jpeg", original, width=1600)
    answer = first.browser.get(path(case, file))
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Disposition"].startswith("inline")
    mine, theirs = picture(answer), picture(second.browser.get(path(case, file)))
    assert 0.005 < differing(plain, mine) < 0.3
    assert 0.001 < differing(mine, theirs) < 0.3
    name = stack.query("SELECT name FROM staff WHERE id = %s", first.id)[0]["name"]
    closest = min(differing(mine, press.page(stack, "jpeg", original, width=1600, watermark=text)[1]) for text in (
        "仅用于CCER联合开户　%s　%s" % (name, beijing(minutes_ago)) for minutes_ago in (0, 1)))
    assert closest == 0, "not the words it should be"


def beijing(minutes_ago):
    return time.strftime("%Y-%m-%d %H:%M", time.gmtime(time.time() + 8 * 3600 - 60 * minutes_ago))


def test_nobody_gets_the_file_itself(stack, case):
    b = journey.crew(stack).initial.browser
    for file in files(stack, case, "image/jpeg")[:1] + files(stack, case, "application/pdf")[:1]:
        assert b.get("/office/file/%s?case=%s" % (file, case.public_id)).status == 404
        for page in ("0", "x", "-1", "100000", "1x"):
            assert b.get(path(case, file, page)).status == 404, page
        text = viewer(stack, journey.crew(stack).initial, case, file).text
        assert path(case, file).replace("&", "&amp;") in text
        assert "<iframe" not in text and "<object" not in text and "<embed" not in text


def test_each_look_is_noted_with_its_page(stack, case):
    who = journey.Staffer(stack, "initial_reviewer")
    pdf, jpeg = files(stack, case, "application/pdf")[0], files(stack, case, "image/jpeg")[0]
    for file, page in ((jpeg, 1), (pdf, 2), (pdf, 1)):
        picture(who.browser.get(path(case, file, page)))
    assert looks(stack, who) == [{"file": jpeg, "page": 1}, {"file": pdf, "page": 2}, {"file": pdf, "page": 1}]
    verified = stack.ctl("audit", "verify")
    assert verified.returncode == 0, verified.stdout


def test_another_cases_file_is_not_found(stack, case):
    other = journey.submitted(stack)
    who = journey.Staffer(stack, "initial_reviewer")
    page = who.browser.get("/office/file/%s/page/1?case=%s" % (files(stack, case, "image/jpeg")[0], other.public_id))
    assert page.status == 404 and not looks(stack, who)


def test_pages_forward_and_back(stack, case):
    """Without scripts: links from page to page, none before the first and after the last."""
    who = journey.crew(stack).initial
    file = next(f for f in files(stack, case, "application/pdf") if material_of(stack, case, f) == "trading_agreement")
    page = viewer(stack, who, case, file)
    assert page.has("第 1/6 页", "下一页") and not page.has("上一页")
    for number in range(2, 7):
        page = ok(who.browser.get(next(a for a in page.links if "page=%d" % number in a).split("#")[0]))
        assert page.has("第 %d/6 页" % number, "上一页")
        assert path(case, file, number) in page.text
    assert not page.has("下一页")
    assert viewer(stack, who, case, file, 99).has("第 6/6 页"), "beyond the end"
    assert viewer(stack, who, case, file, 0).has("第 1/6 页")
    beyond = who.browser.get(path(case, file, 7))
    assert beyond.status == 404 and "没有这一页" in beyond.body.decode()
    jpeg = files(stack, case, "image/jpeg")[0]
    assert not viewer(stack, who, case, jpeg).has("下一页")


def test_a_mark_comes_back_to_the_same_page(stack, case):
    who = journey.crew(stack).initial
    who.claim(case)
    file = next(f for f in files(stack, case, "application/pdf") if material_of(stack, case, f) == "trading_agreement")
    viewer(stack, who, case, file, 3)
    form = who.browser.page.form("/office/case/%s/mark-rest" % case.public_id)
    page = ok(journey.send(who.browser, form))
    assert page.has("第 3/6 页"), page.path


# ---- without press -------------------------------------------------------------------------------------------------


def test_without_press_the_case_is_there(own):
    case, who = journey.submitted(own), journey.crew(own).initial
    pdf, jpeg = files(own, case, "application/pdf")[0], files(own, case, "image/jpeg")[0]
    socket = own.data / "run" / "press.sock"
    pages = own.query("SELECT i.pages FROM file_inspection i JOIN file f ON f.id = i.file_id WHERE f.public_id = %s", pdf)[0]["pages"]
    socket.rename(str(socket) + ".away")
    try:
        assert viewer(own, who, case, pdf).has("第 1/%d 页" % pages), "counted when it came"
        own.query("UPDATE file_inspection SET pages = 0")
        page = viewer(own, who, case, pdf)
        assert page.has("第 1 页", "下一页") and page.has(case.row()["number"])
        assert viewer(own, who, case, jpeg).status == 200
        for file in (pdf, jpeg):
            answer = who.browser.get(path(case, file))
            assert answer.status == 503 and answer.type == "image/svg+xml"
            assert "图像暂时无法显示" in answer.body.decode()
    finally:
        Path(str(socket) + ".away").rename(socket)
    picture(who.browser.get(path(case, pdf)))
    hung = own.processes("press")
    for pid in hung:
        os.kill(pid, signal.SIGSTOP)
    try:
        page = viewer(own, who, case, pdf)
        assert page.has("第 1 页") and page.seconds < 20, "a press that hangs must not hold the case up"
    finally:
        for pid in hung:
            os.kill(pid, signal.SIGCONT)
    assert wait(lambda: viewer(own, who, case, pdf).has("第 1/"))


def test_a_press_worker_killed_in_the_middle(own):
    """The question is answered with 503, its decoder dies with it, a new worker takes the next."""
    slow = press.pdf([b"0 0 1 rg " + b"0 0 590 840 re f " * 2000000])
    before = own.processes("press")
    failed = []

    def ask():
        try:
            press.ask(own, {"ask": "page", "type": "application/pdf", "width": 2000}, slow)
        except (EOFError, OSError):
            failed.append(True)

    thread = threading.Thread(target=ask)
    thread.start()
    busy = []
    assert wait(lambda: busy.extend(p for p in before if installations.children(p)) or busy)
    decoders = installations.children(busy[0])
    os.kill(busy[0], signal.SIGKILL)
    thread.join(30)
    assert failed
    assert wait(lambda: not any(Path("/proc/%d" % d).exists() for d in decoders))
    assert wait(lambda: len(own.processes("press")) == len(before) and busy[0] not in own.processes("press"))
    assert press.inspect(own, "pdf", press.pdf())["problem"] == ""


def test_new_press_workers_finish_what_they_do(own):
    """SIGUSR1 in the middle of a question: it is answered first."""
    old = own.processes("press")
    answers, data = [], press.encoded(press.paper(3000, 4000), "jpeg")
    threads = [threading.Thread(target=lambda: answers.append(press.inspect(own, "jpeg", data)["problem"])) for _ in range(6)]
    for t in threads:
        t.start()
    for pid in old:
        os.kill(pid, signal.SIGUSR1)
    for t in threads:
        t.join(30)
    assert answers == [""] * 6
    assert wait(lambda: not set(old) & set(own.processes("press")) and len(own.processes("press")) == len(old))
