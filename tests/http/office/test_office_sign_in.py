"""The office's door."""
import re

import pytest

import fastcgi
import journey


def test_a_wrong_password_is_told_and_the_name_kept(stack):
    who = journey.Staffer(stack, "initial_reviewer")
    b = stack.office()
    b.get("/office/sign-in")
    page = b.post("/office/sign-in", {"username": who.username, "password": who.password + "x"})
    assert page.status == 422 and page.has("用户名或密码") and who.username in page.text
    assert who.password not in page.text


def test_who_signs_out_is_out(stack):
    who = journey.Staffer(stack, "initial_reviewer")
    journey.ok(who.browser.get("/office/queue"))
    journey.ok(who.browser.submit("/office/sign-out"))
    assert who.browser.get("/office/queue").path.startswith("/office/sign-in")


@pytest.mark.parametrize("address, allowed", [
    ("127.0.0.1", True), ("127.255.255.254", True), ("126.255.255.255", False), ("128.0.0.1", False), ("203.0.113.7", False),
    ("10.0.0.1", False), ("::1", False), ("7f00::1", False), ("", False), ("127.0.0.1.example", False)])
def test_the_office_opens_to_office_networks_only(stack, address, allowed):
    """office.networks is 127.0.0.0/8 here."""
    for path in ("/office", "/office/sign-in"):
        status = re.search(r"^Status: (\d+)", fastcgi.answer(stack, "office", path, address), re.M)
        assert (status is None or status.group(1) != "403") == allowed, (path, status)
