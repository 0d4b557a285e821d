"""The chain of what was done, for auditors to read."""
import journey


def test_auditors_read_it_by_object_and_nobody_else(stack):
    case = journey.submitted(stack)
    auditor = journey.crew(stack).of("auditor")
    page = journey.ok(auditor.browser.get("/office/audit?object=application:%d" % case.id))
    assert page.has("application.submit", "申请人"), page.words[:1500]
    assert "application:%d" % case.id in page.words and case.applicant.mobile not in page.text
    for role in ("initial_reviewer", "exchange_supervisor", "security_admin"):
        assert journey.crew(stack).of(role).browser.get("/office/audit").status == 403
