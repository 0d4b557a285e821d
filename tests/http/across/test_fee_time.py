"""What time brings to accounts that pay, by the courier: each account for itself, and what it sees when the account is locked counts."""
import datetime
import re

import pytest

from holder import Payer, today
from journey import Staffer, database, ok
from patience import wait

ROUND_S = 90
MANY = 55  # more than the courier takes at once (FEE_BATCH)


def days(n):
    return today() + datetime.timedelta(days=n)


@pytest.fixture
def payer(stack):
    """Whose first order is paid."""
    return paid(Payer(stack))


def paid(payer):
    payer.stack.query("UPDATE fee_order SET state = 'paid', paid_at = UTC_TIMESTAMP(), valid_from = %s, valid_until = %s"
                      " WHERE trading_account_id = %s", days(-300), days(65), payer.account)
    return until(payer, days(65), "active")


def until(payer, day, state):
    payer.stack.query("UPDATE trading_account SET paid_until = %s, state = %s WHERE id = %s", day, state, payer.account)
    return payer


def told(payer, name):
    return payer.stack.query("SELECT id FROM outbox WHERE application_id = %s AND name = %s", payer.case.id, name)


def reminders(payer):
    return payer.stack.query("SELECT until, days FROM fee_reminder WHERE trading_account_id = %s", payer.account)


def fees_line(operator):
    found = re.search(r'<tr id="wait-fees">(.*?)</tr>', ok(operator.browser.get("/office/operations")).text, re.S)
    return [re.sub(r"<[^>]+>", "", cell).strip() for cell in re.findall(r"<td[^>]*>(.*?)</td>", found.group(1), re.S)]


# ---- accounts for which nothing succeeds ----------------------------------------------------------------------------------

class Broken:
    """Accounts that have nobody to tell and to which no order can be added, before all others in the order of their days."""

    def __init__(self, stack):
        self.stack = stack
        self.first = stack.query("SELECT MAX(id) + 1000 AS id FROM trading_account")[0]["id"]
        self.last = self.first + 2 * MANY - 1
        connection = database(stack)
        with connection.cursor() as c:
            c.execute("SET foreign_key_checks = 0")
            c.executemany("INSERT INTO trading_account (id, number, application_id, uscc, org_name, kind, state, opened_at, paid_until)"
                          " VALUES (%s, %s, %s, %s, '无人公司', 'other', 'active', NOW(), %s)",
                          [(self.first + i, "T9%010d" % i, 2 ** 40 + i, "broken%d" % i, days(-10) if i < MANY else days(0))
                           for i in range(2 * MANY)])
            c.execute("CREATE TRIGGER broken BEFORE INSERT ON fee_order FOR EACH ROW IF NEW.trading_account_id BETWEEN %d AND %d"
                      " THEN SIGNAL SQLSTATE '45000' SET MESSAGE_TEXT = 'broken'; END IF" % (self.first, self.last))
        connection.close()

    def mend(self):
        self.stack.query("DROP TRIGGER IF EXISTS broken")
        self.stack.query("DELETE FROM trading_account WHERE id BETWEEN %s AND %s", self.first, self.last)

    def touched(self):
        return self.stack.query("SELECT id FROM trading_account WHERE id BETWEEN %s AND %s AND state <> 'active' UNION ALL"
                                " SELECT trading_account_id FROM fee_reminder WHERE trading_account_id BETWEEN %s AND %s",
                                self.first, self.last, self.first, self.last)


def test_accounts_for_which_nothing_succeeds_hold_up_no_other(stack):
    """Whatever their number: they are counted for the operators until they are mended, and the others get what is theirs."""
    lapsed, ending = paid(Payer(stack)), paid(Payer(stack))
    operator = Staffer(stack, "auditor")
    broken = Broken(stack)
    try:
        until(lapsed, days(-1), "active")
        until(ending, days(1), "active")
        assert wait(lambda: lapsed.account_row()["state"] == "suspended" and told(lapsed, "fee_suspended"), ROUND_S)
        assert wait(lambda: reminders(ending) == [{"until": days(1), "days": 1}] and told(ending, "fee_reminder"), ROUND_S)
        assert wait(lambda: all([o["state"] for o in p.orders()] == ["open", "paid"] for p in (lapsed, ending)), ROUND_S)
        assert wait(lambda: int(fees_line(operator)[2]) >= 2 * MANY, 2 * ROUND_S), fees_line(operator)
        assert re.search(r"T9\d{10} (renewal|reminder|suspension) ", fees_line(operator)[4])
        assert not broken.touched()
    finally:
        broken.mend()
    assert wait(lambda: fees_line(operator)[1:3] == ["正常", "0"], ROUND_S), fees_line(operator)


# ---- what counts is what is so when the account is locked -------------------------------------------------------------------

def test_nobody_is_reminded_of_a_year_that_was_paid_in_this_moment(stack):
    """With an order open for the next year, which the payment that wins is for."""
    payer = until(Payer(stack), days(7), "active")
    held = database(stack)
    with held.cursor() as c:
        c.execute("START TRANSACTION")
        c.execute("UPDATE trading_account SET paid_until = %s WHERE id = %s", (days(372), payer.account))
        waiting = "SHOW GLOBAL STATUS LIKE 'Innodb_row_lock_current_waits'"
        assert wait(lambda: int(stack.query(waiting)[0]["Value"]) >= 1, ROUND_S), "the courier has it on its list"
        c.execute("COMMIT")
    held.close()
    other = until(Payer(stack), days(7), "active")
    assert wait(lambda: reminders(other), ROUND_S), "the courier has gone round again"
    assert not reminders(payer) and not told(payer, "fee_reminder")


def test_of_reminders_that_were_missed_only_the_last_is_sent(stack, payer):
    until(payer, days(5), "active")
    assert wait(lambda: reminders(payer), ROUND_S) == [{"until": days(5), "days": 7}]
    until(payer, days(1), "active")
    assert wait(lambda: len(reminders(payer)) == 2, 2 * ROUND_S)
    assert len(told(payer, "fee_reminder")) == 2


# ---- restricted -----------------------------------------------------------------------------------------------------------

@pytest.mark.parametrize("left", [7, -1])
def test_a_restricted_account_can_pay_its_next_year_and_stays_restricted(stack, payer, left):
    until(payer, days(left), "restricted")
    assert wait(lambda: [o["state"] for o in payer.orders()] == ["open", "paid"], ROUND_S)
    assert wait(lambda: left < 0 or reminders(payer) == [{"until": days(7), "days": 7}], ROUND_S)
    assert payer.account_row()["state"] == "restricted" and not told(payer, "fee_suspended")
    assert ok(payer.browser.get("/account/order/" + payer.order["public_id"])).has("1,000.00")
