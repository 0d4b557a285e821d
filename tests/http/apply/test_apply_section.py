"""A section of the form: nothing typed is lost, two windows, what belongs together."""
import pytest

from journey import Case, fields_of, fresh, ok, send


def draft(stack, name="applicant-b"):
    return Case(stack, fresh(name)).register().start()


def section(case, name, browser=None):
    path = "/apply/section/" + name
    return ok((browser or case.browser).get(path)).form(path)


def second_window(case):
    other = case.stack.portal()
    other.cookies = dict(case.browser.cookies)
    return other


def test_two_windows(stack):
    case = draft(stack)
    other, typed = second_window(case), case.applicant.sections["signatory"]
    first, second = section(case, "signatory"), section(case, "signatory", other)
    assert send(case.browser, first, {**typed, "save": "next"}).path == "/apply/section/initiator"
    page = send(other, second, {**typed, "signatory_name": "王小二", "save": "next"})
    assert page.status == 422
    assert "王小二" in page.text and typed["signatory_name"] in page.text, "what was typed and what the other window has"
    assert send(other, page.form("/apply/section/signatory"), {"save": "next"}).path == "/apply/section/initiator"
    section(case, "signatory")
    assert "王小二" in case.browser.page.text


def test_what_cannot_be_stored_stays_on_the_page(stack):
    case = draft(stack)
    page = case.save("signatory", {"signatory_mobile": "12"})
    assert page.status == 422 and page.has("手机号码应为11位数字")
    assert ("signatory_mobile", "12") in page.form("/apply/section/signatory").fields


@pytest.mark.parametrize("save, status", [("draft", 200), ("next", 422)])
def test_what_is_incomplete_is_stored(stack, save, status):
    case = draft(stack)
    assert case.save("signatory", {"signatory_mobile": "", "signatory_number": "412722197505093546"}, save).status == status
    assert ("signatory_number", "412722197505093546") in section(case, "signatory").fields
    assert case.browser.get("/apply").has("还差 2 项")


def test_doubtful_code_is_confirmed(stack):
    case = draft(stack)
    page = case.save("organisation", {"uscc": "91350211M0000XUF46"})
    assert page.status == 422 and "uscc_confirmed" in page.form("/apply/section/organisation").choices
    page = send(case.browser, page.form("/apply/section/organisation"), {"uscc_confirmed": "yes", "save": "next"})
    assert page.path == "/apply/section/signatory"
    case.save("organisation")
    assert "uscc_confirmed" not in section(case, "organisation").choices, "a good code needs no confirmation"


def test_contact_as_initiator_keeps_what_else_was_typed(stack):
    case = draft(stack)
    case.save("initiator")
    page = send(case.browser, section(case, "contact"), {"contact_name": "吴晓", "save": "copy"})
    typed = fields_of(page.form("/apply/section/contact"))
    for field in ("name", "number", "mobile", "email", "post"):
        assert typed["contact_" + field] == case.applicant.sections["initiator"]["initiator_" + field]


def test_initiator_is_not_confirmer(stack):
    case = draft(stack)
    case.save("initiator")
    initiator = case.applicant.sections["initiator"]
    page = case.save("confirmer", {"confirmer_number": initiator["initiator_number"]})
    assert page.status == 422 and page.has("须为不同的两个人")
