"""Generated documents as PDF: what there is and for whom, what stands on it, check hashes, equal bytes, places to sign."""
import re
import subprocess
import tempfile
from pathlib import Path
from urllib.parse import unquote

import pytest
from PIL import Image

import journey
from applicant import Applicant
from journey import crew, ok

SAMPLES = {"applicant-a": "registry_form_enterprise", "applicant-b": "registry_form_group"}
FORMS = ["registry_authorisation", "trading_form", "trading_recommendation", "trading_agreement"]
SHEETS = ["cover", "packing_list", "posting"]
HASH = re.compile(r"校验码([0-9A-F]{4}-[0-9A-F]{4})")


def pdf(page):
    ok(page)
    assert page.type == "application/pdf" and page.body.startswith(b"%PDF-"), page.body[:100]
    return page.body


def text(data):
    """What a reader reads, without spaces and line ends."""
    run = subprocess.run(["pdftotext", "-raw", "-", "-"], input=data, capture_output=True, check=True)
    return re.sub(r"\s", "", run.stdout.decode())


def text_pages(data):
    raw = subprocess.run(["pdftotext", "-raw", "-", "-"], input=data, capture_output=True, check=True).stdout.decode()
    return [re.sub(r"\s", "", p) for p in raw.split("\f")[:-1]]


def picture(data, page, dpi=60):
    with tempfile.TemporaryDirectory() as d:
        subprocess.run(["pdftoppm", "-r", str(dpi), "-f", str(page), "-l", str(page), "-gray", "-", d + "/p"], input=data, check=True)
        with Image.open(next(Path(d).iterdir())) as image:
            return image.convert("L")


def words_of(data, page):
    """Words and where they stand on a page: points from the top left."""
    run = subprocess.run(["pdftotext", "-bbox", "-f", str(page), "-l", str(page), "-", "-"], input=data, capture_output=True,
                         check=True)
    found = re.findall(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)</word>', run.stdout.decode())
    return [(*map(float, w[:4]), w[4]) for w in found]


def boxes(data, page, words):
    return [w[:4] for w in words_of(data, page) if words in w[4]]


def scanned(image):
    """What a reader of QR codes finds on a page."""
    with tempfile.NamedTemporaryFile(suffix=".png") as f:
        image.save(f.name)
        return subprocess.run(["zbarimg", "--raw", "-q", f.name], capture_output=True, text=True, check=True).stdout.strip()


def hash_of(data):
    found = set(HASH.findall(text_pages(data)[-1]))
    assert found, text(data)
    return max(found, key=text_pages(data)[-1].rindex)  # in the footer, so the last one


def shown(value):
    date = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", value)
    return "%s年%d月%d日" % (date[1], int(date[2]), int(date[3])) if date else re.sub(r"\s", "", value)


class Papers:
    """One applicant whose papers are awaited, with the forms as they were before submission."""

    def __init__(self, stack, name):
        self.name, self.forms = name, [SAMPLES[name], *FORMS]
        self.case = journey.Case(stack, Applicant(journey.sample(name), fresh=True)).register().start().fill()
        self.draft = {f: pdf(self.case.browser.get("/apply/document/" + f)) for f in self.forms}
        self.draft_again = {f: pdf(self.case.browser.get("/apply/document/" + f)) for f in self.forms}
        self.case.upload_all().confirm_contacts()
        ok(self.case.submit())
        journey.pass_initial(self.case, crew(stack).initial)

    def get(self, document, version=1):
        return self.case.browser.get("/apply/version/%d/document/%s" % (version, document))


@pytest.fixture(scope="module", params=sorted(SAMPLES))
def papers(stack, request):
    return Papers(stack, request.param)


# ---- forms ----------------------------------------------------------------------------------------------------

def expected(papers, form):
    """Values of the sample's answers that must stand on the form, in full."""
    s = papers.case.applicant.sections
    people = {"registry_authorisation": ["initiator", "confirmer"], "trading_form": ["signatory", "trader"],
              "trading_recommendation": ["trader"], "trading_agreement": []}.get(
                  form, ["signatory", "initiator", "confirmer", "contact"])
    out = [s["organisation"]["org_name"], s["organisation"]["uscc"], s["signatory"]["signatory_name"]]
    for p in people:
        out += [v for k, v in s[p].items() if v and not k.endswith("_document")]
    if form in (SAMPLES[papers.name], "trading_form"):
        out += [v for k, v in s["organisation"].items() if v and k not in ("kind", "subject", "foreign_invested", "industry")]
        out += [v for k, v in s.get("project", {}).items() if v not in ("yes", "no")]
    return [shown(v) for v in out]


def test_forms_bear_the_answers_in_full(papers):
    for form in papers.forms:
        for data in (papers.draft[form], pdf(papers.get(form))):
            words = text(data)
            missing = [v for v in expected(papers, form) if v not in words]
            assert not missing, (form, missing, words)


def test_each_page_says_what_it_belongs_to(papers):
    number = papers.case.row()["number"]
    for form in papers.forms:
        data = pdf(papers.get(form))
        sheets = text_pages(data)
        for n, page in enumerate(sheets, 1):
            for words in ("受理号" + number, "第1版", "第%d页共%d页" % (n, len(sheets)), "校验码" + hash_of(data)):
                assert words in page, (form, n, words, page)


def test_a_form_from_the_draft_bears_the_hash_of_the_version(papers):
    for form in papers.forms:
        draft, frozen = papers.draft[form], pdf(papers.get(form))
        assert draft == papers.draft_again[form]
        assert "受理号" not in text_pages(draft)[0] and "第1版（提交前生成）" in text_pages(draft)[0], text_pages(draft)[0]
        assert hash_of(draft) == hash_of(frozen), form
    assert len({hash_of(papers.draft[f]) for f in papers.forms}) == len(papers.forms)


def test_the_same_version_gives_the_same_bytes(papers):
    """Also from new workers: tests/chaos/test_keys.py, whose installation is its own."""
    for document in papers.forms + SHEETS:
        assert pdf(papers.get(document)) == pdf(papers.get(document)), document


def test_names_of_files(papers):
    page = papers.get("trading_form")
    name = unquote(page.headers["Content-Disposition"].split("UTF-8''")[1])
    assert page.headers["Content-Disposition"].startswith("inline")
    assert name == "交易系统开户申请表_%s_1.pdf" % papers.case.row()["number"]


def test_only_what_there_is(stack, papers):
    other = next(f for f in SAMPLES.values() if f not in papers.forms)
    for document in (other, "subject_licence", "hand_over", "frame", "correction_letter", "refusal_letter", "nothing"):
        assert papers.get(document).status == 404, document
    assert papers.get("cover", 2).status == 404 and papers.get("trading_form", 0).status == 404
    stranger = journey.Case(stack).register()
    assert stranger.browser.get("/apply/version/1/document/cover").status == 404
    assert stack.portal().get("/apply/version/1/document/cover").path.startswith("/sign-in")


def test_forms_wait_for_their_sections(stack):
    case = journey.Case(stack).register().start()
    s = case.applicant.sections
    for section in ("organisation", "signatory"):
        ok(case.save(section))
    page = ok(case.browser.get("/apply/materials"))
    assert "/apply/document/trading_form" not in page.links and "/apply/section/trader" in page.links
    assert case.browser.get("/apply/document/trading_form").path.startswith("/apply/materials")
    ok(case.save("trader"))
    assert "/apply/document/trading_form" in ok(case.browser.get("/apply/materials")).links
    form = pdf(case.browser.get("/apply/document/trading_form"))
    assert shown(s["trader"]["trader_name"]) in text(form)
    # What a form does not print leaves it as it is; what it prints makes it another.
    ok(case.save("initiator"))
    assert pdf(case.browser.get("/apply/document/trading_form")) == form
    ok(case.save("trader", {"trader_address": "北京市通州区样本街9号"}))
    changed = pdf(case.browser.get("/apply/document/trading_form"))
    assert hash_of(changed) != hash_of(form)
    assert ok(case.browser.get("/apply/materials")).has(hash_of(changed))


def test_long_and_rare(stack):
    """Nothing is lost or breaks out: the longest texts, rare characters, what looks like markup."""
    case = journey.fresh()
    words = {"org_name": "样本㼆𠅤<机构>&“引号”'有限公司" + "长" * 90, "scope": "甲乙丙丁戊己庚辛壬癸\n" * 150,
             "registered_address": "北京市通州区" + "样本街" * 60}
    case.sections["organisation"].update(words)
    case = journey.Case(stack, case).register().start().fill()
    data = pdf(case.browser.get("/apply/document/registry_form_group"))
    read = text(data)
    for value in words.values():
        for piece in re.findall(".{1,12}", re.sub(r"\s", "", value)[:60]):
            assert piece in read, (piece, read[:600])
    assert read.count("甲乙丙丁戊己庚辛壬癸") >= 140  # some are cut in two where a page ends
    assert len(text_pages(data)) <= 6


def test_no_letter_is_lost(papers):
    """Every Chinese letter that can be read out of the file can be seen on the page: subsets of fonts have lost some before."""
    for document in papers.forms + SHEETS:
        data = pdf(papers.get(document))
        for n in range(1, len(text_pages(data)) + 1):
            image, scale = picture(data, n, 100), 100 / 72
            for x0, y0, x1, y1, word in words_of(data, n):
                if not re.fullmatch("[\u3001-\u301c\u4e00-\u9fff（），：；。、]+", word):
                    continue
                wide = (x1 - x0) / len(word)
                for k, letter in enumerate(word):
                    if "\u4e00" < letter:  # 一 is thin
                        slot = image.crop([int(v * scale) for v in (x0 + k * wide, y0, x0 + (k + 1) * wide, y1)])
                        assert slot.getextrema()[0] < 200, (document, n, word, letter)


# ---- places to seal, sign, date and copy by hand --------------------------------------------------------------

def test_places_are_marked(papers):
    who = {"applicant-a": "法定代表人", "applicant-b": "负责人"}[papers.name]
    other = {"applicant-a": "负责人", "applicant-b": "法定代表人"}[papers.name]
    for form in papers.forms:
        last = text_pages(pdf(papers.get(form)))[-1] if form != "trading_form" else text(pdf(papers.get(form)))
        assert "加盖公章" in last and "日期" in last, (form, last)
        if form != "trading_form":
            assert who in last, (form, last)
        assert other not in text(pdf(papers.get(form))), form


def rules(image, left, right, top, bottom):
    """Rows of pixels that are dark all the way from left to right."""
    part = image.crop((int(left), int(top), int(right), int(bottom)))
    return [y for y in range(part.size[1]) if sum(part.getpixel((x, y)) < 160 for x in range(part.size[0])) > 0.97 * part.size[0]]


def test_lines_to_copy_are_there_and_empty(papers):
    """Below the words to copy there are at least three ruled lines, as many as the words need when written by hand, and
    nothing but white between them."""
    data = pdf(papers.get("trading_agreement"))
    sheets = text_pages(data)
    assert 3 <= len(sheets) <= 6
    assert sum("抄写" in s for s in sheets) >= 2
    assert text(data).count("自愿参与全国温室气体自愿减排交易，并承担由此产生的一切风险和损失") == 1
    for n, page in enumerate(sheets, 1):
        if "抄写" not in page:
            continue
        scale, image = 100 / 72, picture(data, n, 100)
        words = [b for b in boxes(data, n, "")]
        first = min(b[1] for b in words if b[1] > boxes(data, n, "抄写")[0][3])
        lines = rules(image, 90 * scale, 480 * scale, first * scale, (first + 190) * scale)
        apart = [b - a for a, b in zip(lines, lines[1:]) if b - a > 20]
        assert len(apart) >= 3, (n, lines)


def test_a_dashed_frame_around_every_seal(papers):
    """The words 加盖公章 of a place to seal stand between the two sides of a dashed frame, with room for a seal."""
    for form in papers.forms:
        data = pdf(papers.get(form))
        last = len(text_pages(data))
        found = boxes(data, last, "加盖公章")
        assert found, form
        scale, image = 100 / 72, picture(data, last, 100)
        x0, y0, x1, y1 = (v * scale for v in found[-1])
        columns = range(int(x0 - 90), int(x1 + 90))
        dark = [sum(image.getpixel((x, y)) < 200 for y in range(int(y0 - 110), int(y1 + 70))) for x in columns]
        sides = [x for x, n in zip(columns, dark) if 60 <= n <= 130]  # about half of 146 pixels: dashes
        assert sides and sides[0] < x0 - 20 and sides[-1] > x1 + 20 and sides[-1] - sides[0] > 120, (form, sides)


# ---- sheets ---------------------------------------------------------------------------------------------------

def test_packing_list_and_cover(stack, papers):
    row = papers.case.row()
    cover, packing, both = (pdf(papers.get(d)) for d in SHEETS)
    digest = stack.query("SELECT HEX(digest) AS d FROM application_version WHERE application_id = %s AND version = 1",
                         papers.case.id)[0]["d"][:8]
    code = "%s-1-%s" % (row["number"], digest)
    assert code in text(cover)
    for data in (cover, both):
        assert scanned(picture(data, 1, 100)) == code
    assert hash_of(cover) == hash_of(packing) == hash_of(both) == digest[:4] + "-" + digest[4:]
    asked = stack.query("SELECT m.number, m.name, m.code, m.paper_copies FROM material m JOIN application a ON a.revision_id ="
                        " m.revision_id WHERE a.id = %s AND m.paper_copies > 0 AND m.code IN"
                        " (SELECT f.code FROM version_file f WHERE f.application_id = a.id)", papers.case.id)
    words = text(packing)
    for m in asked:
        assert "%d%s%d" % (m["number"], re.sub(r"\s", "", m["name"]), m["paper_copies"]) in words, (m, words)
    for form in papers.forms:
        assert hash_of(papers.draft[form]) in words
    assert "合计%d" % sum(m["paper_copies"] for m in asked) in words
    address = stack.query("SELECT mail_address FROM notice_revision WHERE id = %s", row["revision_id"])[0]["mail_address"]
    assert address in text(cover) and re.sub(r"\s", "", address) in text(both)
    page = ok(papers.case.browser.get("/apply/cover"))
    assert {"/apply/version/1/document/" + d for d in SHEETS} <= set(page.links)


# ---- notices --------------------------------------------------------------------------------------------------

def test_correction_notice(stack):
    case = journey.submitted(stack)
    who = crew(stack).initial
    journey.give_back(case, who, ["field:registered_address", "material:subject_licence"], "与证照<不一致>&缺页", "请按“证照”填写")
    row = case.row()
    b = case.browser
    link = "/apply/version/1/document/correction_letter"
    assert link in ok(b.get("/apply/corrections")).links
    first = pdf(b.get(link))
    words = text(first)
    for t in ("一次性告知书", case.applicant.sections["organisation"]["org_name"], row["number"], "注册地址", "营业执照或其他主体资格证明",
              "请按“证照”填写", shown(str(row["due_on"])), "需要补正2项"):
        assert re.sub(r"\s", "", t) in words, (t, words)
    assert words.count("与证照<不一致>&缺页") == 2
    assert pdf(who.browser.get("/office/case/%s/document/correction_letter?version=1" % case.public_id)) == first
    # The forms of the working copy bear the number now; those whose answers did not change keep their hash.
    before, now = (pdf(b.get(p)) for p in ("/apply/version/1/document/trading_recommendation", "/apply/document/trading_recommendation"))
    assert "受理号" + row["number"] + "第2版" in text(now) and hash_of(before) == hash_of(now)
    ok(case.save("organisation", {"registered_address": "北京市通州区样本街9号"}))
    assert hash_of(pdf(b.get("/apply/document/trading_recommendation"))) == hash_of(before)
    assert hash_of(pdf(b.get("/apply/document/trading_form"))) != hash_of(pdf(b.get("/apply/version/1/document/trading_form")))


def test_the_letter_has_fields_in_the_order_of_the_form_and_then_materials_by_number(stack):
    case = journey.submitted(stack)
    in_order = ["field:org_name", "field:telephone", "field:trader_mobile", "material:subject_licence", "material:trading_form"]
    numbers = {row["code"]: row["number"] for row in stack.query("SELECT code, number FROM material WHERE revision_id = %s",
                                                                 case.row()["revision_id"])}
    assert numbers["subject_licence"] < numbers["trading_form"]
    journey.give_back(case, crew(stack).initial, [in_order[i] for i in (4, 2, 0, 3, 1)])
    items = stack.query("SELECT target FROM correction WHERE application_id = %s ORDER BY number", case.id)
    assert [item["target"] for item in items] == in_order


@pytest.mark.parametrize("state, reviewer, word, house, seal", [
    ("initial_review", "initial", "初审", "北京绿色交易所", "交易机构"),
    ("paper_review", "second", "复审", "北京绿色交易所", "交易机构"),
    ("registry_review", "registry", "登记审核", "国家应对气候变化战略研究和国际合作中心", "注册登记机构")])
def test_a_letter_says_which_review_decided_and_whose_it_is(stack, state, reviewer, word, house, seal):
    case = journey.to_state(stack, journey.fresh(), state)
    journey.give_back(case, getattr(crew(stack), reviewer), ["material:subject_licence"])
    words = text(pdf(case.browser.get("/apply/version/1/document/correction_letter")))
    assert "经%s，需要补正1项" % word in words, words
    assert re.search(house + r"\d{4}年\d+月\d+日", words), words
    assert seal in words.rsplit(house, 1)[1], words


def test_refusal_notice(stack):
    case = journey.submitted(stack)
    who, boss = crew(stack).initial, crew(stack).exchange_supervisor
    reason = "不属于<可以>开户的“情形”&其他"
    who.claim(case)
    ok(who.act(case, "propose-refusal", {"reason": reason}))
    assert case.browser.get("/apply/version/1/document/refusal_letter").status == 404
    ok(boss.act(case, "refuse", {"reason": reason}))
    assert case.state == "refused", boss.browser.page.words[:800]
    link = "/apply/version/1/document/refusal_letter"
    assert link in ok(case.browser.get("/apply")).links
    words = text(pdf(case.browser.get(link)))
    assert "不予开立通知书" in words and reason in words and case.row()["number"] in words
    assert case.browser.get("/apply/document/trading_form").status in (200, 303)


# ---- office ---------------------------------------------------------------------------------------------------

def test_staff_see_documents_and_each_look_is_noted(stack, papers):
    case, second = papers.case, crew(stack).second
    page = second.case(case)
    link = "/office/case/%s/document/trading_form?version=1" % case.public_id
    assert link in page.links and page.has(hash_of(papers.draft["trading_form"]))
    seen = pdf(second.browser.get(link))
    assert seen == pdf(papers.get("trading_form"))
    noted = stack.query("SELECT actor_id, detail FROM audit WHERE action = 'document.view' AND object = %s",
                        "application:%d" % case.id)
    assert [(n["actor_id"], n["detail"]) for n in noted] == [(second.id, '{"version":1,"document":"trading_form"}')]
    assert second.browser.get("/office/case/%s/document/nothing" % case.public_id).status == 404
    assert second.browser.get("/office/case/%s/document/trading_form?version=9" % case.public_id).status == 404
    registry = crew(stack).registry
    assert registry.browser.get("/office/case/%s/document/trading_form" % case.public_id).status == 404
    assert crew(stack).of("finance").browser.get("/office/case/%s/document/trading_form" % case.public_id).status == 403


def test_hand_over_list(stack):
    people = crew(stack)
    case = journey.to_state(stack, state="to_hand_over")
    number = journey.hand_over(case, people.second)
    address = "/office/hand-over/%s/print" % number
    assert address in ok(people.second.browser.get("/office/hand-over/" + number)).links
    sent = pdf(people.second.browser.get(address))
    assert pdf(people.receiver.browser.get(address)) == sent == pdf(people.second.browser.get(address))
    words = text(sent)
    row, copies = case.row(), journey.copies_on(case, number)
    for t in (number, row["number"], row["org_name"], "1件申请，%d份材料" % copies, "移交人", "接收人"):
        assert re.sub(r"\s", "", t) in words, (t, words)
    assert "注册登记系统机构团体开户申请表2份" in words and "交易系统开户申请表" not in words
    journey.accept(case, people.receiver, number)
    answered = pdf(people.receiver.browser.get(address))
    assert answered != sent and "已接收" in text(answered), text(answered)
    assert people.second.browser.get("/office/hand-over/%sx/print" % number).status == 404
