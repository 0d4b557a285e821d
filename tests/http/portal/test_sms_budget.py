"""The budget of all SMS together: strangers get half of it, who has proved something the whole; when it runs out no page says that a
code was sent, the operators see it, and the security administrators are told."""
import concurrent.futures
import os
import re
import signal

import pytest

import client
import journey
from applicant import random_mobile
from journey import ok
from patience import wait

HOUR = 12


@pytest.fixture(scope="module")
def tight(own):
    """Twelve SMS an hour, all of what was sent so far long ago."""
    for name in ("portal", "office", "courier"):
        path = own.data / "etc" / (name + ".conf")
        path.write_text(re.sub(r"^sms_per_hour = .*$", "sms_per_hour = %d" % HOUR, path.read_text(), flags=re.M))
    restart(own, "portal", "office")
    return own


def restart(own, *names):
    for name in names:
        old = own.processes(name)
        for pid in old:
            os.kill(pid, signal.SIGTERM)
        assert wait(lambda: own.processes(name) and not set(own.processes(name)) & set(old), 30), name


def register(own):
    b, mobile = own.portal(), random_mobile()
    ok(b.get("/register"))
    return b.post("/register/code", {"mobile": mobile}), mobile


def password(own, who):
    b = own.office()
    ok(b.get("/office/sign-in"))
    journey.forget_limits(own, who.mobile)
    return b, ok(b.post("/office/sign-in", {"username": who.username, "password": who.password}))


def budget_row(page, name):
    return re.search(r'<tr id="wait-%s">.*?</tr>' % name, page.text, re.S).group(0)


def test_strangers_use_up_half_and_no_more(tight):
    watcher, who = (journey.Staffer(tight, role) for role in ("security_admin", "finance"))
    tight.query("UPDATE outbox SET created_at = created_at - INTERVAL 2 HOUR")
    for _ in range(HOUR // 2):
        assert register(tight)[0].has("验证码已发送")
    page, mobile = register(tight)
    assert page.status == 422 and page.has("没有发送新的验证码") and re.search(r"约 (60|5\d) 分钟后可以重新获取", page.words), page.words[:900]
    assert not tight.query("SELECT 1 FROM outbox WHERE recipient_index = %s", journey.recipient(tight, mobile))
    b, page = password(tight, who)
    assert page.has("10分钟内有效") and ok(b.post("/office/second-factor", {"code": who._code()})).path == "/office/finance"
    row = budget_row(ok(watcher.browser.get("/office/operations")), "sms_hour")
    assert "陌生人用完" in row and "7 / 12" in row, row
    restart(tight, "courier")  # it looks when it starts, and then every minute
    told = tight.sim.wait_message(watcher.mobile, "短信用量报警")
    assert "最近1小时7条" in told["text"]
    assert tight.query("SELECT 1 FROM audit WHERE action = 'sms.budget'")
    restart(tight, "courier")
    assert len(tight.query("SELECT 1 FROM outbox WHERE name = 'sms_budget'")) == len(security_admins(tight)), "once an hour"


def security_admins(own):
    return own.query("SELECT staff_id FROM staff_role WHERE role = 'security_admin'")


def test_the_whole_is_kept_too(tight):
    """Business goes on when it is used up; a code does not, and the page says so."""
    who = journey.Staffer(tight, "finance")
    tight.query("UPDATE outbox SET created_at = created_at - INTERVAL 2 HOUR WHERE name = 'staff_changed'")  # that they were added
    missing = HOUR - tight.query("SELECT COUNT(*) AS n FROM outbox WHERE channel = 'sms' AND created_at > UTC_TIMESTAMP() - INTERVAL 1 HOUR")[0]["n"]
    assert missing > 0
    tight.query("INSERT INTO outbox (public_id, channel, name, recipient_sealed, recipient_masked, values_sealed, state, due_at, created_at)"
                " SELECT CONCAT('filler', LPAD(seq, 16, '0')), 'sms', 'accepted', '', '', '', 'dead', UTC_TIMESTAMP(), UTC_TIMESTAMP()"
                " FROM seq_1_to_%d" % missing)
    _, page = password(tight, who)
    assert page.path == "/office/second-factor" and page.has("现在没有向"), page.words[:600]
    assert re.search(r"约 \d+ 分钟后可以重新获取", page.words), page.words[:900]


def test_strangers_at_once_have_no_more_than_their_half(tight):
    """From an address each, so that nothing else makes them wait for each other."""
    tight.query("UPDATE outbox SET created_at = created_at - INTERVAL 2 HOUR")
    journey.forget(tight, "sms.stranger\n")
    browsers = [client.Browser(tight.portal_url, address=address) for address in client.some_addresses(2 * HOUR)]
    for b in browsers:
        ok(b.get("/register"))
    with concurrent.futures.ThreadPoolExecutor(len(browsers)) as pool:
        pages = list(pool.map(lambda b: b.post("/register/code", {"mobile": random_mobile()}), browsers))
    assert sorted(p.status for p in pages) == [200] * (HOUR // 2) + [422] * (len(browsers) - HOUR // 2)
