"""Uploading as a person sees it: several files at once, the progress of each, refusals and another try beside the name; and one
file at a time without JavaScript."""
import shutil
from pathlib import Path

import pytest
from selenium.webdriver.common.by import By

import journey
import press
from chromium import chromium, complaints, next_page, policy, until
from journey import ok

pytestmark = pytest.mark.skipif(not shutil.which("chromedriver"), reason="no chromedriver")
SAMPLES = Path(__file__).resolve().parents[1] / "samples" / "applicant-a"
LICENCE, AGREEMENT = SAMPLES / "01_subject_licence.jpg", SAMPLES / "12_trading_agreement_signed.pdf"
SLOT = "file-subject_licence-document"


@pytest.fixture(scope="module")
def driver():
    driver = chromium()
    driver.execute_cdp_cmd("Network.enable", {})
    yield driver
    driver.quit()


@pytest.fixture
def case(stack):
    case = journey.Case(stack).register().start()
    ok(case.save("organisation"))
    return case


def network(driver, offline=False, bytes_a_second=-1):
    driver.execute_cdp_cmd("Network.emulateNetworkConditions", {
        "offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": bytes_a_second})


@pytest.fixture
def materials(stack, driver, case):
    """The materials' page of a new application, and the slot's file input."""
    driver.get(stack.portal_url + "/static/site.css")
    driver.delete_all_cookies()
    for name, value in case.browser.cookies.items():
        driver.add_cookie({"name": name, "value": value, "path": "/"})
    driver.get(stack.portal_url + "/apply/materials")
    driver.execute_script("window.same = 'page'")
    yield lambda: driver.find_element(By.CSS_SELECTOR, "#%s form.upload:not(.files form) input[type=file]" % SLOT)
    network(driver)
    broken = [m for m in complaints(driver) if policy([m]) or "TypeError" in m or "ReferenceError" in m]
    assert not broken, broken


def texts(driver, selector):
    """What is read there, in one look: the slot changes under one's eyes."""
    return driver.execute_script("return Array.from(document.querySelectorAll(arguments[0]), e => e.innerText.trim())",
                                 "#%s %s" % (SLOT, selector))


def progress(driver):
    return driver.execute_script("return Array.from(document.querySelectorAll('#%s progress'), e => e.value)" % SLOT)


def stored(stack, case):
    return [r["name"] for r in stack.query("SELECT f.name FROM application_file a JOIN file f ON f.id = a.file_id"
                                           " WHERE a.application_id = %s ORDER BY f.id", case.id)]


def test_two_files_at_once_with_their_progress(stack, driver, case, materials):
    assert materials().get_attribute("multiple")
    network(driver, bytes_a_second=300 * 1024)
    materials().send_keys("%s\n%s" % (AGREEMENT, LICENCE))
    assert [t.split("\n")[0] for t in texts(driver, ".uploads li")] == [AGREEMENT.name, LICENCE.name]
    assert texts(driver, ".upload-state")[1] == "等待上传", "one after another"
    until(driver, lambda: any(0 < value < 100 for value in progress(driver)))
    assert texts(driver, ".upload-state")[0].rstrip("%").isdigit()
    network(driver)
    until(driver, lambda: not texts(driver, ".uploads li"))
    assert texts(driver, ".files .file-name") == [AGREEMENT.name, LICENCE.name] == stored(stack, case)
    assert "已完成" in driver.find_element(By.ID, "material-subject_licence").text
    assert driver.find_element(By.ID, "materials-count").text == "1"
    assert driver.execute_script("return window.same") == "page", "it need not load again"


def test_the_other_slots_offer_what_came(stack, driver, case, materials):
    offered = "return Array.from(document.querySelectorAll('#file-signatory_id-front .reuse option'), o => o.textContent)"
    assert driver.execute_script(offered) == []
    materials().send_keys(str(LICENCE))
    until(driver, lambda: any(LICENCE.name in words for words in driver.execute_script(offered)))
    assert driver.execute_script("return window.same") == "page", "it need not load again"


def test_what_is_refused_says_so_beside_its_name(stack, driver, case, materials, tmp_path):
    photo = tmp_path / "IMG_0001.heic.jpg"
    photo.write_bytes(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(2000))
    materials().send_keys("%s\n%s" % (photo, LICENCE))
    until(driver, lambda: texts(driver, ".files .file-name") == [LICENCE.name])
    assert [t.split("\n")[0] for t in texts(driver, ".uploads li")] == [photo.name]
    assert texts(driver, ".failed .upload-state")[0].startswith("这是苹果等手机的 HEIC 照片") and "再试一次" not in texts(driver, ".failed")[0]
    assert stored(stack, case) == [LICENCE.name]
    driver.find_element(By.CSS_SELECTOR, "#%s > details > summary" % SLOT).click()
    materials().send_keys(str(AGREEMENT))
    until(driver, lambda: len(stored(stack, case)) == 2 and not texts(driver, ".uploads li"))


def test_what_is_far_too_large_is_not_sent(stack, driver, case, materials, tmp_path):
    """nginx hangs up on it, which would look like a broken connection."""
    large = tmp_path / "large.pdf"
    with large.open("wb") as file:
        file.truncate(60 * 1024 * 1024)
    materials().send_keys("%s\n%s" % (large, LICENCE))
    until(driver, lambda: texts(driver, ".files .file-name") == [LICENCE.name])
    assert texts(driver, ".failed .upload-state") == ["文件超过50 MB，请压缩或拆分后上传"]
    assert "再试一次" not in texts(driver, ".failed")[0]


def test_a_broken_connection_and_another_try(stack, driver, case, materials):
    network(driver, offline=True)
    materials().send_keys(str(LICENCE))
    until(driver, lambda: any("连接中断，没有上传成功" in t for t in texts(driver, ".failed")))
    assert stored(stack, case) == []
    network(driver)
    driver.find_element(By.CSS_SELECTOR, "#%s .failed button" % SLOT).click()
    until(driver, lambda: texts(driver, ".files .file-name") == [LICENCE.name])
    assert stored(stack, case) == [LICENCE.name] and not texts(driver, ".uploads li")


def test_replacing_takes_one_file(stack, driver, case, materials):
    materials().send_keys(str(LICENCE))
    until(driver, lambda: texts(driver, ".files .file-name") == [LICENCE.name])
    driver.find_element(By.CSS_SELECTOR, "#%s .files summary" % SLOT).click()
    replace = driver.find_element(By.CSS_SELECTOR, "#%s .files input[type=file]" % SLOT)
    assert not replace.get_attribute("multiple")
    replace.send_keys(str(AGREEMENT))
    until(driver, lambda: texts(driver, ".files .file-name") == [AGREEMENT.name])
    assert stored(stack, case) == [AGREEMENT.name]


def test_signed_out_meanwhile(stack, driver, case, materials):
    driver.delete_all_cookies()
    next_page(driver, lambda: materials().send_keys(str(LICENCE)))
    until(driver, lambda: "/sign-in" in driver.current_url)
    assert stored(stack, case) == []


def test_without_javascript_one_at_a_time(stack, case, tmp_path):
    plain = chromium(scripts=False)
    try:
        plain.get(stack.portal_url + "/static/site.css")
        for name, value in case.browser.cookies.items():
            plain.add_cookie({"name": name, "value": value, "path": "/"})
        plain.get(stack.portal_url + "/apply/materials")
        chosen = plain.find_element(By.CSS_SELECTOR, "#%s input[type=file]" % SLOT)
        assert not chosen.get_attribute("multiple")
        bad = tmp_path / "scan.pdf"
        bad.write_bytes(press.encoded(press.paper(300, 300), "gif"))
        for path, words in ((bad, "“scan.pdf”这是 GIF 图片"), (LICENCE, LICENCE.name)):
            plain.find_element(By.CSS_SELECTOR, "#%s input[type=file]" % SLOT).send_keys(str(path))
            plain.find_element(By.CSS_SELECTOR, "#%s form.upload button" % SLOT).click()
            until(plain, lambda: words in plain.find_element(By.ID, SLOT).text)  # noqa: B023
        assert stored(stack, case) == [LICENCE.name]
    finally:
        plain.quit()
