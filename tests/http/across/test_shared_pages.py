"""Pages that are the same for whoever has not signed in: made once a second, however many ask, and nobody's own."""
import uuid

import pytest

import journey
from journey import ok

PAGES = ["/", "/guide"]
MANY = 20


def numbers(stack, path, **headers):
    """Of as many requests, by which each answer was made."""
    return {ok(stack.portal().raw("GET", path, headers=headers)).headers["X-Request-Id"] for _ in range(MANY)}


@pytest.mark.parametrize("path", PAGES)
def test_a_public_page_sets_no_cookie(stack, path):
    page = ok(stack.portal().raw("GET", path))
    assert not page.headers.get_all("Set-Cookie") and not page.forms
    assert page.headers["Cache-Control"] == "no-cache" and "X-Accel-Expires" not in page.headers


@pytest.mark.parametrize("path", PAGES)
def test_one_answer_goes_to_many(stack, path):
    assert len(numbers(stack, path)) < MANY
    assert len(numbers(stack, path, Cookie="b=" + "x" * 43)) < MANY, "a browser that once saw a form has no session"


@pytest.mark.parametrize("cookie", ["v=nobody", "h=nobody", "s=nobody", "b=x; v=nobody", "__Host-v=nobody", "b=x;v=nobody"])
def test_who_has_a_session_is_given_none_that_was_kept(stack, cookie):
    kept = numbers(stack, "/")
    own = numbers(stack, "/", Cookie=cookie)
    assert len(own) == MANY and not own & kept
    assert not numbers(stack, "/") & own, "what was made for a session is not kept"


def test_what_a_visitor_sees_is_nobody_else_s(stack):
    case = journey.Case(stack).register()
    for _ in range(MANY):
        page = ok(case.browser.get("/guide"))
        assert page.form("/sign-out") and page.headers["Cache-Control"] == "no-store"
        assert not ok(stack.portal().get("/guide")).forms


def test_parameters_make_no_page_of_their_own(stack):
    pages = [ok(stack.portal().raw("GET", "/guide?%s=%s" % (uuid.uuid4().hex, uuid.uuid4().hex))) for _ in range(MANY)]
    assert len({page.headers["X-Request-Id"] for page in pages}) < MANY
    directory = stack.data / "run" / "shared"
    assert len(list(directory.iterdir())) <= 4 * len(PAGES), "a file each for GET and HEAD, and one that is being written"


def test_nothing_a_client_sends_gets_into_what_others_see(stack):
    mark = uuid.uuid4().hex
    told = {name: mark for name in ("X-Forwarded-Host", "X-Forwarded-Proto", "X-Original-URL", "X-Rewrite-URL", "Origin", "Referer",
                                    "User-Agent", "Accept", "Accept-Language", "X-HTTP-Method-Override", "Range")}
    for _ in range(MANY):
        assert mark not in ok(stack.portal().raw("GET", "/", headers=told)).text
        assert mark not in ok(stack.portal().raw("GET", "/")).text


@pytest.mark.parametrize("path", PAGES)
def test_a_question_without_a_body_leaves_the_page_whole(stack, path):
    for _ in range(MANY):
        head = stack.portal().raw("HEAD", path)
        assert head.status == 200 and not head.body
        assert ok(stack.portal().raw("GET", path)).text.rstrip().endswith("</html>")


@pytest.mark.parametrize("method, path, status", [("POST", "/", 405), ("GET", "/no-such-page", 404)])
def test_an_error_is_not_kept(stack, method, path, status):
    pages = [stack.portal().raw(method, path) for _ in range(MANY)]
    assert {page.status for page in pages} == {status}
    assert len({page.headers["X-Request-Id"] for page in pages}) == MANY
    assert {page.headers["Cache-Control"] for page in pages} == {"no-store"}


@pytest.mark.parametrize("path", PAGES)
def test_a_page_the_browser_has_is_not_sent_again(stack, path):
    tag = ok(stack.portal().raw("GET", path)).headers["ETag"]
    same = stack.portal().raw("GET", path, headers={"If-None-Match": tag})
    assert same.status == 304 and not same.body
    assert ok(stack.portal().raw("GET", path, headers={"If-None-Match": '"another"'})).body


def test_a_browser_has_its_cookie_when_it_is_shown_a_form(stack):
    b = stack.portal()
    for path in (*PAGES, "/no-such-page"):
        b.get(path)
    assert not b.cookies
    ok(b.get("/sign-in"))
    assert set(b.cookies) == {"b"}
    page = b.submit("/sign-in", {"username": "nobody" + uuid.uuid4().hex[:8], "password": "wrong"})
    assert page.status == 422, "the form's token is the cookie's"
