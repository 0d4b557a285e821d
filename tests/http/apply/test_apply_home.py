"""The applicant's own first page: begin, what is still to do, where it stands."""
from journey import Case, ok, submitted


def test_it_begins_counts_what_is_missing_and_tells_where_the_application_stands(stack):
    case = Case(stack).register()
    assert ok(case.browser.get("/apply")).has("申请联合开户", "开始填写")
    case.start()
    page = ok(case.browser.get("/apply"))
    assert page.has("一、填写信息 0/", "未填写")
    case.save("signatory")
    assert ok(case.browser.get("/apply")).has("一、填写信息 1/", "已完成")


def test_a_submitted_one_shows_its_number_and_no_tasks(stack):
    case = submitted(stack)
    page = ok(case.browser.get("/apply"))
    assert page.has(case.row()["number"], "办理进度", "交易机构初审中") and not page.has("一、填写信息")
