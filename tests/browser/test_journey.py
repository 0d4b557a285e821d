"""The whole path in Chromium: from the home page to three activated holders of two bound accounts, every step typed and
clicked as a person would, for both sample applicants."""
import re
import shutil
from pathlib import Path

import pytest
from selenium.webdriver.common.by import By

import journey
from chromium import chromium, click, complaints, follow, next_page, policy, press, put, seen, until, wait_path, words

pytestmark = pytest.mark.skipif(not shutil.which("chromedriver"), reason="no chromedriver")
PASSWORD = "Holder-pass-2026"


@pytest.fixture
def windows():
    """The applicant's browser and the staff's."""
    opened = []
    try:
        for size in ((1280, 900), (1440, 900)):
            opened.append(chromium(*size))
        yield opened
    finally:
        for driver in opened:
            driver.quit()


def no_complaint(driver):
    said = policy(complaints(driver))
    assert not said, "\n".join(said)


# ---- the applicant -----------------------------------------------------------------------------------------------

def register(stack, d, a):
    d.get(stack.portal_url + "/")
    press(d, "开始申请")
    put(d, "username", a.username)
    put(d, "mobile", a.mobile)
    press(d, "获取验证码")
    put(d, "code", stack.sim.last_code(a.mobile))
    put(d, "password", a.password)
    put(d, "password_again", a.password)
    press(d, "注册")
    wait_path(d, "/apply")


def fill(d, a):
    press(d, "开始填写")
    for section, values in a.sections.items():
        follow(d, "/apply/section/" + section)
        for name, value in values.items():
            if value:
                put(d, name, value)
        press(d, "保存并继续")
        assert not seen(d, "[role=alert]"), (section, words(d)[:800])
        if not d.current_url.endswith("/apply"):
            follow(d, "/apply")


def chooser(d, code, slot):
    """The file input of the form that adds a file to this slot."""
    return d.find_element(By.CSS_SELECTOR, "form.upload" + "".join(
        ":has([name='%s'][value='%s'])" % pair for pair in (("code", code), ("slot", slot), ("replace", ""))) + " [type=file]")


def upload(d, a):
    """A file is on its way as soon as it is chosen, and in its slot when it has come."""
    follow(d, "/apply/materials")
    for code, slot, path in a.files:
        chooser(d, code, slot).send_keys(path)
        stored = "//*[@id='file-%s-%s']//*[@class='files']//*[contains(text(), '%s')]" % (code, slot, Path(path).name)
        until(d, lambda: d.find_elements(By.XPATH, stored))  # noqa: B023
    press(d, "返回清单")


def confirm_contacts(stack, d, a):
    follow(d, "/apply/confirm")
    for field in ("trader_mobile", "trader_email"):
        address = a.sections["trader"][field]
        press(d, "发送验证码", d.find_element(By.ID, "f-" + field))
        d.find_element(By.ID, "code-" + field).send_keys(stack.sim.last_code(address))
        press(d, "确认", d.find_element(By.ID, "f-" + field))
    if not d.current_url.endswith("/apply"):
        follow(d, "/apply")


def submit(d):
    """Returns the application's number."""
    follow(d, "/apply/check")
    for seen in d.find_elements(By.NAME, "advice_seen"):
        seen.click()
    press(d, "提交申请")
    wait_path(d, "/apply")
    return re.search(r"KH\d{14}", words(d)).group(0)


# ---- the office --------------------------------------------------------------------------------------------------

def sign_in(stack, o, person):
    journey.forget_limits(stack, person.mobile)
    o.get(stack.office_url + "/office/sign-in")
    put(o, "username", person.username)
    put(o, "password", person.password)
    press(o, "继续")
    put(o, "code", stack.sim.last_code(person.mobile))
    press(o, "登录")


def sign_out(o):
    next_page(o, lambda: click(o, o.find_element(By.CSS_SELECTOR, "form[action='/office/sign-out'] button")))
    no_complaint(o)


def find_case(o, number):
    """By its number: other cases of the same name may wait as well."""
    put(o, "search", number)
    press(o, "查找")
    rows = [r for r in seen(o, "table.cases tbody tr") if number in r.text]
    assert rows, "%s is not found: %s" % (number, words(o)[:800])
    next_page(o, lambda: click(o, rows[0].find_element(By.CSS_SELECTOR, ".main-cell a")))


def initial_review(o, number):
    find_case(o, number)
    press(o, "领取")
    press(o, "其余")
    press(o, "通过，通知邮寄纸质材料")


def paper_review(o, number):
    """The papers are here, complete, and in order."""
    follow(o, "/office/receive")
    put(o, "number", number)
    press(o, "查找")
    press(o, "全部齐全，登记收到")  # who receives the papers has the case
    next_page(o, lambda: click(o, next(a for a in seen(o, "tbody .main-cell a"))))
    press(o, "通过")


def hand_over(o, number):
    """A list with this case alone; returns the list's number and how many sheets it has."""
    follow(o, "/office/hand-over")
    for row in seen(o, "form[action='/office/hand-over'] tbody tr"):
        box = row.find_element(By.NAME, "case")
        if box.is_selected() != (number in row.text):
            click(o, box)
    press(o, "生成移交单")
    line = next(r for r in seen(o, "table.lines tbody tr") if number in r.text)
    return o.current_url.split("/")[-1].split("?")[0], line.find_element(By.CSS_SELECTOR, "td.num").text


def accept(o, number, hand_over_number, copies):
    follow(o, "/office/hand-over")
    press(o, hand_over_number)
    put(o, "counted", copies)
    press(o, "数量相符，接收")
    assert number in words(o) and "实收 %s 份" % copies in words(o), words(o)[:800]


def open_accounts(stack, o, person, number):
    find_case(o, number)
    press(o, "领取")
    journey.forget_limits(stack, person.mobile)
    press(o, "发送开户验证码")
    put(o, "code", stack.sim.last_code(person.mobile))
    press(o, "通过并开立账户")


def review(stack, o, number):
    people = journey.Crew(stack)  # nobody else signs in as these and ends their sessions
    sign_in(stack, o, people.initial)
    initial_review(o, number)
    sign_out(o)
    sign_in(stack, o, people.second)
    paper_review(o, number)
    hand_over_number, copies = hand_over(o, number)
    sign_out(o)
    sign_in(stack, o, people.receiver)
    accept(o, number, hand_over_number, copies)
    sign_out(o)
    registrar = people.registry  # asked for once: asking again would sign in again, and end the session in the browser
    sign_in(stack, o, registrar)
    open_accounts(stack, o, registrar, number)
    sign_out(o)


# ---- the holders -------------------------------------------------------------------------------------------------

def activate(stack, d, to, mobile):
    """With the login and the code of the message to this address, and a code to this mobile; ends in the account centre."""
    text = stack.sim.wait_message(to, "激活码")["text"]
    login = re.search(r"登录名[^0-9A-Z]*([0-9A-Z-]+)", text).group(1)
    journey.forget_limits(stack, mobile)
    d.get(stack.portal_url + "/activate")
    put(d, "login", login)
    put(d, "activation_code", re.search(r"激活码[^0-9A-Za-z]*([0-9A-Za-z]{6,})", text).group(1))
    press(d, "获取验证码")
    put(d, "sms_code", stack.sim.last_code(mobile))
    put(d, "password", PASSWORD)
    put(d, "password_again", PASSWORD)
    press(d, "激活账户")
    assert "账户已激活" in words(d), words(d)[:800]
    put(d, "login", login)
    put(d, "password", PASSWORD)
    press(d, "登录")
    wait_path(d, "/account")
    return login


def account_numbers(d):
    """The trading account's and the registry account's."""
    return tuple(re.search(r"账户号码\s+(\S+)", d.find_element(By.ID, part).text).group(1) for part in ("trading", "registry"))


def activate_all(stack, d, a):
    """Each signs in and is shown the same two numbers, which it returns."""
    trader, shown, logins = a.sections["trader"], set(), set()
    mobiles = [a.sections[who][who + "_mobile"] for who in ("initiator", "confirmer")]
    for to, mobile in [(m, m) for m in mobiles] + [(trader["trader_email"], trader["trader_mobile"])]:
        logins.add(activate(stack, d, to, mobile))
        assert "已自动绑定" in words(d)
        shown.add(account_numbers(d))
        next_page(d, lambda: click(d, d.find_element(By.CSS_SELECTOR, "form[action='/account/sign-out'] button")))
    assert len(logins) == 3 and len(shown) == 1, (logins, shown)
    return shown.pop()


@pytest.mark.parametrize("name", ["applicant-a", "applicant-b"])
def test_from_the_home_page_to_three_activated_holders(stack, windows, name):
    d, o = windows
    a = journey.fresh(name)
    register(stack, d, a)
    fill(d, a)
    upload(d, a)
    confirm_contacts(stack, d, a)
    number = submit(d)
    no_complaint(d)
    review(stack, o, number)
    d.delete_all_cookies()
    trading, registry = activate_all(stack, d, a)
    no_complaint(d)
    rows = stack.query("SELECT a.state, r.number AS registry, t.number AS trading FROM application a"
                       " JOIN registry_account r ON r.application_id = a.id JOIN trading_account t ON t.application_id = a.id"
                       " WHERE a.number = %s", number)
    assert list(rows) == [{"state": "opened", "registry": registry, "trading": trading}]
