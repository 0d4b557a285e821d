"""A section of the form: nothing typed is lost, two windows, what belongs together."""
import pytest

from applicant import CONDITIONS
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


MISSING = dict(zip(CONDITIONS, ("勾选条件 (1)", "勾选条件 (2)", "勾选条件 (3)", "勾选条件 (4)")))


def said(page):
    """The conditions that a page asks to tick."""
    return {name for name, words in MISSING.items() if page.has(words)}


def test_each_condition_of_the_notice_is_declared_on_its_own(stack):
    case = draft(stack)
    ok(case.save("organisation"))
    section(case, "declaration")
    assert case.browser.page.has("在中华人民共和国境内登记注册，依法设立并有效存续的", "具有良好的信誉，近三年无违法违规行为及其他不良诚信记录",
                                 "不存在国家有关规定禁止或限制从事自愿减排交易的情形", "根据市场发展需要和审慎原则规定的其他条件")
    for name in CONDITIONS:
        page = case.save("declaration", {name: ""})
        assert page.status == 422 and said(page) == {name} and 'id="e-%s"' % name in page.text
        kept = fields_of(page.form("/apply/section/declaration"))
        assert {n for n in CONDITIONS if kept.get(n) == "yes"} == set(CONDITIONS) - {name}, "the other ticks stay"
        assert said(ok(case.browser.get("/apply/check"))) == {name}
    assert case.save("declaration").path == "/apply/materials"
    assert not said(ok(case.browser.get("/apply/check")))


def test_one_tick_for_all_conditions_is_not_four(stack):
    """What a draft holds of a field that left the form counts for none of those that took its place."""
    case = draft(stack)
    ok(case.save("organisation"))
    case.save("declaration", dict.fromkeys(CONDITIONS, ""))
    stack.query("INSERT INTO application_field (application_id, name, value_sealed) VALUES (%s, 'declare_conditions', 'yes')", case.id)
    assert said(ok(case.browser.get("/apply/check"))) == set(CONDITIONS)
    section(case, "declaration")
    assert case.save("declaration").path == "/apply/materials"
    assert not said(ok(case.browser.get("/apply/check")))


def test_conditions_are_asked_of_the_kind_other_alone(stack):
    case = draft(stack, "applicant-a")
    ok(case.save("organisation"))
    assert not set(CONDITIONS) & set(section(case, "declaration").choices)
    page = case.save("declaration", {"declare_truth": ""})
    assert page.status == 422 and page.has("真实、准确、完整，然后勾选") and not said(page)
