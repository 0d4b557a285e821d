"""An SMS provider: Tencent Cloud SMS SendSms and PullSmsSendStatusByPhoneNumber (2021-01-11) with TC3-HMAC-SHA256, the
same texts as sms_aliyun.py with their places in order as {1}, {2} …, and the delivery reports it pushes. Its modes are those of the
channel "tencent"."""

import hashlib
import hmac
import json
import re
import sys
import threading
import time
import uuid

import web
from store import ANSWERS, SMS_MODES, Odd, report

PLACE = re.compile(r"\$\{([A-Za-z0-9_]+)\}")

CHANNELS = {"tencent": ("腾讯云短信", SMS_MODES)}


class Refused(Exception):
    """code: Tencent's; it answers 200 all the same."""


def signature(key, date, service, to_sign):
    for part in (date, service, "tc3_request", to_sign):
        key = hmac.new(key, part.encode(), hashlib.sha256).digest()
    return key.hex()


class Provider:
    def __init__(self, store, secret_id, secret_key, template_dir, hook=None, app_id="1400000000"):
        self.store, self.secret_id, self.secret_key, self.app_id = store, secret_id, secret_key, app_id
        self.template_dir, self.hook = template_dir, hook

    @staticmethod
    def is_asked(headers):
        return "x-tc-action" in headers

    def answer(self, method, target, headers, body):
        try:
            self._verify(headers, body)
            action = {"SendSms": self._send_sms, "PullSmsSendStatusByPhoneNumber": self._pull}[headers["x-tc-action"]]
            answer = action(json.loads(body))
        except Refused as refused:
            sys.stderr.write("tencent: %s\n" % refused)
            answer = {"Error": {"Code": str(refused), "Message": str(refused)}}
        return 200, {"Response": {**answer, "RequestId": str(uuid.uuid4())}}

    def _verify(self, headers, body):
        match = re.match(r"^TC3-HMAC-SHA256 Credential=([^/]+)/(\d{4}-\d\d-\d\d)/sms/tc3_request, SignedHeaders=([a-z;-]+), "
                         r"Signature=([0-9a-f]{64})$", headers.get("authorization", ""))
        if not match:
            raise Refused("AuthFailure.SignatureFailure")
        secret_id, date, names, theirs = match.groups()
        if secret_id != self.secret_id:
            raise Refused("AuthFailure.SecretIdNotFound")
        at = int(headers.get("x-tc-timestamp", "0"))
        if abs(time.time() - at) > 300 or time.strftime("%Y-%m-%d", time.gmtime(at)) != date:
            raise Refused("AuthFailure.SignatureExpire")
        signed = names.split(";")
        if signed != sorted(signed) or not {"content-type", "host"} <= set(signed):
            raise Refused("AuthFailure.SignatureFailure")
        lines = "".join("%s:%s\n" % (n, headers.get(n, "").strip().lower() if n.startswith("x-tc-")
                                     else headers.get(n, "").strip()) for n in signed)
        canonical = "\n".join(["POST", "/", "", lines, names, hashlib.sha256(body).hexdigest()])
        to_sign = "\n".join(["TC3-HMAC-SHA256", str(at), date + "/sms/tc3_request",
                             hashlib.sha256(canonical.encode()).hexdigest()])
        if not hmac.compare_digest(theirs, signature(b"TC3" + self.secret_key.encode(), date, "sms", to_sign)):
            raise Refused("AuthFailure.SignatureFailure")
        if headers.get("x-tc-version") != "2021-01-11" or not headers.get("x-tc-region"):
            raise Refused("InvalidParameter")

    def _send_sms(self, p):
        mode = self.store.mode("tencent")
        if mode == "hang":
            time.sleep(60)
            raise ConnectionAbortedError
        if mode == "fail":
            raise Refused("InternalError.Timeout")
        if mode in ("reset", "bad_gateway"):
            raise Odd(mode)
        if mode == "throttle":
            return self._status(p, "LimitExceeded.PhoneNumberOneHourLimit", "")
        if mode == "unfunded":
            return self._status(p, "FailedOperation.InsufficientBalanceInSmsPackage", "")
        number = re.match(r"^\+86(1[3-9][0-9]{9})$", (p.get("PhoneNumberSet") or [""])[0])
        if p.get("SmsSdkAppId") != self.app_id or not p.get("SignName"):
            raise Refused("UnauthorizedOperation.SmsSdkAppIdVerifyFail")
        if mode == "refuse" or not number:
            return self._status(p, "InvalidParameterValue.IncorrectPhoneNumber", "")
        text = self._text(p)
        kept = self.store.add(channel="sms", key=p.get("SessionContext", ""), to=number.group(1), subject=p["SignName"],
                              text="【%s】%s" % (p["SignName"], text), template=p["TemplateId"], provider="tencent")
        if mode == "lose":
            raise ConnectionAbortedError
        serial = "2640:%d" % kept["id"]
        if mode in ANSWERS:
            raise Odd(mode)
        if self.hook and mode == "early":
            self._report(kept, serial, mode)
        elif self.hook:
            threading.Thread(target=self._report, args=(kept, serial, mode), daemon=True).start()
        return self._status(p, "Ok", serial)

    def _text(self, p):
        if not re.match(r"^[A-Za-z0-9_]+$", p.get("TemplateId", "")):
            raise Refused("FailedOperation.TemplateIncorrectOrUnapproved")
        try:
            with open("%s/%s.txt" % (self.template_dir, p["TemplateId"]), encoding="utf-8") as file:
                template = file.read().strip()
        except FileNotFoundError:
            raise Refused("FailedOperation.TemplateIncorrectOrUnapproved")
        places = list(dict.fromkeys(PLACE.findall(template)))
        if len(p.get("TemplateParamSet", [])) != len(places):
            raise Refused("FailedOperation.TemplateParamSetNotMatchApprovedTemplate")
        values = dict(zip(places, p["TemplateParamSet"]))
        return PLACE.sub(lambda m: values[m.group(1)], template)

    @staticmethod
    def _status(p, code, serial):
        return {"SendStatusSet": [{"SerialNo": serial, "PhoneNumber": p["PhoneNumberSet"][0], "Fee": 1 if serial else 0,
                                   "SessionContext": p.get("SessionContext", ""), "Code": code, "Message": code,
                                   "IsoCode": "CN"}]}

    def _pull(self, p):
        found = [m for m in self.store.find(p["PhoneNumber"].removeprefix("+86"), 0, "sms")
                 if m.get("provider") == "tencent" and p["SendDateTime"] <= m["at"] <= p["EndDateTime"] + 1]
        return {"PullSmsSendStatusSet": [
            {"UserReceiveTime": int(m["at"]), "CountryCode": "86", "SubscriberNumber": m["to"], "PhoneNumber": "+86" + m["to"],
             "SerialNo": "2640:%d" % m["id"], "ReportStatus": "SUCCESS", "Description": "DELIVRD",
             "SessionContext": m["key"]} for m in found]}

    def _report(self, message, serial, mode):
        report(mode, lambda arrived: self._post_report(message, serial, arrived))

    def _post_report(self, message, serial, arrived):
        """Says what became of a message."""
        now = time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime(time.time() + 8 * 3600))
        body = [{"user_receive_time": now, "nationcode": "86", "mobile": message["to"],
                 "report_status": "SUCCESS" if arrived else "FAIL", "errmsg": "DELIVRD" if arrived else "UNDELIV",
                 "description": "用户短信送达成功" if arrived else "未送达", "sid": serial}]
        web.push(self.hook, body, lambda answer: answer["result"] == 0)
