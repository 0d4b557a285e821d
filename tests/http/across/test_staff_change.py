"""People of the back office come and go by ccerctl staff: what changes holds at once, ends their sessions, is in the audit, and the
security administrators hear of it."""
import re

import pytest

import journey
from applicant import random_mobile
from journey import ok
from totp import Phone


@pytest.fixture
def who(stack):
    return journey.Staffer(stack, "finance")


@pytest.fixture(scope="module")
def watcher(stack):
    return journey.Staffer(stack, "security_admin")


def change(who, command, *options, **more):
    done = who.stack.ctl("staff", command, "--username", who.username, *options, **{"input": "", **more})
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def is_out(who):
    return who.browser.get("/office/finance").path == "/office/sign-in"


def password_alone(who, password=None):
    b = who.stack.office()
    ok(b.get("/office/sign-in"))
    journey.forget_limits(who.stack, who.mobile)
    return b.post("/office/sign-in", {"username": who.username, "password": password or who.password})


@pytest.mark.parametrize("command, options", [
    ("disable", []), ("role", ["--role", "finance,editor"]), ("mobile", ["--mobile", "13812345678"]), ("password", ["--generate"]),
    ("second-factor", [])])
def test_every_change_ends_sessions_is_audited_and_told(stack, who, watcher, command, options):
    assert not is_out(who)
    change(who, command, *options)
    assert is_out(who)
    action = "staff." + command.replace("-", "_")
    row = stack.query("SELECT * FROM audit WHERE object = %s AND action = %s", "staff:%d" % who.id, action)
    assert len(row) == 1 and row[0]["actor_kind"] == "system"
    said = "工作人员账号%s刚刚由服务器命令变更，审计记录为%s。" % (who.username, action)  # after that of staff.add
    assert "请立即核查" in stack.sim.wait_message(watcher.mobile, said)["text"]


def test_the_security_administrators_hear_of_who_is_added(stack, watcher):
    """Those there are: the new one, though of their role, hears nothing of it."""
    who = journey.Staffer(stack, "security_admin")
    text = stack.sim.wait_message(watcher.mobile, who.username)["text"]
    assert "审计记录为staff.add" in text and "请立即核查" in text
    assert not [m for m in stack.sim.messages(who.mobile) if "staff.add" in m["text"] and who.username in m["text"]]


def test_who_is_disabled_is_out_until_enabled(who):
    change(who, "disable")
    assert password_alone(who).status == 422
    again = who.stack.ctl("staff", "disable", "--username", who.username, input="")
    assert again.returncode == 1 and "disabled already" in again.stderr
    listed = [line for line in who.stack.ctl("staff", "list").stdout.splitlines() if "\t%s\t" % who.username in line]
    assert listed[0].endswith("\tdisabled")
    change(who, "enable")
    who.browser = who.stack.office()
    who.sign_in()


def test_a_half_session_ends_too(who):
    """Whose password was typed and whose code was not yet."""
    b = who.stack.office()
    ok(b.get("/office/sign-in"))
    ok(b.post("/office/sign-in", {"username": who.username, "password": who.password}))
    change(who, "disable")
    assert b.post("/office/second-factor", {"code": "123456"}).path == "/office/sign-in"


def test_roles_are_those_given_and_of_the_same_organisation(stack, who):
    change(who, "role", "--role", "initial_reviewer,editor")
    roles = {r["role"] for r in stack.query("SELECT role FROM staff_role WHERE staff_id = %s", who.id)}
    assert roles == {"initial_reviewer", "editor"}
    for wrong in ("receiver", "finance,security_admin", "king", ""):
        refused = stack.ctl("staff", "role", "--username", who.username, "--role", wrong, input="")
        assert refused.returncode != 0, wrong
    assert {r["role"] for r in stack.query("SELECT role FROM staff_role WHERE staff_id = %s", who.id)} == roles
    detail = stack.query("SELECT detail FROM audit WHERE object = %s AND action = 'staff.role'", "staff:%d" % who.id)[0]["detail"]
    assert detail == '{"from":"finance","to":"initial_reviewer editor"}'
    who.browser, who.role = stack.office(), "initial_reviewer"
    who.sign_in()
    assert who.browser.get("/office/finance").status == 403


def test_codes_go_to_the_new_mobile(who):
    change(who, "mobile", "--mobile", "+86 " + "138 0000 0000")
    who.mobile = random_mobile()
    change(who, "mobile", "--mobile", who.mobile)
    who.browser = who.stack.office()
    who.sign_in()


def test_a_new_password_is_typed_or_made(who):
    made = re.search(r"^password: (\S{20})$", change(who, "password", "--generate"), re.M).group(1)
    assert password_alone(who).status == 422 and password_alone(who, made).path == "/office/second-factor"
    said = change(who, "password", input="Correct-Horse-78\n")
    assert "Horse" not in said and password_alone(who, "Correct-Horse-78").path == "/office/second-factor"
    short = who.stack.ctl("staff", "password", "--username", who.username, input="short\n")
    assert short.returncode == 1 and password_alone(who, "Correct-Horse-78").path == "/office/second-factor"


def test_a_lost_telephone_is_forgotten(who):
    phone = Phone(who)
    change(who, "second-factor")
    page = password_alone(who)
    assert page.has("短信验证") and not page.has("验证器上的6位动态码")
    assert not who.stack.query("SELECT 1 FROM staff_authenticator WHERE staff_id = %s", who.id)
    assert not who.stack.query("SELECT 1 FROM staff_recovery_code WHERE staff_id = %s", who.id)
    assert phone.recovery


@pytest.mark.parametrize("command", [["disable"], ["mobile", "--username", "nobody1"], ["role", "--username", "nobody1"], ["fire"],
                                     ["disable", "--generate"]])
def test_wrong_calls_say_what_is_missing(stack, command):
    assert stack.ctl("staff", *command, input="").returncode == 2


@pytest.mark.parametrize("command", [["disable"], ["enable"], ["mobile", "--mobile", "13812345678"], ["password", "--generate"], ["second-factor"]])
def test_nobody_is_changed_who_is_not_there(stack, command):
    done = stack.ctl("staff", *command, "--username", "nobody1", input="")
    assert done.returncode == 1 and "nobody is called nobody1" in done.stderr and "password:" not in done.stdout


def test_a_security_administrator_hears_of_their_own_end(stack, watcher):
    leaver = journey.Staffer(stack, "security_admin")
    change(leaver, "disable")
    assert "staff.disable" in stack.sim.wait_message(leaver.mobile, leaver.username)["text"]
