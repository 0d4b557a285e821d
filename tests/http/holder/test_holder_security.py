"""Where an account's representative is signed in, and their password."""
from journey import ok, send
from signed_in import Holder, Visitor, change


def test_a_holder_sees_where_they_are_signed_in_and_ends_it(stack):
    person = Holder(stack)
    other, third = person.again(), person.again()
    page = ok(person.browser.get(person.path))
    assert page.words.count("Windows 电脑 · Edge") >= 2 and page.words.count("您正在用") == 1
    ok(send(person.browser, page.form(person.path + "/end")))
    assert sorted([person.is_in(other), person.is_in(third)]) == [False, True] and person.is_in(person.browser)
    ok(person.browser.post(person.path + "/end-others", {}))
    assert not person.is_in(other) and not person.is_in(third) and person.is_in(person.browser)


def test_a_holder_changes_the_password_and_ends_the_other_sessions(stack):
    person, fresh = Holder(stack), "一句新的容易记住的话2026"
    other = person.again()
    ok(person.browser.get(person.path))
    assert "现在的密码不正确" in change(person.browser, person.path, "not the password", fresh).words
    assert "密码已更换" in ok(change(person.browser, person.path, person.password, fresh)).words
    assert person.is_in(person.browser) and not person.is_in(other)
    assert not person.is_in(person.again()) and person.is_in(person.again(fresh))


def test_an_applicant_is_not_a_holder_there(stack):
    assert Visitor(stack).browser.get(Holder.path).path == Holder.sign_in
