"""The office's door."""
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
