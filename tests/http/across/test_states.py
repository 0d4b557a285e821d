"""The table of states (fcgi/core/application/states.def) against the pages: each move of it works for the role it names, and every
other (state, action, role) is refused, whoever posts it directly with a valid token, version and counter.

States are written straight into the database of the test's own application, with all that the move's guard wants, so that
nothing but the table stands in the way of a forbidden one."""
import random
import re
from pathlib import Path

import pytest

import journey

TOP = Path(__file__).resolve().parents[3]
MOVE = re.compile(r"^MOVE\(\s*(\w+),\s*(\w+),\s*(\w+),\s*([\w|]+),\s*(\w+),\s*(\w+)(?:,\s*\w+)?\s*\)", re.M)
TABLE = {}  # (state, action) -> (to, roles, verdict)
for _from, _action, _to, _roles, _verdict, _claim in MOVE.findall((TOP / "fcgi/core/application/states.def").read_text()):
    TABLE[_from.lower(), _action.lower()] = (
        _to.lower(), {r.removeprefix("ROLE_").lower() for r in _roles.split("|")} - {"system"}, _verdict)
STATES = ["draft", "initial_review", "returned", "awaiting_paper", "paper_review", "to_hand_over", "handed_over",
          "registry_review", "opened", "withdrawn", "refused"]
ACTIONS = sorted({action for _, action in TABLE})
STAFF = list(journey.ORGANISATIONS)
FINAL = {"opened", "withdrawn", "refused"}
REFUSED = {403, 404, 409, 422}
MARK = "application_id, version, stage, target, verdict, problem, remedy, staff_id, marked_at"


def test_the_table_was_read():
    assert len(TABLE) == 30 and len(ACTIONS) == 11
    assert {s for s, _ in TABLE} | {to for to, _, _ in TABLE.values()} == set(STATES)


def new_form_key():
    return "".join(random.choices("23456789abcdefghijkmnopqrstuvwxyz", k=22))


class Bench:
    """One application and everybody who could try something with it."""

    def __init__(self, stack):
        self.stack = stack
        self.case = journey.submitted(stack)
        self.sql = journey.database(stack)
        people = journey.crew(stack)
        self.tokens = {}
        self.browsers = {"applicant": self.case.browser, "nobody": stack.portal(), "other": journey.Case(stack).register()
                         .start().browser}
        for role in STAFF:
            self.browsers[role] = people.of(role).browser
        self.ids = {role: people.of(role).id for role in STAFF}
        self.people = people
        self.visitor_id = self.row()["visitor_id"]
        # What the initial review has to mark, as the page itself finds it.
        people.initial.claim(self.case)
        journey.ok(people.initial.act(self.case, "mark-rest"))
        self.targets = [r["target"] for r in self.run("SELECT target FROM mark WHERE application_id = %s", self.case.id)]
        assert len(self.targets) > 40

    def run(self, text, *values):
        with self.sql.cursor() as c:
            c.execute(text, values or None)
            return c.fetchall()

    def row(self):
        return self.run("SELECT * FROM application WHERE id = %s", self.case.id)[0]

    def newest(self):
        return self.run("SELECT MAX(version) AS v FROM application_version WHERE application_id = %s", self.case.id)[0]["v"]

    def put(self, state, action, actor, mark="right"):
        """The application as it must be for the action to be possible, apart from state and role."""
        app, v = self.case.id, self.newest()
        self.run("DELETE p FROM hand_over_line l JOIN hand_over_paper p ON p.hand_over_id = l.hand_over_id"
                 " AND p.application_id = l.application_id WHERE l.application_id = %s", app)
        for table in ("decision", "mark", "correction", "refusal_proposal", "paper", "hand_over_line"):
            self.run("DELETE FROM %s WHERE application_id = %%s" % table, app)
        self.run("UPDATE application SET state = %s, version = %s, moves = moves + 1, amending = %s, claimed_by = %s,"
                 " claimed_at = UTC_TIMESTAMP(), open_visitor_id = %s, stage_since = UTC_TIMESTAMP() WHERE id = %s",
                 state, 0 if state == "draft" else v, action == "amend", self.ids.get(actor),
                 None if state in FINAL else self.visitor_id, app)
        now = "UTC_TIMESTAMP()"
        if action == "pass" and state == "initial_review":
            for target in self.targets:
                self.run("INSERT INTO mark (" + MARK + ") VALUES (%s, %s, %s, %s, 'right', '', '', 1, " + now + ")", app, v, state,
                         target)
        if action == "return":
            self.run("INSERT INTO mark (" + MARK + ") VALUES (%s, %s, %s, 'field:telephone', 'wrong', 'x', 'y', 1, " + now + ")", app, v,
                     state)
        if action in ("pass", "return_paper", "receive"):
            self.run("INSERT INTO paper SELECT %s, %s, code, paper_copies, 1, 1, 1, IF(%s AND code = 'trading_form', '未盖章', NULL),"
                     " 1, " + now + " FROM material WHERE revision_id = 7 AND paper_copies > 0", app, v, action == "return_paper")
        if action == "refuse":
            proposer = next(i for role, i in self.ids.items() if role != actor)
            self.run("INSERT INTO refusal_proposal VALUES (%s, %s, %s, %s, '不符合条件', " + now + ")", app, v, state,
                     proposer)
        if action in ("accept", "dispute"):
            self.number = "YJ" + "".join(random.choices("0123456789", k=16))
            self.run("INSERT INTO hand_over (number, made_by, made_at) VALUES (%s, 1, " + now + ")", self.number)
            self.run("INSERT INTO hand_over_line (hand_over_id, application_id, version, copies, state)"
                     " SELECT id, %s, %s, 2, 'sent' FROM hand_over WHERE number = %s", app, v, self.number)

    def token(self, actor):
        if actor not in self.tokens:
            browser = self.browsers[actor]
            page = browser.get({"nobody": "/sign-in", "applicant": "/apply", "other": "/apply"}.get(actor, "/office/queue"))
            self.tokens[actor] = journey.csrf(page)
        return self.tokens[actor]

    def post(self, action, actor, code=""):
        row, portal = self.row(), action in ("submit", "amend", "withdraw")
        seen = {"csrf": self.token(actor), "version": row["version"], "moves": row["moves"]}
        base = "/office/case/%s/" % self.case.public_id
        what = "%s-%d-%d" % (self.case.public_id, row["version"], row["moves"])
        line = {"csrf": self.token(actor), "op": new_form_key(), "case": what}
        op = {"op": new_form_key()}
        path, fields = {
            "submit": ("/apply/submit", {**seen, **op, "edits": row["edits"]}),
            "amend": ("/apply/submit", {**seen, **op, "edits": row["edits"]}),
            "withdraw": ("/apply/withdraw", {**seen, **op, "knowingly": "yes"}),
            "pass": (base + "pass", {**seen, **op, "code": code}),
            "return": (base + "return", {**seen, **op, "reason": ""}),
            "refuse": (base + "refuse", {**seen, **op, "reason": "不符合条件"}),
            "receive": (base + "receive", {**seen, **op, "rest": "1"}),
            "return_paper": (base + "return-paper", {**seen, **op, "reason": ""}),
            "hand_over": ("/office/hand-over", line),
            "accept": ("/office/hand-over/%s/accept" % getattr(self, "number", "x"), {**line, "counted": "2"}),
            "dispute": ("/office/hand-over/%s/dispute" % getattr(self, "number", "x"),
                        {**line, "note": "少一份"}),
        }[action]
        browser = self.stack.portal() if portal else self.stack.office()
        browser.cookies = self.browsers[actor].cookies
        return browser.post(path, fields, follow=False, hidden=False)


@pytest.fixture(scope="module")
def bench(stack):
    return Bench(stack)


def actors():
    return ["applicant", "other", "nobody"] + STAFF


@pytest.mark.parametrize("state", STATES)
def test_forbidden_moves_change_nothing(bench, state):
    tried = 0
    for action in ACTIONS:
        for actor in actors():
            allowed = TABLE.get((state, action), ("", set(), ""))[1]
            # The same address serves both; which it is, the application decides.
            if action in ("submit", "amend"):
                allowed = allowed | TABLE.get((state, {"submit": "amend", "amend": "submit"}[action]), ("", set(), ""))[1] \
                    if action == "amend" else allowed
            if actor in allowed:
                continue
            bench.put(state, action, actor)
            before = bench.row()
            events = count(bench)
            page = bench.post(action, actor)
            after = bench.row()
            what = "%s in %s by %s: %d %s" % (action, state, actor, page.status, page.words[:300])
            assert (after["state"], after["moves"], after["version"]) == (state, before["moves"], before["version"]), what
            assert count(bench) == events, what
            if page.status == 303:  # nobody is signed in there
                house = "/sign-in" if action in ("submit", "amend", "withdraw") else "/office/sign-in"
                assert page.headers["Location"] == house, what
                assert actor == "nobody" or (actor in STAFF) == (house == "/sign-in"), what
            else:
                assert page.status in REFUSED, what
            tried += 1
    assert tried > 100


def count(bench):
    return [bench.run("SELECT COUNT(*) AS n FROM %s WHERE application_id = %%s" % table, bench.case.id)[0]["n"]
            for table in ("application_event", "decision", "correction", "application_version", "registry_account")]


ALLOWED = sorted((state, action, role) for (state, action), (_, roles, _) in TABLE.items() for role in roles
                 if state != "draft" and (state, action) != ("registry_review", "pass"))


@pytest.mark.parametrize("state,action,role", ALLOWED, ids=["-".join(x) for x in ALLOWED])
def test_allowed_moves_move(bench, state, action, role):
    """The same posts succeed for whom the table names: what refused the others was the table."""
    to, _, verdict = TABLE[state, action]
    if action == "submit":
        bench.run("UPDATE application SET open_uscc = uscc WHERE id = %s", bench.case.id)
    bench.put(state, action, role)
    before = bench.row()
    page = bench.post(action, role)
    after = bench.row()
    assert page.status == 303 and after["state"] == to, (page.status, page.words[:800])
    assert after["moves"] == before["moves"] + 1
    assert after["version"] == before["version"] + (1 if action in ("submit", "amend") else 0)
    event = bench.run("SELECT * FROM application_event WHERE application_id = %s ORDER BY id DESC LIMIT 1", bench.case.id)[0]
    assert (event["action"], event["from_state"], event["to_state"]) == (action, state, to)
    decided = bench.run("SELECT verdict FROM decision WHERE application_id = %s AND version = %s AND stage = %s",
                        bench.case.id, before["version"], state)
    assert [d["verdict"] for d in decided] == ([] if verdict == "none" else [verdict])


@pytest.mark.parametrize("state,action", [("initial_review", "pass"), ("paper_review", "pass"), ("initial_review", "return"),
                                          ("paper_review", "return"), ("registry_review", "return")])
def test_decisions_need_the_claim(bench, state, action):
    """The right role without the case in hand: refused."""
    role = next(iter(TABLE[state, action][1]))
    for holder in (None, bench.ids["auditor"]):
        bench.put(state, action, role)
        bench.run("UPDATE application SET claimed_by = %s WHERE id = %s", holder, bench.case.id)
        before = bench.row()
        page = bench.post(action, role)
        assert page.status in REFUSED and bench.row()["moves"] == before["moves"], (page.status, page.words[:400])


def test_opening_needs_the_step_up_code(bench):
    state = "registry_review"
    bench.put(state, "pass", "registry_reviewer")
    for code in ("", "000000"):
        page = bench.post("pass", "registry_reviewer", code)
        assert page.status == 422 and bench.row()["state"] == state, (page.status, page.words[:400])


def test_the_same_wrong_code_twice(bench):
    """A form with a wrong code is refused in words; sent again as it was, it leads back to the case."""
    state = "registry_review"
    bench.put(state, "pass", "registry_reviewer")
    row, path = bench.row(), "/office/case/%s" % bench.case.public_id
    form = {"csrf": bench.token("registry_reviewer"), "op": new_form_key(), "version": row["version"],
            "moves": row["moves"], "code": "000000"}
    first, again = (bench.browsers["registry_reviewer"].post(path + "/pass", form, follow=False, hidden=False)
                    for _ in range(2))
    assert first.status == 422 and first.has("验证码"), first.words[:400]
    assert again.status == 422 or again.headers["Location"] == path, again
    assert bench.row()["moves"] == row["moves"]


def test_codes_run_out_of_tries(bench):
    """After five wrong codes the right one is no longer taken, though the refusals changed nothing else."""
    who, state = bench.people.registry, "registry_review"
    bench.put(state, "pass", "registry_reviewer")
    journey.forget_limits(bench.stack, who.mobile)
    journey.ok(who.act(bench.case, "step-up"))
    code = who._code()
    wrong = "000000" if code != "000000" else "111111"
    for _ in range(5):
        assert bench.post("pass", "registry_reviewer", wrong).status == 422
    assert bench.post("pass", "registry_reviewer", code).status == 422 and bench.row()["state"] == state


def test_four_eyes(bench):
    """Who passed the initial review of this version cannot pass its second one, though they have both roles."""
    both = journey.Staffer(bench.stack, "initial_reviewer,second_reviewer")
    bench.put("paper_review", "pass", "second_reviewer")
    bench.run("UPDATE application SET claimed_by = %s WHERE id = %s", both.id, bench.case.id)
    bench.run("INSERT INTO decision VALUES (%s, %s, 'initial_review', 'pass', %s, NULL, '', UTC_TIMESTAMP())",
              bench.case.id, bench.newest(), both.id)
    bench.browsers["both"], before = both.browser, bench.row()
    page = bench.post("pass", "both")
    assert page.status in REFUSED and bench.row()["moves"] == before["moves"], page.words[:400]
    with pytest.raises(Exception, match="four eyes"):
        bench.run("INSERT INTO decision VALUES (%s, %s, 'paper_review', 'pass', %s, NULL, '', UTC_TIMESTAMP())",
                  bench.case.id, bench.newest(), both.id)


def test_a_refusal_is_decided_by_another(bench):
    """Who proposed a refusal cannot decide on it."""
    both = journey.Staffer(bench.stack, "initial_reviewer,exchange_supervisor")
    bench.put("initial_review", "refuse", "exchange_supervisor")
    bench.run("UPDATE refusal_proposal SET staff_id = %s WHERE application_id = %s", both.id, bench.case.id)
    bench.browsers["proposer"], before = both.browser, bench.row()
    page = bench.post("refuse", "proposer")
    assert page.status in REFUSED and bench.row()["moves"] == before["moves"], page.words[:400]


def test_old_counters_are_refused(bench):
    """A decision on a version or counter that is no longer current."""
    bench.put("initial_review", "pass", "initial_reviewer")
    row = bench.row()
    for version, moves in ((row["version"] - 1, row["moves"]), (row["version"], row["moves"] - 1)):
        page = bench.browsers["initial_reviewer"].post(
            "/office/case/%s/pass" % bench.case.public_id,
            {"csrf": bench.token("initial_reviewer"), "op": new_form_key(), "version": version, "moves": moves},
            follow=False, hidden=False)
        assert page.status in (409, 422) and bench.row()["moves"] == row["moves"], page.words[:400]
