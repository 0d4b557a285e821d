"""The authenticator: the second way in beside SMS. Set up with a code, secret sealed; a code holds once; wrong ones are counted apart
from SMS; recovery codes are shown once and hold once; sign-in and step-up take either."""
import re
import subprocess

import pytest

import journey
import totp
from journey import form_with, ok, send
from totp import PAGE, Phone, recovery_on


def at_second_factor(who):
    b = who.stack.office()
    ok(b.get("/office/sign-in"))
    page = ok(b.post("/office/sign-in", {"username": who.username, "password": who.password}))
    assert page.path == "/office/second-factor"
    return b, page


def codes_sent(who):
    return len(who.stack.query("SELECT 1 FROM outbox WHERE name = 'code' AND recipient_index = %s", journey.recipient(who.stack, who.mobile)))


def by_app(b, code):
    return b.post("/office/second-factor", {"by": "app", "code": code})


@pytest.fixture
def phone(stack):
    return Phone(journey.Staffer(stack, "finance"))


# ---- setting up ----------------------------------------------------------------------------------------------------

def test_it_is_set_up_with_a_code_and_the_secret_is_sealed(stack):
    who = journey.Staffer(stack, "finance")
    b = who.browser
    assert ok(b.get(PAGE)).has("未启用")
    page = ok(send(b, b.page.form(PAGE + "/start")))
    assert '<svg class="qr"' in page.text and page.has(who.username)
    wrong = send(b, page.form(PAGE + "/confirm"), {"code": "000000"})
    assert wrong.status == 422 and wrong.has("动态码或恢复码不正确")
    assert not stack.query("SELECT 1 FROM staff_authenticator WHERE staff_id = %s AND state = 'active'", who.id)
    phone = Phone(who)
    assert len(set(phone.recovery)) == 10
    rows = stack.query("SELECT secret_sealed FROM staff_authenticator WHERE staff_id = %s", who.id)
    assert len(rows) == 1 and phone.secret.encode() not in rows[0]["secret_sealed"]
    page = ok(b.get(PAGE))
    assert page.has("已启用", "恢复码还有 10 个") and not any(code in page.text for code in phone.recovery), "shown once"
    assert phone.secret not in page.text.replace(" ", "")
    assert stack.query("SELECT 1 FROM audit WHERE action = 'staff.authenticator_on' AND actor_id = %s", who.id)


def test_a_camera_reads_the_secret_from_the_page(stack, tmp_path):
    who = journey.Staffer(stack, "finance")
    b = who.browser
    ok(b.get(PAGE))
    page = ok(send(b, b.page.form(PAGE + "/start")))
    secret = re.search(r'class="figures secret">([A-Z2-7 ]+)<', page.text).group(1).replace(" ", "")
    size = int(re.search(r'viewBox="-4 -4 (\d+)', page.text).group(1)) - 8
    picture = tmp_path / "code.pgm"
    picture.write_bytes(drawn(re.search(r'<path d="([^"]+)"', page.text).group(1), size))
    read = subprocess.run(["zbarimg", "-q", "--raw", str(picture)], capture_output=True, text=True, check=True).stdout.strip()
    assert read == "otpauth://totp/CCER:%s?secret=%s&issuer=CCER&algorithm=SHA1&digits=6&period=30" % (who.username, secret)


def drawn(path, size, scale=6):
    """The path of a page's QR code as a grey picture."""
    side = (size + 8) * scale
    rows = [bytearray(b"\xff" * side) for _ in range(side)]
    for x, y, run in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", path):
        for row in range((int(y) + 4) * scale, (int(y) + 5) * scale):
            rows[row][(int(x) + 4) * scale:(int(x) + 4 + int(run)) * scale] = b"\0" * (int(run) * scale)
    return b"P5 %d %d 255\n" % (side, side) + b"".join(rows)


def test_a_screen_left_open_gives_nobody_a_key(stack):
    """After a quarter of an hour a fresh factor is asked for first."""
    who = journey.Staffer(stack, "finance")
    stack.query("UPDATE session SET created_at = created_at - INTERVAL 16 MINUTE WHERE realm = 'staff' AND subject_id = %s", who.id)
    b = who.browser
    page = ok(b.get(PAGE))
    assert page.has("先确认是您本人") and not [f for f in page.forms if f.action == PAGE + "/start"]
    ok(b.post(PAGE + "/start", {"csrf": journey.csrf(page)}, hidden=False))
    assert not stack.query("SELECT 1 FROM staff_authenticator WHERE staff_id = %s", who.id)
    journey.forget_limits(stack, who.mobile)
    page = ok(send(b, b.get(PAGE).form(PAGE + "/code")))
    assert send(b, page.form(PAGE + "/verify"), {"code": "000000"}).status == 422
    ok(send(b, b.get(PAGE).form(PAGE + "/verify"), {"code": who._code()}))
    Phone(who)


def test_changing_the_telephone_keeps_the_old_one_until_the_new_one_is_tried(phone):
    who, b = phone.who, phone.who.browser
    ok(send(b, b.get(PAGE).form(PAGE + "/start")))
    other, _ = at_second_factor(who)
    assert by_app(other, phone.code()).path == "/office/finance"
    who.browser = other
    new = Phone(who)
    other, _ = at_second_factor(who)
    assert by_app(other, phone.code()).status == 422 and by_app(other, phone.recovery[0]).status == 422
    assert by_app(other, new.code()).path == "/office/finance"


# ---- signing in ----------------------------------------------------------------------------------------------------

def test_no_sms_is_needed(phone):
    sent = codes_sent(phone.who)
    b, page = at_second_factor(phone.who)
    assert page.has("验证器上的6位动态码", "改用短信验证码") and not page.has("发送至")
    assert by_app(b, phone.code()).path == "/office/finance" and codes_sent(phone.who) == sent


@pytest.mark.parametrize("steps", [-1, 0, 1])
def test_a_step_before_and_after_hold(phone, steps):
    b, _ = at_second_factor(phone.who)
    assert by_app(b, phone.code(steps)).path == "/office/finance"


def test_a_code_holds_once_and_older_ones_no_more(phone):
    b, _ = at_second_factor(phone.who)
    code, older = phone.code(1), phone.code(0)
    assert by_app(b, code).path == "/office/finance"
    b, _ = at_second_factor(phone.who)
    assert by_app(b, code).status == 422, "replayed"
    assert by_app(b, older).status == 422, "from before the one that was used"
    assert by_app(b, phone.recovery[0]).path == "/office/finance"


def test_a_code_of_two_steps_ago_is_refused(phone):
    b, _ = at_second_factor(phone.who)
    assert by_app(b, phone.code(-3)).status == 422 and by_app(b, phone.code(3)).status == 422


def test_a_recovery_code_holds_once_however_it_is_typed(phone):
    b, _ = at_second_factor(phone.who)
    assert by_app(b, " " + phone.recovery[3].lower().replace("-", " ")).path == "/office/finance"
    assert ok(b.get(PAGE)).has("恢复码还有 9 个")
    b, _ = at_second_factor(phone.who)
    assert by_app(b, phone.recovery[3]).status == 422
    stored = phone.who.stack.query("SELECT code_hash FROM staff_recovery_code WHERE staff_id = %s", phone.who.id)
    assert len(stored) == 10 and not any(r["code_hash"].startswith(phone.recovery[0][:5].encode()) for r in stored)


def test_a_second_click_shows_the_same_recovery_codes(stack):
    """The browser shows the second answer: without the codes in it nobody would ever see them."""
    who = journey.Staffer(stack, "finance")
    b = who.browser
    ok(b.get(PAGE))
    page = ok(send(b, b.page.form(PAGE + "/start")))
    code = totp.code(totp.secret_on(page))
    for path, fields in (("/confirm", {"code": code}), ("/recovery", None)):
        form = page.form(PAGE + path)
        first, second = (ok(send(b, form, fields)) for _ in range(2))
        assert len(recovery_on(first)) == 10 and recovery_on(second) == recovery_on(first), path
        page = ok(b.get(PAGE))
    followed = ok(send(b, page.form(PAGE + "/recovery")))
    assert len(recovery_on(followed)) == 10 and not set(recovery_on(followed)) & set(recovery_on(first))
    assert not recovery_on(ok(send(b, form))), "codes that hold no more are not shown"
    other, _ = at_second_factor(who)
    assert by_app(other, recovery_on(followed)[0]).path == "/office/finance"


def test_new_recovery_codes_end_the_old_ones(phone):
    b = phone.who.browser
    page = ok(send(b, b.get(PAGE).form(PAGE + "/recovery")))
    new = re.findall(r"<li>([0-9A-Z]{5}-[0-9A-Z]{5})</li>", page.text)
    assert len(new) == 10 and not set(new) & set(phone.recovery)
    b, _ = at_second_factor(phone.who)
    assert by_app(b, phone.recovery[0]).status == 422 and by_app(b, new[0]).path == "/office/finance"


def test_wrong_ones_are_few_and_leave_sms_alone(phone):
    who, b = phone.who, at_second_factor(phone.who)[0]
    for _ in range(5):
        assert by_app(b, "000000").has("动态码或恢复码不正确")
    page = by_app(b, phone.code())
    assert page.status == 422 and page.has("输错次数太多"), "the right one was tried while too many were wrong"
    assert by_app(b, phone.recovery[0]).status == 422
    journey.forget_limits(who.stack, who.mobile)
    page = ok(send(b, ok(b.get("/office/second-factor")).form("/office/second-factor/resend")))
    form = form_with(page, "/office/second-factor", by="sms")
    assert ok(send(b, form, {"code": who._code()})).path == "/office/finance"
    assert len(who.stack.query("SELECT 1 FROM audit WHERE action = 'staff.authenticator_wrong' AND object = %s",
                               "staff:%d" % who.id)) >= 5


def test_it_can_be_given_up(phone):
    who, b = phone.who, phone.who.browser
    ok(send(b, b.get(PAGE).form(PAGE + "/end")))
    assert ok(b.get(PAGE)).has("未启用")
    journey.forget_limits(who.stack, who.mobile)
    b, page = at_second_factor(who)
    assert page.has("短信验证") and by_app(b, phone.code()).status == 422 and by_app(b, phone.recovery[0]).status == 422
    assert ok(b.post("/office/second-factor", {"code": who._code()})).path == "/office/finance"


def test_another_persons_code_opens_nothing(stack, phone):
    other = journey.Staffer(stack, "finance")
    b, _ = at_second_factor(other)
    assert by_app(b, phone.code()).status == 422 and by_app(b, phone.recovery[1]).status == 422


# ---- step-up -------------------------------------------------------------------------------------------------------

def test_accounts_are_opened_with_it_without_any_sms(stack):
    case, who = journey.to_state(stack, state="registry_review"), journey.Staffer(stack, "registry_reviewer")
    phone = Phone(who)
    who.claim(case)
    sent = codes_sent(who)
    page = who.case(case)
    form = page.form("/office/case/%s/pass" % case.public_id)
    assert 'name="by" value="app"' in re.sub(r"\s+", " ", page.text)
    assert send(who.browser, form, {"by": "app", "code": "000000"}).status == 422 and case.state == "registry_review"
    form = who.case(case).form("/office/case/%s/pass" % case.public_id)
    ok(send(who.browser, form, {"by": "app", "code": phone.code()}))
    assert case.state == "opened" and codes_sent(who) == sent


def test_accounts_are_opened_with_sms_as_well(stack):
    case, who = journey.to_state(stack, state="registry_review"), journey.Staffer(stack, "registry_reviewer")
    Phone(who)
    who.claim(case)
    journey.forget_limits(stack, who.mobile)
    page = ok(who.act(case, "step-up"))
    assert page.has("短信验证码已于"), page.words[:1500]
    ok(who.act(case, "pass", {"by": "sms", "code": who._code()}))
    assert case.state == "opened"


def test_the_page_says_when_no_step_up_code_was_sent(stack):
    case, who = journey.to_state(stack, state="registry_review"), journey.Staffer(stack, "registry_reviewer")
    who.claim(case)
    journey.forget_limits(stack, who.mobile)
    ok(who.act(case, "step-up"))
    page = who.act(case, "step-up")
    assert page.status == 422 and page.has("没有发送新的验证码"), page.words[:900]
