"""Files people upload by mistake, and files others make to do harm: each is refused with the sentence that fits it, beside its
name and its material; nothing of them stays in the database or on the disk, and no worker dies of them (that would be a 502 to
this or the next request). Then odd files that are
good and must be taken. All are made here, always the same."""
import io
import struct
import time
import zipfile
import zlib
from pathlib import Path

import pytest
from PIL import Image

import journey
import press
from journey import ok

TOP = Path(__file__).resolve().parents[3]
SAMPLES = TOP / "tests" / "samples" / "applicant-a"
KIND = {".pdf": "application/pdf", ".jpg": "image/jpeg", ".png": "image/png"}
# A count of pages that is not there: no decoder of ours opens that one.
NOT_OPENED = TOP / "tests" / "cases" / "pdf_count_9_has_1.pdf"
CASES = sorted(path for path in (TOP / "tests" / "cases").iterdir() if path.suffix in KIND and path != NOT_OPENED)
JPEG = (SAMPLES / "09_contact_id_front.jpg").read_bytes()
PDF = (SAMPLES / "14_transfer_agreement.pdf").read_bytes()
PNG = press.encoded(press.paper(), "png")
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
ERRORS = {name.strip(): text.strip() for name, _, text in (
    line.partition("=") for line in (TOP / "templates" / "label" / "error.hdf").read_text().splitlines() if " = " in line)}


# ---- how they are made -----------------------------------------------------------------------------------------------

def flipped(data, at, bits=0xff):
    changed = bytearray(data)
    changed[at] ^= bits
    return bytes(changed)


def jpeg_segment(marker, data):
    return b"\xff" + bytes([marker]) + struct.pack(">H", len(data) + 2) + data


def jpeg_with(data):
    return JPEG[:2] + jpeg_segment(0xfe, data) + JPEG[2:]


def jpeg_frame(data):
    """Where its frame header begins."""
    at = 2
    while data[at + 1] not in (0xc0, 0xc1, 0xc2):
        at += 2 + struct.unpack(">H", data[at + 2:at + 4])[0]
    return at


def jpeg_sized(width, height):
    at = jpeg_frame(JPEG) + 5
    return JPEG[:at] + struct.pack(">HH", height, width) + JPEG[at + 4:]


def png_with(kind, data):
    return PNG[:33] + press.png_chunk(kind, data) + PNG[33:]


def pdf_with(data):
    before, end, after = PDF.rpartition(b"startxref")
    return before + data + b"\n" + end + after


def zipped(**members):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        for name, data in members.items():
            z.writestr(zipfile.ZipInfo(name.replace("__", "/").replace("_xml", ".xml")), data)
    return out.getvalue()


def ooxml(part):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as z:
        for name in ("[Content_Types].xml", "_rels/.rels", part):
            z.writestr(zipfile.ZipInfo(name), "<?xml version='1.0'?><x/>")
    return out.getvalue()


def opendocument():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as z:
        z.writestr(zipfile.ZipInfo("mimetype"), "application/vnd.oasis.opendocument.text")
        z.writestr(zipfile.ZipInfo("content.xml"), "<x/>")
    return out.getvalue()


def box(kind, brand, *others):
    data = kind + brand + bytes(4) + b"".join(others)
    return struct.pack(">I", len(data) + 4) + data + bytes(2000)


PICTURE = press.paper(400, 500)
HTML = "<!DOCTYPE html><html><head><title>营业执照</title></head><body><script>alert(1)</script></body></html>".encode()

# ---- what is not wanted, under every name ----------------------------------------------------------------------------

KINDS = [
    ("heic", box(b"ftyp", b"heic", b"mif1", b"heic"), "file_is_heic"),
    ("heif", box(b"ftyp", b"mif1", b"mif1", b"heic", b"MiHE"), "file_is_heic"),
    ("gif", press.encoded(PICTURE.convert("P"), "gif"), "file_is_gif"),
    ("webp", press.encoded(PICTURE, "webp"), "file_is_webp"),
    ("avif", box(b"ftyp", b"avif", b"mif1", b"miaf"), "file_is_webp"),
    ("tiff", press.encoded(PICTURE, "tiff"), "file_is_tiff"),
    ("tiff of a Mac", b"MM\0*\0\0\0\x08" + bytes(500), "file_is_tiff"),
    ("bmp", press.encoded(PICTURE, "bmp"), "file_is_bmp"),
    ("svg", b'<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "file_is_svg"),
    ("docx", ooxml("word/document.xml"), "file_is_office"),
    ("xlsx", ooxml("xl/workbook.xml"), "file_is_office"),
    ("pptx", ooxml("ppt/presentation.xml"), "file_is_office"),
    ("odt", opendocument(), "file_is_office"),
    ("doc", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(2000), "file_is_office"),
    ("ofd", zipped(OFD_xml="<x/>", Doc_0__Document_xml="<x/>"), "file_is_ofd"),
    ("zip", zipped(scan="words"), "file_is_archive"),
    ("rar", b"Rar!\x1a\x07\x01\0" + bytes(300), "file_is_archive"),
    ("7z", b"7z\xbc\xaf\x27\x1c\0\4" + bytes(300), "file_is_archive"),
    ("gz", zlib.compress(b"words", wbits=31), "file_is_archive"),
    ("tar", b"scan.jpg".ljust(257, b"\0") + b"ustar\x0000" + bytes(800), "file_is_archive"),
    ("exe", b"MZ\x90\0\3\0\0\0\4\0\0\0\xff\xff" + bytes(500), "file_is_program"),
    ("elf", b"\x7fELF\2\1\1" + bytes(500), "file_is_program"),
    ("script", b"#!/bin/sh\nrm -rf /\n", "file_is_program"),
    ("html", HTML, "file_is_web"),
    ("mht", b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n", "file_is_web"),
    ("text", "开户申请材料\r\n营业执照另附\r\n".encode(), "file_is_text"),
    ("text in GBK", "开户申请材料\r\n营业执照另附\r\n".encode("gbk"), "file_is_text"),
    ("text of Notepad", "开户申请材料".encode("utf-16"), "file_is_text"),
    ("csv", b"name,code\r\nA,1\r\n", "file_is_text"),
    ("rtf", rb"{\rtf1\ansi\deff0 words}", "file_is_rtf"),
    ("mp4", box(b"ftyp", b"isom", b"isom", b"mp41"), "file_is_film"),
    ("mov", box(b"ftyp", b"qt  "), "file_is_film"),
    ("avi", b"RIFF" + struct.pack("<I", 900) + b"AVI LIST" + bytes(900), "file_is_film"),
    ("mp3", b"ID3\x03\0\0\0\0\0\0" + bytes(900), "file_is_film"),
    ("psd", b"8BPS\0\1" + bytes(500), "file_type"),
    ("dwg", b"AC1032" + bytes(500), "file_type"),
    ("noise", bytes((i * 193 + (i >> 3) * 71) % 256 for i in range(4000)), "file_type"),
]


def mistyped(ending):
    return [(label, "营业执照." + ending, data, want) for label, data, want in KINDS]


# ---- damaged ---------------------------------------------------------------------------------------------------------

def cut(name, data, places):
    return [("cut at %d" % n, name, data[:n], "file_truncated") for n in places]


def parts(data, count=12):
    return [len(data) * k // count for k in range(1, count)] + [len(data) - 1]


FRAME = jpeg_frame(JPEG)
EMPTY = [("nothing", name, b"", "file_empty") for name in ("a.pdf", "a.jpg", "a.png", "空.txt")] + [
    ("one byte %02x" % byte, "a.jpg", bytes([byte]), want) for byte, want in
    ((0, "file_type"), (0x20, "file_is_text"), (0x25, "file_truncated"), (0x89, "file_truncated"), (0xff, "file_truncated"))]
DAMAGED = [
    ("jpeg: start", "a.jpg", flipped(JPEG, 0), "file_type"),
    ("jpeg: first marker", "a.jpg", flipped(JPEG, 2), "file_type"),
    ("jpeg: length of a segment", "a.jpg", flipped(JPEG, 4), "file_truncated"),
    ("jpeg: frame's marker", "a.jpg", flipped(JPEG, FRAME), "file_truncated"),
    ("jpeg: no height", "a.jpg", jpeg_sized(500, 0), "file_truncated"),
    ("jpeg: no width", "a.jpg", jpeg_sized(0, 500), "file_truncated"),
    ("jpeg: frame says nothing", "a.jpg", JPEG[:FRAME + 2] + b"\0\2" + JPEG[FRAME + 4:], "file_truncated"),
    ("jpeg: end first", "a.jpg", b"\xff\xd8\xff\xd9" + JPEG[4:], "file_truncated"),
    ("jpeg: without a frame", "a.jpg", b"\xff\xd8" + jpeg_segment(0xfe, b"words") + b"\xff\xd9", "file_truncated"),
    ("png: signature", "a.png", flipped(PNG, 1), "file_type"),
    ("png: line ends changed on the way", "a.png", PNG.replace(b"\r\n", b"\n", 1), "file_type"),
    ("png: length of the head", "a.png", flipped(PNG, 11), "file_truncated"),
    ("png: name of the head", "a.png", flipped(PNG, 12, 1), "file_truncated"),
    ("png: no width", "a.png", PNG[:16] + bytes(4) + PNG[20:], "file_truncated"),
    ("png: no height", "a.png", PNG[:20] + bytes(4) + PNG[24:], "file_truncated"),
    ("png: length of the data", "a.png", flipped(PNG, 33), "file_truncated"),
    ("png: name of the data", "a.png", flipped(PNG, 37, 0x80), "file_truncated"),
    ("pdf: no end", "a.pdf", PDF.replace(b"%%EOF", b"%%END"), "file_truncated"),
]

# ---- two files in one, and too much of it -----------------------------------------------------------------------------

ZIP = zipped(program="MZ")
MIXED = [("%s behind a %s" % (what, ending), "a." + ending, good + glue + data, "file_mixed")
         for ending, good in (("jpg", JPEG), ("png", PNG), ("pdf", PDF))
         for what, glue, data in (("zip", b"", ZIP), ("web page", b"\r\n", HTML), ("program", b"\n", b"MZ\x90\0\3\0\0\0"),
                                  ("rar", b"", b"Rar!\x1a\x07\x01\0" + bytes(50)))] + [
    ("pdf behind a jpeg", "a.pdf", JPEG + PDF, "file_mixed"),
    ("pdf behind a png", "a.png", PNG + PDF, "file_mixed"),
    ("pdf behind a web page", "a.pdf", HTML + PDF, "file_is_web"),
    ("pdf in a zip, not packed", "a.pdf", ZIP[:30] + PDF, "file_is_archive"),
    ("pdf behind a program", "a.pdf", b"MZ" + bytes(200) + PDF, "file_is_program"),
    ("gif with a program in it", "a.jpg", b"GIF89a/*" + bytes(20) + b"*/=1;alert(1)", "file_is_gif"),
]


def png_head(width, height):
    return press.png(width, height, 8, 2, bytes(3000))


BOMBS = [
    ("png of 60,000 squared", "a.png", png_head(60000, 60000), "file_image_size"),
    ("png of 2^31-1 squared", "a.png", png_head(2 ** 31 - 1, 2 ** 31 - 1), "file_image_size"),
    ("png beyond what there is", "a.png", png_head(2 ** 32 - 1, 1), "file_truncated"),
    ("png, one long line", "a.png", png_head(2 ** 31 - 1, 1), "file_image_size"),
    ("jpeg of 100 megapixels", "a.jpg", jpeg_sized(10000, 10000), "file_image_size"),
    ("jpeg as large as they get", "a.jpg", jpeg_sized(65535, 65535), "file_image_size"),
    ("jpeg just too large", "a.jpg", jpeg_sized(8000, 5001), "file_image_size"),
    ("svg in itself a thousand times", "a.png", b"<svg>" + b"<g>" * 50000, "file_is_svg"),
]
INFECTED = [
    ("jpeg comment", "a.jpg", jpeg_with(EICAR), "file_infected"),
    ("jpeg, behind its end", "a.jpg", JPEG + b"\0" * 9 + EICAR, "file_infected"),
    ("png text", "a.png", png_with(b"tEXt", b"Comment\0" + EICAR), "file_infected"),
    ("png, a chunk nobody knows", "a.png", png_with(b"viRs", EICAR), "file_infected"),
    ("pdf comment", "a.pdf", pdf_with(b"% " + EICAR), "file_infected"),
    ("pdf stream", "a.pdf", press.pdf(objects=[(4, b"<< /Length %d >>\nstream\n%s\nendstream" % (len(EICAR), EICAR))]), "file_infected"),
    ("pdf, behind its end", "a.pdf", PDF + EICAR, "file_infected"),
    ("alone", "a.pdf", EICAR, "file_is_text"),
    ("in a zip", "a.pdf", zipped(eicar=EICAR), "file_is_archive"),
]


# ---- what only a decoder sees ----------------------------------------------------------------------------------------

def locked(trailer):
    return press.pdf(trailer="/ID [<%s> <%s>] /Encrypt << /Filter %s >>" % ("61" * 16, "62" * 16, trailer))


AES_128 = "/Standard /V 4 /R 4 /Length 128 /P -4 /CF << /StdCF << /CFM /AESV2 /Length 16 >> >> /StmF /StdCF /StrF /StdCF" \
    " /O <%s> /U <%s>" % ("11" * 32, "22" * 32)
AES_256 = "/Standard /V 5 /R 6 /Length 256 /P -4 /CF << /StdCF << /CFM /AESV3 /Length 32 >> >> /StmF /StdCF /StrF /StdCF" \
    " /O <%s> /U <%s> /OE <%s> /UE <%s> /Perms <%s>" % ("11" * 48, "22" * 48, "33" * 32, "44" * 32, "55" * 16)
WHITE, LINE = Image.new("RGB", (1000, 1400), "white"), press.paper(1000, 299)
NESTED = b"[" * 60000 + b"]" * 60000
SEEN = [
    ("rc4", "a.pdf", press.pdf_encrypted(b"secret"), "file_password"),
    ("rc4, password in Chinese", "a.pdf", press.pdf_encrypted("密码".encode("gbk")), "file_password"),
    ("aes, 128 bits", "a.pdf", locked(AES_128), "file_password"),
    ("aes, 256 bits", "a.pdf", locked(AES_256), "file_password"),
    ("locked in a way of somebody's own", "a.pdf", locked("/Acme.Lock /V 4 /R 4"), "file_password"),
    ("white jpeg", "a.jpg", press.encoded(WHITE, "jpeg"), "file_blank"),
    ("white png", "a.png", press.encoded(WHITE, "png"), "file_blank"),
    ("black jpeg", "a.jpg", press.encoded(Image.new("L", (800, 800)), "jpeg"), "file_blank"),
    ("scan of the wrong side", "a.jpg", press.encoded(press.scanned_nothing(), "jpeg"), "file_blank"),
    ("empty page", "a.pdf", press.pdf([b""]), "file_blank"),
    ("three empty pages", "a.pdf", press.pdf([b"", b"", b"", press.WRITING]), "file_blank"),
    ("black page", "a.pdf", press.pdf([b"0 g 0 0 595 842 re f"]), "file_blank"),
    ("a point", "a.png", press.encoded(Image.new("RGB", (1, 1)), "png"), "file_too_small"),
    ("a stamp", "a.jpg", press.encoded(press.paper(120, 160), "jpeg"), "file_too_small"),
    ("a line", "a.png", press.encoded(LINE, "png"), "file_too_small"),
    ("small page", "a.pdf", press.pdf(box="0 0 130 842"), "file_too_small"),
    ("png: check of the head", "a.png", flipped(PNG, 30), "file_broken"),
    ("png: check of the data", "a.png", flipped(PNG, PNG.rindex(b"IEND") - 6), "file_broken"),
    ("png: data", "a.png", flipped(PNG, 60), "file_broken"),
    ("png: depth", "a.png", flipped(PNG, 24, 3), "file_broken"),
    ("png: half of the data", "a.png", press.png(1000, 1400, 8, 2, b"\0\x80\x20" * 300000), "file_broken"),
    ("jpeg: quantisers", "a.jpg", JPEG[:FRAME].replace(b"\xff\xdb", b"\xff\xec") + JPEG[FRAME:], "file_broken"),
    ("jpeg: sampling", "a.jpg", JPEG[:FRAME + 11] + b"\0" + JPEG[FRAME + 12:], "file_broken"),
    ("jpeg: half of it zero", "a.jpg", JPEG[:len(JPEG) // 2] + b"\xff\xd9", "file_broken"),
    ("pdf: words only", "a.pdf", b"%PDF-1.4\n" + b"words and words\n" * 50 + b"%%EOF\n", "file_broken"),
    ("pdf: no page", "a.pdf", press.pdf([]), "file_broken"),
    ("pdf: more pages said than there are", "a.pdf", NOT_OPENED.read_bytes(), "file_broken"),
    ("pdf: cut, with an end put on", "a.pdf", press.pdf([press.WRITING] * 9)[:400] + b"\n%%EOF\n", "file_broken"),
    ("pdf: pages in a circle", "a.pdf", press.pdf(objects=[(2, b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>")]), "file_broken"),
    ("pdf: nested 60,000 deep", "a.pdf", press.pdf(objects=[(2, NESTED)]), "file_broken"),
    ("pdf: catalogue gone", "a.pdf", press.pdf().replace(b"/Catalog", b"/Catalox").replace(b"/Pages 2", b"/Pagex 2"), "file_broken"),
    ("png that is a zip inside", "a.png", PNG[:33] + press.png_chunk(b"IDAT", ZIP) + PNG[-12:], "file_broken"),
]

FAMILIES = {
    "named pdf": mistyped("pdf"), "named jpg": mistyped("jpg"), "named png": mistyped("png"),
    "empty": EMPTY,
    "cut jpeg": cut("a.jpg", JPEG, [2, 3, 7, 8, 20, FRAME + 3] + parts(JPEG)),
    "cut png": cut("a.png", PNG, [4, 8, 16, 30, 40] + parts(PNG)),
    "cut pdf": cut("a.pdf", PDF, [5, 9] + parts(PDF)[:-1] + [PDF.rindex(b"%%EOF") + 3]),
    "damaged": DAMAGED, "two in one": MIXED, "bombs": BOMBS, "infected": INFECTED,
    "locked": SEEN[:5], "blank": SEEN[5:12], "too small": SEEN[12:16], "broken": SEEN[16:],
}


# ---- the tests -------------------------------------------------------------------------------------------------------

def draft(stack):
    case = journey.Case(stack).register().start()
    ok(case.save("organisation"))
    return case


@pytest.fixture(scope="module")
def case(stack):
    return draft(stack)


class Before:
    """What there is, to be compared with what there is afterwards. Other tests upload at the same time: their files have rows,
    or are gone in a moment."""

    def __init__(self, case):
        self.case, self.stack = case, case.stack
        self.disk = self.on_disk()

    def on_disk(self):
        return {str(p.relative_to(self.stack.data / "store")) for p in (self.stack.data / "store").glob("*/*")}

    def left(self):
        known = {r["public_id"] for r in self.stack.query(
            "SELECT public_id FROM file UNION SELECT preview_public_id FROM file_inspection")}
        known.add(".inspecting")  # nothing but a lock
        return {p for p in self.on_disk() - self.disk if p.rsplit("/", 1)[1] not in known}

    def assert_nothing_new(self):
        for table in ("file", "application_file"):
            assert not self.stack.query("SELECT * FROM %s WHERE application_id = %d" % (table, self.case.id)), table
        until = time.monotonic() + 10
        while self.left():
            assert time.monotonic() < until, self.left()
            time.sleep(0.1)
        for _ in self.stack.processes("portal"):
            ok(self.case.browser.get("/apply/materials"))


def material(case, code="subject_licence"):
    return case.stack.query("SELECT name FROM material WHERE code = %s ORDER BY revision_id DESC LIMIT 1", code)[0]["name"]


def put(case, name, data):
    return case.upload("subject_licence", "document", name=name, data=data)


def test_there_are_a_hundred():
    assert len({data for rows in FAMILIES.values() for _, _, data, _ in rows}) >= 100


@pytest.mark.parametrize("family", FAMILIES)
def test_bad(case, family):
    before, wrong = Before(case), []
    for label, name, data, want in FAMILIES[family]:
        page = put(case, name, data)
        if page.status != 422 or not page.has("“%s”%s" % (name, ERRORS[want])) or not page.has(material(case) + "：“"):
            got = [e for e, text in ERRORS.items() if text in page.words]
            wrong.append("%s: wanted %s, got %d %s" % (label, want, page.status, got))
    assert not wrong, "\n".join(wrong)
    before.assert_nothing_new()


@pytest.mark.parametrize("megabytes,status", [(50, 422), (51, 413)])
def test_too_large(case, megabytes, status):
    """Far too large ones are stopped by nginx, with a page of its own."""
    before = Before(case)
    page = put(case, "大文件.pdf", b"%PDF-1.4\n" + bytes(megabytes * 1024 * 1024) + b"\n%%EOF\n")
    assert page.status == status, page
    assert page.has("“大文件.pdf”" + ERRORS["file_too_large"] if status == 422 else "单个文件不能超过 50 MB"), page.words
    ok(case.browser.get("/apply/materials"))
    before.assert_nothing_new()


GOOD = [
    ("jpeg named pdf", "a.pdf", JPEG, "image/jpeg"),
    ("pdf named jpg", "a.jpg", PDF, "application/pdf"),
    ("no ending", "scan", press.encoded(press.paper(810), "png"), "image/png"),
    ("cmyk jpeg", "a.jpg", press.encoded(press.paper(mode="CMYK"), "jpeg"), "image/jpeg"),
    ("progressive jpeg", "a.jpg", press.encoded(press.paper(), "jpeg", progressive=True), "image/jpeg"),
    ("grey jpeg", "a.jpg", press.encoded(press.paper(mode="L"), "jpeg"), "image/jpeg"),
    ("jpeg with a film behind it", "a.jpg", JPEG + box(b"ftyp", b"mp42"), "image/jpeg"),
    ("jpeg with another behind it", "a.jpg", JPEG + JPEG, "image/jpeg"),
    ("jpeg with a pdf's beginning in its comment", "a.jpg", jpeg_with(b"\n%PDF-1.4\n1 0 obj"), "image/jpeg"),
    ("16-bit png", "a.png", press.png_16_bit(press.paper()), "image/png"),
    ("interlaced png", "a.png", press.png_interlaced(press.paper()), "image/png"),
    ("png with colours in a table", "a.png", press.encoded(press.paper().convert("P"), "png"), "image/png"),
    ("png with html in its text", "a.png", png_with(b"tEXt", b"Comment\0" + HTML), "image/png"),
    ("pdf: end long ago", "a.pdf", PDF + bytes(3000), "application/pdf"),
    ("pdf: an answer of the server before it", "a.pdf", b"HTTP/1.1 200 OK\r\n\r\n" + PDF, "application/pdf"),
    ("pdf: 1,000 bytes before it, 200,000 behind", "a.pdf", bytes(1000) + PDF + bytes(200000), "application/pdf"),
    ("pdf: small figures in a large unit", "a.pdf", press.pdf(box="0 0 130 842", extra="/UserUnit 10"), "application/pdf"),
    *((path.name, path.name, path.read_bytes(), KIND[path.suffix]) for path in CASES),
    ("pdf with bytes behind its end", "a.pdf", PDF + b"\r\n" + bytes(700), "application/pdf"),
    ("pdf with a password that is empty", "a.pdf", press.pdf_encrypted(), "application/pdf"),
    ("pdf that speaks of zip", "a.pdf", pdf_with(b"% PK\3\4 <html>"), "application/pdf"),
]


def test_good(stack):
    """What is taken is given back byte by byte, as what it is and as nothing else."""
    case = draft(stack)
    for label, name, data, kind in GOOD:
        page = put(case, name, data)
        assert page.status == 200, (label, [e for e, text in ERRORS.items() if text in page.words])
        row = case.stack.query("SELECT * FROM file WHERE application_id = %s ORDER BY id DESC LIMIT 1", case.id)[0]
        assert (row["type"], row["size"]) == (kind, len(data)), label
        answer = case.browser.raw("GET", "/apply/file/" + row["public_id"])
        assert answer.body == data and answer.type == kind and answer.headers["X-Content-Type-Options"] == "nosniff", label
        remove = journey.form_with(ok(case.browser.get("/apply/materials")), "/apply/materials/remove", file=row["public_id"])
        ok(journey.send(case.browser, remove))
