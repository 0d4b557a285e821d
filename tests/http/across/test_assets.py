"""Style sheets, scripts and pictures of pages: named after their content, so that browsers keep them for good."""
import gzip
import hashlib
import re
import shutil
import subprocess

import pytest

from journey import ok
from stack import TOP

HASHED = re.compile(r"/static/[a-z_]+\.([0-9a-f]{16})\.(css|js|svg)")


def named(page):
    return {m.group(0) for m in re.finditer(r"/static/[^\"]+", page.text)}


@pytest.fixture(scope="module")
def assets(stack):
    """All that pages of both houses and those that tell an error name."""
    pages = [ok(stack.portal().get("/")), ok(stack.office().get("/office/sign-in")), stack.portal().get("/no-such-page")]
    assert all(named(page) for page in pages)
    return set().union(*(named(page) for page in pages))


def plain(encoding, body):
    if encoding == "br":
        return subprocess.run(["brotli", "-dc"], input=body, capture_output=True, check=True).stdout
    return gzip.decompress(body) if encoding == "gzip" else body


@pytest.mark.parametrize("encoding", ["", "gzip", "br"])
def test_an_asset_is_named_after_its_content_and_kept_for_good(stack, assets, encoding):
    for path in assets:
        page = ok(stack.portal().raw("GET", path, headers={"Accept-Encoding": encoding}))
        assert page.headers["Cache-Control"] == "public, max-age=31536000, immutable", path
        assert page.headers.get("Content-Encoding", "") == encoding and page.headers["Vary"] == "Accept-Encoding", path
        assert page.headers["X-Content-Type-Options"] == "nosniff" and page.headers["Content-Security-Policy"], path
        assert hashlib.sha256(plain(encoding, page.body)).hexdigest()[:16] == HASHED.fullmatch(path).group(1), path


def test_another_content_is_another_name_and_the_old_one_stays(tmp_path):
    def names():
        shutil.copytree(TOP / "templates", tmp_path, dirs_exist_ok=True)
        (tmp_path / "static" / "site.css").write_text(content)
        subprocess.run([str(TOP / "scripts" / "assets"), str(tmp_path)], check=True)
        return dict(re.findall(r"^(\w+) = (.*)$", (tmp_path / "label" / "asset.hdf").read_text(), re.M))

    content = "a {}"
    first = names()
    assert names() == first
    content = "b {}"
    second = names()
    assert {name for name in first if first[name] != second[name]} == {"site_css"}
    for path in (*first.values(), *second.values()):
        assert all((tmp_path / (path[1:] + end)).exists() for end in ("", ".gz", ".br")), path


def test_a_name_that_never_was_is_not_kept(stack):
    page = stack.portal().raw("GET", "/static/site.0123456789abcdef.css")
    assert page.status == 404 and page.headers["Cache-Control"] == "no-store"


def test_what_has_no_hash_is_asked_for_again(stack):
    page = ok(stack.portal().raw("GET", "/static/site.css"))
    assert "immutable" not in page.headers["Cache-Control"]
    assert stack.portal().raw("GET", "/static/site.css", headers={"If-None-Match": page.headers["ETag"]}).status == 304
