"""Public SDKs of the providers play the other side (sdk.js): what our code signs they verify, what they sign ours verifies,
and as clients they find nothing wrong with the simulators. None of them is ours, and none is shipped."""

import hashlib
import http.server
import json
import re
import secrets
import sys
import threading
import time
import urllib.parse
import uuid

import pytest

from gateway import TOP, Hook, Probe, Sdk, Simulator, build_probe

sys.path.insert(0, str(TOP / "tests" / "sim"))
import pay_wechat  # noqa: E402
import sms_aliyun as sms_simulator  # noqa: E402
import store  # noqa: E402


@pytest.fixture(scope="module")
def program(stack):
    return build_probe(stack)


@pytest.fixture(scope="module")
def sdk():
    s = Sdk()
    yield s
    s.stop()


class Side:
    def __init__(self, name, program, directory):
        self.name, self.hook = name, Hook()
        self.sim = Simulator(name, directory)
        self.probe = Probe(program, directory, self.sim.settings)

    def ask(self, call, **question):
        return self.probe.ask(provider=self.name, call=call, **question)

    def key(self, name):
        return (self.sim.keys / name).read_text()

    def order(self):
        return {"out_trade_no": uuid.uuid4().hex, "amount_fen": 300000, "subject": "开户费 100% +A", "expires_at": int(time.time()) + 900,
                "notify_url": self.hook.url, "return_url": "https://ccer.example/pay/back?x=1&y=2"}

    def stop(self):
        self.probe.stop()
        self.sim.stop()
        self.hook.shutdown()


@pytest.fixture(scope="module")
def alipay(program, tmp_path_factory):
    side = Side("alipay", program, tmp_path_factory.mktemp("alipay"))
    yield side
    side.stop()


@pytest.fixture(scope="module")
def wechat(program, tmp_path_factory):
    side = Side("wechat", program, tmp_path_factory.mktemp("wechat"))
    side.hook.answer = (204, "")
    yield side
    side.stop()


# ---- Alipay --------------------------------------------------------------------------------------------------------

def alipay_client(side):
    return {"app_id": "2021000000000001", "private_key": side.key("app_private.pem"),
            "alipay_public_key": side.key("alipay_public.pem"), "gateway": side.sim.url + "/gateway.do"}


def fields(url):
    return dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(url).query, keep_blank_values=True, strict_parsing=True))


def test_alipay_page_is_what_the_sdk_makes(alipay, sdk):
    order = alipay.order()
    ours = fields(alipay.ask("begin", **order)["url"])
    content = json.loads(ours["biz_content"])
    theirs = fields(sdk.value("alipay.page", **alipay_client(alipay), method="alipay.trade.page.pay", content=content,
                              notify_url=order["notify_url"], return_url=order["return_url"]))
    assert set(theirs) - set(ours) <= {"alipay_sdk"}
    assert set(ours) - set(theirs) <= {"format"}
    for name in set(ours) & set(theirs) - {"sign", "timestamp", "biz_content"}:
        assert ours[name].lower() == theirs[name].lower(), name
    assert json.loads(theirs["biz_content"]) == content
    assert abs(time.mktime(time.strptime(ours["timestamp"], "%Y-%m-%d %H:%M:%S")) -
               time.mktime(time.strptime(theirs["timestamp"], "%Y-%m-%d %H:%M:%S"))) < 60
    assert content["total_amount"] == "3000.00" and content["subject"] == order["subject"]


def test_alipay_sdk_verifies_what_we_sign(alipay, sdk):
    ours = fields(alipay.ask("begin", **alipay.order())["url"])
    client = dict(alipay_client(alipay), alipay_public_key=alipay.key("app_public.pem"))
    assert sdk.value("alipay.check_notice", **client, fields=ours) is True
    assert sdk.value("alipay.check_notice", **client, fields=dict(ours, app_id="2021000000000009")) is False


def test_we_verify_what_alipay_sdk_signs(program, alipay, sdk, tmp_path):
    """The SDK signs a request; the same rule holds for notices with sign_type. Signed with the key we hold as Alipay's."""
    probe = Probe(program, tmp_path, {**alipay.sim.settings, "pay.alipay_public_key_file": alipay.sim.keys / "app_public.pem"})
    url = sdk.value("alipay.page", **alipay_client(alipay), method="alipay.trade.page.pay",
                    content={"subject": "开户费 100% +A"}, notify_url="https://a.example/hook", return_url="https://a.example/")
    body = urllib.parse.urlsplit(url).query
    # A request is no notice, but its signature holds: that is found first.
    assert probe.ask(provider="alipay", call="verify", body=body)["verdict"] == "not_understood"
    assert probe.ask(provider="alipay", call="verify", body=body.replace("page.pay", "page.pax"))["verdict"] == "bad_signature"
    probe.stop()


def test_alipay_sdk_is_content_with_the_simulator(alipay, sdk):
    order = alipay.order()
    client = alipay_client(alipay)
    url = urllib.parse.urlsplit(sdk.value("alipay.page", **client, method="alipay.trade.page.pay", notify_url=alipay.hook.url,
                                          return_url=order["return_url"],
                                          content={"out_trade_no": order["out_trade_no"], "product_code": "FAST_INSTANT_TRADE_PAY",
                                                   "total_amount": "3000.00", "subject": order["subject"]}))
    status, _, page = alipay.sim.get(url.path + "?" + url.query)
    assert status == 200 and "模拟支付宝收银台" in page
    number = {"out_trade_no": order["out_trade_no"]}
    assert sdk.value("alipay.exec", **client, method="alipay.trade.query", content=number)["subCode"] == "ACQ.TRADE_NOT_EXIST"
    alipay.sim.act(order["out_trade_no"], "pay")
    answer = sdk.value("alipay.exec", **client, method="alipay.trade.query", content=number)
    assert (answer["code"], answer["tradeStatus"], answer["totalAmount"]) == ("10000", "TRADE_SUCCESS", "3000.00")
    answer = sdk.value("alipay.exec", **client, method="alipay.trade.refund",
                       content={**number, "refund_amount": "10.00", "out_request_no": "R1", "refund_reason": "多付"})
    assert (answer["code"], answer["fundChange"]) == ("10000", "Y")
    answer = sdk.value("alipay.exec", **client, method="alipay.trade.fastpay.refund.query", content={**number, "out_request_no": "R1"})
    assert answer["refundStatus"] == "REFUND_SUCCESS"
    day = time.strftime("%Y-%m-%d", time.gmtime(time.time() + 8 * 3600))
    answer = sdk.value("alipay.exec", **client, method="alipay.data.dataservice.bill.downloadurl.query",
                       content={"bill_type": "trade", "bill_date": day})
    assert answer["billDownloadUrl"].startswith(alipay.sim.url)
    wrong = dict(client, alipay_public_key=alipay.key("app_public.pem"))
    assert "error" in sdk.ask(call="alipay.exec", **wrong, method="alipay.trade.query", content=number)


def test_alipay_sdk_verifies_the_simulated_notices(alipay, sdk):
    before = len(alipay.hook.taken)
    order = alipay.order()
    url = urllib.parse.urlsplit(alipay.ask("begin", **order)["url"])
    alipay.sim.get(url.path + "?" + url.query)
    alipay.sim.act(order["out_trade_no"], "pay")
    body = alipay.hook.wait(before + 1)[before][1]
    notice = dict(urllib.parse.parse_qsl(body, keep_blank_values=True))
    assert notice["subject"] == order["subject"]
    assert sdk.value("alipay.check_notice", **alipay_client(alipay), fields=notice) is True
    assert alipay.ask("verify", body=body)["verdict"] == "verified"
    assert sdk.value("alipay.check_notice", **alipay_client(alipay), fields=dict(notice, total_amount="0.01")) is False


# ---- WeChat Pay ----------------------------------------------------------------------------------------------------

def wechat_client(side, serial=pay_wechat.PUBLIC_KEY_ID):
    certs = {name: side.key("platform/%s.pem" % name) for name in (pay_wechat.PUBLIC_KEY_ID, pay_wechat.PLATFORM_SERIAL)}
    headers = {"Wechatpay-Serial": serial} if serial.startswith("PUB_KEY_ID_") else {}
    return {"base": side.sim.url + "/", "mchid": "1900000001", "serial": pay_wechat.MERCHANT_SERIAL,
            "private_key": side.key("merchant_private.pem"), "certs": certs, "headers": headers}


def test_wechat_sdk_verifies_what_we_sign(program, wechat, sdk, tmp_path):
    recorder = Hook()
    recorder.answer = (500, "{}")
    probe = Probe(program, tmp_path, {**wechat.sim.settings, "pay.wechat_endpoint": recorder.url.rsplit("/", 1)[0]})
    assert probe.ask(provider="wechat", call="begin", **wechat.order())["err"] == "unavailable"
    headers, body = recorder.wait(1)[0]
    given = dict(re.findall(r'([a-z_]+)="([^"]*)"', headers["Authorization"]))
    assert headers["Authorization"].startswith("WECHATPAY2-SHA256-RSA2048 ")
    assert set(given) == {"mchid", "nonce_str", "signature", "timestamp", "serial_no"} and len(given["nonce_str"]) <= 32
    assert headers["Wechatpay-Serial"] == pay_wechat.PUBLIC_KEY_ID
    request = {"method": "POST", "target": "/v3/pay/transactions/native", "timestamp": given["timestamp"], "nonce": given["nonce_str"],
               "body": body, "signature": given["signature"], "public_key": wechat.key("merchant_certificate.pem")}
    assert sdk.value("wechat.verify_request", **request) is True
    assert sdk.value("wechat.verify_request", **dict(request, body=body + " ")) is False
    assert json.loads(body)["amount"] == {"total": 300000, "currency": "CNY"}
    probe.stop()
    recorder.shutdown()


@pytest.mark.parametrize("serial, key", [(pay_wechat.PUBLIC_KEY_ID, "public_key_private.pem"),
                                         (pay_wechat.PLATFORM_SERIAL, "certificate_private.pem")])
def test_we_verify_what_wechat_sdk_signs(wechat, sdk, serial, key):
    api_key, nonce = wechat.key("api_v3.key"), secrets.token_hex(6)
    plain = {"appid": "wxd678efh567hg6787", "mchid": "1900000001", "out_trade_no": "KH20261222ab", "transaction_id": "42000",
             "trade_state": "SUCCESS", "success_time": "2026-12-22T09:14:00+08:00", "amount": {"total": 300000, "currency": "CNY"},
             "attach": "生僻字 𠮷"}
    sealed = sdk.value("wechat.seal", plain=json.dumps(plain, ensure_ascii=False), key=api_key, nonce=nonce, additional="transaction")
    body = json.dumps({"id": "EV-1", "event_type": "TRANSACTION.SUCCESS", "resource_type": "encrypt-resource", "resource": {
        "original_type": "transaction", "algorithm": "AEAD_AES_256_GCM", "ciphertext": sealed, "associated_data": "transaction", "nonce": nonce}})
    timestamp = str(int(time.time()))
    signature = sdk.value("wechat.sign_response", timestamp=timestamp, nonce="n0nce", body=body, private_key=wechat.key(key))
    headers = {"Wechatpay-Timestamp": timestamp, "Wechatpay-Nonce": "n0nce", "Wechatpay-Signature": signature, "Wechatpay-Serial": serial}
    heard = wechat.ask("verify", headers=headers, body=body)
    assert (heard["verdict"], heard["event"], heard["trade"]["amount_fen"]) == ("verified", "payment", 300000)
    assert heard["trade"]["paid_at"] == 1797902040
    assert wechat.ask("verify", headers=headers, body=body + "\n")["verdict"] == "bad_signature"


@pytest.mark.parametrize("serial", [pay_wechat.PUBLIC_KEY_ID, pay_wechat.PLATFORM_SERIAL])
def test_wechat_sdk_is_content_with_the_simulator(wechat, sdk, serial):
    client, number = wechat_client(wechat, serial), uuid.uuid4().hex
    before = len(wechat.hook.taken)

    def call(method, path, **more):
        return sdk.value("wechat.client", **client, method=method, path=path, **more)

    made = call("POST", "v3/pay/transactions/native", data={
        "appid": "wxd678efh567hg6787", "mchid": "1900000001", "description": "开户费", "out_trade_no": number,
        "notify_url": wechat.hook.url, "amount": {"total": 300000, "currency": "CNY"}})
    assert made["status"] == 200 and made["data"]["code_url"].startswith("weixin://")
    order = "v3/pay/transactions/out-trade-no/" + number
    assert call("GET", order, params={"mchid": "1900000001"})["data"]["trade_state"] == "NOTPAY"
    wechat.sim.act(number, "pay")
    paid = call("GET", order, params={"mchid": "1900000001"})
    assert (paid["status"], paid["data"]["trade_state"], paid["data"]["amount"]["total"]) == (200, "SUCCESS", 300000)
    assert call("POST", order + "/close", data={"mchid": "1900000001"})["data"]["code"] == "ORDERPAID"
    refund = call("POST", "v3/refund/domestic/refunds", data={
        "out_trade_no": number, "out_refund_no": "R" + number[:20], "amount": {"refund": 1000, "total": 300000, "currency": "CNY"}})
    assert refund["data"]["status"] == "PROCESSING"
    headers, body = wechat.hook.wait(before + 1)[before]
    assert sdk.value("wechat.verify_response", timestamp=headers["Wechatpay-Timestamp"], nonce=headers["Wechatpay-Nonce"], body=body,
                     signature=headers["Wechatpay-Signature"], public_key=client["certs"][headers["Wechatpay-Serial"]]) is True
    resource = json.loads(body)["resource"]
    plain = sdk.value("wechat.open", sealed=resource["ciphertext"], key=wechat.key("api_v3.key"), nonce=resource["nonce"],
                      additional=resource["associated_data"])
    assert json.loads(plain)["out_trade_no"] == number
    day = time.strftime("%Y-%m-%d", time.gmtime(time.time() + 8 * 3600))
    bill = call("GET", "v3/bill/tradebill", params={"bill_date": day})["data"]
    assert bill["hash_type"] == "SHA1"
    wechat.hook.wait(before + 2)


def test_wechat_sdk_notices_a_wrong_signature(wechat, sdk):
    wechat.ask("begin", **dict(wechat.order(), out_trade_no="0" * 10))
    wechat.sim.switch(mode="wrong_signature", call="query", order="0" * 10, count=1)
    answer = sdk.ask(call="wechat.client", **wechat_client(wechat), method="GET", path="v3/pay/transactions/out-trade-no/" + "0" * 10,
                     params={"mchid": "1900000001"})
    assert "EV3_RES_HEADER_SIGNATURE_DIGEST" in json.dumps(answer)


# ---- SMS -----------------------------------------------------------------------------------------------------------

def test_aliyun_sdk_signs_as_we_do(wechat, sdk):
    query = {"PhoneNumbers": "13800138000", "SignName": "CCER联合开户", "TemplateCode": "SMS_1", "OutId": "42",
             "TemplateParam": '{"code":"123456","x":"a b*~(+)&=%"}'}
    call = {"key": "AK", "secret": "hush", "host": "127.0.0.1:39187", "action": "SendSms", "version": "2017-05-25",
            "date": "2026-12-22T01:14:00Z", "nonce": "3156853299f313e23d1673dc12e1703d"}
    ours = wechat.probe.ask(provider="aliyun", call="sign", pairs=query, **call)
    empty = hashlib.sha256(b"").hexdigest()
    headers = {"host": call["host"], "x-acs-action": call["action"], "x-acs-version": call["version"], "x-acs-date": call["date"],
               "x-acs-signature-nonce": call["nonce"], "x-acs-content-sha256": empty}
    assert ours["authorization"] == sdk.value("sms.aliyun", method="POST", path="/", query=query, headers=headers, payload_hash=empty,
                                              key="AK", secret="hush")


def test_aliyun_sdk_is_content_with_the_simulator(sdk, tmp_path):
    import messages
    (tmp_path / "SMS_1.txt").write_text("验证码${code}", encoding="utf-8")

    class Handler(messages.Handler):
        store = store.Store(None)

    Handler.providers = [sms_simulator.Provider(Handler.store, "AK", "hush", str(tmp_path))]
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    question = {"endpoint": "127.0.0.1:%d" % server.server_address[1], "key": "AK", "secret": "hush", "to": "13800138000",
                "sign_name": "开户", "template": "SMS_1", "param": '{"code":"123456"}', "out_id": "7"}
    assert sdk.value("sms.aliyun_send", **question)["code"] == "OK"
    assert "SignatureDoesNotMatch" in sdk.ask(call="sms.aliyun_send", **dict(question, secret="other"))["error"]
    assert [m["text"] for m in Handler.store.find()] == ["【开户】验证码123456"]
    server.shutdown()


def test_tencent_sdk_gives_the_published_signature(sdk):
    """Tencent Cloud's documented example, by its own SDK: what our adapter is held against."""
    body = '{"Limit": 1, "Filters": [{"Values": ["\\u672a\\u547d\\u540d"], "Name": "instance-name"}]}'
    given = sdk.value("sms.tencent", url="https://cvm.tencentcloudapi.com/", payload=body, timestamp=1551113065, service="cvm",
                      secret_id="AKIDz8krbsJ5yKBZQpn74WFkmLPx3EXAMPLE", secret="Gu5t9xGARNpq86cd98joQYCN3EXAMPLE",
                      content_type="application/json; charset=utf-8")
    assert given.endswith("Signature=72e494ea809ad7a8c8f7a4507b9bddcbaa8e581f516e8da2f66e2c5a96525168")
