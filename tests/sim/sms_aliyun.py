"""An SMS provider: Aliyun Dysms SendSms (2017-05-25) as its own documentation describes it, signature
ACS3-HMAC-SHA256 included, with the texts of templates/message/sms/<TemplateCode>.txt as the approved templates, and the
delivery reports (SmsReport) it pushes."""

import calendar
import hashlib
import hmac
import json
import re
import sys
import threading
import time
import urllib.parse
import urllib.request
import uuid

import web
from store import ANSWERS, SMS_MODES, Odd, report

EMPTY_SHA256 = hashlib.sha256(b"").hexdigest()
PLACE = re.compile(r"\$\{([A-Za-z0-9_]+)\}")
MOBILE = re.compile(r"^(?:\+86|0086|86)?(1[3-9][0-9]{9})$")

CHANNELS = {"sms": ("阿里云短信", SMS_MODES | {"slow"}), "sms_query": ("阿里云短信查询", {"ok", "fail"})}


class Refused(Exception):
    """status: of HTTP; code and message: Aliyun's."""

    def __init__(self, status, code, message):
        super().__init__(code)
        self.status, self.code, self.message = status, code, message


def strict(text):
    """RFC 3986 percent encoding as the signature wants it."""
    return urllib.parse.quote(text, safe="-_.~")


def canonical_request(method, path, query, headers, signed, payload_hash):
    """query: list of decoded pairs; headers: by lower-case name; signed: names in the order of SignedHeaders."""
    pairs = sorted((strict(k), strict(v)) for k, v in query)
    lines = "".join("%s:%s\n" % (name, headers[name].strip()) for name in signed)
    return "\n".join([method, path or "/", "&".join("%s=%s" % p for p in pairs), lines, ";".join(signed),
                      payload_hash])


def signature(secret, canonical):
    to_sign = "ACS3-HMAC-SHA256\n" + hashlib.sha256(canonical.encode()).hexdigest()
    return hmac.new(secret.encode(), to_sign.encode(), hashlib.sha256).hexdigest()


class Provider:
    def __init__(self, store, access_key, secret, template_dir, hook=None):
        self.store, self.access_key, self.secret, self.template_dir = store, access_key, secret, template_dir
        self.hook = hook
        self.nonces = {}

    @staticmethod
    def is_asked(headers):
        return "x-acs-action" in headers

    def answer(self, method, target, headers, body):
        try:
            return self.send(method, target, headers, body)
        except Refused as refused:
            sys.stderr.write("aliyun: %s: %s\n" % (refused.code, refused.message))
            return refused.status, {"Code": refused.code, "Message": refused.message}

    def send(self, method, target, headers, body):
        """One request. Returns (status, answer as dict); raises Refused for what Aliyun would not take."""
        path, _, raw_query = target.partition("?")
        try:
            query = urllib.parse.parse_qsl(raw_query, keep_blank_values=True, strict_parsing=True, errors="strict")
        except (ValueError, UnicodeDecodeError):
            raise Refused(400, "InvalidParameter", "The query cannot be read.")
        self._verify(method, path, query, headers, body)
        actions = {"SendSms": self._send_sms, "QuerySendDetails": self._query}
        if headers.get("x-acs-action") not in actions or headers.get("x-acs-version") != "2017-05-25":
            raise Refused(404, "InvalidAction.NotFound", "Specified api is not found.")
        return actions[headers["x-acs-action"]](dict(query))

    def _verify(self, method, path, query, headers, body):
        given = headers.get("authorization", "")
        match = re.match(r"^ACS3-HMAC-SHA256 Credential=([^,]+),SignedHeaders=([^,]+),Signature=([0-9a-f]{64})$", given)
        if not match:
            raise Refused(400, "IncompleteSignature", "The Authorization header is missing or malformed.")
        key, names, theirs = match.groups()
        if key != self.access_key:
            raise Refused(404, "InvalidAccessKeyId.NotFound", "Specified access key is not found.")
        signed = names.split(";")
        must = {n for n in headers if n.startswith("x-acs-") or n in ("host", "content-type")}
        must |= {"host", "x-acs-action", "x-acs-version", "x-acs-date", "x-acs-signature-nonce", "x-acs-content-sha256"}
        if signed != sorted(signed) or set(signed) != must or not must <= set(headers):
            raise Refused(400, "SignatureDoesNotMatch", "These headers must be signed, sorted: " + ";".join(sorted(must)))
        digest = hashlib.sha256(body).hexdigest()
        if headers["x-acs-content-sha256"] != digest:
            raise Refused(400, "SignatureDoesNotMatch", "x-acs-content-sha256 is not the hash of the body.")
        ours = signature(self.secret, canonical_request(method, path, query, headers, signed, digest))
        if not hmac.compare_digest(ours, theirs):
            raise Refused(400, "SignatureDoesNotMatch", "The signature does not match.")
        self._fresh(headers["x-acs-date"], headers["x-acs-signature-nonce"])

    def _fresh(self, date, nonce):
        try:
            at = calendar.timegm(time.strptime(date, "%Y-%m-%dT%H:%M:%SZ"))
        except ValueError:
            raise Refused(400, "InvalidTimeStamp.Format", "x-acs-date must be yyyy-MM-ddTHH:mm:ssZ.")
        now = time.time()
        if abs(now - at) > 900:
            raise Refused(400, "InvalidTimeStamp.Expired", "x-acs-date is more than 15 minutes away.")
        self.nonces = {n: t for n, t in self.nonces.items() if now - t < 1800}
        if nonce in self.nonces:
            raise Refused(400, "SignatureNonceUsed", "The nonce has been used.")
        self.nonces[nonce] = now

    def _send_sms(self, p):
        for name in ("PhoneNumbers", "SignName", "TemplateCode"):
            if not p.get(name):
                raise Refused(400, "Missing" + name, name + " is mandatory for this action.")
        mode = self.store.mode("sms")
        if mode == "hang":
            time.sleep(60)
            raise ConnectionAbortedError
        if mode == "slow":
            time.sleep(0.1)
        if mode == "fail":
            raise Refused(500, "isp.SYSTEM_ERROR", "系统错误")
        if mode in ("reset", "bad_gateway"):
            raise Odd(mode)
        business = {"refuse": ("isv.MOBILE_NUMBER_ILLEGAL", "非法手机号"),
                    "throttle": ("isv.BUSINESS_LIMIT_CONTROL", "触发小时级流控Permits:5"),
                    "unfunded": ("isv.AMOUNT_NOT_ENOUGH", "账户余额不足")}
        if mode in business:
            return self._answer(*business[mode])
        number = MOBILE.match(p["PhoneNumbers"])
        if not number:
            return self._answer("isv.MOBILE_NUMBER_ILLEGAL", "非法手机号")
        problem, text, params = self._text(p)
        if problem:
            return self._answer(*problem)
        kept = self.store.add(channel="sms", key=p.get("OutId", ""), to=number.group(1), subject=p["SignName"],
                              text="【%s】%s" % (p["SignName"], text), template=p["TemplateCode"], params=params)
        if mode == "lose":
            raise ConnectionAbortedError
        biz_id = self._biz_id(kept)
        if mode in ANSWERS:
            raise Odd(mode)
        if self.hook and mode == "early":
            self._report(kept, biz_id, mode)
        elif self.hook:
            threading.Thread(target=self._report, args=(kept, biz_id, mode), daemon=True).start()
        return self._answer("OK", "OK", BizId=biz_id)

    def _query(self, p):
        """What became of the messages of one number on one day, newest first."""
        for name in ("PhoneNumber", "SendDate", "PageSize", "CurrentPage"):
            if not p.get(name):
                raise Refused(400, "Missing" + name, name + " is mandatory for this action.")
        if self.store.mode("sms_query") == "fail":
            raise Refused(500, "isp.SYSTEM_ERROR", "系统错误")
        day = lambda at: time.strftime("%Y%m%d", time.gmtime(at + 8 * 3600))  # noqa: E731
        found = [m for m in self.store.find(p["PhoneNumber"], 0, "sms") if day(m["at"]) == p["SendDate"]]
        found = [m for m in found if not p.get("BizId") or p["BizId"] == self._biz_id(m)]
        details = [{"OutId": m["key"], "PhoneNum": m["to"], "SendStatus": 3, "ErrCode": "DELIVERED", "Content": m["text"],
                    "TemplateCode": m.get("template", "")} for m in reversed(found)]
        return self._answer("OK", "OK", TotalCount=len(details),
                            SmsSendDetailDTOs={"SmsSendDetailDTO": details[:int(p["PageSize"])]})

    @staticmethod
    def _biz_id(message):
        return "%d^0" % (900619000000000000 + message["id"])

    def _report(self, message, biz_id, mode):
        report(mode, lambda arrived: self._post_report(message, biz_id, arrived))

    def _post_report(self, message, biz_id, arrived):
        """Says what became of a message."""
        now = time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime(time.time() + 8 * 3600))
        body = [{"phone_number": message["to"], "send_time": now, "report_time": now, "success": arrived,
                 "err_code": "DELIVERED" if arrived else "NOT_ON", "err_msg": "用户接收成功" if arrived else "关机",
                 "sms_size": "1", "biz_id": biz_id, "out_id": message["key"]}]
        web.push(self.hook, body, lambda answer: answer["code"] == 0)

    def _text(self, p):
        """The template filled in: (problem or None, text, params)."""
        code = p["TemplateCode"]
        try:
            if not re.match(r"^[A-Za-z0-9_]+$", code):
                raise FileNotFoundError
            with open("%s/%s.txt" % (self.template_dir, code), encoding="utf-8") as file:
                template = file.read().strip()
        except FileNotFoundError:
            return ("isv.SMS_TEMPLATE_ILLEGAL", "短信模板不合法：" + code), None, None
        try:
            params = json.loads(p.get("TemplateParam") or "{}")
            if not isinstance(params, dict) or not all(isinstance(v, str) for v in params.values()):
                raise ValueError
        except ValueError:
            return ("isv.INVALID_JSON_PARAM", "JSON参数不合法"), None, None
        missing = sorted(set(PLACE.findall(template)) - set(params))
        if missing:
            return ("isv.TEMPLATE_MISSING_PARAMETERS", "模板缺少变量：" + "、".join(missing)), None, None
        if any("http://" in v or "https://" in v for v in params.values()):
            return ("isv.PARAM_NOT_SUPPORT_URL", "不支持URL"), None, None
        return None, PLACE.sub(lambda m: params[m.group(1)], template), params

    @staticmethod
    def _answer(code, message, **more):
        return 200, dict(more, Code=code, Message=message, RequestId=str(uuid.uuid4()).upper())
