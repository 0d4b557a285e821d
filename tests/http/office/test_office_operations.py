"""The operators' page: who sees it, and what it says of programs and of what waits."""
import re
import secrets
import time

import pytest

import journey
import virus
from journey import ok

PAGE = "/office/operations"
OPERATORS = ["security_admin", "auditor", "exchange_supervisor", "registry_supervisor"]
OTHERS = ["initial_reviewer", "second_reviewer", "finance", "editor", "receiver", "registry_reviewer"]


@pytest.fixture(scope="module")
def operator(stack):
    return journey.Staffer(stack, "auditor")


def row(page, name):
    """The cells of a line, as text."""
    found = re.search(r'<tr id="%s">(.*?)</tr>' % name, page.text, re.S)
    assert found, name
    return [re.sub(r"<[^>]+>", "", cell).strip() for cell in re.findall(r"<td[^>]*>(.*?)</td>", found.group(1), re.S)]


@pytest.fixture
def words(stack):
    """What the programs said, put back afterwards."""
    yield
    stack.query("DELETE FROM health WHERE name IN ('cashier_wechat')")
    stack.query("INSERT INTO health (name, state, detail, at) VALUES ('cashier_wechat', 'good', '', UTC_TIMESTAMP())")


@pytest.mark.parametrize("role", OPERATORS)
def test_operators_see_it(stack, role):
    b = journey.Staffer(stack, role).browser
    assert PAGE in ok(b.get("/office/queue")).links
    assert ok(b.get(PAGE)).has("运行情况", "文件查毒", "收款与对账", "数据库")


@pytest.mark.parametrize("role", OTHERS)
def test_others_do_not(stack, role):
    b = journey.Staffer(stack, role).browser
    assert PAGE not in ok(b.get("/office/queue")).links
    assert b.get(PAGE).status == 403
    assert "运行情况" not in b.page.text


def test_programs_say_how_they_are(stack, operator):
    """All of them, within a minute of the start, and by themselves."""
    until = time.monotonic() + 75
    names = ("courier", "cashier_alipay", "press", "scanner", "clamd")
    while True:
        page = ok(operator.browser.get(PAGE))
        if all(row(page, "program-" + n)[1] == "正常" for n in names):
            break
        assert time.monotonic() < until, [row(page, "program-" + n) for n in names]
        time.sleep(1)
    assert row(page, "program-clamd")[3].startswith("ClamAV 1.0.7")
    assert stack.query("SELECT MAX(name) AS level FROM migration WHERE name LIKE '0%%'")[0]["level"] in page.text


def test_an_old_word_turns_amber_and_red(stack, operator, words):
    """The age decides, not what was said."""
    for age, said, state, tone in ((100, "good", "正常", "done"), (200, "good", "迟迟没有报告", "wait"),
                                   (700, "good", "没有报告", "wrong"), (10, "bad", "没有应答", "wrong"),
                                   (10, "off", "没有配置", "plain")):
        stack.query("UPDATE health SET state = %s, at = UTC_TIMESTAMP() - INTERVAL %s SECOND WHERE name = 'cashier_wechat'", said, age)
        page = ok(operator.browser.get(PAGE))
        line = row(page, "program-cashier_wechat")
        assert line[1] == state, (age, said, line)
        assert re.search(r'id="program-cashier_wechat">.*?tag-%s' % tone, page.text, re.S)
    stack.query("DELETE FROM health WHERE name = 'cashier_wechat'")
    line = row(ok(operator.browser.get(PAGE)), "program-cashier_wechat")
    assert line[1] == "没有报告" and line[2] == "—"


def test_messages_that_wait_and_that_died(stack, operator):
    """One that is held since two hours, one that died today: counted, with the provider's reason in words."""
    marks = [secrets.token_hex(11) for _ in range(2)]
    insert = ("INSERT INTO outbox (public_id, channel, name, recipient_sealed, recipient_masked, values_sealed, state, tries,"
              " due_at, created_at, problem) VALUES (%s, 'mail', 'code', 'x', 'x', 'x', %s, 1,"
              " UTC_TIMESTAMP() + INTERVAL %s SECOND, UTC_TIMESTAMP() - INTERVAL 2 HOUR, %s)")
    try:
        stack.query(insert, marks[0], "waiting", 3000, "smtp_550")
        line = row(ok(operator.browser.get(PAGE)), "wait-mail")
        assert line[1] == "积压" and int(line[2]) >= 1 and line[3] == "2 小时", line
        assert "条在重试" in line[4] and "smtp_550" in line[4], line
        stack.query("DELETE FROM outbox WHERE public_id = %s", marks[0])
        stack.query(insert, marks[1], "dead", 0, "expired")
        line = row(ok(operator.browser.get(PAGE)), "wait-mail")
        assert "今天失败" in line[4] and "到“消息”中查看" in line[4] or line[1] == "积压", line
    finally:
        for mark in marks:
            stack.query("DELETE FROM outbox WHERE public_id = %s", mark)


def test_files_that_wait(stack, operator):
    draft = journey.Case(stack).register().start()
    ok(draft.save("organisation"))
    mark = virus.Mark(stack)
    try:
        mark.mode("limit")
        ok(virus.put(draft, virus.jpeg(mark.text)))
        line = row(ok(operator.browser.get(PAGE)), "wait-error")
        assert int(line[2]) >= 1 and line[1] == "有" and "StreamMaxLength" in line[4], line
        stack.query("UPDATE file SET created_at = UTC_TIMESTAMP() - INTERVAL 3 DAY WHERE application_id = %s", draft.id)
        page = ok(operator.browser.get(PAGE))
        assert row(page, "wait-error")[3] == "3 天"
        assert re.search(r'id="wait-error">.*?tag-wrong', page.text, re.S)
    finally:
        stack.query("UPDATE file SET scan_state = 'clean', scan_due_at = NULL WHERE application_id = %s", draft.id)
        mark.file.unlink(missing_ok=True)


def test_an_audit_row_that_nobody_links_for_a_minute_is_an_alarm(stack, operator):
    """A place of a row that is gone: the courier links on and leaves it."""
    line = row(ok(operator.browser.get(PAGE)), "place-audit")
    assert line[1] == "正常" and line[2].startswith("待链接")
    try:
        stack.query("INSERT INTO audit_waiting (since) VALUES (UTC_TIMESTAMP() - INTERVAL 2 MINUTE)")
        page = ok(operator.browser.get(PAGE))
        line = row(page, "place-audit")
        assert line[1] == "积压" and "最早的等了2 分钟" in line[2] and "ccerctl audit verify" in line[3], line
        assert re.search(r'id="place-audit">.*?tag-wrong', page.text, re.S)
    finally:
        stack.query("DELETE w FROM audit_waiting w LEFT JOIN audit a ON a.id = w.id WHERE a.id IS NULL")
    assert row(ok(operator.browser.get(PAGE)), "place-audit")[1] == "正常"
