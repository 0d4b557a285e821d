"""Everything a client may send that our pages never would: each gets a clear answer, nothing is stored, and no worker dies."""
import random
import socket
import urllib.parse
import zlib

import pytest

import journey
import press
from journey import csrf, fields_of, ok, send

PATH = "/apply/section/organisation"
FORM = "application/x-www-form-urlencoded"


@pytest.fixture(scope="module")
def case(stack):
    """A draft with its first section saved."""
    case = journey.Case(stack).register().start()
    ok(case.save("organisation"))
    return case


@pytest.fixture(autouse=True)
def no_worker_dies(stack):
    before = {name: sorted(stack.processes(name)) for name in ("portal", "office", "hook")}
    assert all(before.values())
    yield
    after = {name: sorted(stack.processes(name)) for name in before}
    assert after == before, "a worker died"
    assert stack.is_well()


@pytest.fixture
def unchanged(case):
    """The section is afterwards as it was."""
    before = fields_of(ok(case.browser.get(PATH)).form(PATH))
    yield before
    after = fields_of(ok(case.browser.get(PATH)).form(PATH))
    assert {k: v for k, v in after.items() if k not in ("csrf", "op")} == {
        k: v for k, v in before.items() if k not in ("csrf", "op")}


def post(browser, body, path=PATH, kind=FORM):
    return browser.raw("POST", path, body if isinstance(body, bytes) else body.encode(),
                       {**browser.own(), "Content-Type": kind})


def encoded(fields):
    return urllib.parse.urlencode({**fields, "save": "next"})


# ---- forms ---------------------------------------------------------------------------------------------------------

def test_oversize_forms(case, unchanged):
    assert post(case.browser, encoded({**unchanged, "scope": "大" * 30000})).status == 413
    assert post(case.browser, encoded({**unchanged, "scope": "x" * 5_000_000})).status == 413


@pytest.mark.parametrize("value,answers", [
    ("大" * 2001, {422}),           # one character more than the field takes
    ("a%00b", {400, 422}), ("%00", {400, 422}), ("%ff%fe", {400}), ("%c0%af", {400}), ("%ed%a0%80", {400}),
    ("%f5%80%80%80", {400}), ("%e4%bd", {400}), ("%zz", {400}), ("%4", {400}),
], ids=["long", "nul inside", "nul", "ff", "overlong", "surrogate", "beyond", "cut", "no hex", "half hex"])
def test_broken_values(case, unchanged, value, answers):
    body = encoded({k: v for k, v in unchanged.items() if k != "scope"}) + "&scope=" + (
        value if "%" in value else urllib.parse.quote(value))
    page = post(case.browser, body)
    assert page.status in answers, (page.status, page.words[:300])
    assert "content-length" in {k.lower() for k in page.headers}


def test_control_characters(case):
    """Refused with a message at the field, and shown escaped."""
    form = fields_of(ok(case.browser.get(PATH)).form(PATH))
    for field, bad in (("registered_address", "\x1b[31m红"), ("registered_address", "甲\x07"), ("org_name", "甲\u202e乙"),
                       ("org_name", "甲\u2066乙"), ("org_name", "甲\u200b乙")):
        page = post(case.browser, encoded({**form, field: bad}))
        assert page.status == 422, (repr(bad), page.status)
        form = {**fields_of(page.form(PATH)), field: form[field]}


def test_ten_thousand_fields(case, unchanged):
    body = encoded(unchanged) + "".join("&x%d=1" % i for i in range(10000))
    assert post(case.browser, body).status in (400, 413)
    small = "&".join("x%d=" % i for i in range(10000))[:60000]
    assert post(case.browser, small + "&csrf=" + urllib.parse.quote(unchanged["csrf"])).status in (400, 403)


def test_parameters_twice(case, unchanged):
    for name in ("org_name", "csrf", "saved", "save"):
        body = encoded(unchanged) + "&%s=%s" % (name, urllib.parse.quote(str(unchanged.get(name, "next"))))
        assert post(case.browser, body).status == 400, name


def test_unknown_parameters(case, unchanged):
    for more in ("state=opened", "version=9", "application_id=1", "a.b.c=1", "Config.VarEscapeMode=none", "x" * 300 + "=1"):
        assert post(case.browser, encoded(unchanged) + "&" + more).status == 400, more
    assert case.browser.get(PATH + "?a=1&a=2").status == 400


def test_deep_names(case, unchanged):
    assert post(case.browser, encoded(unchanged) + "&" + "a." * 20000 + "b=1").status in (400, 413)


@pytest.mark.parametrize("kind", ["application/json", "text/plain", "", "multipart/form-data",
                                  "multipart/form-data; boundary=x", FORM + "; charset=gbk"])
def test_other_kinds_of_bodies(case, unchanged, kind):
    page = post(case.browser, encoded({**unchanged, "csrf": "x"}), kind=kind)
    assert page.status in (400, 403), page.status


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "TRACE", "OPTIONS", "CONNECT", "FOO"])
def test_other_methods(case, method):
    assert case.browser.raw(method, PATH).status in (400, 405)


@pytest.mark.parametrize("path", ["/%00", "/a%00b", "/%ff", "/../etc/passwd", "/static/../../etc/passwd", "/static/%2e%2e/site.css",
                                  "//", "/apply//section", "/apply/section/..", "/apply%0d%0aX:1", "/apply;x=1", "/APPLY",
                                  "/apply/section/" + "a" * 5000, "/apply/section/%E4%BD%A0", "/apply/section/nope",
                                  "/apply/", "/?" + "a=" + "b" * 7000], ids=lambda path: ascii(path[:24]))
def test_odd_paths(case, path):
    page = case.browser.raw("GET", path)
    assert page.status in ((200,) if path.startswith("/?") else (303, 400, 404, 414)) and "X" not in page.headers, page.status


# ---- raw sockets ---------------------------------------------------------------------------------------------------

def talk(url, data, finish=True, wait=10):
    """Sends bytes as they are; the answer's status, None when the connection is closed without one."""
    where = urllib.parse.urlsplit(url)
    with socket.create_connection((where.hostname, where.port), timeout=wait) as s:
        s.sendall(data)
        if finish:
            s.shutdown(socket.SHUT_WR)
        got = b""
        try:
            while b"\r\n\r\n" not in got:
                more = s.recv(65536)
                if not more:
                    break
                got += more
        except (TimeoutError, ConnectionResetError):
            pass
    return int(got.split()[1]) if got.startswith(b"HTTP/") else None


def request(case, path, headers, body=b""):
    where = urllib.parse.urlsplit(case.stack.portal_url).netloc
    cookies = "; ".join("%s=%s" % c for c in case.browser.cookies.items())
    head = "POST %s HTTP/1.1\r\nHost: %s\r\nCookie: %s\r\nConnection: close\r\n" % (path, where, cookies)
    return (head + "".join("%s: %s\r\n" % h for h in headers) + "\r\n").encode() + body


def part(name, value, file_name=None):
    about = 'Content-Disposition: form-data; name="%s"' % name + (
        '; filename="%s"\r\nContent-Type: image/png' % file_name if file_name is not None else "")
    return b"--B\r\n" + about.encode() + b"\r\n\r\n" + (value if isinstance(value, bytes) else value.encode()) + b"\r\n"


def broken_bodies(token):
    good = part("csrf", token) + part("code", "subject_licence") + part("slot", "document")
    picture = part("file", b"\x89PNG" + bytes(500), "a.png")
    yield "no end", good + picture
    yield "cut in a header", good + b'--B\r\nContent-Dispo'
    yield "cut in the file", good + picture[:100]
    yield "no parts", b"--B--\r\n"
    yield "nothing", b""
    yield "another boundary", (good + picture + b"--B--\r\n").replace(b"--B", b"--C")
    yield "no name", good + b"--B\r\nContent-Disposition: form-data\r\n\r\nx\r\n--B--\r\n"
    yield "no header", good + b"--B\r\n\r\nx\r\n--B--\r\n"
    yield "long header", good + b"--B\r\nContent-Disposition: form-data; name=\"" + b"a" * 20000 + b"\"\r\n\r\nx\r\n--B--\r\n"
    yield "many headers", good + b"--B\r\n" + b"X: y\r\n" * 2000 + b"\r\nx\r\n--B--\r\n"
    yield "field too large", good + part("replace", b"a" * 100000) + picture + b"--B--\r\n"
    yield "NUL in a field", good + part("replace", b"a\0b") + picture + b"--B--\r\n"
    yield "bad UTF-8", good + part("replace", b"\xff\xfe") + picture + b"--B--\r\n"
    yield "field twice", good + part("slot", "front") + picture + b"--B--\r\n"
    yield "two files", good + picture + picture + b"--B--\r\n"
    yield "field behind the file", part("csrf", token) + picture + part("code", "subject_licence") + b"--B--\r\n"
    yield "thousand parts", good + b"".join(part("x%d" % i, "1") for i in range(1000)) + picture + b"--B--\r\n"
    yield "no token", part("code", "subject_licence") + part("slot", "document") + picture + b"--B--\r\n"


def test_broken_multipart(case):
    token = csrf(ok(case.browser.get("/apply/materials")))
    for what, body in broken_bodies(token):
        headers = [("Content-Type", "multipart/form-data; boundary=B"), ("Content-Length", str(len(body)))]
        status = talk(case.stack.portal_url, request(case, "/apply/materials/upload", headers, body), finish=False)
        assert status in (400, 403, 413, 422), (what, status)
    for kind in ("multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=" + "x" * 500,
                 "multipart/form-data; boundary=\"a\r\n b\"".replace("\r\n", ""), "multipart/mixed; boundary=B", FORM):
        body = part("csrf", token) + b"--B--\r\n"
        status = talk(case.stack.portal_url, request(case, "/apply/materials/upload", [
            ("Content-Type", kind), ("Content-Length", str(len(body)))], body), finish=False)
        assert status in (400, 403), (kind, status)
    assert not case.stack.query("SELECT 1 FROM file WHERE application_id = %s", case.id)


def test_broken_requests(case):
    """Half requests, two lengths, chunks that are none: refused by the front, and nothing hangs."""
    token = csrf(ok(case.browser.get("/apply")))
    body = ("csrf=" + token).encode()
    url = case.stack.portal_url
    for what, data in {
        "shorter than told": request(case, PATH, [("Content-Type", FORM), ("Content-Length", "1000")], body),
        "two lengths": request(case, PATH, [("Content-Length", "5"), ("Content-Length", "6")], body),
        "length and chunks": request(case, PATH, [("Content-Length", "5"), ("Transfer-Encoding", "chunked")], b"0\r\n\r\n"),
        "negative": request(case, PATH, [("Content-Length", "-1")], body),
        "huge": request(case, PATH, [("Content-Length", "99999999999999999999")], body),
        "bad chunk": request(case, PATH, [("Transfer-Encoding", "chunked")], b"zz\r\n"),
        "long header": request(case, PATH, [("X", "a" * 70000)]),
        "many headers": request(case, PATH, [("X%d" % i, "a" * 500) for i in range(200)]),
        "no host": b"GET / HTTP/1.1\r\n\r\n",
        "garbage": bytes(random.Random(7).randrange(256) for _ in range(5000)) + b"\r\n\r\n",
        "half a line": b"GET /apply HT",
    }.items():
        assert talk(url, data) in (None, 400, 403, 408, 413, 414, 431, 494), what


def test_hostile_headers(case):
    """Nothing a client says passes for an authenticated user or another address."""
    b = case.stack.portal()
    for headers in ({"Remote-User": "admin"}, {"X-Forwarded-For": "10.0.0.1"}, {"Cookie": "v=" + "A" * 5000},
                    {"Cookie": "v=a; v=b; v"}, {"Cookie": "\xff\xfe=\x01"},
                    {"User-Agent": "\x1b[31m" + "x" * 3000}, {"Proxy": "http://evil"}):
        page = b.raw("GET", "/apply", headers={k: v.encode("latin-1") for k, v in headers.items()})
        assert page.status in (303, 400), (headers, page.status)
        assert page.headers.get("Location", "/sign-in") == "/sign-in"


# ---- files ---------------------------------------------------------------------------------------------------------

def png(width=2, height=2):
    def chunk(kind, data):
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")
    rows = b"".join(b"\0" + bytes(3 * width) for _ in range(min(height, 4)))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\x02\0\0\0")
            + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))


def whole(name):
    return next(path for _, _, path in journey.fresh("applicant-a").files if path.endswith(name))


def locked_pdf():
    """A PDF as encrypting programs write it: the trailer names the encryption."""
    body = (b"%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\n"
            b"3 0 obj\n<</Filter/Standard/V 1/R 2/O<" + b"41" * 32 + b">/U<" + b"42" * 32 + b">/P -4>>\nendobj\n")
    at = len(body)
    return body + (b"xref\n0 4\n0000000000 65535 f \n0000000009 00000 n \n0000000055 00000 n \n0000000102 00000 n \n"
                   b"trailer\n<</Size 4/Root 1 0 R/Encrypt 3 0 R/ID[<41><41>]>>\nstartxref\n%d\n%%%%EOF\n" % at)


def test_wrong_files_each_with_its_message(case):
    jpeg = open(whole(".jpg"), "rb").read()
    pdf = open(whole("12_trading_agreement_signed.pdf"), "rb").read()
    wrong = {
        "empty": ("a.png", b"", "空"),
        "text": ("a.pdf", b"%not a pdf\n" * 50, "PDF"),
        "HTML called PNG": ("a.png", b"<html><script>alert(1)</script></html>", "PDF"),
        "program": ("a.jpg", b"MZ\x90\0" + bytes(3000), "PDF"),
        "GIF": ("a.gif", b"GIF89a" + bytes(100), "PDF"),
        "SVG": ("a.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "PDF"),
        "cut JPEG": ("a.jpg", jpeg[:len(jpeg) // 2], "不完整"),
        "cut PNG": ("a.png", png()[:-8], "不完整"),
        "cut PDF": ("a.pdf", pdf[:len(pdf) // 2], "不完整"),
        "locked PDF": ("a.pdf", locked_pdf(), "密码"),
        "bomb": ("a.png", png(50000, 50000), "像素"),
    }
    said = {}
    for what, (name, data, word) in wrong.items():
        ok(case.browser.get("/apply/materials"))
        page = case.upload("subject_licence", "document", name=name, data=data)
        assert page.status == 422 and word in page.words, (what, page.status, page.words[:900])
        said.setdefault(word, what)
    assert len(said) == 5
    assert not case.stack.query("SELECT 1 FROM file WHERE application_id = %s", case.id)
    assert not leftovers(case), "what was refused is still on disk"


def leftovers(case):
    rows = {r["public_id"] for r in case.stack.query("SELECT public_id FROM file")}
    return [p for p in (case.stack.data / "store").rglob("*") if p.is_file() and ".tmp" in p.name and p.name not in rows
            and p.stat().st_mtime > 0 and str(case.id) in p.name]


def test_too_large_a_file(case):
    ok(case.browser.get("/apply/materials"))
    page = case.upload("subject_licence", "document", name="a.pdf", data=b"%PDF-1.4\n" + bytes(50 * 1024 * 1024))
    assert page.status in (413, 422), page.status
    ok(case.browser.get("/apply/materials"))
    page = case.upload("subject_licence", "document", name="a.pdf", data=bytes(53 * 1024 * 1024))
    assert page.status == 413
    assert not case.stack.query("SELECT 1 FROM file WHERE application_id = %s", case.id)


def test_a_large_file_leaves_memory_flat(case):
    """49 MB through a worker does not make it 49 MB larger. (Hashing a password takes 32 MB for a moment.)"""
    def sizes(kind):
        return {pid: int(next(line for line in open("/proc/%d/status" % pid) if line.startswith(kind)).split()[1])
                for pid in case.stack.processes("portal")}
    before = sizes("VmRSS")
    pdf = open(whole("12_trading_agreement_signed.pdf"), "rb").read()
    comment = b"%" + b"x" * (49 * 1024 * 1024 - len(pdf)) + b"\n"
    head, rest = pdf.split(b"\n", 1)
    other = journey.Case(case.stack).register().start()
    ok(other.save("organisation"))
    ok(other.browser.get("/apply/materials"))
    page = other.upload("subject_licence", "document", name="large.pdf", data=head + b"\n" + comment + rest)
    assert page.status == 200, (page.status, page.words[:500])
    assert case.stack.query("SELECT size FROM file WHERE application_id = %s", other.id)[0]["size"] > 48 * 1024 * 1024
    for pid, peak in sizes("VmHWM").items():
        assert peak - before[pid] < 44 * 1024, "worker %d grew by %d KB" % (pid, peak - before[pid])


@pytest.mark.parametrize("name", ["<script>alert(1)</script>.png", '"><img src=x onerror=alert(1)>.png', "../../etc/passwd.png",
                                  "C:\\temp\\a.png", "a\u202egnp.exe.png", "𠮷野家.png", "'; DROP TABLE file;--.png",
                                  "a" * 300 + ".png", "=cmd|calc.png", "%3Cscript%3E.png", "<?cs var:x ?>.png"],
                         ids=lambda name: ascii(name[:24]))
def test_hostile_file_names(stack, name):
    """Shown escaped, never believed."""
    case = journey.Case(stack).register().start()
    ok(case.save("organisation"))
    ok(case.browser.get("/apply/materials"))
    page = ok(case.upload("subject_licence", "document", name=name.replace('"', "%22"), data=press.encoded(press.paper(600, 800), "png")))
    assert "<script>alert" not in page.text and "<img src=x" not in page.text and "\u202e" not in page.text
    row = stack.query("SELECT name, public_id FROM file WHERE application_id = %s", case.id)[0]
    assert "/" not in row["name"] and "\\" not in row["name"] and len(row["name"]) <= 200 and "\u202e" not in row["name"]
    answer = ok(case.browser.get("/apply/file/" + row["public_id"]))
    disposition = answer.headers["Content-Disposition"]
    assert answer.headers["Content-Type"] == "image/png" and disposition.count('"') == 2
    assert not {"/", "\\", "%"} & set(disposition.split("*")[0])


def test_hostile_texts_are_escaped_everywhere(stack):
    """What an applicant types is shown to reviewers as text."""
    case = journey.Case(stack)
    evil = "<script>alert(1)</script><?cs var:csrf ?>\"'&"
    case.applicant.sections["organisation"].update(registered_address=evil, scope=evil + "\n第二行")
    case.applicant.sections["trader"]["trader_address"] = evil
    case.register().start().fill()
    for path in (PATH, "/apply/check"):
        page = ok(case.browser.get(path))
        assert "<script>alert" not in page.text and "&lt;script&gt;alert(1)" in page.text, path
    case.upload_all().confirm_contacts()
    ok(case.submit())
    page = journey.crew(stack).initial.case(case)
    assert "<script>alert" not in page.text and "&lt;script&gt;alert(1)" in page.text
    assert evil in page.words
    ok(send(case.browser, ok(case.browser.get("/apply/amend")).form("/apply/amend"), {"knowingly": "yes"}))


# ---- many at once --------------------------------------------------------------------------------------------------

def test_random_bytes(case):
    """A thousand bodies with bytes turned over: answers in time, nothing but refusals or the form again."""
    form = fields_of(ok(case.browser.get(PATH)).form(PATH))
    rng, body = random.Random(11), bytearray(encoded(form).encode())
    for _ in range(300):
        bad = bytearray(body)
        for _ in range(rng.randrange(1, 20)):
            bad[rng.randrange(len(bad))] = rng.randrange(256)
        page = post(case.browser, bytes(bad))
        assert page.status in (303, 400, 403, 409, 413, 422), page.status
        if page.status == 303:
            form = fields_of(ok(case.browser.get(PATH)).form(PATH))
            body = bytearray(encoded(form).encode())


@pytest.mark.parametrize("path", ["/a\\b", "/a%5cb", "/a%2fb", "/%2e%2e/", "/a//b", "/a;b", "/a/../b", "/..", "/a%00"])
def test_a_path_that_two_could_understand_differently_is_refused_with_a_page(stack, path):
    page = stack.portal().raw("GET", path)
    assert page.status == 400 and "这个请求无法处理" in page.body.decode()
    assert page.headers["X-Content-Type-Options"] == "nosniff"


def test_a_host_that_is_not_ours_gets_no_page(stack):
    page = stack.portal().raw("GET", "/", headers={"Host": "evil.example"})
    assert page.status == 421 and "一次申请" not in page.body.decode()
