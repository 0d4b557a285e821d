"""The whole path through nginx, files and all: from registration to two activated accounts bound to each other, with what
goes wrong on the way: files that are refused, a return with correction items, a disputed hand-over."""
import re

import pytest

import journey
from holder import activate, activation_code, holders
from journey import form_with, ok, send

REFUSED_FILES = [  # name, content, a word of the answer; whatever the name says
    ("empty.pdf", b"", "空"),
    ("words.pdf", b"This is text and nothing else.\n" * 20, "PDF"),
    ("page.png", b"<!doctype html><script>alert(1)</script>", "PDF"),
    ("program.jpg", b"MZ" + bytes(2000), "PDF"),
]


def messages(stack, to):
    return [m["subject"] + m["text"] for m in stack.sim.messages(to)]


def wait_for_message(stack, to, part):
    return stack.sim.wait_message(to, part)["text"]


def refuse_wrong_files(case):
    """Each is refused with a word, leaves the slot as it was, and the page is still there."""
    code, slot, path = case.applicant.files[0]
    whole = open(path, "rb").read()
    wrong = REFUSED_FILES + [("cut.jpg", whole[:len(whole) // 2], "不完整")]
    for name, data, word in wrong:
        ok(case.browser.get("/apply/materials"))
        page = case.upload(code, slot, name=name, data=data)
        assert page.status == 422 and word in page.words, (name, page.status, page.words[:1500])
    assert not case.stack.query("SELECT 1 FROM application_file WHERE application_id = %s", case.id)
    assert not case.stack.query("SELECT 1 FROM file WHERE application_id = %s", case.id)


def mend(case):
    """The applicant mends one item by changing the field, one by another file, and explains the third."""
    b = case.browser
    page = ok(b.get("/apply/corrections"))
    assert page.has("看不清"), page.words[:800]
    refused = case.submit()  # nothing has been done yet
    assert refused.status == 422 and case.state == "returned", refused.words[:500]
    ok(case.save("organisation", {"telephone": "010-66668888"}))
    code, slot, path = next(f for f in case.applicant.files if f[0] == "trading_form")
    old = case.stack.query("SELECT f.public_id FROM application_file a JOIN file f ON f.id = a.file_id"
                           " WHERE a.application_id = %s AND a.code = %s", case.id, code)[0]["public_id"]
    ok(b.get("/apply/materials"))
    ok(send(b, form_with(b.page, "/apply/materials/remove", file=old)))
    ok(case.upload(code, slot, path=next(f[2] for f in case.applicant.files if f[0] == "subject_licence")))
    page = ok(b.get("/apply/corrections"))
    number = next(n for n in ("1", "2", "3") if page.form("/apply/corrections") and item_is_open(case, int(n)))
    ok(send(b, form_with(page, "/apply/corrections", number=number), {"answer": "与营业执照一致，无需修改"}))
    ok(case.submit())
    assert case.state == "initial_review" and case.row()["version"] == 2


def item_is_open(case, number):
    return case.stack.query("SELECT target FROM correction WHERE application_id = %s AND number = %s", case.id,
                            number)[0]["target"] == "field:scope"


@pytest.mark.parametrize("name", ["applicant-a", "applicant-b"])
def test_from_registration_to_two_bound_accounts(stack, name):
    case = journey.Case(stack, journey.fresh(name))
    sections, trader = case.applicant.sections, case.applicant.sections["trader"]
    people = journey.crew(stack)
    registrar = journey.Staffer(stack, "registry_reviewer")

    case.register().start().fill()
    refuse_wrong_files(case)
    page = case.submit()
    assert page.status == 422 and case.state == "draft", "submitted without a file"
    case.upload_all()
    page = case.submit()
    assert page.status == 422 and case.state == "draft", "submitted with unconfirmed contacts"
    case.confirm_contacts()
    ok(case.submit())
    assert case.state == "initial_review" and case.row()["version"] == 1
    number = case.row()["number"]
    assert re.fullmatch(r"KH\d{14}", number) and luhn(number[2:])
    assert number in wait_for_message(stack, trader["trader_mobile"], number)
    assert ok(case.browser.get("/apply")).has(number)

    targets = ["field:scope", "field:telephone", "material:trading_form"]
    journey.give_back(case, people.initial, targets)
    items = stack.query("SELECT target, number FROM correction WHERE application_id = %s ORDER BY number", case.id)
    assert sorted(i["target"] for i in items) == sorted(targets) and [i["number"] for i in items] == [1, 2, 3]
    wait_for_message(stack, trader["trader_mobile"], "补正")
    wait_for_message(stack, trader["trader_email"], "补正")
    mend(case)
    carried = stack.query("SELECT target FROM mark WHERE application_id = %s AND version = 2", case.id)
    assert not {t["target"] for t in carried} & {"field:telephone", "material:trading_form"}, "changed, and still marked"

    page = ok(people.initial.browser.get("/office/case/%s?changed=1" % case.public_id))
    assert page.has("010-66668888"), "what changed since version 1 is not shown"
    journey.pass_initial(case, people.initial)
    wait_for_message(stack, trader["trader_mobile"], number)
    ok(case.browser.get("/apply/cover"))
    ok(case.browser.get("/apply/shipment"))
    ok(case.browser.submit("/apply/shipment", {"courier": "顺丰速运", "tracking": "SF1234567890"}))
    b = people.second.browser
    ok(b.get("/office/receive"))
    page = ok(b.submit("/office/receive", {"number": number + "-1"}))
    assert page.has("旧的第 1 版"), "old paper is not told from current"
    ok(b.get("/office/receive"))
    ok(b.submit("/office/receive", {"number": number.lower() + "-2"}))
    journey.receive(case, people.second)
    journey.pass_paper(case, people.second)
    first = journey.hand_over(case, people.second)
    journey.dispute(case, people.receiver, first)
    second = journey.hand_over(case, people.second)
    assert second != first
    page = send(people.receiver.browser, journey.line_form(case, people.receiver, second, "accept"),
                {"counted": journey.copies_on(case, second) - 1})
    assert page.status == 422 and case.state == "handed_over", "taken over with a sheet too few"
    journey.accept(case, people.receiver, second)
    journey.open_accounts(case, registrar)

    accounts = stack.query("SELECT r.number AS registry, t.number AS trading, r.uscc AS ru, t.uscc AS tu, t.state AS state"
                           " FROM binding b JOIN registry_account r ON r.id = b.registry_account_id"
                           " JOIN trading_account t ON t.id = b.trading_account_id WHERE r.application_id = %s", case.id)
    assert len(accounts) == 1 and accounts[0]["ru"] == accounts[0]["tu"] == sections["organisation"]["uscc"]
    assert accounts[0]["state"] == "awaiting_fee"  # both samples are of kinds that pay
    registry, trading = accounts[0]["registry"], accounts[0]["trading"]
    people_of = {"initiator": sections["initiator"]["initiator_mobile"],
                 "confirmer": sections["confirmer"]["confirmer_mobile"],
                 "trading_representative": trader["trader_mobile"]}
    found = holders(case)
    assert [h["role"] for h in found] == sorted(people_of)
    for holder in found:
        mobile = people_of[holder["role"]]
        to = trader["trader_email"] if holder["account_kind"] == "trading" else mobile
        text = stack.sim.wait_message(to, trading if to != mobile else registry)["text"]
        code = activation_code(text, holder["login"])
        password = "Own-Password-%s" % holder["role"][:4]
        assert password not in text and holder["activated_at"] is None
        browser = activate(case, holder["login"], code, mobile, password)
        assert holder_row(stack, holder["id"])["activated_at"] is not None, browser.page.words[:800]
        signed_in = stack.portal()
        ok(signed_in.get("/account/sign-in"))
        page = ok(signed_in.submit("/account/sign-in", {"login": holder["login"], "password": password}))
        page = ok(signed_in.get("/account"))
        assert page.has(registry, trading), page.words[:800]
        assert page.has("¥3,000.00（开户费 2,000.00＋年费 1,000.00）", "待缴费"), page.words[:800]

    verified = stack.ctl("audit", "verify")
    assert verified.returncode == 0, verified.stdout + verified.stderr


def holder_row(stack, holder_id):
    return stack.query("SELECT * FROM holder WHERE id = %s", holder_id)[0]


def luhn(digits):
    total = 0
    for i, ch in enumerate(reversed(digits)):
        n = int(ch) * (2 if i % 2 else 1)
        total += n - 9 if n > 9 else n
    return total % 10 == 0
