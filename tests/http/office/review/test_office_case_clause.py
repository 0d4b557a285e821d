"""What the notice wants a material to say in so many words: beside its upload, asked before submitting, on the reviewer's list."""
import journey
from journey import crew, ok, send

WORDS = "该单位作为项目业主负责项目的开发、登记和交易，转让期限根据项目寿命期限和权属证书有效期确定"
PROOF = "/office/case/%s?material=project_proof"


def owner(stack, **project):
    """A project owner's application; the sample has a forestry project that somebody else owns."""
    case = journey.Case(stack, journey.fresh("applicant-a")).register().start().fill()
    if project:
        case.save("project", project)
    return case


def ready(case):
    case.upload_all().confirm_contacts()
    return ok(case.browser.get("/apply/check"))


def beside_the_upload(case):
    """Its words where material 14 is uploaded, "" when there are none."""
    return next((p for p in ok(case.browser.get("/apply/materials")).text.split("<section")
                 if 'id="material-project_proof"' in p), "").partition("必须写明：")[2]


def test_a_forestry_project_of_another_owner_hears_the_clause_everywhere(stack):
    case, who = owner(stack), crew(stack).initial
    assert WORDS in beside_the_upload(case)
    page = ready(case)
    assert page.has("建议核对 1 处", "是否写明了下列内容", WORDS)
    form = page.form("/apply/submit")
    assert send(case.browser, form).status == 422 and case.state == "draft", "submitted without an answer to the question"
    ok(case.submit())
    assert case.state == "initial_review"
    page = ok(who.browser.get(PROOF % case.public_id))
    assert page.has("核对要点：须写明", "是否写明", WORDS)
    assert "核对要点：须写明" not in ok(who.browser.get("/office/case/%s?material=subject_licence" % case.public_id)).words


def test_other_projects_hear_nothing_of_it(stack):
    for project in ({"project_forestry": "no"}, {"project_is_owner": "yes"}):
        case = owner(stack, **project)
        assert not beside_the_upload(case), project
        assert "下列内容" not in ok(case.browser.get("/apply/check")).words, project


def test_answers_that_bring_the_clause_make_the_material_another(stack):
    case, who = owner(stack, project_forestry="no"), crew(stack).initial
    ready(case)
    ok(case.submit())
    who.claim(case)
    who.mark(case, "material:project_proof", "right")
    who.mark(case, "field:project_forestry", "wrong", "是林业碳汇项目")
    ok(who.act(case, "return"))
    case.save("project", {"project_forestry": "yes"})
    ok(case.submit())
    assert case.state == "initial_review" and case.row()["version"] == 2
    kept = stack.query("SELECT target FROM mark WHERE application_id = %s AND version = 2", case.id)
    assert "material:project_proof" not in [row["target"] for row in kept], "right for other words"
    who.claim(case)
    who.mark(case, "material:project_proof", "wrong", "协议没有写明转让期限")
    ok(who.act(case, "return"))
    assert case.state == "returned", "no supervisor need say why: it was not asked for before"
