"""The first page."""
from journey import ok


def test_it_leads_to_everything(portal):
    page = ok(portal.get("/"))
    assert page.has("一次申请，开立两个账户") and {"/register", "/guide", "/activate", "/account", "/apply"} <= set(page.links)
