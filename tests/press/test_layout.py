"""The sample documents of this directory as a reader, a printer and a scanner see them: text, pixels, codes. One page is
rendered at 4 pixels a millimetre, so that lengths below are millimetres times SCALE."""
import re
import subprocess
from pathlib import Path

import pytest
from PIL import Image, ImageChops

import press

HERE = Path(__file__).parent
SAMPLES = sorted(HERE.glob("*.xml"))
DOTS_PER_INCH = 101.6
SCALE = 4
DARK = 128


@pytest.fixture(scope="session")
def make(stack):
    """make(markup) is the PDF."""

    def run(markup):
        answer, pdf = press.ask(stack, {"ask": "document"}, markup.encode())
        assert answer["problem"] == "", markup
        return pdf
    return run


@pytest.fixture(scope="session")
def sample(make):
    made = {}

    def get(name):
        if name not in made:
            made[name] = make((HERE / (name + ".xml")).read_text())
        return made[name]
    return get


def document(body, created="2026-11-22T01:02:03Z"):
    return '<document title="t" created="%s">%s</document>' % (created, body)


def text(pdf, *options):
    return subprocess.run(["pdftotext", *options, "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()


def page_texts(pdf):
    return text(pdf, "-layout").split("\f")[:-1]


def pages(pdf, tmp_path, dots_per_inch=DOTS_PER_INCH):
    for old in tmp_path.glob("p-*"):
        old.unlink()
    subprocess.run(["pdftoppm", "-gray", "-r", str(dots_per_inch), "-", str(tmp_path / "p")], input=pdf, check=True)
    return [Image.open(p).convert("L") for p in sorted(tmp_path.glob("p-*"))]


def ink(image, box=None):
    """The box of what is not white, in pixels; None on an empty page."""
    part = image.crop(box) if box else image
    return ImageChops.invert(part).point(lambda v: 255 if v > 24 else 0).getbbox()


def dark(image, box):
    return sum(1 for v in image.crop(box).getdata() if v < DARK)


def test_every_sample_is_whole(sample, tmp_path):
    for path in SAMPLES:
        pdf = sample(path.stem)
        assert len(pdf) < 120 * 1024, path
        assert subprocess.run(["pdffonts", "-"], input=pdf, capture_output=True, check=True).stderr == b"", path
        for image in pages(pdf, tmp_path):
            left, top, right, bottom = ink(image)
            width, height = image.size
            assert left >= 21 * SCALE and right <= width - 21 * SCALE, path
            assert top >= 12 * SCALE and bottom <= height - 12 * SCALE, path


def test_the_text_can_be_found(sample):
    form = text(sample("form"))
    for words in ("注册登记系统企业开户申请表", "统一社会信用代码", "91110000600037341L", "11010519491231002X", "王𠮷玥", "加盖公章",
                  "KH20261122000017", "7F3A-91C2-0B5E"):
        assert words in form, words
    letters = text(sample("letters"))
    assert "𠮷𬭚𫖯㛃䶮" in letters.replace(" ", "")
    assert "不是空格" in letters.replace("\n", "") and "模板里的换行不是" in letters.replace("\n", "")


def test_title_and_date(sample):
    info = subprocess.run(["pdfinfo", "-isodates", "-"], input=sample("letters"), capture_output=True, check=True).stdout.decode()
    assert re.search(r"^Title: +生僻字与断行 & <检查>$", info, re.M)
    assert re.search(r"^CreationDate: +2024-02-29T23:59:59", info, re.M)
    assert b"(D:20240229235959Z)" in sample("letters")


def test_same_bytes(stack, make, sample):
    """Whatever was made before, and from a process that made nothing else."""
    for path in SAMPLES + SAMPLES[::-1]:
        assert make(path.read_text()) == sample(path.stem), path
    program = stack.data / "prefix" / "libexec" / "ccer" / "press"
    for path in SAMPLES:
        done = subprocess.run([program, "--once"], stdin=path.open(), capture_output=True, check=True)
        assert done.stdout == sample(path.stem), path


def test_press_refuses_what_it_does_not_know(stack):
    for markup in (b"", b"<a/>", b"<document>", b"\xff\xfe", document("<p><i>a</i></p>").encode()):
        assert press.ask(stack, {"ask": "document"}, markup)[0]["problem"] == "markup"


def test_every_page_has_its_footer_and_header(sample):
    texts = page_texts(sample("table"))
    assert len(texts) == 5
    for i, page in enumerate(texts, 1):
        assert page.count("移交清单 YJ20261122-01") == 2
        assert "第%d页共5页" % i in page.replace(" ", "")
        assert "校验码 7F3A-91C2-0B5E" in page


def test_a_table_goes_on_with_its_head_and_whole_rows(sample, tmp_path):
    texts = page_texts(sample("table"))
    for page in texts[:4]:
        assert re.search("序号 +受理号 +机构名称 +份数 +接收确认", page)
    rows = [int(n) for page in texts for n in re.findall(r"KH202611220(\d{5})", page)]
    assert rows == list(range(1, 46))
    # The grey of the head on page 2, at the very top of the body, and a closed frame at the foot.
    image = pages(sample("table"), tmp_path)[1]
    assert 230 <= image.getpixel((int(23 * SCALE), int(26.5 * SCALE))) <= 245
    left, _, right, bottom = ink(image, (0, 0, image.width, image.height - 22 * SCALE))
    assert dark(image, (left, bottom - 3, right, bottom)) > 0.95 * (right - left)


def test_label_cells_are_grey(sample, tmp_path):
    """合计 in the last row of the list, beside its white figures."""
    words = subprocess.run(["pdftotext", "-bbox", "-", "-"], input=sample("cover"), capture_output=True, check=True).stdout.decode()
    top = float(re.search(r'yMin="([\d.]+)"[^>]*>合计<', words)[1])
    image = pages(sample("cover"), tmp_path)[0]
    y = int((top - 2) / 72 * DOTS_PER_INCH)
    assert 230 <= image.getpixel((30 * SCALE, y)) <= 245
    assert image.getpixel((140 * SCALE, y)) == 255


def test_a_row_taller_than_a_page_loses_nothing(sample):
    words = re.sub(r"\s", "", "".join(page_texts(sample("table"))[3:]))
    words = re.sub("移交清单YJ20261122-01第4页.*?事项内容", "", words)  # what stands between the parts
    assert words.count("本行的内容超过一页，应当在行与行之间断开，而不丢失任何文字。") == 75


def test_headings_stay_with_what_follows(make):
    for lines in range(34, 42):
        texts = page_texts(make(document("<p gap='0'>行</p>" * lines + "<h2>标题</h2><p>正文</p>")))
        assert [("标题" in t) for t in texts] == [("正文" in t) for t in texts]


def test_kept_blocks_stay_together(make):
    kept = "<keep><p>甲</p><fields><field label='x'>乙</field></fields><marks><mark kind='seal' label='丙'/></marks></keep>"
    for lines in (20, 28, 30, 32, 34, 36, 38, 40):
        texts = page_texts(make(document("<p gap='0'>行</p>" * lines + kept)))
        assert [t for t in texts if "甲" in t] == [t for t in texts if "丙" in t]
        assert len(texts) == (1 if lines <= 28 else 2)


def squares(image):
    """Whether the right lower part holds a square of dashes of 42 mm at the right margin: its edges are half dark."""
    right = image.width - 22 * SCALE
    left = right - 42 * SCALE
    column = [max(1 if image.getpixel((x, y)) < 160 else 0 for x in range(left - 1, left + 3)) for y in range(image.height)]
    best = max(sum(column[y:y + 42 * SCALE]) for y in range(image.height - 42 * SCALE))
    return 0.45 < best / (42 * SCALE) < 0.85


def test_the_place_for_the_seal(sample, make, tmp_path):
    assert squares(pages(sample("form"), tmp_path)[0])
    assert not squares(pages(make(document("<p>a</p><marks><mark kind='sign' label='签字'/></marks>")), tmp_path)[0])


def glyph(make, tmp_path, letter):
    image = pages(make(document("<p size='large'>%s</p>" % letter)), tmp_path, 300)[0]
    box = ink(image)
    assert box, "nothing is drawn for U+%04X" % ord(letter)
    return image.crop(box)


def test_rare_letters_are_drawn(make, tmp_path):
    """Each its own picture, and none like the box of a letter no font has."""
    box = glyph(make, tmp_path, "\U0002ebf0")
    seen = [box.tobytes()]
    for letter in "𠮷𬭚𫖯㛃䶮玥":
        picture = glyph(make, tmp_path, letter)
        assert abs(picture.width - picture.height) < 0.35 * picture.height, letter  # a Chinese letter fills its square
        assert picture.tobytes() not in seen, letter
        seen.append(picture.tobytes())
    # 𠮷 is 吉 with the upper line the shorter one: alike, but not the same.
    assert glyph(make, tmp_path, "吉").tobytes() not in seen


def test_the_chinese_forms(make, tmp_path):
    """骨 is drawn with its corner at the left in China, at the right in Japan."""
    fonts = subprocess.run(["pdffonts", "-"], input=make(document("<p>骨直<b>角</b></p>")), capture_output=True, check=True).stdout
    assert b"NotoSansCJKsc-Regular" in fonts and b"NotoSansCJKsc-Bold" in fonts and b"CJKjp" not in fonts


def test_codes_stay_whole(make):
    """At every place of a line where a code can fall, though a line could break at its dashes."""
    for before in range(20, 46):
        words = text(make(document("<p>%s<code>AB-CD-EF-GH-IJ/KL-MN</code>字字</p>" % ("字" * before))), "-layout")
        assert "AB-CD-EF-GH-IJ/KL-MN" in words


def test_no_hyphens(make, tmp_path):
    """A word longer than a line is cut without a mark. A hyphen would be the only stroke that lies: pango's is not in the text."""
    for words in ("l" * 400, "<code>%s</code>" % ("l" * 400), "</p><fields><field label='l'>%s</field></fields><p>" % ("l" * 400)):
        image = pages(make(document("<p>%s</p>" % words)), tmp_path, 200)[0]
        for y in range(image.height):
            row = image.crop((0, y, image.width, y + 1)).tobytes()
            runs = [len(run) for run in re.findall(rb"[\x00-\x7f]+", row)]
            assert not [n for n in runs if 8 < n < 100], y  # 1 mm; the grid's own rules are longer


def test_long_words_wrap(sample, tmp_path):
    words = re.sub(r"\s", "", text(sample("letters")))
    assert "averyveryverylongpathwithoutanybreaksatallinit?step=confirm&version=3" in words
    assert words.count("9F86D081884C7D659A2FEAA0C55AD015A3BF4F1B2B0B822C") == 2
    assert "‐" not in words


def test_no_line_begins_with_a_stop(make):
    for width in range(1, 8):
        body = "".join("<p>%s</p>" % ("字" * width + "一二三四，五六七。（八九）《十》“一二”；三四！" * 8) for _ in range(2))
        for line in text(make(document(body)), "-layout").splitlines():
            assert line.strip()[:1] not in tuple("，。、；：？！）》”"), line
            assert line.strip()[-1:] not in tuple("（《“"), line


@pytest.mark.parametrize("size", [15, 28, 60])
def test_codes_can_be_scanned(make, tmp_path, size):
    value = "KH20261122000017-3"
    image = pages(make(document("<qr value='%s' size='%d' caption='扫描'/><p>旁</p>" % (value, size))), tmp_path, 200)[0]
    path = tmp_path / "code.png"
    image.save(path)
    read = subprocess.run(["zbarimg", "-q", "--raw", str(path)], capture_output=True, check=False)
    assert read.stdout.decode() == value + "\n"
    # 21 modules and four light ones on every side: to the text's edge, and to the caption.
    millimetre, module = 200 / 25.4, size / 29
    left = image.width - (22 + size) * millimetre
    column = image.crop((int(left + 4 * module * millimetre), 0, image.width, image.height))
    assert abs((image.width - 22 * millimetre) - (image.width - column.width + ink(column)[2]) - 4 * module * millimetre) < 2
    rows = [ink(column, (0, y, column.width, y + 1)) is not None for y in range(column.height)]
    first = rows.index(True)
    last = max(y for y in range(first, first + int(21 * module * millimetre) + 2) if rows[y])
    assert not any(rows[last + 1:last + int(4 * module * millimetre)])


def test_words_to_copy_have_lines_for_the_hand(sample, tmp_path):
    image = pages(sample("letters"), tmp_path)[0]
    column = [image.getpixel((100 * SCALE, y)) < 160 for y in range(image.height)]
    lines = [y for y in range(1, image.height) if column[y] and not column[y - 1]]
    gaps = [round((b - a) / SCALE) for a, b in zip(lines, lines[1:])]
    # Three lines for the hand, 11 mm apart, and the frame 4 mm below the last.
    assert [11, 11, 4] in [gaps[i:i + 3] for i in range(len(gaps))], gaps


def test_digits_are_as_wide_as_each_other(make, tmp_path):
    widths = {ink(pages(make(document("<p>%s|</p>" % (digit * 40))), tmp_path, 200)[0])[2] for digit in "0123456789"}
    assert max(widths) - min(widths) <= 1
