"""The account centre: signing in with the account's login name, and what it shows."""
from holder import PASSWORD
from journey import ok


def test_it_shows_both_accounts_to_who_signs_in(stack, payer):
    page = ok(payer.browser.get("/account"))
    trading = payer.account_row()
    assert page.has("账户中心", "两个账户已自动绑定", payer.login, payer.case.row()["org_name"]), page.words[:1500]
    registry = stack.query("SELECT number FROM registry_account WHERE application_id = %s", payer.case.id)[0]["number"]
    assert page.has(trading["number"], registry)
    stranger = stack.portal()
    assert stranger.get("/account").path.startswith("/account/sign-in")
    stranger.get("/account/sign-in")
    page = stranger.submit("/account/sign-in", {"login": payer.login, "password": PASSWORD + "x"})
    assert page.status == 422 and page.has("不正确")


def test_signing_out_ends_it(payer):
    b = payer.browser
    ok(b.get("/account"))
    ok(b.submit("/account/sign-out"))
    assert b.get("/account").path.startswith("/account/sign-in")
