"""Requests of our SMS adapters, whole as they leave, verified by the providers' own SDKs; and requests the SDKs sign taken by our
simulators, so that the two together say what the providers say."""

import hashlib
import json
import secrets
import threading
import time
import urllib.parse
import urllib.request

import pytest

import gateway
from gateway import TOP, Probe, Sdk

gateway.sys.path.insert(0, str(TOP / "tests" / "sim"))
import messages  # noqa: E402
import sms_aliyun as aliyun  # noqa: E402
import sms_tencent as tencent  # noqa: E402
import store  # noqa: E402
import web  # noqa: E402

TEXT = "【受理】${org_name}，您的验证码${code}，${code}10分钟内有效。"
VALUES = {"code": "123456", "org_name": "样本市“绿色”发展 & 100%(a~b*c+d='e')𠮷"}


@pytest.fixture(scope="module")
def sdk():
    s = Sdk()
    yield s
    s.stop()


@pytest.fixture(scope="module")
def provider(tmp_path_factory):
    """Both simulated providers at one address."""
    directory = tmp_path_factory.mktemp("templates")
    (directory / "code.txt").write_text(TEXT, encoding="utf-8")

    class Handler(messages.Handler):
        pass

    Handler.store = store.Store(None)
    Handler.providers = [aliyun.Provider(Handler.store, "AK", "hush", str(directory)),
                         tencent.Provider(Handler.store, "SID", "shush", str(directory), app_id="1400000001")]
    server = web.Web(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    Handler.url = "http://127.0.0.1:%d/" % server.server_address[1]
    yield Handler
    server.shutdown()


@pytest.fixture(scope="module")
def probe(stack, provider, tmp_path_factory):
    directory = tmp_path_factory.mktemp("probe")
    for name, text in (("aliyun", "hush"), ("tencent", "shush")):
        (directory / name).write_text(text)
    p = Probe(gateway.build_probe(stack, "message_probe"), directory, {
        "sms.aliyun_endpoint": provider.url, "sms.aliyun_access_key": "AK", "sms.aliyun_secret_file": directory / "aliyun",
        "sms.tencent_endpoint": provider.url, "sms.tencent_secret_id": "SID", "sms.tencent_secret_key_file": directory / "tencent",
        "sms.tencent_app_id": "1400000001"})
    yield p
    p.stop()


def question(name, **more):
    return dict({"provider": name, "id": secrets.token_hex(11), "mobile": "13800138000", "template": "code", "text": TEXT,
                 "values": VALUES}, **more)


def headers_of(request):
    return {line.split(":", 1)[0].lower(): line.split(":", 1)[1].strip() for line in request["headers"]}


def test_aliyun_sdk_verifies_our_whole_request(probe, sdk, provider):
    request = probe.ask(call="request", **question("aliyun"))
    url, headers = urllib.parse.urlsplit(request["url"]), headers_of(request)
    query = dict(urllib.parse.parse_qsl(url.query, keep_blank_values=True, strict_parsing=True))
    assert json.loads(query["TemplateParam"]) == VALUES and query["PhoneNumbers"] == "13800138000" and request["body"] == ""
    assert headers["content-type"] == "", "libcurl's own would have to be signed"
    signed = {n: v for n, v in headers.items() if n.startswith("x-acs-")} | {"host": url.netloc}
    assert signed["x-acs-content-sha256"] == hashlib.sha256(b"").hexdigest()
    theirs = sdk.value("sms.aliyun", method="POST", path="/", query=query, headers=signed, payload_hash=signed["x-acs-content-sha256"],
                       key="AK", secret="hush")
    assert headers["authorization"] == theirs
    other = sdk.value("sms.aliyun", method="POST", path="/", query={**query, "PhoneNumbers": "13800138001"}, headers=signed,
                      payload_hash=signed["x-acs-content-sha256"], key="AK", secret="hush")
    assert other != theirs, "the measure itself"


def test_tencent_sdk_verifies_our_whole_request(probe, sdk):
    request = probe.ask(call="request", **question("tencent"))
    headers, body = headers_of(request), json.loads(request["body"])
    assert body["PhoneNumberSet"] == ["+8613800138000"] and body["TemplateParamSet"] == [VALUES["org_name"], VALUES["code"]]
    sign = dict(url=request["url"], timestamp=int(headers["x-tc-timestamp"]), secret_id="SID", secret="shush",
                content_type=headers["content-type"])
    theirs = sdk.value("sms.tencent", payload=request["body"], **sign)
    # The SDK takes the host from the URL without its port; what is signed is compared on the provider's own address below.
    assert theirs.split("Signature=")[0] == headers["authorization"].split("Signature=")[0]


def test_tencent_sdk_verifies_our_signature_at_the_providers_address(stack, sdk, tmp_path):
    (tmp_path / "key").write_text("shush")
    p = Probe(gateway.build_probe(stack, "message_probe"), tmp_path, {
        "sms.tencent_secret_id": "SID", "sms.tencent_secret_key_file": tmp_path / "key", "sms.tencent_app_id": "1400000001"})
    request = p.ask(call="request", **question("tencent"))
    p.stop()
    headers = headers_of(request)
    assert request["url"] == "https://sms.tencentcloudapi.com/"
    sign = dict(url=request["url"], timestamp=int(headers["x-tc-timestamp"]), secret_id="SID", secret="shush",
                content_type=headers["content-type"])
    assert headers["authorization"] == sdk.value("sms.tencent", payload=request["body"], **sign)
    assert headers["authorization"] != sdk.value("sms.tencent", payload=request["body"] + " ", **sign)


@pytest.mark.parametrize("name", ["aliyun", "tencent"])
def test_what_we_send_is_taken_and_found_again(probe, provider, name):
    q = question(name)
    sent = probe.ask(call="send", **q)
    assert sent["result"] == "sent" and sent["provider_id"], sent
    assert [m["text"] for m in provider.store.find() if m["key"] == q["id"]] == [
        "【CCER联合开户】" + TEXT.replace("${org_name}", VALUES["org_name"]).replace("${code}", "123456")]
    asked = dict(q, sent_at=int(time.time()))
    assert probe.ask(call="ask", **asked)["fate"] == "delivered"
    assert probe.ask(call="ask", **dict(asked, id="never", provider_id=""))["fate"] == {"aliyun": "never", "tencent": "unknown"}[name]


def test_the_simulator_takes_what_tencents_sdk_signs(sdk, provider):
    body = json.dumps({"PhoneNumberSet": ["+8613900139000"], "SmsSdkAppId": "1400000001", "SignName": "开户", "TemplateId": "code",
                       "TemplateParamSet": ["甲", "654321"], "SessionContext": "sdk"})
    at, kind = int(time.time()), "application/json; charset=utf-8"

    def post(secret):
        # As the provider's own host: the SDK signs a host without a port.
        authorization = sdk.value("sms.tencent", url="https://sms.tencentcloudapi.com/", payload=body, timestamp=at, secret_id="SID",
                                  secret=secret, content_type=kind)
        request = urllib.request.Request(provider.url, body.encode(), {
            "Content-Type": kind, "Host": "sms.tencentcloudapi.com", "X-TC-Action": "SendSms", "X-TC-Version": "2021-01-11",
            "X-TC-Region": "ap-beijing", "X-TC-Timestamp": str(at), "Authorization": authorization})
        return json.load(urllib.request.urlopen(request, timeout=10))["Response"]

    assert post("shush")["SendStatusSet"][0]["Code"] == "Ok"
    assert post("other")["Error"]["Code"] == "AuthFailure.SignatureFailure"


def test_the_simulator_takes_what_aliyuns_sdk_sends(sdk, provider):
    sent = sdk.value("sms.aliyun_send", endpoint=urllib.parse.urlsplit(provider.url).netloc, key="AK", secret="hush", to="13700137000",
                     sign_name="开户", template="code", param=json.dumps(VALUES, ensure_ascii=False), out_id="sdk-aliyun")
    assert sent["code"] == "OK" and [m["to"] for m in provider.store.find() if m["key"] == "sdk-aliyun"] == ["13700137000"]


@pytest.mark.parametrize("name, channel", [("aliyun", "sms"), ("tencent", "tencent")])
def test_a_request_leaves_once(probe, provider, name, channel):
    """On a kept connection that breaks before the answer libcurl would send again by itself."""
    assert probe.ask(call="send", **question(name))["result"] == "sent"
    provider.store.switch(channel, "lose", 1)
    q = question(name)
    lost = probe.ask(call="send", **q)
    assert (lost["result"], lost["problem"]) == ("unsure", "broken")
    assert [m["repeats"] for m in provider.store.find() if m["key"] == q["id"]] == [0]
