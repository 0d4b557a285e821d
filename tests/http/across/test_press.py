"""The press workers, asked by hand: what they make of everything people upload, and that nothing stops them."""
import struct
import threading
from pathlib import Path

import pytest
from PIL import Image, ImageChops

import press
import stack as installations
from patience import wait
from press import encoded, inspect, paper, pdf

SLOW = b"0 0 1 rg " + b"q 1 0 0 1 .01 0 cm " * 400 + b"0 0 590 840 re f " * 200000  # more than any decoder has time for


def decoders(stack, data):
    """Those at work on this file, told by its size."""
    def size(pid):
        try:
            return Path("/proc/%d/fd/0" % pid).stat().st_size
        except OSError:
            return -1
    return [pid for worker in stack.processes("press") for pid in installations.children(worker) if size(pid) == len(data)]


def problem(stack, kind, data):
    return inspect(stack, kind, data)["problem"]


# ---- PDF ----

@pytest.mark.parametrize("name,data,pages", [
    ("one line of text", pdf(), 1),
    ("second page only", pdf([b"", press.WRITING]), 2),
    ("forty pages", pdf([press.WRITING] * 40), 40),
    ("landscape", pdf([b"BT /F1 11 Tf 72 400 Td (Text) Tj ET"], box="0 0 842 595"), 1),
    ("turned", pdf(extra="/Rotate 90"), 1),
    ("large page", pdf([b"40 w 0 0 m 14400 14400 l S"], box="0 0 14400 14400"), 1),
    ("box not at zero", pdf([b"BT /F1 11 Tf 1072 1700 Td (Text) Tj ET"], box="1000 1000 1595 1842"), 1),
    ("empty password", press.pdf_encrypted(), 1),
    ("XFA beside a page", pdf(catalog="/AcroForm << /XFA 4 0 R /Fields [] >>",
                              objects=[(4, b"<< /Length 7 >>\nstream\n<xdp />\nendstream")]), 1),
    ("bytes after the end", pdf() + b"\r\n" + bytes(700), 1),
    ("damaged cross references", pdf().replace(b"startxref\n", b"startxref\n9"), 1),
], ids=lambda v: v if isinstance(v, str) else "")
def test_readable_pdf(stack, name, data, pages):
    answer = inspect(stack, "pdf", data)
    assert (answer["problem"], answer["pages"]) == ("", pages)


@pytest.mark.parametrize("name,data,want", [
    ("password", press.pdf_encrypted(b"secret"), "file_password"),
    ("no page", pdf([]), "file_broken"),
    ("not a pdf", b"%PDF-1.4\n" + b"words and words\n" * 50 + b"%%EOF\n", "file_broken"),
    ("cut, with an end put on", pdf([press.WRITING] * 9)[:400] + b"\n%%EOF\n", "file_broken"),
    ("empty page", pdf([b""]), "file_blank"),
    ("three empty pages", pdf([b"", b"", b"", press.WRITING]), "file_blank"),
    ("black page", pdf([b"0 g 0 0 595 842 re f"]), "file_blank"),
    ("small page", pdf(box="0 0 130 842"), "file_too_small"),
    ("box of nothing", pdf(box="0 0 0 0"), ""),  # by the standard's word a viewer takes its own size
    ("box of 400 digits", pdf(box="0 0 %s %s" % ("1" + "0" * 400, "1" + "0" * 400)), "file_broken"),
    ("pages in a circle", pdf(objects=[(2, b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>")]), "file_broken"),
], ids=lambda v: v if isinstance(v, str) else "")
def test_pdf_verdicts(stack, name, data, want):
    assert problem(stack, "pdf", data) == want


def test_a_title_does_not_pass_for_the_number_of_pages(stack):
    data = pdf(objects=[(4, b"<< /Title (x\nPages: 77\nPage    1 size: 9 x 9 pts) >>")], trailer="/Info 4 0 R")
    answer = inspect(stack, "pdf", data)
    assert (answer["problem"], answer["pages"]) == ("", 1)


def test_a_scan_of_white_paper_is_blank(stack):
    scan = encoded(press.scanned_nothing(), "jpeg")
    assert problem(stack, "jpeg", scan) == "file_blank"
    content = b"q 595 0 0 842 0 0 cm /I Do Q"
    resources = "/Resources << /XObject << /I 4 0 R >> >>"
    image = b"<< /Type /XObject /Subtype /Image /Width 1000 /Height 1414 /ColorSpace /DeviceRGB /BitsPerComponent 8" \
            b" /Filter /DCTDecode /Length %d >>\nstream\n%s\nendstream" % (len(scan), scan)
    assert problem(stack, "pdf", pdf([content] * 3, extra=resources, objects=[(4, image)])) == "file_blank"


def test_pages_of_a_pdf(stack):
    data = pdf([press.WRITING, b"1 0 0 rg 0 0 595 842 re f"])
    answer, picture = press.page(stack, "pdf", data, 2, width=600)
    assert answer["pages"] == 2 and picture.size == (600, 849)
    assert picture.getpixel((300, 400))[0] > 240 and picture.getpixel((300, 400))[1] < 15
    for missing in (3, 99999):
        assert press.page(stack, "pdf", data, missing)[0]["problem"] == "file_page", missing
    assert press.page(stack, "png", encoded(paper(), "png"), 2)[0]["problem"] == "file_page"


def test_chinese_without_embedded_fonts(stack):
    """As older office programs write it: the characters' codes and the name of a font, nothing else."""
    font = b"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /GBK-EUC-H /DescendantFonts [ << /Type /Font" \
           b" /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >>" \
           b" /FontDescriptor << /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [0 -200 1000 900]" \
           b" /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 800 /StemV 80 >> >> ] >>"
    content = b"BT /F1 24 Tf 72 700 Td <" + "营业执照".encode("gbk").hex().encode() + b"> Tj ET"
    data = pdf([content], objects=[(3, font)])
    assert problem(stack, "pdf", data) == ""
    _, picture = press.page(stack, "pdf", data, width=595)
    dark = sum(1 for v in picture.convert("L").crop((70, 115, 170, 150)).getdata() if v < 128)
    assert dark > 300, "no Chinese writing: %d" % dark


def test_pages_are_counted_without_looking(stack):
    for kind, data, want in (("pdf", pdf([b""] * 7), ("", 7)), ("pdf", pdf([]), ("file_broken", 0)),
                             ("pdf", press.pdf_encrypted(b"secret"), ("file_password", 0)), ("png", b"anything", ("", 1))):
        answer, jpeg = press.ask(stack, {"ask": "pages", "type": press.KINDS[kind]}, data)
        assert (answer["problem"], answer["pages"]) == want and not jpeg


def test_a_turned_page_is_upright(stack):
    _, picture = press.page(stack, "pdf", pdf(extra="/Rotate 90"), width=842)
    assert picture.size == (842, 595)


# ---- images ----

@pytest.mark.parametrize("name,kind,data", [
    ("plain", "jpeg", encoded(paper(), "jpeg")),
    ("progressive", "jpeg", encoded(paper(), "jpeg", progressive=True)),
    ("grey", "jpeg", encoded(paper(mode="L"), "jpeg")),
    ("CMYK", "jpeg", encoded(paper(mode="CMYK"), "jpeg")),
    ("bytes after the end", "jpeg", encoded(paper(), "jpeg") + b"junk" * 500),
    ("as small as may be", "jpeg", encoded(paper(300, 300), "jpeg")),
    ("plain", "png", encoded(paper(), "png")),
    ("palette", "png", encoded(paper().quantize(8), "png")),
    ("two colours", "png", encoded(paper(mode="1"), "png")),
    ("transparent", "png", encoded(paper(mode="RGBA"), "png")),
    ("16 bit", "png", press.png_16_bit(paper(400, 500))),
    ("interlaced", "png", press.png_interlaced(paper(400, 500))),
], ids=lambda v: v if isinstance(v, str) else "")
def test_readable_images(stack, name, kind, data):
    answer, picture = press.page(stack, kind, data, width=2400)
    assert inspect(stack, kind, data)["problem"] == "" and answer["pages"] == 1
    # Looks as it should, whichever way it is stored: paper white, writing dark.
    w, h = picture.size
    assert min(picture.getpixel((w // 2, h - h // 10))) > 235, picture.getpixel((w // 2, h - h // 10))
    assert max(picture.getpixel((w // 8 + 1, h // 8 + h // 160))) < 110, picture.getpixel((w // 8 + 1, h // 8 + h // 160))


def half(data):
    return data[:len(data) // 2]


@pytest.mark.parametrize("name,kind,data,want", [
    ("cut", "jpeg", half(encoded(paper(), "jpeg")), "file_broken"),
    ("cut, with an end put on", "jpeg", half(encoded(paper(), "jpeg")) + b"\xff\xd9", "file_broken"),
    ("cut progressive", "jpeg", half(encoded(paper(), "jpeg", progressive=True)) + b"\xff\xd9", "file_broken"),
    ("no picture", "jpeg", b"\xff\xd8\xff\xd9", "file_broken"),
    ("words", "jpeg", b"words" * 100, "file_broken"),
    ("a png", "jpeg", encoded(paper(), "png"), "file_broken"),
    ("cut", "png", half(encoded(paper(), "png")), "file_broken"),
    ("changed", "png", encoded(paper(), "png").replace(b"IDAT", b"IDAX"), "file_broken"),
    ("white", "png", encoded(Image.new("RGB", (800, 800), (255, 255, 255)), "png"), "file_blank"),
    ("nothing but transparent", "png", encoded(Image.new("RGBA", (800, 800), (0, 0, 0, 0)), "png"), "file_blank"),
    ("too small", "jpeg", encoded(paper(299, 900), "jpeg"), "file_too_small"),
    ("too small", "png", encoded(paper(900, 299), "png"), "file_too_small"),
    ("too many pixels", "png", press.png(60000, 60000, 1, 0, b""), "file_image_size"),
    ("too many pixels", "jpeg", encoded(Image.new("L", (8000, 5001)), "jpeg"), "file_image_size"),
], ids=lambda v: v if isinstance(v, str) else "")
def test_image_verdicts(stack, name, kind, data, want):
    assert problem(stack, kind, data) == want


def exif(orientation):
    return b"Exif\0\0" + struct.pack("<2sHIHHHIHHI", b"II", 42, 8, 1, 0x0112, 3, 1, orientation, 0, 0)


def test_a_telephones_picture_is_upright(stack):
    picture = Image.new("RGB", (1200, 800), (255, 255, 255))
    picture.paste((200, 0, 0), (0, 0, 300, 300))  # top left as stored; held upright it is top right
    _, shown = press.page(stack, "jpeg", encoded(picture, "jpeg", exif=exif(6)), width=400)
    assert shown.size == (400, 600)
    assert shown.getpixel((380, 20))[1] < 60 and shown.getpixel((20, 20))[1] > 200


def test_a_broken_picture_is_shown_as_far_as_it_goes(stack):
    """A reviewer sees what there is; only the upload is refused."""
    answer, picture = press.page(stack, "jpeg", half(encoded(paper(), "jpeg")))
    assert answer["problem"] == "" and picture.size == (1000, 1414)


def test_a_long_picture_is_narrowed(stack):
    answer, picture = press.page(stack, "png", encoded(paper(700, 50000, mode="1"), "png"), width=1240)
    assert answer["problem"] == "" and picture.size[0] * picture.size[1] <= 24_000_000


# ---- watermark ----

def test_the_watermark_is_in_the_pixels(stack):
    data = encoded(paper(), "jpeg")
    _, plain = press.page(stack, "jpeg", data)
    _, marked = press.page(stack, "jpeg", data, watermark="仅用于CCER联合开户　张三　2026-11-22 09:14")
    _, other = press.page(stack, "jpeg", data, watermark="仅用于CCER联合开户　李四　2026-11-22 09:14")
    for one, two in ((plain, marked), (marked, other)):
        difference = ImageChops.difference(one, two).convert("L").point(lambda v: 255 if v > 25 else 0)
        assert 0.002 < sum(difference.histogram()[255:]) / (1000 * 1414) < 0.2


def test_a_long_picture_has_its_watermark_while_somebody_waits_for_it(stack):
    answer, marked = press.page(stack, "png", encoded(paper(40, 64000, mode="1"), "png"), width=1240,
                                watermark="仅用于CCER联合开户　张三　2026-11-22 09:14")
    assert answer["problem"] == ""
    for top in range(0, 64000, 1000):
        assert sum(marked.crop((0, top, 40, top + 1000)).getchannel("G").histogram()[:240]) > 300


# ---- wire, limits ----

@pytest.mark.parametrize("head,payload", [
    (b"", b""), (b"{", b""), (b"[]", b""), (b"{}", b""), (b'{"ask":"page"}', b""), (b'{"ask":"page","size":-1}', b""),
    (b'{"ask":"page","size":99999999999}', b""), (b"\xff\xfe", b""),
    (b'{"ask":"page","size":9,"page":0}', b""), (b'{"ask":"page","size":9,"page":99999999999}', b""),
])
def test_garbage_is_hung_up_on(stack, head, payload):
    with press.call(stack) as s:
        s.sendall(struct.pack(">I", len(head)) + head + payload)
        s.shutdown(1)
        assert s.recv(100) == b""
    assert problem(stack, "pdf", pdf()) == ""


def test_a_huge_length_is_hung_up_on(stack):
    with press.call(stack) as s:
        s.sendall(b"\xff\xff\xff\xff")
        s.shutdown(1)
        assert s.recv(100) == b""


@pytest.mark.parametrize("question", [
    {"ask": "shell", "type": "image/png", "width": 300}, {"ask": "page", "type": "text/html", "width": 300},
    {"ask": "page", "type": "image/png", "width": 9999}, {"ask": "page", "type": "image/png", "width": 0},
    {"ask": "page", "type": "image/png", "width": 300, "watermark": "x" * 201}, {"ask": "page"},
])
def test_what_cannot_be_asked(stack, question):
    assert press.ask(stack, question, encoded(paper(), "png"))[0]["problem"] == "unavailable"


def test_a_file_that_takes_for_ever_is_given_up(stack):
    """The decoder is stopped by its limit of processor time; the worker lives on and others are served meanwhile."""
    before = set(stack.processes("press"))
    data = pdf([SLOW])
    answer = []
    slow = threading.Thread(target=lambda: answer.append(press.ask(
        stack, {"ask": "page", "type": "application/pdf", "width": 1240}, data)[0]["problem"]))
    slow.start()
    assert wait(lambda: decoders(stack, data))
    assert problem(stack, "pdf", pdf()) == ""
    slow.join(60)
    assert answer and answer[0] in ("file_broken", "unavailable"), answer
    assert not decoders(stack, data)
    assert set(stack.processes("press")) == before


def test_who_does_not_wait_frees_the_worker(stack):
    """Connections dropped in the middle of long work: the decoders end at once."""
    for n in range(4):
        data = pdf([SLOW + b" " * n])
        with press.call(stack) as s:
            press.send(s, {"ask": "page", "type": "application/pdf", "width": 1240}, data)
            assert wait(lambda: decoders(stack, data))  # noqa: B023
        assert wait(lambda: not decoders(stack, data), 5)  # noqa: B023  half of what its limit of processor time would take
    assert problem(stack, "pdf", pdf()) == ""
