"""The path of an application, step by step through the pages, and short ways to any state of it.

    case = to_state(stack, Applicant(sample("applicant-a"), fresh=True), "paper_review")
    case.browser      the applicant, signed in            case.row()   its row in the database
    crew(stack).initial, .second, .receiver, .registry …  members of staff of this test process, signed in

Steps assert only that they worked; what else must hold is the tests' business."""

import getpass
import hashlib
import random
import re
from pathlib import Path

import pymysql

from applicant import Applicant, random_mobile

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
ORGANISATIONS = {"initial_reviewer": "exchange", "second_reviewer": "exchange", "finance": "exchange", "editor": "exchange",
                 "exchange_supervisor": "exchange", "receiver": "registry", "registry_reviewer": "registry",
                 "registry_supervisor": "registry", "security_admin": "security", "auditor": "security"}
FLOW = ["draft", "initial_review", "awaiting_paper", "paper_review", "to_hand_over", "handed_over", "registry_review",
        "opened"]


def sample(name):
    return str(SAMPLES / name)


def fresh(name="applicant-b"):
    return Applicant(sample(name), fresh=True)


def fields_of(form):
    """A form's fields as post() takes them: repeated ones as lists."""
    out = {}
    for name, value in form.fields:
        out.setdefault(name, []).append(value)
    return {k: v[0] if len(v) == 1 else v for k, v in out.items()}


def form_with(page, action, **having):
    """The form for this action whose fields have these values (True: any)."""
    for form in page.forms:
        given = fields_of(form)
        if form.action.split("?")[0].split("#")[0] == action and all(
                k in given and (v is True or v == given[k]) for k, v in having.items()):
            return form
    raise AssertionError("%s (%d) has no form for %s with %s; it has %s\n%s" % (
        page.path, page.status, action, having, [(f.action, f.fields) for f in page.forms], page.words[:600]))


def send(browser, form, changes=None, follow=True):
    return browser.post(form.action.split("#")[0], {**fields_of(form), **(changes or {})}, follow, hidden=False)


def csrf(page):
    for form in page.forms:
        for name, value in form.hidden:
            if name == "csrf":
                return value
    raise AssertionError("%s (%d) has no form with a token" % (page.path, page.status))


def form_key():
    """A one-time key as pages make them, for a post that is not sent from a page."""
    return "".join(random.choices("abcdefghijkmnpqrstuvwxyz23456789", k=22))


def ok(page, status=200):
    assert page.status == status, "%s answers %d: %s" % (page.path, page.status, page.words[:1500])
    return page


# ---- limits ------------------------------------------------------------------------------------------------------

def forget_limits(stack, *addresses):
    """Lets another code be sent to these numbers and addresses at once, whoever asks: a person waits a minute between two of them,
    tests do not."""
    askers = ["", *("%s:%d" % (kind, row["id"]) for kind in ("staff", "visitor", "holder")
                    for row in stack.query("SELECT id FROM " + kind))]
    forget(stack, *("code.address\n%s\n%s\n%s" % (purpose, asker, address) for address in addresses for asker in askers
                    for purpose in ("register", "activate", "contact", "second_factor", "step_up")),
           *("code.contact\n" + address for address in addresses))


def bucket(stack, text):
    """The key of a counter (core/ground/limit.c)."""
    key = (stack.data / "keys" / "index.key").read_bytes()
    return hashlib.blake2b(text.encode(), digest_size=32, key=key).digest()


def recipient(stack, address):
    """outbox.recipient_index of a mobile or e-mail (core/message/outbox.h). What is masked of a number, others have too: one in ten
    thousand."""
    return bucket(stack, "outbox.recipient\n" + address.lower())


def forget(stack, *counters):
    buckets = [bucket(stack, text) for text in counters]
    for i in range(0, len(buckets), 500):
        some = buckets[i:i + 500]
        stack.query("DELETE FROM rate WHERE bucket IN (%s)" % ", ".join(["%s"] * len(some)), *some)


# ---- staff -------------------------------------------------------------------------------------------------------

class Staffer:
    """A member of staff of this test alone, signed in at the office."""

    def __init__(self, stack, role, organisation=None):
        self.stack, self.role = stack, role
        self.username = "s" + "".join(random.choices("abcdefghijkmnpqrstuvwxyz23456789", k=14))
        self.mobile = random_mobile()
        run = stack.ctl("staff", "add", "--username", self.username, "--name", "测试" + self.username[-4:],
                        "--organisation", organisation or ORGANISATIONS[role.split(",")[0]], "--role", role,
                        "--mobile", self.mobile, "--generate", input="")
        assert run.returncode == 0, run.stdout + run.stderr
        self.password = re.search(r"^password: (\S+)$", run.stdout, re.M).group(1)
        self.id = stack.query("SELECT id FROM staff WHERE username = %s", self.username)[0]["id"]
        self.browser = stack.office()
        self.sign_in()

    def sign_in(self):
        b = self.browser
        ok(b.get("/office/sign-in"))
        forget_limits(self.stack, self.mobile)
        page = ok(b.post("/office/sign-in", {"username": self.username, "password": self.password}))
        assert page.path == "/office/second-factor", page.words[:400]
        page = ok(b.post("/office/second-factor", {"code": self._code()}))
        assert page.path.startswith("/office/finance" if self.role == "finance" else "/office/queue"), page.words[:400]

    def _code(self):
        return self.stack.sim.last_code(self.mobile)

    def case(self, case):
        return ok(self.browser.get("/office/case/" + case.public_id))

    def act(self, case, action, fields=None, follow=True):
        """Opens the case and posts one of its forms."""
        page = self.case(case)
        form = page.form("/office/case/%s/%s" % (case.public_id, action))
        return send(self.browser, form, fields, follow)

    def claim(self, case):
        """Unless the case is theirs already: one that comes back goes to who had it."""
        if case.row()["claimed_by"] == self.id:
            return
        ok(self.act(case, "claim"))
        assert case.row()["claimed_by"] == self.id, self.browser.page.words[:800]

    def mark(self, case, target, verdict, problem="", remedy=""):
        """Posts a mark as the case's forms do; the page has it for the target that is chosen."""
        page = self.case(case)
        row = case.row()
        return ok(self.browser.post("/office/case/%s/mark" % case.public_id, {
            "csrf": csrf(page), "op": form_key(), "version": row["version"], "moves": row["moves"], "target": target, "verdict": verdict,
            "problem": problem, "remedy": remedy}, hidden=False))


class Crew:
    """One of each role, made when first asked for."""

    def __init__(self, stack):
        self.stack, self.people = stack, {}

    def of(self, role):
        if role not in self.people:
            self.people[role] = Staffer(self.stack, role)
        person = self.people[role]
        if person.browser.get("/office/queue").path.startswith("/office/sign-in"):
            person.sign_in()
        return person

    initial = property(lambda self: self.of("initial_reviewer"))
    second = property(lambda self: self.of("second_reviewer"))
    receiver = property(lambda self: self.of("receiver"))
    registry = property(lambda self: self.of("registry_reviewer"))
    exchange_supervisor = property(lambda self: self.of("exchange_supervisor"))
    registry_supervisor = property(lambda self: self.of("registry_supervisor"))


_crews = {}


def crew(stack):
    """This process's own people: sessions end when somebody else signs in as the same person."""
    return _crews.setdefault(str(stack.data), Crew(stack))


# ---- the applicant -----------------------------------------------------------------------------------------------

class Case:
    """One applicant, signed in at the portal, and their application."""

    def __init__(self, stack, applicant=None):
        self.stack, self.applicant = stack, applicant or fresh()
        self.browser = stack.portal()
        self.id = self.public_id = None

    def row(self):
        return self.stack.query("SELECT * FROM application WHERE id = %s", self.id)[0]

    @property
    def state(self):
        return self.row()["state"]

    def found(self):
        """Notes which application is the applicant's newest."""
        rows = self.stack.query("SELECT a.id, a.public_id FROM application a JOIN visitor v ON v.id = a.visitor_id"
                                " WHERE v.username = %s ORDER BY a.id DESC LIMIT 1", self.applicant.username)
        assert rows, "no application of " + self.applicant.username
        self.id, self.public_id = rows[0]["id"], rows[0]["public_id"]
        return self

    # ---- account ----

    def register(self):
        a, b = self.applicant, self.browser
        ok(b.get("/register"))
        ok(b.post("/register/code", {"mobile": a.mobile}))
        code = self.stack.sim.last_code(a.mobile)
        ok(b.get("/register"))
        ok(b.submit("/register", {"username": a.username, "password": a.password, "password_again": a.password,
                                  "mobile": a.mobile, "code": code}))
        assert b.page.path == "/apply", (b.page.path, b.page.words[:600])
        return self

    def sign_in(self, browser=None):
        b = browser or self.browser
        ok(b.get("/sign-in"))
        ok(b.submit("/sign-in", {"username": self.applicant.username, "password": self.applicant.password}))
        assert b.page.path != "/sign-in", b.page.words[:600]
        return b

    # ---- form ----

    def start(self):
        ok(self.browser.get("/apply"))
        ok(self.browser.submit("/apply/start"))
        return self.found()

    def save(self, section, values=None, save="next", browser=None):
        """Saves one section as the applicant's file has it, with some values changed."""
        b, path = browser or self.browser, "/apply/section/" + section
        ok(b.get(path))
        form = max((f for f in b.page.forms if f.action == path), key=lambda f: len(f.fields) + len(f.choices))
        typed = {**self.applicant.sections[section], **(values or {})}
        return send(b, form, {**typed, "save": save})

    def fill(self):
        for section in self.applicant.sections:
            page = ok(self.save(section))
            assert not page.path.startswith("/apply/section/" + section), (section, page.words[:800])
        return self

    def upload(self, code, slot, path=None, name=None, data=None, browser=None):
        b = browser or self.browser
        if data is None:
            data = Path(path).read_bytes()
        if b.page is None or not b.page.path.startswith("/apply/materials"):
            ok(b.get("/apply/materials"))
        form = form_with(b.page, "/apply/materials/upload", code=code, slot=slot, replace="")
        return b.upload(form.action, dict(form.fields), "file", name or Path(path).name, data)

    def upload_all(self):
        ok(self.browser.get("/apply/materials"))
        for code, slot, path in self.applicant.files:
            ok(self.upload(code, slot, path))
        return self

    def confirm_contacts(self):
        b, trader = self.browser, self.applicant.sections["trader"]
        for field, address in (("trader_mobile", trader["trader_mobile"]), ("trader_email", trader["trader_email"])):
            forget_limits(self.stack, address)
            ok(b.get("/apply/confirm"))
            ok(send(b, form_with(b.page, "/apply/confirm/send", contact=field)))
            code = self.stack.sim.last_code(address)
            ok(send(b, form_with(b.page, "/apply/confirm", contact=field), {"code": code}))
        return self

    def submit(self, follow=True):
        ok(self.browser.get("/apply/check"))
        form = self.browser.page.form("/apply/submit")
        ticks = {name: values[-1] for name, values in form.choices.items()}  # what is worth a second look was looked at
        return send(self.browser, form, ticks, follow)


# ---- short ways --------------------------------------------------------------------------------------------------

def submitted(stack, applicant=None):
    case = Case(stack, applicant).register().start().fill().upload_all().confirm_contacts()
    page = ok(case.submit())
    assert case.state == "initial_review", page.words[:1200]
    return case


def pass_initial(case, who):
    who.claim(case)
    ok(who.act(case, "mark-rest"))
    ok(who.act(case, "pass"))
    assert case.state == "awaiting_paper", who.browser.page.words[:1200]


def papers(case, who, query=""):
    """The page on which a case's papers are counted."""
    return ok(who.browser.get("/office/case/%s/papers%s" % (case.public_id, query)))


def receive(case, who):
    """All papers as they should be."""
    form = papers(case, who).form("/office/case/%s/receive" % case.public_id)
    ok(send(who.browser, form, {"rest": "1"}))
    assert case.state == "paper_review", who.browser.page.words[:1200]


def pass_paper(case, who):
    who.claim(case)
    ok(who.act(case, "pass"))
    assert case.state == "to_hand_over", who.browser.page.words[:1200]


def hand_over(case, who):
    """A list with this case alone; returns its number."""
    b = who.browser
    form = ok(b.get("/office/hand-over")).form("/office/hand-over")
    row = case.row()
    ok(send(b, form, {"case": "%s-%d-%d" % (case.public_id, row["version"], row["moves"])}))
    assert case.state == "handed_over", b.page.words[:1200]
    return b.page.path.split("/")[-1]


def line_form(case, who, number, action):
    row = case.row()
    page = ok(who.browser.get("/office/hand-over/" + number))
    return form_with(page, "/office/hand-over/%s/%s" % (number, action),
                     case="%s-%d-%d" % (case.public_id, row["version"], row["moves"]))


def copies_on(case, number):
    """How many sheets the list says there are."""
    return case.stack.query("SELECT l.copies FROM hand_over_line l JOIN hand_over h ON h.id = l.hand_over_id"
                            " WHERE h.number = %s AND l.application_id = %s", number, case.id)[0]["copies"]


def accept(case, who, number):
    ok(send(who.browser, line_form(case, who, number, "accept"), {"counted": copies_on(case, number)}))
    assert case.state == "registry_review", who.browser.page.words[:1200]


def dispute(case, who, number, note="缺少一份交易协议"):
    ok(send(who.browser, line_form(case, who, number, "dispute"), {"note": note}))
    assert case.state == "to_hand_over", who.browser.page.words[:1200]


def open_accounts(case, who):
    who.claim(case)
    forget_limits(case.stack, who.mobile)
    forget(case.stack, "code.account\nstaff:%d" % who.id)
    ok(who.act(case, "step-up"))
    ok(who.act(case, "pass", {"code": who._code()}))
    assert case.state == "opened", who.browser.page.words[:1200]


def give_back(case, who, targets, problem="看不清", remedy="请重新提供清晰的文件"):
    """Marks the targets wrong and returns the case with these items."""
    who.claim(case)
    for target in targets:
        who.mark(case, target, "wrong", problem, remedy)
    ok(who.act(case, "return"))
    assert case.state == "returned", who.browser.page.words[:1200]


def to_state(stack, applicant=None, state="initial_review"):
    """Brings a fresh applicant to a state by the shortest way."""
    people = crew(stack)
    if state in ("draft", "withdrawn"):
        case = Case(stack, applicant).register().start()
        if state == "withdrawn":
            withdraw(case)
        return case
    case = submitted(stack, applicant)
    if state == "returned":
        give_back(case, people.initial, ["field:telephone"])
        return case
    if state == "refused":
        people.initial.claim(case)
        ok(people.initial.act(case, "propose-refusal", {"reason": "不符合开户条件"}))
        ok(people.exchange_supervisor.act(case, "refuse", {"reason": "不符合开户条件"}))
        assert case.state == "refused"
        return case
    number = None
    for step in FLOW[FLOW.index("initial_review"):FLOW.index(state)]:
        if step == "initial_review":
            pass_initial(case, people.initial)
        elif step == "awaiting_paper":
            receive(case, people.second)
        elif step == "paper_review":
            pass_paper(case, people.second)
        elif step == "to_hand_over":
            number = hand_over(case, people.second)
        elif step == "handed_over":
            accept(case, people.receiver, number)
        elif step == "registry_review":
            open_accounts(case, people.registry)
    assert case.state == state
    return case


def withdraw(case):
    b = case.browser
    form = ok(b.get("/apply/withdraw")).form("/apply/withdraw")
    ok(send(b, form, {name: values[-1] for name, values in form.choices.items()}))
    assert case.state == "withdrawn", b.page.words[:800]


def database(stack):
    """A connection that commits by itself; rows are dicts."""
    return pymysql.connect(unix_socket=stack.mysql_socket, user=getpass.getuser(), database=stack.mysql_db,
                           charset="utf8mb4", autocommit=True, cursorclass=pymysql.cursors.DictCursor)
