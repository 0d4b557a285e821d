"""A headless Chromium walks through the pages: by keyboard alone, on a telephone's width, without JavaScript, and with an eye
on what the content policy had to stop."""
import shutil

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

import journey
from chromium import be, chromium, complaints, policy, until, wait_path

pytestmark = pytest.mark.skipif(not shutil.which("chromedriver"), reason="no chromedriver")


@pytest.fixture(scope="module")
def driver():
    driver = chromium()
    yield driver
    driver.quit()


@pytest.fixture(scope="module")
def plain():
    """Without JavaScript."""
    driver = chromium(scripts=False)
    yield driver
    driver.quit()


def tab_to(driver, name, limit=80):
    """Presses Tab until the control with this name (or link with this text) has the focus."""
    for _ in range(limit):
        active = driver.switch_to.active_element
        if active.get_attribute("name") == name or active.text.strip() == name:
            return active
        active.send_keys(Keys.TAB)
    raise AssertionError("Tab never reaches %s at %s" % (name, driver.current_url))


def test_signing_in_by_keyboard_alone(stack, driver):
    case = journey.Case(stack).register()
    driver.get(stack.portal_url + "/static/site.css")
    driver.delete_all_cookies()
    driver.get(stack.portal_url + "/sign-in")
    driver.find_element(By.TAG_NAME, "body").send_keys(Keys.TAB)
    tab_to(driver, "username").send_keys(case.applicant.username)
    field = tab_to(driver, "password")
    outline = driver.execute_script("const s = getComputedStyle(document.activeElement);"
                                    "return s.outlineStyle + s.outlineWidth + s.boxShadow")
    assert outline not in ("none0pxnone",), "the focus cannot be seen"
    field.send_keys(case.applicant.password, Keys.ENTER)
    wait_path(driver, "/apply")
    assert not policy(complaints(driver))


def test_a_section_with_an_error_is_mended(stack, driver):
    """By keyboard: the page says what is wrong, leads to the field, and keeps everything that was typed."""
    case = journey.Case(stack).register().start()
    be(driver, stack.portal_url, case.browser)
    path, typed = "/apply/section/trader", case.applicant.sections["trader"]
    driver.get(stack.portal_url + path)
    driver.find_element(By.TAG_NAME, "body").send_keys(Keys.TAB)
    for name, value in typed.items():
        if not value:
            continue
        control = tab_to(driver, name)
        if control.tag_name == "select":
            option = control.find_element(By.CSS_SELECTOR, "option[value='%s']" % value).text
            control.send_keys(option)
        else:
            control.clear()
            control.send_keys("123" if name == "trader_mobile" else value)
    driver.switch_to.active_element.send_keys(Keys.ENTER)
    until(driver, lambda: driver.find_elements(By.CSS_SELECTOR, "[role=alert]"))
    assert driver.current_url.endswith(path)
    summary = driver.find_element(By.CSS_SELECTOR, "[role=alert]")
    assert "手机" in summary.text
    link = summary.find_element(By.CSS_SELECTOR, "a[href*='trader_mobile']")
    link.send_keys(Keys.ENTER)
    mobile = driver.find_element(By.NAME, "trader_mobile")
    assert mobile.get_attribute("value") == "123"
    assert mobile.get_attribute("aria-invalid") == "true" and mobile.get_attribute("aria-describedby")
    for name, value in typed.items():
        if name != "trader_mobile":
            assert driver.find_element(By.NAME, name).get_attribute("value") == value, name
    mobile.clear()
    mobile.send_keys(typed["trader_mobile"], Keys.ENTER)
    until(driver, lambda: not driver.current_url.endswith(path))
    rows = stack.query("SELECT complete FROM application_section WHERE application_id = %s AND section = 'trader'", case.id)
    assert rows and rows[0]["complete"] == 1
    assert not policy(complaints(driver))


PUBLIC = ["/", "/guide", "/register", "/sign-in", "/forgot", "/activate", "/no-such-page"]
DRAFT = ["/apply"] + ["/apply/section/" + s for s in ("organisation", "signatory", "initiator", "confirmer", "contact", "trader",
                                                     "agreement", "project", "declaration")] + [
    "/apply/materials", "/apply/confirm", "/apply/check", "/apply/withdraw"]
SUBMITTED = ["/apply", "/apply/amend", "/apply/withdraw", "/apply/version/1"]
NOTICE = ["/office/revision"] + ["/office/revision/7" + page for page in ("", "/changes", "/preview", "/applications")]
DRAFT_NOTICE = ["", "/edit", "/material/new", "/material/trading_recommendation", "/changes"]
OFFICE = ["/office/queue", "/office/queue?queue=mine", "/office/hand-over", "/office/receive"]


def overflow(driver):
    """By how many px the page is wider than the window, and what sticks out."""
    return driver.execute_script("""
        const w = document.documentElement.clientWidth, out = [];
        if (document.documentElement.scrollWidth <= w) return out;
        for (const e of document.querySelectorAll('body *')) {
            const r = e.getBoundingClientRect();
            if (r.right > w + 1 && r.width > 0) out.push(e.tagName + '.' + e.className + ' ' + Math.round(r.right));
        }
        return out.length ? out.slice(0, 8) : ['page ' + document.documentElement.scrollWidth];""")


def look_at(driver, base, paths, width):
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", {
        "width": width, "height": 812, "deviceScaleFactor": 1, "mobile": width < 600})
    try:
        problems = []
        for path in paths:
            driver.get(base + path)
            wide = overflow(driver)
            if wide:
                problems.append("%s at %d px: %s" % (path, width, wide))
            styled = driver.execute_script("return document.styleSheets.length")
            if not styled and path != "/no-such-page":
                problems.append(path + ": no style sheet")
            problems += [path + ": " + m for m in complaints(driver)
                         if "favicon" not in m and not (path == "/no-such-page" and "404" in m)]
        return problems
    finally:
        driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


@pytest.mark.parametrize("width", [375, 1280])
def test_pages_fit_and_break_no_policy(stack, driver, width):
    """No page scrolls sideways, none asks for what its policy forbids, nothing it names is missing."""
    driver.get(stack.portal_url + "/static/site.css")
    driver.delete_all_cookies()
    problems = look_at(driver, stack.portal_url, PUBLIC, width)
    draft = journey.Case(stack, journey.fresh("applicant-a")).register().start().fill()
    draft.upload_all()
    be(driver, stack.portal_url, draft.browser)
    problems += look_at(driver, stack.portal_url, DRAFT, width)
    case = journey.submitted(stack)
    be(driver, stack.portal_url, case.browser)
    problems += look_at(driver, stack.portal_url, SUBMITTED, width)
    reviewer, second = journey.crew(stack).initial, journey.crew(stack).second
    reviewer.claim(case)
    be(driver, stack.office_url, reviewer.browser)
    problems += look_at(driver, stack.office_url, ["/office/queue", "/office/case/" + case.public_id], width)
    be(driver, stack.office_url, second.browser)
    problems += look_at(driver, stack.office_url, OFFICE, width)
    assert not problems, "\n".join(problems)


@pytest.mark.parametrize("width", [375, 1280])
def test_the_editor_of_the_notice_fits(stack, driver, width):
    """Likewise the pages of the notice's revisions, with a draft that is given up again."""
    editor = journey.crew(stack).of("editor")
    number = stack.query("SELECT MAX(id) + 1 AS n FROM notice_revision")[0]["n"]
    editor.browser.get("/office/revision")
    draft = journey.ok(editor.browser.submit("/office/revision", {"from": 7, "number": number})).path
    be(driver, stack.office_url, editor.browser)
    problems = look_at(driver, stack.office_url, NOTICE + [draft + page for page in DRAFT_NOTICE], width)
    editor.browser.get(draft + "/changes")
    journey.ok(editor.browser.submit(draft + "/withdraw"))
    assert not problems, "\n".join(problems)


def test_a_policy_violation_would_be_seen(stack, driver):
    driver.get(stack.portal_url + "/")
    complaints(driver)
    driver.execute_script("const s = document.createElement('img'); s.src = 'http://127.0.0.9/x.png';"
                          "document.body.append(s)")
    until(driver, lambda: policy(complaints(driver)))


def test_everything_works_without_javascript(stack, plain):
    """Signing in, saving a section, and asking for a code."""
    case = journey.Case(stack).register().start()
    plain.get(stack.portal_url + "/sign-in")
    plain.find_element(By.NAME, "username").send_keys(case.applicant.username)
    plain.find_element(By.NAME, "password").send_keys(case.applicant.password, Keys.ENTER)
    wait_path(plain, "/apply")
    plain.get(stack.portal_url + "/apply/section/agreement")
    for name, value in case.applicant.sections["agreement"].items():
        plain.find_element(By.CSS_SELECTOR, "[name='%s'][value='%s']" % (name, value)).click()
    plain.find_element(By.CSS_SELECTOR, "button.button[name=save][value=next]").click()
    until(plain, lambda: not plain.current_url.endswith("/agreement"))
    rows = stack.query("SELECT complete FROM application_section WHERE application_id = %s AND section = 'agreement'", case.id)
    assert rows and rows[0]["complete"] == 1
    plain.delete_all_cookies()
    plain.get(stack.portal_url + "/register")
    mobile = journey.random_mobile()
    plain.find_element(By.NAME, "mobile").send_keys(mobile)
    plain.find_element(By.CSS_SELECTOR, "[formaction='/register/code']").click()
    assert stack.sim.last_code(mobile)


def test_scripts_are_really_off(stack, plain):
    """The measure itself."""
    plain.get("data:text/html,<title>off</title><script>document.title='on'</script>")
    assert plain.title == "off"
