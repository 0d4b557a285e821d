"""Papers by post: whose parcel it is, which of them hold after a change, counting them with their marks, shipments."""
import re

import pytest

import journey
from journey import form_with, ok, send

FULL_WIDTH = str.maketrans({chr(c): chr(c + 0xFEE0) for c in range(0x21, 0x7F)})


@pytest.fixture(scope="module")
def people(stack):
    return journey.crew(stack)


@pytest.fixture(scope="module")
def awaited(stack):
    """A case whose papers are awaited; no test of this module moves it."""
    return journey.to_state(stack, journey.fresh("applicant-b"), "awaiting_paper")


def check_of(case, version):
    digest = case.stack.query("SELECT digest FROM application_version WHERE application_id = %s AND version = %s", case.id,
                              version)[0]["digest"]
    return digest[:4].hex().upper()


def code_of(case, version=None):
    version = version or case.row()["version"]
    return "%s-%d-%s" % (case.row()["number"], version, check_of(case, version))


def scan(who, text):
    ok(who.browser.get("/office/receive"))
    return who.browser.submit("/office/receive", {"number": text})


def amended(case, section, values, people, upload=()):
    """The next version: one section saved anew, and some files replaced; initial review passed again."""
    b = case.browser
    ok(b.get("/apply/amend"))
    ok(b.submit("/apply/amend", {"knowingly": "yes"}))
    if values:
        ok(case.save(section, values))
    for code in upload:
        replace_file(case, code)
    ok(b.get("/apply/check"))
    check = b.page
    ok(case.submit())
    assert case.state == "initial_review", b.page.words[:800]
    journey.pass_initial(case, people.initial)
    return check


def replace_file(case, code):
    """Another file in the only slot of a material."""
    b = case.browser
    old = case.stack.query("SELECT f.public_id, a.slot FROM application_file a JOIN file f ON f.id = a.file_id"
                           " WHERE a.application_id = %s AND a.code = %s AND a.slot = 'document'", case.id, code)[0]
    ok(b.get("/apply/materials"))
    ok(send(b, form_with(b.page, "/apply/materials/remove", file=old["public_id"])))
    other = next(f[2] for f in case.applicant.files if f[0] != code and f[1] == "document")
    ok(case.upload(code, old["slot"], path=other))


def counts(case, version):
    return {r["code"]: r for r in case.stack.query(
        "SELECT * FROM paper WHERE application_id = %s AND version = %s", case.id, version)}


def take_in(case, who, version=None):
    """Scanned, and all of it as it should be."""
    page = ok(scan(who, code_of(case, version)))
    return ok(send(who.browser, page.form("/office/case/%s/receive" % case.public_id), {"rest": "1"}))


def numbered(form):
    """Which materials a form counts, in order."""
    return [v for n, v in form.hidden if n == "paper"]


def rows_form(case, who, action, query=""):
    return journey.papers(case, who, query).form("/office/case/%s/%s" % (case.public_id, action))


def marks_asked(case):
    return {m["code"]: (m["needs_seal"], m["needs_signature"], m["needs_copy"]) for m in case.stack.query(
        "SELECT m.* FROM material m JOIN application a ON a.revision_id = m.revision_id WHERE a.id = %s", case.id)}


def filled(case, codes, without=(), copies=2):
    """The columns of the table with everything there, except the (code, mark) pairs of `without`."""
    asked = marks_asked(case)
    ticks = ["%s-%d" % (c, m) for c in codes for m, there in zip((1, 2, 4), asked[c]) if there and (c, m) not in without]
    return {"copies": [str(copies)] * len(codes), "reason": [""] * len(codes), "words": [""] * len(codes), "tick": ticks}


# ---- whose parcel ------------------------------------------------------------------------------------------------

VARIANTS = [
    ("as printed", lambda s: s),
    ("caps lock", str.lower),
    ("full width", lambda s: s.translate(FULL_WIDTH)),
    ("blanks around", lambda s: "  %s \t" % s),
    ("ideographic blanks", lambda s: "　%s　" % s),
    ("blanks within", lambda s: s.replace("-", " - ")),
    ("lower case, full width", lambda s: s.lower().translate(FULL_WIDTH)),
    ("slashes", lambda s: s.replace("-", "/")),
    ("minus sign", lambda s: s.replace("-", "−")),
    ("without its letters", lambda s: s[2:]),
    ("check in halves", lambda s: s[:-4] + "-" + s[-4:]),
]


@pytest.mark.parametrize("change", [v[1] for v in VARIANTS], ids=[v[0] for v in VARIANTS])
def test_a_scanned_code_leads_to_the_papers(awaited, people, change):
    page = ok(scan(people.second, change(code_of(awaited))))
    assert page.path.startswith("/office/case/%s/papers" % awaited.public_id)
    assert page.has("这份纸质材料是当前第 1 版") and not page.has("没有读到校验码"), page.words[:600]
    page.form("/office/case/%s/receive" % awaited.public_id)


def test_the_cover_sheet_has_the_code(awaited):
    assert ok(awaited.browser.get("/apply/cover")).has(code_of(awaited))


def test_a_number_alone_and_a_version_alone(awaited, people):
    page = ok(scan(people.second, awaited.row()["number"]))
    assert page.path.startswith("/office/case/" + awaited.public_id) and page.has("请核对封面页上的版本是否为第 1 版")
    assert ok(scan(people.second, awaited.row()["number"] + "-1")).has("没有读到校验码")


def test_a_wrong_check_is_no_paper_of_ours(awaited, people):
    number, right = awaited.row()["number"], check_of(awaited, 1)
    wrong = ("0" if right[0] != "0" else "1") + right[1:]
    page = ok(scan(people.second, "%s-1-%s" % (number, wrong)))
    assert page.has("校验码与第 1 版不符"), page.words[:600]
    assert not [f for f in page.forms if f.action.endswith(("/receive", "/paper")) and "case" in f.action]
    page = ok(scan(people.second, "%s-7-%s" % (number, right)))
    assert page.has("没有第 7 版")
    # Nor can it be forced past the page.
    row = awaited.row()
    form = rows_form(awaited, people.second, "receive")
    page = send(people.second.browser, form, {"rest": "1", "v": "1", "check": wrong})
    assert page.status == 422 and awaited.row()["moves"] == row["moves"] and not counts(awaited, 1)


@pytest.mark.parametrize("text,words", [
    ("KH20261122000010-1-00000000", "没有找到"), ("KH2026112", "不完整或有误"), ("KH20261122000011", "不完整或有误"),
    ("SF0000000000001", "没有找到这个编号"), ("您好", "没有找到这个编号"), ("-1-", "没有找到这个编号"), ("x" * 80, "没有找到这个编号"),
])
def test_unknown_parcels_are_told(people, text, words):
    if text.startswith("KH20261122000010"):
        text = "KH%s%d-1-00000000" % ("2019010100001", luhn("2019010100001"))
    page = scan(people.second, text)
    assert page.status == 422 and page.has(words), page.words[:600]
    assert fields(page.form("/office/receive"))["number"] == text.strip()


def fields(form):
    return journey.fields_of(form)


def luhn(digits):
    total = sum(n - 9 if n > 9 else n for i, ch in enumerate(reversed(digits)) for n in [int(ch) * (1 if i % 2 else 2)])
    return -total % 10


def test_by_the_couriers_number(stack, awaited, people):
    tracking = "SF%015d" % awaited.id
    ship(awaited, tracking)
    page = ok(scan(people.second, tracking.lower().translate(FULL_WIDTH)))
    assert page.path.startswith("/office/case/%s/papers" % awaited.public_id) and page.has("快递单号", tracking)
    other = journey.to_state(stack, journey.fresh("applicant-b"), "awaiting_paper")
    ship(other, tracking)  # one parcel with the papers of two
    page = ok(scan(people.second, tracking))
    assert page.path == "/office/receive" and page.has(awaited.row()["number"], other.row()["number"], "请选择")


def ship(case, tracking, courier="顺丰速运", other=""):
    ok(case.browser.get("/apply/shipment"))
    ok(case.browser.submit("/apply/shipment", {"courier": courier, "courier_other": other, "tracking": tracking}))


# ---- shipments ---------------------------------------------------------------------------------------------------

def test_a_shipment_is_corrected_and_shown(stack, awaited, people):
    b = awaited.browser
    stack.query("DELETE FROM shipment WHERE application_id = %s", awaited.id)
    page = ok(b.get("/apply/shipment"))
    options = page.form("/apply/shipment").choices["courier"]
    assert options[0] == "顺丰速运" and "中国邮政EMS" in options and options[-1] == "other"
    page = b.submit("/apply/shipment", {"courier": "other", "courier_other": "", "tracking": "LX12345678"})
    assert page.status == 422 and fields(page.form("/apply/shipment"))["tracking"] == "LX12345678"
    ship(awaited, "LX12345678", "other", "龙行物流")
    stack.query("UPDATE shipment SET posted_at = posted_at - INTERVAL 6 DAY WHERE application_id = %s", awaited.id)
    page = ok(b.get("/apply"))
    assert page.has("纸质材料已寄出", "龙行物流 LX12345678")
    page = ok(b.get("/apply/shipment"))
    assert fields(page.form("/apply/shipment"))["courier_other"] == "龙行物流"
    ship(awaited, "LX87654321", "other", "龙行物流")
    rows = stack.query("SELECT *, TIMESTAMPDIFF(DAY, posted_at, UTC_TIMESTAMP()) AS days FROM shipment"
                       " WHERE application_id = %s", awaited.id)
    assert [(r["tracking"], r["days"]) for r in rows] == [("LX87654321", 6)]  # correcting does not post it again
    row = in_queue(people.second, awaited)
    assert "LX87654321" in row and "在途 6 天" in row, row


def in_queue(who, case):
    """The row of a case in the list of awaited papers."""
    page = ok(who.browser.get("/office/queue?queue=awaiting_paper"))
    while not page.has(case.row()["number"]):
        more = re.search(r'href="(/office/queue\?queue=awaiting_paper&amp;since=[^"]+)"', page.text)
        assert more, "%s is not in the queue" % case.row()["number"]
        page = ok(who.browser.get(more.group(1).replace("&amp;", "&")))
    rows = [r for r in re.findall(r"<tr>.*?</tr>", page.text, re.S) if case.row()["number"] in r]
    return re.sub(r"<[^>]+>|\s+", " ", rows[0]).replace("  ", " ")


# ---- counting ----------------------------------------------------------------------------------------------------

def test_marks_are_asked_only_where_the_notice_asks(stack, people):
    case = journey.to_state(stack, journey.fresh("applicant-a"), "awaiting_paper")
    form = rows_form(case, people.second, "receive")
    codes = numbered(form)
    ticks = set(form.choices["tick"])
    asked = marks_asked(case)
    assert ticks == {"%s-%d" % (c, m) for c in codes for m, there in zip((1, 2, 4), asked[c]) if there}
    assert "trading_agreement-4" in ticks and "trading_form-2" not in ticks and "subject_licence-1" in ticks
    assert sum(t.endswith("-4") for t in ticks) == 1
    # Each mark that is missing stops it with its own words; nothing is noted, everything typed is kept.
    for code, mark, words in (("subject_licence", 1, "没有勾选公章"), ("trading_recommendation", 2, "没有勾选签章"),
                              ("trading_agreement", 4, "没有勾选手抄文字")):
        typed = filled(case, codes, without=[(code, mark)])
        typed["words"][3] = ""
        page = send(people.second.browser, rows_form(case, people.second, "receive"), typed)
        assert page.status == 422 and page.has(words), page.words[:1500]
        again = fields(page.form("/office/case/%s/receive" % case.public_id))
        assert again["copies"] == typed["copies"] and sorted(again["tick"]) == sorted(typed["tick"])
        assert not counts(case, 1) and case.state == "awaiting_paper"
    # A mark nobody asks for is not needed: all that is asked does it.
    ok(send(people.second.browser, rows_form(case, people.second, "receive"), filled(case, codes)))
    assert case.state == "paper_review" and case.row()["claimed_by"] == people.second.id
    noted = counts(case, 1)
    assert set(noted) == set(codes)
    assert all((n["sealed"], n["signed"], n["hand_copied"]) == asked[c] and n["problem"] is None for c, n in noted.items())


def test_exceptions_by_row_and_the_rest_in_order(stack, people):
    case = journey.to_state(stack, journey.fresh("applicant-b"), "awaiting_paper")
    form = rows_form(case, people.second, "receive")
    codes = numbered(form)
    row = codes.index("trading_form")
    empty = {"copies": [""] * len(codes), "reason": [""] * len(codes), "words": [""] * len(codes), "tick": []}
    page = send(people.second.browser, form, empty)
    assert page.status == 422 and page.has("还没有清点这一项") and case.state == "awaiting_paper"
    short = {k: list(v) for k, v in empty.items()}
    short["copies"][row] = "1"
    page = send(people.second.browser, form, {**short, "rest": "1"})
    assert page.status == 422 and page.has("份数不足，请选择问题") and not counts(case, 1)
    short["copies"][row] = "-2"
    page = send(people.second.browser, form, {**short, "rest": "1"})
    assert page.status == 422 and page.has("份数应为 0 至 99 的整数") and not counts(case, 1)
    short["copies"][row] = "x"
    page = send(people.second.browser, form, {**short, "rest": "1"})
    assert page.status == 422 and page.has("份数应为 0 至 99 的整数")
    assert fields(page.form(form.action))["copies"][row] == "x", "what was typed is lost"
    short["copies"][row] = "１"
    short["reason"][row] = str(stack.query("SELECT id FROM reason WHERE applies_to = 'paper' AND problem = '份数不足'")[0]["id"])
    page = ok(send(people.second.browser, form, {**short, "rest": "1"}))
    assert page.path.startswith("/office/receive?") and page.has("有 1 项问题", case.row()["number"]), page.words[:800]
    noted = counts(case, 1)
    assert noted["trading_form"]["problem"] == "份数不足" and noted["trading_form"]["copies"] == 1
    assert all(n["copies"] == 2 and n["problem"] is None for c, n in noted.items() if c != "trading_form")
    # It cannot pass; the missing paper is asked for again, and only that one.
    page = ok(people.second.browser.get("/office/case/" + case.public_id))
    assert not [f for f in page.forms if f.action.endswith("/pass")]
    ok(people.second.act(case, "return-paper"))
    assert case.state == "awaiting_paper"
    page = ok(case.browser.get("/apply/cover"))
    assert page.has("须补寄：份数不足") and page.text.count("不必再寄") == len(codes) - 1, page.words[:1200]
    page = ok(case.browser.get("/apply/shipment"))
    assert page.has("1 项，2 份"), page.words[:800]
    ship(case, "YT%013d" % case.id)
    journey.receive(case, people.second)
    assert counts(case, 1)["trading_form"]["problem"] is None
    journey.pass_paper(case, people.second)


def test_receipts_of_today_are_listed(stack, people):
    desk = journey.Staffer(stack, "second_reviewer")
    cases = [journey.to_state(stack, journey.fresh("applicant-b"), "awaiting_paper") for _ in range(2)]
    for n, case in enumerate(cases):
        page = take_in(case, desk)
        assert page.path.startswith("/office/receive?") and page.has("已登记收到", "我今天收到的 %d 件" % (n + 1)), page.words[:600]
        page.form("/office/receive")
    assert page.text.index(cases[1].row()["number"]) < page.text.rindex(cases[0].row()["number"])
    other = journey.Staffer(stack, "second_reviewer")
    assert ok(other.browser.get("/office/receive")).has("我今天收到的 0 件")
    page = ok(scan(other, code_of(cases[0])))
    assert page.has("已于", "登记收到", "正在复审") and not [f for f in page.forms if f.action.endswith("/paper")]
    page = ok(scan(other, code_of(journey.submitted(stack, journey.fresh("applicant-b")))))
    assert page.has("目前不在等待纸质材料", "初审") and not [f for f in page.forms if f.action.endswith("/receive") and "case" in f.action]


def test_two_desks_one_parcel(stack, people):
    case = journey.to_state(stack, journey.fresh("applicant-b"), "awaiting_paper")
    other = journey.Staffer(stack, "second_reviewer")
    mine, theirs = (rows_form(case, who, "receive") for who in (people.second, other))
    ok(send(other.browser, theirs, {"rest": "1"}))
    page = send(people.second.browser, mine, {"rest": "1"})
    assert page.status == 409 and page.has("状态刚刚变化", "登记收到"), page.words[:800]
    assert case.row()["claimed_by"] == other.id
    events = stack.query("SELECT COUNT(*) AS n FROM application_event WHERE application_id = %s AND action = 'receive'",
                         case.id)
    assert events[0]["n"] == 1


# ---- what holds after a change -----------------------------------------------------------------------------------

def test_only_what_prints_a_changed_answer_is_posted_again(stack, people):
    """Papers of version 1 were received; then one answer of one form changes."""
    case = journey.to_state(stack, journey.fresh("applicant-b"), "awaiting_paper")
    journey.receive(case, people.second)
    check = amended(case, "contact", {"contact_post": "综合部主任"}, people)
    assert check.has("须重新签署、邮寄的纸质材料", "联系人"), check.words[-1500:]
    page = ok(case.browser.get("/apply/cover"))
    group = stack.query("SELECT name FROM material WHERE revision_id = 7 AND code IN ('registry_form_group',"
                        " 'registry_form_enterprise')")
    rows = [re.sub(r"<[^>]+>", "", r) for r in re.findall(r"<tr>.*?</tr>", page.text, re.S)]
    again = [r for r in rows if "须重新签署邮寄" in r]
    assert len(again) == 1 and any(g["name"] in again[0] for g in group) and "有修改" in again[0], again
    assert page.text.count("不必再寄，第 1 版寄送的仍有效") == len(rows) - 3  # head, foot and the one
    # The reviewer sees the same, line by line.
    page = journey.papers(case, people.second)
    assert page.has("须重寄", "第1版所交不再有效", "第1版所交 2 份仍有效"), page.words[:1500]
    old = ok(scan(people.second, code_of(case, 1)))
    assert old.has("旧的第 1 版", "其中 1 项"), old.words[:800]
    assert not [f for f in old.forms if f.action.endswith("/receive") and "case" in f.action]
    # An old parcel cannot be received for it, whatever is posted.
    form = rows_form(case, people.second, "receive")
    page = send(people.second.browser, form, {"rest": "1", "v": "1", "check": check_of(case, 1)})
    assert page.status == 422 and case.state == "awaiting_paper"
    # The new one alone completes it: the others still count.
    take_in(case, people.second, 2)
    assert case.state == "paper_review" and len(counts(case, 2)) == 1
    journey.pass_paper(case, people.second)


def test_an_old_parcel_is_used_as_far_as_it_holds(stack, people):
    """Version 1 was posted, then a file and an answer changed before it arrived."""
    case = journey.to_state(stack, journey.fresh("applicant-b"), "awaiting_paper")
    amended(case, "trader", {"trader_address": "北京市样本区新路 1 号"}, people, upload=["subject_licence"])
    page = ok(scan(people.second, code_of(case, 1)))
    lost = {"subject_licence", "trading_form", "trading_recommendation"}
    assert page.has("旧的第 1 版", "其中 %d 项" % len(lost), "上传的文件（或材料要求）有修改"), page.words[:1500]
    form = page.form("/office/case/%s/paper" % case.public_id)
    codes = numbered(form)
    assert not lost & set(codes) and "trading_agreement" in codes
    page = ok(send(people.second.browser, form, {"rest": "1"}))
    assert page.has("已保存", "还有 %d 项未齐" % len(lost)) and case.state == "awaiting_paper", page.words[:600]
    assert set(counts(case, 1)) == set(codes) and not counts(case, 2)
    page = ok(case.browser.get("/apply/shipment"))
    assert page.has("%d 项，%d 份" % (len(lost), 2 * len(lost))), page.words[:1000]
    take_in(case, people.second, 2)
    assert case.state == "paper_review" and set(counts(case, 2)) == lost


def test_an_old_parcel_untouched_by_the_change_is_received(stack, people):
    case = journey.to_state(stack, journey.fresh("applicant-a"), "awaiting_paper")
    other = next(f for f in case.applicant.files if f[0] == "project_design_document")
    assert other
    check = amended(case, None, None, people, upload=["project_design_document"])
    assert check.has("没有使已签署的纸质材料失效"), check.words[-800:]
    page = ok(scan(people.second, code_of(case, 1)))
    assert page.has("旧的第 1 版", "可以照常清点")
    ok(send(people.second.browser, page.form("/office/case/%s/receive" % case.public_id), {"rest": "1"}))
    assert case.state == "paper_review"
    journey.pass_paper(case, people.second)


def test_what_must_be_posted_again_is_said_before_amending(awaited):
    page = ok(awaited.browser.get("/apply/amend"))
    rows = [re.sub(r"<[^>]+>", "", r) for r in re.findall(r"<tr>.*?</tr>", page.text, re.S)]
    agreement = next(r for r in rows if "入场交易协议" in r)
    assert "注册地址" in agreement and "联系人" not in agreement and "协议签章人" in agreement
    licence = next(r for r in rows if "营业执照" in r)
    assert "只有上传的文件" in licence
