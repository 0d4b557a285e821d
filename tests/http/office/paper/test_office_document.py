"""Generated papers of a case, for who may see the case."""
import journey


def test_who_sees_the_case_sees_its_papers(stack):
    case = journey.submitted(stack)
    path = "/office/case/%s/document/trading_form" % case.public_id
    people = journey.crew(stack)
    assert people.initial.browser.get(path).body[:5] == b"%PDF-"
    assert people.initial.browser.get(path + "x").status == 404
    assert people.registry.browser.get(path).status in (403, 404), "not handed over yet"
    assert stack.office().get(path).path.startswith("/office/sign-in")
