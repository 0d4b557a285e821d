"""Uploading with a script: several files at once, one after another, each with its progress; a refused one and one that was cut
off say so beside their names and hold up no other. And without a script: one at a time."""
import io
import random
import shutil

import pytest
from PIL import Image
from selenium.common.exceptions import WebDriverException
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

import journey
import press
from chromium import chromium, click, complaints, next_page, policy
from .test_walk import be

pytestmark = pytest.mark.skipif(not shutil.which("chromedriver"), reason="no chromedriver")

SLOT = "#file-subject_licence-document"
ONLINE = {"latency": 0, "download_throughput": -1, "upload_throughput": -1}


@pytest.fixture(scope="module")
def driver():
    driver = chromium()
    yield driver
    driver.quit()


@pytest.fixture
def case(stack):
    case = journey.Case(stack).register().start()
    case.save("organisation")
    return case


def open_page(stack, driver, case):
    be(driver, stack.portal_url, case.browser)
    driver.get(stack.portal_url + "/apply/materials")


def written(directory, name, data):
    path = directory / name
    path.write_bytes(data)
    return str(path)


def paper(directory, name, ink):
    return written(directory, name, press.encoded(press.paper(colour=(255, 255, 255 - ink)), "jpeg"))


def noise(directory, name, seed):
    """About 3 MB."""
    picture = Image.frombytes("RGB", (1000, 1000), random.Random(seed).randbytes(3_000_000))
    out = io.BytesIO()
    picture.save(out, "PNG")
    return written(directory, name, out.getvalue())


def choose(driver, *paths):
    adding = SLOT + " form.upload:has([name='replace'][value='']) [type=file]"
    driver.find_element(By.CSS_SELECTOR, adding).send_keys("\n".join(paths))


def texts(driver, selector):
    return [e.text for e in driver.find_elements(By.CSS_SELECTOR, SLOT + " " + selector)]


def until(driver, condition):
    return WebDriverWait(driver, 30, 0.02, [WebDriverException]).until(condition)


def names(case):
    return [r["name"] for r in case.stack.query(
        "SELECT f.name AS name FROM application_file a JOIN file f ON f.id = a.file_id WHERE a.application_id = %s"
        " ORDER BY a.position", case.id)]


def test_several_at_once(stack, driver, case, tmp_path):
    open_page(stack, driver, case)
    first, second = paper(tmp_path, "first.jpg", 0), paper(tmp_path, "second.jpg", 9)
    wrong = written(tmp_path, "wrong.pdf", b"GIF89a" + b"0" * 500)
    driver.execute_script("document.documentElement.dataset.stays = 'yes'")
    choose(driver, first, wrong, second)
    until(driver, lambda d: texts(d, ".files .file-name") == ["first.jpg", "second.jpg"])
    assert names(case) == ["first.jpg", "second.jpg"], "in the order chosen"
    lines = texts(driver, ".sending li")
    assert len(lines) == 1 and lines[0].startswith("wrong.pdf"), lines
    assert "没有上传" in lines[0] and texts(driver, ".sending .error")[0], lines
    assert not driver.find_elements(By.CSS_SELECTOR, ".sending button"), "a wrong file stays wrong"
    assert driver.execute_script("return document.documentElement.dataset.stays") == "yes", "nobody loses their place"
    assert not policy(complaints(driver))


def test_one_takes_the_place_of_one(stack, driver, case, tmp_path):
    journey.ok(case.upload("subject_licence", "document", paper(tmp_path, "old.jpg", 0)))
    open_page(stack, driver, case)
    replacing = driver.find_element(By.CSS_SELECTOR, SLOT + " .files form.upload [type=file]")
    assert not replacing.get_attribute("multiple")
    click(driver, driver.find_element(By.CSS_SELECTOR, SLOT + " .files summary"))
    replacing.send_keys(paper(tmp_path, "new.jpg", 9))
    until(driver, lambda d: texts(d, ".files .file-name") == ["new.jpg"])
    assert names(case) == ["new.jpg"]


def test_progress_is_told(stack, driver, case, tmp_path):
    open_page(stack, driver, case)
    path = noise(tmp_path, "large.png", 1)
    driver.set_network_conditions(**{**ONLINE, "upload_throughput": 1_500_000})
    try:
        choose(driver, path)
        seen = set()

        def ended(d):
            seen.update(texts(d, ".sending .num"))
            return texts(d, ".files .file-name") == ["large.png"]
        until(driver, ended)
    finally:
        driver.set_network_conditions(**ONLINE)
    shares = [int(s[:-1]) for s in seen if s.endswith("%")]
    assert any(0 < share < 100 for share in shares), seen


def test_one_that_is_cut_off_is_sent_again(stack, driver, case, tmp_path):
    open_page(stack, driver, case)
    path, after = paper(tmp_path, "cut.jpg", 0), paper(tmp_path, "after.jpg", 9)
    driver.set_network_conditions(offline=True, **ONLINE)
    try:
        choose(driver, path)
        until(driver, lambda d: texts(d, ".sending .error"))
    finally:
        driver.set_network_conditions(offline=False, **ONLINE)
    assert texts(driver, ".sending .error") == ["网络中断，文件没有传完，也没有保存"] and not names(case)
    choose(driver, after)
    until(driver, lambda d: texts(d, ".files .file-name") == ["after.jpg"])
    assert texts(driver, ".sending .error"), "what was not taken stays in sight"
    click(driver, driver.find_element(By.CSS_SELECTOR, SLOT + " .sending button"))
    until(driver, lambda d: texts(d, ".files .file-name") == ["after.jpg", "cut.jpg"])
    assert not texts(driver, ".sending li") and names(case) == ["after.jpg", "cut.jpg"]


def test_signed_out_meanwhile(stack, driver, case, tmp_path):
    open_page(stack, driver, case)
    stack.query("DELETE FROM session WHERE realm = 'visitor' AND subject_id = %s", case.row()["visitor_id"])
    next_page(driver, lambda: choose(driver, paper(tmp_path, "late.jpg", 0)))
    assert "/sign-in" in driver.current_url and not names(case)


def test_without_a_script_one_at_a_time(stack, case, tmp_path):
    plain = chromium(scripts=False)
    try:
        open_page(stack, plain, case)
        assert not plain.find_elements(By.CSS_SELECTOR, "form.upload [multiple]")
        choose(plain, written(tmp_path, "wrong.pdf", b"GIF89a" + b"0" * 500))
        plain.find_element(By.CSS_SELECTOR, SLOT + " form.upload button").click()
        until(plain, lambda d: texts(d, "#e-file"))
        choose(plain, paper(tmp_path, "right.jpg", 0))
        plain.find_element(By.CSS_SELECTOR, SLOT + " form.upload button").click()
        until(plain, lambda d: texts(d, ".files .file-name") == ["right.jpg"])
    finally:
        plain.quit()
    assert names(case) == ["right.jpg"]
