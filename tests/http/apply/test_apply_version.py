"""What was submitted stays as it was, for its applicant."""
from journey import Case, ok, submitted


def test_a_version_is_shown_as_it_was_and_to_nobody_else(stack):
    case = submitted(stack)
    page = ok(case.browser.get("/apply/version/1"))
    number = case.applicant.sections["signatory"]["signatory_number"]
    assert page.has("第 1 版", case.row()["number"], case.applicant.sections["organisation"]["scope"])
    assert number not in page.text, "document numbers are masked"
    document = next(link for link in page.links if link.startswith("/apply/version/1/document/"))
    assert case.browser.get(document).body[:5] == b"%PDF-"
    assert case.browser.get("/apply/version/2").status == 404
    other = Case(stack).register().start()
    assert other.browser.get("/apply/version/1").status == 404 and other.browser.get(document).status == 404
