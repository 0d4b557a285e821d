"""The simulators against the provider's published example and against themselves: that they refuse what the real ones
refuse, and misbehave when told to."""

import datetime
import hashlib
import http.client
import json
import os
import smtplib
import socket
import subprocess
import sys
import time
import urllib.parse
import uuid
from email.message import EmailMessage

import pytest

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
import sms_aliyun as sms  # noqa: E402


def test_published_vector():
    headers = {"host": "ecs.cn-shanghai.aliyuncs.com", "x-acs-action": "RunInstances", "x-acs-version": "2014-05-26",
               "x-acs-date": "2023-10-26T10:22:32Z", "x-acs-signature-nonce": "3156853299f313e23d1673dc12e1703d",
               "x-acs-content-sha256": sms.EMPTY_SHA256}
    query = [("ImageId", "win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd"), ("RegionId", "cn-shanghai")]
    canonical = sms.canonical_request("POST", "/", query, headers, sorted(headers), sms.EMPTY_SHA256)
    assert hashlib.sha256(canonical.encode()).hexdigest() == \
        "7ea06492da5221eba5297e897ce16e55f964061054b7695beedaac1145b1e259"
    assert sms.signature("YourAccessKeySecret", canonical) == \
        "06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0"


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Sim:
    def __init__(self, directory):
        self.http, self.smtp = free_port(), free_port()
        os.makedirs(directory / "sms")
        (directory / "sms" / "code.txt").write_text("验证码${code}，请勿告知他人。\n", encoding="utf-8")
        (directory / "secret").write_text("hush")
        self.command = [sys.executable, HERE + "/messages.py", "--http", str(self.http), "--smtp", str(self.smtp),
                        "--access-key", "AK", "--secret-file", str(directory / "secret"), "--templates",
                        str(directory / "sms"), "--store", str(directory / "messages")]
        self.start()

    def start(self):
        self.process = subprocess.Popen(self.command)
        for _ in range(100):
            try:
                socket.create_connection(("127.0.0.1", self.http), 1).close()
                return
            except OSError:
                time.sleep(0.05)
        raise RuntimeError("the simulator did not start")

    def stop(self):
        self.process.terminate()
        self.process.wait(10)

    def ask(self, method, target, body=None, headers=None):
        c = http.client.HTTPConnection("127.0.0.1", self.http, timeout=3)
        try:
            c.request(method, target, body, headers or {})
            r = c.getresponse()
            text = r.read().decode()
            return r.status, json.loads(text) if "json" in (r.getheader("Content-Type") or "") else text
        finally:
            c.close()

    def switch(self, **what):
        assert self.ask("POST", "/switch", json.dumps(what))[0] == 200

    def send(self, out_id="1", to="13800138000", param='{"code":"123456"}', template="code", secret="hush", key="AK",
             date=None, nonce=None, extra=None):
        query = [("PhoneNumbers", to), ("SignName", "开户"), ("TemplateCode", template), ("TemplateParam", param),
                 ("OutId", out_id)]
        now = datetime.datetime.now(datetime.timezone.utc)
        headers = {"host": "127.0.0.1:%d" % self.http, "x-acs-action": "SendSms", "x-acs-version": "2017-05-25",
                   "x-acs-date": date or now.strftime("%Y-%m-%dT%H:%M:%SZ"),
                   "x-acs-signature-nonce": nonce or uuid.uuid4().hex, "x-acs-content-sha256": sms.EMPTY_SHA256}
        canonical = sms.canonical_request("POST", "/", query, headers, sorted(headers), sms.EMPTY_SHA256)
        sent = dict(headers, **(extra or {}))
        sent["Authorization"] = "ACS3-HMAC-SHA256 Credential=%s,SignedHeaders=%s,Signature=%s" % (
            key, ";".join(sorted(headers)), sms.signature(secret, canonical))
        return self.ask("POST", "/?" + urllib.parse.urlencode(query), None, sent)

    def mail(self, message_id="<1@test>"):
        m = EmailMessage()
        m["From"], m["To"], m["Subject"], m["Message-ID"] = "a@test.example", "b@test.example", "开户成功", message_id
        m.set_content("您的账户 𠮷 已开立\n")
        with smtplib.SMTP("127.0.0.1", self.smtp, timeout=3) as s:
            s.send_message(m)

    def messages(self, **query):
        return self.ask("GET", "/messages.json?" + urllib.parse.urlencode(query))[1]["messages"]


@pytest.fixture
def sim(tmp_path):
    s = Sim(tmp_path)
    yield s
    s.stop()


def test_sms_is_taken_once(sim):
    assert sim.send()[1]["Code"] == "OK"
    assert sim.send()[1]["Code"] == "OK"
    found = sim.messages(to="13800138000")
    assert [m["text"] for m in found] == ["【开户】验证码123456，请勿告知他人。"]
    assert found[0]["repeats"] == 1
    sim.stop()
    sim.start()
    assert sim.messages()[0]["repeats"] == 1


@pytest.mark.parametrize("wrong, code", [
    ({"secret": "other"}, "SignatureDoesNotMatch"), ({"key": "nobody"}, "InvalidAccessKeyId.NotFound"),
    ({"date": "2020-01-01T00:00:00Z"}, "InvalidTimeStamp.Expired"),
    ({"extra": {"x-acs-more": "unsigned"}}, "SignatureDoesNotMatch"),
    ({"param": "no json"}, "isv.INVALID_JSON_PARAM"), ({"param": '{"code":1}'}, "isv.INVALID_JSON_PARAM"),
    ({"param": "{}"}, "isv.TEMPLATE_MISSING_PARAMETERS"), ({"template": "unknown"}, "isv.SMS_TEMPLATE_ILLEGAL"),
    ({"template": "../secret"}, "isv.SMS_TEMPLATE_ILLEGAL"), ({"to": "12345"}, "isv.MOBILE_NUMBER_ILLEGAL")])
def test_sms_refuses(sim, wrong, code):
    assert sim.send(**wrong)[1]["Code"] == code
    assert sim.messages() == []


def test_a_nonce_works_once(sim):
    assert sim.send(nonce="n")[1]["Code"] == "OK"
    assert sim.send(nonce="n")[1]["Code"] == "SignatureNonceUsed"


def test_switches_by_hand(sim):
    """Each mode has its words, and the form says how a channel behaves now."""
    status, _ = sim.ask("POST", "/switch", "channel=tencent&mode=refuse")
    assert status == 303
    status, text = sim.ask("GET", "/switches")
    assert status == 200 and '<option value="refuse" selected>' in text and text.count('<option value="ok" selected>') == text.count("<form") - 1 >= 3
    assert "腾讯云短信号码有误" in sim.ask("GET", "/")[1]
    assert sim.ask("POST", "/switch", "channel=tencent&mode=nothing")[0] == 400
    sim.switch(channel="tencent", mode="ok")


def test_sms_switches(sim):
    sim.switch(mode="fail", count=1)
    assert sim.send()[0] == 500
    sim.switch(mode="slow", count=1)
    assert sim.send()[1]["Code"] == "OK"
    sim.switch(mode="throttle", count=2)
    assert [sim.send()[1]["Code"] for _ in range(3)] == ["isv.BUSINESS_LIMIT_CONTROL"] * 2 + ["OK"]
    sim.switch(mode="lose", count=1)
    with pytest.raises(http.client.RemoteDisconnected):
        sim.send(out_id="2")
    assert len(sim.messages()) == 2


def test_mail(sim):
    sim.mail()
    sim.mail()
    found = sim.messages(to="b@test.example", channel="mail")
    assert [(m["subject"], m["text"], m["repeats"]) for m in found] == [("开户成功", "您的账户 𠮷 已开立\n", 1)]
    for mode, problem in (("fail", smtplib.SMTPDataError), ("refuse", smtplib.SMTPRecipientsRefused),
                          ("lose", smtplib.SMTPServerDisconnected)):
        sim.switch(channel="mail", mode=mode, count=1)
        with pytest.raises(problem):
            sim.mail("<%s@test>" % mode)
    assert [m["headers"][3][1] for m in sim.messages()] == ["<1@test>", "<lose@test>"]
