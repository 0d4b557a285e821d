"""What goes on top of the papers and which papers are to be posted."""
from journey import to_state


def test_the_cover_has_the_address_the_papers_and_the_code(stack):
    case = to_state(stack, state="awaiting_paper")
    page = case.browser.get("/apply/cover")
    assert page.has(case.row()["number"], "合计", "寄往", "请在此日前寄出"), page.words[:1500]
    for document in ("posting", "cover", "packing_list"):
        link = "/apply/version/1/document/" + document
        assert link in page.links and case.browser.get(link).body[:5] == b"%PDF-"
    assert case.stack.portal().get("/apply/cover").path.startswith("/sign-in")
