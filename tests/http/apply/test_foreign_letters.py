"""Letters beyond ASCII where names and numbers are asked for that hold none: unknown, never a failure of the database."""
import pytest

import journey

TEXTS = ["汉字用户", "𠮷𠮷𠮷𠮷", "élodie"]
PLACES = [
    # site      page               form               field       words of the answer
    ("portal", "/sign-in",         "/sign-in",         "username", "用户名或密码"),
    ("portal", "/account/sign-in", "/account/sign-in", "login",    "不正确"),
    ("office", "/office/sign-in",  "/office/sign-in",  "username", "用户名或密码"),
]


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("site, page, form, field, words", PLACES)
def test_sign_in(stack, site, page, form, field, words, text):
    browser = getattr(stack, site)()
    browser.get(page)
    answer = browser.post(form, {field: text, "password": "irgendein Kennwort 9"})
    assert answer.status == 422 and words in answer.text and text in answer.body.decode()


@pytest.mark.parametrize("text", TEXTS)
def test_forgotten_password(stack, text):
    browser = stack.portal()
    browser.get("/forgot")
    fields = {"username": text, "mobile": "13900000099", "code": "123456", "password": "a long one 9",
              "password_again": "a long one 9"}
    assert browser.post("/forgot", fields).status == 422


@pytest.mark.parametrize("text", TEXTS)
def test_activation(stack, text):
    browser = stack.portal()
    browser.get("/activate")
    fields = {"login": text, "activation_code": text, "sms_code": "123456", "password": "a long one 9",
              "password_again": "a long one 9"}
    assert browser.post("/activate", fields).status == 422


@pytest.mark.parametrize("text", TEXTS)
def test_number_on_receipt(stack, text):
    who = journey.crew(stack).of("second_reviewer")
    who.browser.get("/office/receive")
    answer = who.browser.post("/office/receive", {"number": text})
    assert answer.status == 422
