"""README's guide "How to add …", followed to the letter: in a copy of the tree a field, a state, a page and an SMS provider are added
where the guide says so and nowhere else; the copy is built and brought up, and asked for what was added."""
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import guide
import journey
import stack as installations
from applicant import Applicant
from patience import wait

WEBSITE = "www.sample.example"

# ---- what is added -----------------------------------------------------------------------------------------------

STATE = "STATE(LEGAL_REVIEW, legal_review, EXCHANGE, SECOND_REVIEWER, yes, LEGAL_REVIEW, HERE, PAPER_DAYS, working, yes, no)\n"
MOVES = """\
MOVE(LEGAL_REVIEW, PASS, TO_HAND_OVER, SECOND_REVIEWER, pass, yes, none_wrong)
MOVE(LEGAL_REVIEW, RETURN, RETURNED, SECOND_REVIEWER, return, yes, some_wrong)
MOVE(LEGAL_REVIEW, AMEND, INITIAL_REVIEW, APPLICANT, none, no, complete)
MOVE(LEGAL_REVIEW, WITHDRAW, WITHDRAWN, APPLICANT, none, no, none)
"""
APPLICANTS_WORDS = {
    "step": {"legal_review": "交易机构法务审核"},
    "step_note": {"legal_review": "法务办理，不需要您做什么"},
    "now_note": {"legal_review": "法务办理中"},
    "tag": {"legal_review": "法务中"},
    "tag_tone": {"legal_review": "going"},
    "title": {"legal_review": "复审已通过，法务审核中"},
    "next": {"legal_review": "法务审核后移交注册登记机构。"},
    "event": {"pass_legal_review": "法务审核通过", "return_legal_review": "法务审核退回补正", "amend_legal_review": "修改后重新提交",
              "withdraw_legal_review": "撤回申请", "revision_legal_review": "改按新修订的开户须知办理"},
}
OFFICES_WORDS = {"state": {"legal_review": "法务审核"}}


def add_field(tree):
    hand = guide.Hand(tree, "a field")
    hand.behind("fcgi/core/form/form.def", "FIELD(organisation, telephone,", "FIELD(organisation, website, text, 100, Q, always)\n")
    hand.behind("templates/label/field.hdf", "telephone =", "website = 机构网站\n")
    hand.words("templates/label/office.hdf", "field", {"website": "网站"})
    for name in ("applicant-a", "applicant-b"):
        hand.change("tests/samples/%s/application.json" % name, '"telephone":', '"website": "%s",\n  "telephone":' % WEBSITE)


def add_state(tree):
    hand, table = guide.Hand(tree, "a state", "a move"), "fcgi/core/application/states.def"
    hand.behind(table, "STATE(PAPER_REVIEW,", STATE)
    passed = re.search(r"^MOVE\(PAPER_REVIEW,\s+PASS,.*\n", (tree / table).read_text(), re.M).group()
    hand.change(table, passed, passed.replace("TO_HAND_OVER,", "LEGAL_REVIEW,") + MOVES)
    for file, words in (("apply.hdf", APPLICANTS_WORDS), ("office.hdf", OFFICES_WORDS)):
        for group in set(guide.groups(hand.text, file)) & set(words):
            hand.words("templates/label/" + file, group, words[group])


def add_page(tree):
    """Like the guide's page, whose row is copied."""
    hand = guide.Hand(tree, "a page")
    row = re.search(r'^.*"/guide",.*\n', (tree / "fcgi/page/site/portal_site.c").read_text(), re.M).group()
    handler = re.search(r"\w+_guide", row).group()
    new = row.replace('"/guide"', '"/hours"').replace(handler, "portal_hours").replace("portal/guide.cs", "portal/hours.cs")
    hand.behind("fcgi/page/site/portal_site.c", row.rstrip("\n"), new)
    hand.new("fcgi/page/portal/portal_hours.c", '/* portal_hours.c: when we are there. */\n\n#include "page/page.h"\n'
             '#include "page/portal/portal_pages.h"\n\nenum err portal_hours(struct req *r)\n{\n'
             '\tview_set(r, "hours", "9:00-17:00");\n\treturn OK;\n}\n')
    hand.behind("fcgi/page/portal/portal_pages.h", "enum err %s(" % handler, "enum err portal_hours(struct req *r);\n")
    hand.behind("fcgi/sources.am", "page_sources += fcgi/page/page.c", "page_sources += fcgi/page/portal/portal_hours.c\n")
    hand.new("templates/portal/hours.cs", '<?cs set:page.title = "办公时间" ?><?cs include:"lib/portal_head.cs" ?>\n'
             '<h1>办公时间</h1>\n<p><?cs var:hours ?></p>\n<?cs include:"lib/portal_foot.cs" ?>\n')
    hand.new("tests/http/portal/test_portal_hours.py", 'def test_anybody_reads_when_we_are_there(portal):\n'
             '    assert portal.get("/hours").has("办公时间", "9:00-17:00")\n')


def add_sms_provider(tree):
    """The first that is used."""
    hand, parts = guide.Hand(tree, "an SMS provider"), Path(__file__).parent / "pigeon"
    hand.new("fcgi/gate/sms/sms_pigeon.c", (parts / "sms_pigeon.c").read_text())
    hand.behind("fcgi/sources.am", "gate_sources += fcgi/gate/sms/sms_aliyun.c", "gate_sources += fcgi/gate/sms/sms_pigeon.c\n")
    first = re.search(r"^SMS_PROVIDER.*\n", (tree / "fcgi/gate/sms/sms.def").read_text(), re.M).group()
    hand.change("fcgi/gate/sms/sms.def", first, "SMS_PROVIDER(pigeon)\n" + first)
    hand.behind("fcgi/base/conf.def", "CONF(SMS_PAUSE_S,", "".join(
        'CONF(SMS_PIGEON_%s, "sms.pigeon_%s", STR, "", "%s of the pigeons")\n' % (name.upper(), name, meaning) for name, meaning in (
            ("endpoint", "address"), ("key_file", "file with the key"), ("template_codes_file", "codes of texts, unused"))))
    for name in ("sms_pigeon.py", "sms_pigeon.conf"):
        hand.new("tests/sim/" + name, (parts / name).read_text())


@pytest.fixture(scope="module")
def tree():
    """A copy of the tree with all additions."""
    directory = Path("/tmp/ccer-guide-tree-%d" % os.getpid())
    try:
        guide.copy(directory)
        for add in (add_field, add_state, add_page, add_sms_provider):
            add(directory)
        yield directory
    finally:
        shutil.rmtree(directory, ignore_errors=True)


@pytest.fixture(scope="module")
def house(tree):
    """An installation of the copy."""
    directory = Path("/tmp/ccer-guide-%d" % os.getpid())
    try:
        yield installations.Stack(installations.start(directory, tree))
    finally:
        installations.stop(directory)
        shutil.rmtree(directory, ignore_errors=True)


@pytest.fixture(scope="module")
def case(tree, house):
    """A submitted application of a sample as the copy has it."""
    return journey.submitted(house, Applicant(str(tree / "tests/samples/applicant-b"), fresh=True))


# ---- asked for it ------------------------------------------------------------------------------------------------

@pytest.mark.parametrize("title", guide.bullets())
def test_every_file_the_guide_names_is_there(title):
    for name in guide.files(guide.bullets()[title]):
        if "<" not in name:
            tops = [guide.TOP] if "/" in name else [guide.TOP / "fcgi", guide.TOP / "templates"]
            assert any(found for top in tops for found in top.glob(name if "/" in name else "**/" + name)), name


@pytest.mark.parametrize("check", ["check_names.sh", "check_providers.sh", "check_rooms.sh", "check_style.sh", "template/lint.sh"])
def test_the_checks_of_the_tree_hold_with_the_additions(tree, house, check):
    run = subprocess.run(["bash", str(tree / "tests" / check)], capture_output=True, text=True, cwd="/",
                         env={**os.environ, "srcdir": str(tree), "builddir": str(house.data / "build")})
    assert run.returncode == 0, run.stdout + run.stderr


def test_a_field_is_asked_in_its_section_and_kept(house, tree):
    draft = journey.Case(house, Applicant(str(tree / "tests/samples/applicant-a"), fresh=True)).register().start()
    page, path = journey.ok(draft.browser.get("/apply/section/organisation")), "/apply/section/organisation"
    assert page.has("机构网站") and ("website", "") in page.form(path).fields
    assert draft.save("organisation", {"website": ""}).path == path
    assert draft.save("organisation").path != path
    assert ("website", WEBSITE) in draft.browser.get(path).form(path).fields


def test_a_field_is_frozen_and_reviewed(house, case):
    frozen = case.browser.get("/apply/version/1")
    assert frozen.has("机构网站 " + WEBSITE), frozen.words[:1500]
    page = journey.crew(house).initial.case(case)
    assert page.has("网站 " + WEBSITE), page.words[:1500]


def test_a_page_answers_through_nginx_and_its_own_test_passes(tree, house):
    run = subprocess.run([sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist",
                          str(tree / "tests/http/portal/test_portal_hours.py")], capture_output=True, text=True, cwd=tree,
                         env={**os.environ, "CCER_STACK": str(house.data / "stack.json")})
    assert run.returncode == 0 and "1 passed" in run.stdout, run.stdout + run.stderr


def test_a_state_is_walked_and_everybody_has_words_for_it(house, case):
    people, words = journey.crew(house), APPLICANTS_WORDS
    coming = case.browser.get("/apply")
    assert coming.has(words["step"]["legal_review"], words["step_note"]["legal_review"]), coming.words
    journey.pass_initial(case, people.initial)
    journey.receive(case, people.second)
    people.second.claim(case)
    journey.ok(people.second.act(case, "pass"))
    assert case.state == "legal_review" and case.row()["due_on"]
    there = case.browser.get("/apply")
    assert there.has(*(words[group]["legal_review"] for group in ("step", "now_note", "tag", "title", "next"))), there.words
    assert 'class="card status status-going"' in there.text and there.has("预计在")

    lawyer = journey.Staffer(house, "second_reviewer")  # who passed the second review may not pass this one
    queue = journey.ok(lawyer.browser.get("/office/queue?queue=legal_review"))
    assert queue.has("法务审核", case.row()["org_name"]) and any(case.public_id in link for link in queue.links)
    assert lawyer.case(case).has("法务审核")
    lawyer.claim(case)
    journey.ok(lawyer.act(case, "pass"))
    assert case.state == "to_hand_over", lawyer.browser.page.words[:1200]
    assert case.browser.get("/apply").has(words["event"]["pass_legal_review"])


def test_an_sms_provider_brings_codes_and_its_reports_are_believed(house):
    case = journey.Case(house).register()  # with the code that came to this mobile
    messages = house.sim.messages(case.applicant.mobile)
    assert [m["provider"] for m in messages] == ["pigeon"] and "验证码" in messages[0]["text"], messages
    asked = "SELECT delivered_at, provider_id FROM outbox WHERE public_id = %s"
    assert wait(lambda: house.query(asked, messages[0]["key"])[0]["delivered_at"], 20), house.query(asked, messages[0]["key"])
    assert house.query(asked, messages[0]["key"])[0]["provider_id"] == "P%d" % messages[0]["id"]
