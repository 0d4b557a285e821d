"""The notice in force, for anybody."""
from journey import ok


def test_anybody_reads_the_notice_and_its_materials(stack, portal):
    page = ok(portal.get("/guide"))
    title = stack.query("SELECT title FROM notice_revision ORDER BY id DESC LIMIT 1")[0]["title"]
    assert page.has(title) and 'id="materials"' in page.text
