"""Where an applicant is signed in, and their password: they see and end their own sessions and nobody else's."""
import pytest

import journey
from journey import ok
from signed_in import Visitor, change


@pytest.fixture
def person(stack):
    return Visitor(stack)


def test_a_person_sees_where_they_are_signed_in_and_ends_one(person):
    other = person.again()
    page = ok(person.browser.get(person.path))
    assert "Windows 电脑 · Edge" in page.words and page.words.count("您正在用") == 1
    form = page.form(person.path + "/end")
    page = ok(journey.send(person.browser, form))
    assert "已退出那一处登录" in page.words and "Edge" not in page.words
    assert not person.is_in(other) and person.is_in(person.browser)


def test_a_person_ends_all_sessions_but_the_one_in_use(person):
    others = [person.again(), person.again()]
    ok(person.browser.get(person.path))
    ok(person.browser.post(person.path + "/end-others", {}))
    assert person.is_in(person.browser) and not any(person.is_in(b) for b in others)
    assert "退出其他所有地方" not in ok(person.browser.get(person.path)).words


def test_nobody_ends_the_session_of_another(person, stack):
    stranger = Visitor(stack)
    mine = stack.query("SELECT s.id FROM session s JOIN visitor v ON v.id = s.subject_id AND s.realm = 'visitor'"
                       " WHERE v.username = %s", stranger.username)[0]["id"]
    ok(person.browser.get(person.path))
    person.browser.post(person.path + "/end", {"session": mine})
    assert stranger.is_in(stranger.browser)


def test_a_password_is_changed_while_signed_in_and_ends_the_other_sessions(person):
    other, fresh = person.again(), "一句新的容易记住的话2026"
    ok(person.browser.get(person.path))
    page = ok(change(person.browser, person.path, person.password, fresh))
    assert "密码已更换" in page.words
    assert person.is_in(person.browser) and not person.is_in(other)
    assert not person.is_in(person.again()) and person.is_in(person.again(fresh))


@pytest.mark.parametrize("now, fresh, again, words", [
    ("not the password", "another good password", None, "现在的密码不正确"),
    (None, None, None, "新密码与现在的密码相同"),
    (None, "another good password", "another god password", "两次输入的密码不一致"),
    (None, "short", None, "密码至少10个字符"),
    ("", "another good password", None, "请填写"),
], ids=["wrong", "same", "twice", "short", "empty"])
def test_a_password_that_cannot_be_changed_says_why(person, now, fresh, again, words):
    ok(person.browser.get(person.path))
    page = change(person.browser, person.path, person.password if now is None else now, fresh or person.password, again)
    assert page.status == 422 and words in page.words
    assert person.is_in(person.again())


def test_wrong_tries_at_the_present_password_have_to_wait(stack):
    person = Visitor(stack)
    ok(person.browser.get(person.path))
    pages = [change(person.browser, person.path, "wrong password %d" % i, "another good password") for i in range(8)]
    assert "操作过于频繁" in pages[-1].words
    assert len(stack.query("SELECT 1 FROM audit WHERE action = 'visitor.password_wrong' AND actor_id ="
                           " (SELECT id FROM visitor WHERE username = %s)", person.username)) >= 5
