"""Uploads as browsers, libraries and gateways write them, row by row as tests/cases/multipart.tsv has them."""
from pathlib import Path

import pytest

import journey
from journey import form_with, ok

TOP = Path(__file__).resolve().parents[3]
BOUNDARY = "----ccer-case-7"
JPEG = (TOP / "tests" / "cases" / "jpeg_nojfif.jpg").read_bytes()


def rows():
    text = (TOP / "tests" / "cases" / "multipart.tsv").read_text()
    return [line.replace("\\r\\n", "\r\n").split("\t") for line in text.split("\n") if line and not line.startswith("#")]


@pytest.fixture(scope="module")
def case(stack):
    return journey.Case(stack).register().start().fill()


def upload(case, kind, disposition, more=b"", before=b"", after=b"", data=JPEG):
    """One file in the first material's slot, written by hand; disposition and what follows are bytes. Returns the page."""
    b = case.browser
    page = ok(b.get("/apply/materials"))
    form = form_with(page, "/apply/materials/upload", code="subject_licence", slot="document", replace="")
    edge = b"--" + BOUNDARY.encode()
    body = before + b"".join(edge + b'\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n' % (k.encode(), v.encode())
                             for k, v in form.fields)
    body += edge + b"\r\nContent-Disposition: " + disposition + b"\r\n" + (more + b"\r\n" if more else b"") + b"\r\n"
    body += data + b"\r\n" + edge + b"--" + after
    return b.raw("POST", form.action, body, {**b.own(), "Content-Type": kind})



@pytest.mark.parametrize("kind,disposition,more,before,after,name", rows())
def test_an_upload_is_taken_however_it_is_written(case, kind, disposition, more, before, after, name):
    data = JPEG + (kind + disposition).encode()  # another file each time
    page = upload(case, kind.format(b=BOUNDARY), disposition.encode(), more.encode(), before.encode(), after.encode(), data)
    assert page.status == 303, (page.status, page.words[:300])
    assert name in ok(case.browser.get("/apply/materials")).words


def test_a_file_name_in_gbk_is_read(case):
    page = upload(case, "multipart/form-data; boundary=" + BOUNDARY,
                  b'form-data; name="file"; filename="' + "营业执照副本.jpg".encode("gbk") + b'"', data=JPEG + b"gbk")
    assert page.status == 303, (page.status, page.words[:300])
    assert "营业执照副本.jpg" in ok(case.browser.get("/apply/materials")).words


def test_data_that_nearly_is_the_boundary_is_data(case):
    page = upload(case, "multipart/form-data; boundary=" + BOUNDARY, b'form-data; name="file"; filename="nearly.jpg"',
                  data=JPEG + b"\r\n--" + BOUNDARY[:-1].encode() + b"\r\n--\r\n")
    assert page.status == 303 and "nearly.jpg" in ok(case.browser.get("/apply/materials")).words
