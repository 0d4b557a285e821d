"""A headless Chromium, what its console complains of, and a person's hands on a page: typing, choosing, pressing."""

from selenium import webdriver
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import Select, WebDriverWait

FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage", "--lang=zh-CN"]


def chromium(width=1280, height=900, scripts=True):
    options = webdriver.ChromeOptions()
    for flag in FLAGS + ["--window-size=%d,%d" % (width, height)]:
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    if not scripts:
        options.add_experimental_option("prefs", {"profile.managed_default_content_settings.javascript": 2})
    driver = webdriver.Chrome(options=options, service=Service("/usr/bin/chromedriver"))
    driver.set_page_load_timeout(30)
    return driver


def be(driver, url, browser):
    """Gives it the cookies of a signed-in browser of client.py."""
    driver.get(url + "/static/site.css")
    driver.delete_all_cookies()
    for name, value in browser.cookies.items():
        driver.add_cookie({"name": name, "value": value, "path": "/"})


def complaints(driver):
    """What the console said since it was last asked."""
    return [e["message"] for e in driver.get_log("browser") if e["level"] in ("SEVERE", "WARNING")]


def policy(messages):
    return [m for m in messages if "Content Security Policy" in m or "Content-Security-Policy" in m]


def until(driver, condition):
    """Waits for it; between two pages, and while one changes under one's eyes, there is nothing to see."""
    return WebDriverWait(driver, 20, 0.05, [WebDriverException]).until(lambda d: condition())


def wait_path(driver, path):
    until(driver, lambda: driver.current_url.split("?")[0].split("#")[0].endswith(path))


# ---- hands -------------------------------------------------------------------------------------------------------

def words(driver):
    return driver.find_element(By.TAG_NAME, "main").text


def reachable(elements):
    """Those a person can see and reach."""
    return [e for e in elements if e.is_displayed() and e.get_attribute("tabindex") != "-1"]


def seen(within, selector):
    return reachable(within.find_elements(By.CSS_SELECTOR, selector))


def next_page(driver, act):
    """Does what makes the browser load a page, and waits until that page is there."""
    driver.execute_script("document.documentElement.dataset.left = 'yes'")
    act()
    until(driver, lambda: driver.execute_script(
        "return document.readyState === 'complete' && !document.documentElement.dataset.left"))


def click(driver, element):
    driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", element)
    element.click()


def press(driver, text, within=None):
    """The button or link that begins with these words; leads to another page."""
    named = ".//*[self::button or self::a][starts-with(normalize-space(.), '%s')][not(@disabled)]" % text
    found = reachable((within or driver.find_element(By.TAG_NAME, "main")).find_elements(By.XPATH, named))
    assert found, "nothing to press says %s at %s:\n%s" % (text, driver.current_url, words(driver)[:1500])
    next_page(driver, lambda: click(driver, found[0]))


def follow(driver, path):
    """The link to this path."""
    found = seen(driver, "a[href='%s']" % path)
    assert found, "no link to %s at %s:\n%s" % (path, driver.current_url, words(driver)[:1500])
    next_page(driver, lambda: click(driver, found[0]))


def put(driver, name, value):
    """Gives the control this value, by its kind."""
    controls = driver.find_elements(By.CSS_SELECTOR, "main [name='%s']:not([type=hidden])" % name)
    assert controls, "no control %s at %s" % (name, driver.current_url)
    control, kind = controls[0], controls[0].get_attribute("type")
    if kind == "radio":
        control = next(c for c in controls if c.get_attribute("value") == value)
    if kind in ("radio", "checkbox"):
        if control.is_selected() != (kind == "radio" or value == "yes"):
            click(driver, control.find_element(By.XPATH, ".."))
    elif control.tag_name == "select":
        Select(control).select_by_value(value)
    else:
        control.clear()
        if max(value) > "\uffff":  # older drivers type no letters beyond the first plane
            driver.execute_script("arguments[0].value = arguments[1]", control, value)
        else:
            control.send_keys(value)
