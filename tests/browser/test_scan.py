"""The desk where parcels arrive, in Chromium: a scanner is a keyboard that types a code and Enter. A stack of parcels flows
without a mouse."""
import shutil

import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

import journey
from chromium import be, chromium, complaints, next_page, policy, words

pytestmark = pytest.mark.skipif(not shutil.which("chromedriver"), reason="no chromedriver")


@pytest.fixture(scope="module")
def driver():
    driver = chromium(1440, 860)
    yield driver
    driver.quit()


def code_of(case):
    row = case.stack.query("SELECT a.number, a.version, v.digest FROM application a JOIN application_version v"
                           " ON v.application_id = a.id AND v.version = a.version WHERE a.id = %s", case.id)[0]
    return "%s-%d-%s" % (row["number"], row["version"], row["digest"][:4].hex().upper())


def scanner(driver, text):
    """Types into whatever has the focus."""
    next_page(driver, lambda: ActionChains(driver).send_keys(text, Keys.ENTER).perform())


def focused(driver):
    return driver.switch_to.active_element.get_attribute("name")


def test_a_stack_of_parcels_by_scanner_and_keys(stack, driver):
    desk = journey.Staffer(stack, "second_reviewer")
    cases = [journey.to_state(stack, journey.fresh("applicant-b"), "awaiting_paper") for _ in range(2)]
    be(driver, stack.office_url, desk.browser)
    driver.get(stack.office_url + "/office/receive")
    for n, case in enumerate(cases):
        assert focused(driver) == "number", "the field is not ready for the next parcel"
        scanner(driver, code_of(case).lower())
        assert "这份纸质材料是当前第 1 版" in words(driver) and focused(driver) == "copies"
        # The next code scanned into the count by mistake is refused, not counted.
        next_page(driver, lambda: ActionChains(driver).send_keys(code_of(case), Keys.ENTER).perform())
        assert case.state == "awaiting_paper" and "还没有清点" in words(driver)
        driver.switch_to.active_element.clear()
        next_page(driver, lambda: ActionChains(driver).key_down(Keys.CONTROL).send_keys(Keys.ENTER).key_up(
            Keys.CONTROL).perform())
        assert case.state == "paper_review", words(driver)[:800]
        assert "已登记收到" in words(driver) and "我今天收到的 %d 件" % (n + 1) in words(driver)
    scanner(driver, "KH20000000000000")
    assert focused(driver) == "number" and driver.find_element(By.CSS_SELECTOR, ".field-error").is_displayed()
    scanner(driver, code_of(cases[0]))  # typed over what was not found
    assert "正在复审" in words(driver) and "当前第 1 版" in words(driver)
    assert not policy(complaints(driver))
