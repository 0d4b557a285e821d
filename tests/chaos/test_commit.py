"""COMMITs that fail, lines that break and rights that are missing: what the server took back is done again, once, and nobody sees it;
where nobody knows, the same form again gives the one result. The installation is this file's own."""
import concurrent.futures
import os
import signal

import pytest

import journey
from commit_faults import CommitFaults
from gateway import Payments
from holder import Payer, settled, visit
from journey import fields_of, ok, send
from patience import wait

PROGRAMS = ["ccer_portal", "ccer_office", "ccer_hook", "ccer_courier", "ccer_cashier", "ccer_scanner"]
# Tables whose rows are one person's doing, or follow from it.
TABLES = ["visitor", "application", "application_section", "application_field", "application_file", "application_version", "version_field",
          "version_file", "file", "file_inspection", "mark", "decision", "application_event", "paper", "hand_over", "hand_over_line",
          "hand_over_paper", "registry_account", "trading_account", "binding", "holder", "fee_order", "fee_order_line", "payment",
          "payment_attempt", "payment_callback"]


@pytest.fixture
def faults(own):
    """In the place of the server's socket; programs that were connected come to it on their next turn."""
    settings, plain = own.data / "etc" / "ctl.conf", own.mysql_socket
    text = settings.read_text()
    with CommitFaults(plain) as faults:
        own.mysql_socket = str(faults.server)
        settings.write_text(text.replace(plain, own.mysql_socket))  # ccerctl signs in as the Unix account at the other end
        cut(own, *PROGRAMS)
        yield faults
    own.mysql_socket = plain
    settings.write_text(text)
    assert wait(lambda: own.fresh().status == 200)
    verified = own.ctl("audit", "verify")
    assert verified.returncode == 0, verified.stdout + verified.stderr


def lines(own, *users):
    """The connections these users have."""
    return own.query("SELECT id FROM information_schema.processlist WHERE user IN (" + ", ".join(["%s"] * len(users)) + ")", *users)


def cut(own, *users):
    """KILL CONNECTION of whatever these users have; how many."""
    found = lines(own, *users)
    for row in found:
        own.query("KILL CONNECTION %s", row["id"])
    return len(found)


def counts(own):
    """How much there is of everything a walk leaves behind."""
    found = {table: own.query("SELECT COUNT(*) AS n FROM " + table)[0]["n"] for table in TABLES}
    for row in own.query("SELECT action, COUNT(*) AS n FROM audit GROUP BY action"):
        found["audit " + row["action"]] = row["n"]
    for row in own.query("SELECT channel, name, state, COUNT(*) AS n FROM outbox GROUP BY channel, name, state"):
        found["%(channel)s %(name)s %(state)s" % row] = row["n"]
    found["delivered"] = len(own.sim.messages())
    found["files on disk"] = len([f for f in (own.data / "store").rglob("*") if f.is_file() and not f.name.startswith(".")])
    return found


def walk(own):
    """From registering to a paid account; what it added."""
    before = counts(own)
    payer = Payer(own)
    alipay = Payments.at(own.alipay_url)
    attempt = payer.begin("alipay")
    visit(alipay, attempt)
    alipay.act(attempt["reference"], "pay")
    assert settled(payer)
    assert wait(lambda: not own.query("SELECT id FROM outbox WHERE state IN ('waiting', 'sending')"))
    assert wait(lambda: not own.query("SELECT file_id FROM file_inspection WHERE state = 'due'"))
    after = counts(own)
    return {what: after[what] - before.get(what, 0) for what in after if after[what] != before.get(what, 0)}


def test_a_walk_on_which_every_commit_fails_once_leaves_what_any_walk_leaves(own, faults):
    journey.crew(own).of("exchange_supervisor")
    walk(own)  # people of this test sign in, programs say their first word
    as_ever = walk(own)
    faults.each_once = True
    again = walk(own)
    faults.each_once = False
    assert {user for user, _ in faults.done} == set(PROGRAMS)
    assert {fault for _, fault in faults.done} == {"taken back", "still open"} and len(faults.done) > 200
    assert again == as_ever


def test_a_commit_that_never_holds_ends_after_five_tries_with_an_answer(own, faults):
    case = journey.Case(own).register().start()
    ok(case.save("organisation", {"telephone": "010-11111111"}))
    workers, before = own.processes("portal"), len(faults.done)
    form = ok(case.browser.get("/apply/section/organisation")).form("/apply/section/organisation")
    faults.always["ccer_portal"] = "taken back"
    page = send(case.browser, form, {"telephone": "010-22222222"})
    faults.always.clear()
    assert page.status == 503 and page.headers["Retry-After"] and len(faults.done) == before + 5
    assert own.processes("portal") == workers, "a worker died of it"
    form = ok(case.browser.get("/apply/section/organisation")).form("/apply/section/organisation")
    assert fields_of(form)["telephone"] == "010-11111111"


# ---- nobody knows ----------------------------------------------------------------------------------------------------

@pytest.mark.parametrize("fault", ["answer lost", "lost"])
def test_a_submission_nobody_knows_of_is_made_once_by_the_same_form(own, faults, fault):
    case = journey.Case(own).register().start().fill().upload_all().confirm_contacts()
    form = ok(case.browser.get("/apply/check")).form("/apply/submit")
    ticks = {name: values[-1] for name, values in form.choices.items()}
    faults.next("ccer_portal", fault, 2)  # the first is that of who it is
    assert send(case.browser, form, ticks).status == 503
    assert case.state == ("initial_review" if fault == "answer lost" else "draft")
    ok(send(case.browser, form, ticks))
    assert case.state == "initial_review" and case.row()["version"] == 1
    assert len(own.query("SELECT * FROM application_event WHERE application_id = %s AND action = 'submit'", case.id)) == 1
    assert len(own.query("SELECT * FROM outbox WHERE application_id = %s AND name = 'accepted'", case.id)) == 1


@pytest.mark.parametrize("fault, rows", [("answer lost", 1), ("lost", 0)])
def test_an_upload_nobody_knows_of_has_its_bytes_if_it_has_its_row(own, faults, fault, rows):
    case = journey.Case(own).register().start().fill()
    code, slot, path = case.applicant.files[0]
    ok(case.browser.get("/apply/materials"))
    faults.next("ccer_portal", fault, 2)
    assert case.upload(code, slot, path).status == 503
    files = lambda: own.query("SELECT f.public_id FROM application_file a JOIN file f ON f.id = a.file_id"  # noqa: E731
                              " WHERE a.application_id = %s", case.id)
    assert len(files()) == rows
    ok(case.browser.get("/apply/materials"))
    if not rows:
        ok(case.upload(code, slot, path))
    page = ok(case.browser.get("/apply/file/" + files()[0]["public_id"]))
    with open(path, "rb") as f:
        assert page.body == f.read()


@pytest.mark.parametrize("nth", [1, 2, 3, 4])
def test_a_courier_that_does_not_know_sends_each_message_once(own, faults, nth):
    mobile = journey.random_mobile()
    ok(own.portal().get("/register"))
    faults.next("ccer_courier", "answer lost", nth)
    b = own.portal()
    ok(b.get("/register"))
    ok(b.post("/register/code", {"mobile": mobile}))
    message = own.query("SELECT MAX(id) AS id FROM outbox WHERE name = 'code'")[0]["id"]

    def sent():  # a lease that its courier took along runs out
        own.query("UPDATE outbox SET lease_until = UTC_TIMESTAMP() WHERE id = %s AND state = 'sending'", message)
        return own.query("SELECT state FROM outbox WHERE id = %s", message)[0]["state"] == "sent"

    assert wait(lambda: ("ccer_courier", "answer lost") in faults.done)
    assert wait(sent), own.query("SELECT * FROM outbox WHERE id = %s", message)
    assert len(own.sim.messages(mobile)) == 1


@pytest.mark.parametrize("user, nth", [("ccer_hook", 2), ("ccer_hook", 3), ("ccer_cashier", 1), ("ccer_cashier", 2)])
def test_money_is_booked_once_when_nobody_knows(own, faults, user, nth):
    payer = Payer(own)
    alipay = Payments.at(own.alipay_url)
    attempt = payer.begin("alipay")
    visit(alipay, attempt)
    faults.next(user, "answer lost", nth)
    alipay.act(attempt["reference"], "pay")
    assert wait(lambda: (user, "answer lost") in faults.done)

    def asked():  # the provider calls again, and the cashier asks, in minutes
        own.query("UPDATE payment_attempt SET next_at = UTC_TIMESTAMP() WHERE id = %s AND next_at IS NOT NULL", attempt["id"])
        return payer.order["state"] == "paid"

    assert wait(asked)
    assert [p["state"] for p in payer.payments()] == ["applied"]


# ---- connections that died --------------------------------------------------------------------------------------------

WORKERS = ["ccer_portal", "ccer_office"]


def requests(own):
    """The statuses of many at once, so that each worker gets some. Whose session it is, each has to ask the database."""
    pages = [(own.portal(), "/register", "v=nobody"), (own.office(), "/office/sign-in", "s=nobody")] * 20
    with concurrent.futures.ThreadPoolExecutor(len(pages)) as pool:
        return set(pool.map(lambda page: page[0].raw("GET", page[1], headers={"Cookie": page[2]}).status, pages))


@pytest.fixture
def workers(own):
    """Their pids; each has a connection and has nothing to do."""
    found = own.processes("portal") + own.processes("office")
    assert wait(lambda: requests(own) == {200} and len(lines(own, *WORKERS)) == len(found))
    return found


def test_a_killed_connection_is_mended_before_the_visitor_notices(own, workers):
    assert cut(own, *WORKERS) == len(workers)
    assert requests(own) == {200}


def test_after_a_restart_of_the_database_nobody_is_sent_away(own, workers):
    for pid in own.processes("mariadb"):
        os.kill(pid, signal.SIGTERM)
        assert wait(lambda gone=pid: not os.path.exists("/proc/%d" % gone))
    assert wait(lambda: own.query("SELECT 1 AS up"), not_yet=(Exception,))
    assert requests(own) == {200}
    assert own.processes("portal") + own.processes("office") == workers


# ---- rights -------------------------------------------------------------------------------------------------------------

@pytest.fixture
def log_of_refusals(own):
    """What the programs' logs say of missing rights; taken out again, since any such line is a fault elsewhere."""
    def lines():
        return [line for log in (own.data / "log").glob("*.log") for line in log.read_text().splitlines() if "has no right to it" in line]
    yield lines
    for log in (own.data / "log").glob("*.log"):
        with open(log, "r+", encoding="utf-8") as f:
            kept = [line for line in f.readlines() if "has no right to it" not in line]
            f.seek(0)
            f.truncate()
            f.writelines(kept)


def operations(own):
    return ok(journey.crew(own).of("security_admin").browser.get("/office/operations"))


def test_a_missing_right_is_an_alarm_until_rights_are_set_again(own, log_of_refusals):
    case = journey.Case(own).register().start()
    assert not operations(own).has("缺少权限")
    own.query("REVOKE UPDATE ON application FROM 'ccer_portal'@'localhost'")
    form = ok(case.browser.get("/apply/section/organisation")).form("/apply/section/organisation")
    page = send(case.browser, form, {"telephone": "010-33333333", "save": "draft"})
    assert page.status == 503 and page.headers["Retry-After"]
    assert page.has("系统的设置有误") and not page.has("繁忙")
    assert any('"portal"' in line and "application_" in line for line in log_of_refusals())
    assert operations(own).has("缺少权限", "ccer_portal 无权执行 application_", "ccerctl migrate --rights")
    assert own.ctl("migrate", "--rights").returncode == 0
    ok(send(case.browser, form, {"telephone": "010-33333333", "save": "draft"}))
    assert not operations(own).has("缺少权限")


def test_a_program_without_pages_says_what_right_it_lacks(own, log_of_refusals):
    own.query("REVOKE UPDATE ON outbox FROM 'ccer_courier'@'localhost'")
    mobile, b = journey.random_mobile(), own.portal()
    ok(b.get("/register"))
    ok(b.post("/register/code", {"mobile": mobile}))
    assert wait(lambda: operations(own).has("缺少权限", "ccer_courier", "outbox_"))
    assert any('"courier"' in line for line in log_of_refusals())
    assert own.ctl("migrate", "--rights").returncode == 0
    own.sim.last_code(mobile)
    assert not operations(own).has("缺少权限")
