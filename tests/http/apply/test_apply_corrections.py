"""What the letter of correction asks for."""
from journey import crew, form_with, give_back, ok, send, to_state


def test_corrections_block_until_answered(stack):
    case = to_state(stack, state="initial_review")
    give_back(case, crew(stack).initial, ["field:telephone", "material:confirmer_id"])
    b = case.browser
    assert ok(b.get("/apply/check")).has("还有 2 项")
    case.save("organisation", {"telephone": "010-50000001"})
    page = ok(b.get("/apply/corrections"))
    assert page.has("已修改", "待处理")
    ok(send(b, form_with(page, "/apply/corrections", number="2"), {"answer": "反面清晰，请再看"}))
    ok(case.submit())
    assert case.state == "initial_review" and case.row()["version"] == 2
    right = stack.query("SELECT target FROM mark WHERE application_id = %s AND version = 2 AND verdict = 'right'", case.id)
    assert all(r["target"] != "field:telephone" for r in right)
