"""The chain of what was done, for auditors to read."""
import journey
from patience import wait


def test_auditors_read_it_by_object_and_nobody_else(stack):
    case = journey.submitted(stack)
    auditor = journey.crew(stack).of("auditor")
    page = journey.ok(auditor.browser.get("/office/audit?object=application:%d" % case.id))
    assert page.has("application.submit", "申请人"), page.words[:1500]
    assert "application:%d" % case.id in page.words and case.applicant.mobile not in page.text
    for role in ("initial_reviewer", "exchange_supervisor", "security_admin"):
        assert journey.crew(stack).of(role).browser.get("/office/audit").status == 403


def test_what_was_done_is_linked_by_itself(stack):
    """By the courier, while everybody goes on writing."""
    case = journey.Case(stack).register().start()
    newest = stack.query("SELECT MAX(id) AS id FROM audit WHERE object = %s", "application:%d" % case.id)[0]["id"]
    assert wait(lambda: stack.query("SELECT number FROM audit_link WHERE audit_id = %s", newest))
    verified = stack.ctl("audit", "verify")
    assert verified.returncode == 0, verified.stdout + verified.stderr
