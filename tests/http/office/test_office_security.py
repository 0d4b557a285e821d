"""A member of staff's own session and password."""
import journey
from journey import ok
from signed_in import change


def test_staff_change_their_password(stack):
    person = journey.Staffer(stack, "finance")
    page = ok(person.browser.get("/office/security"))
    assert page.words.count("您正在用") == 1
    fresh = "a new password of the finance clerk"
    assert "密码已更换" in ok(change(person.browser, "/office/security", person.password, fresh)).words
    person.password, person.browser = fresh, stack.office()
    person.sign_in()
