#!/usr/bin/python3
"""WeChat Pay APIv3 for one machine: Native orders, refunds and bills, a page that plays the payer's phone, sealed
callbacks. Requests are verified as strictly as the real platform does; answers are signed with the key the merchant
asks for (Wechatpay-Serial: PUB_KEY_ID_…), else with the platform certificate.

    pay_wechat.py --keys DIR --make-keys        makes the keys that are absent and ends
    pay_wechat.py --port N --keys DIR [--store FILE] [--retry 15,15,30,…] [--refund-seconds 1]

    DIR/merchant_private.pem   for the merchant: pay.wechat_private_key_file (its serial: MERCHANT_SERIAL)
    DIR/api_v3.key             for the merchant: pay.wechat_api_key_file
    DIR/platform/              for the merchant: pay.wechat_keys_directory
    GET  /           all orders and the phone   GET /phone?pr=…   the phone that has scanned the code
    POST /act {"order", "do": "pay | abandon"}  what the payer would tap
    GET  /orders.json?order=   POST /switch     see pay.py"""

import argparse
import base64
import calendar
import datetime
import hashlib
import html
import json
import os
import re
import secrets
import threading
import time
import urllib.parse

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.x509.oid import NameOID

import pay
import web

MERCHANT_SERIAL = "6CCE5A00000000000000000000000000000000A1"
PLATFORM_SERIAL = "5157F09EFDC096DE15EBE81A47057A7232F1B8E1"
PUBLIC_KEY_ID = "PUB_KEY_ID_0119000000012026010100000000000000"
AUTHORIZATION = re.compile(r'^WECHATPAY2-SHA256-RSA2048 (.*)$')
BILL_HEADINGS = ("交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,付款银行,货币种类,应结订单金额,"
                 "代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,"
                 "申请退款金额,费率备注")


class Refused(Exception):
    def __init__(self, status, code, message):
        super().__init__(code)
        self.status, self.code, self.message = status, code, message


def certificate(key, serial, name):
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.datetime.utcnow()
    return x509.CertificateBuilder().subject_name(subject).issuer_name(subject).public_key(key.public_key()).serial_number(
        int(serial, 16)).not_valid_before(now - datetime.timedelta(days=1)).not_valid_after(
        now + datetime.timedelta(days=1825)).sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)


def make_keys(directory):
    os.makedirs(directory + "/platform", mode=0o700, exist_ok=True)
    if os.path.exists(directory + "/api_v3.key"):
        return
    merchant, platform, public = pay.new_key(), pay.new_key(), pay.new_key()
    pay.write(directory + "/merchant_private.pem", pay.private_pem(merchant))
    pay.write(directory + "/merchant_certificate.pem", certificate(merchant, MERCHANT_SERIAL, "merchant"), 0o644)
    pay.write(directory + "/certificate_private.pem", pay.private_pem(platform))
    pay.write(directory + "/public_key_private.pem", pay.private_pem(public))
    pay.write("%s/platform/%s.pem" % (directory, PLATFORM_SERIAL), certificate(platform, PLATFORM_SERIAL, "Tenpay.com"), 0o644)
    pay.write("%s/platform/%s.pem" % (directory, PUBLIC_KEY_ID), pay.public_pem(public.public_key()), 0o644)
    pay.write(directory + "/api_v3.key", secrets.token_hex(16).encode())


def rfc3339(t):
    return pay.beijing(t, "%Y-%m-%dT%H:%M:%S+08:00")


def parse_time(text):
    match = re.fullmatch(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)\+08:00", text)
    if not match:
        raise Refused(400, "PARAM_ERROR", "time_expire须为带+08:00的RFC3339格式")
    return calendar.timegm(time.strptime(match.group(1), "%Y-%m-%dT%H:%M:%S")) - 8 * 3600


class Platform:
    def __init__(self, book, keys, app_id, merchant_id, gaps, refund_seconds):
        self.book, self.app_id, self.merchant_id, self.refund_seconds = book, app_id, merchant_id, refund_seconds
        with open(keys + "/merchant_certificate.pem", "rb") as file:
            self.merchant_key = x509.load_pem_x509_certificate(file.read()).public_key()
        with open(keys + "/api_v3.key", "rb") as file:
            self.api_key = file.read().strip()
        self.keys = {PLATFORM_SERIAL: pay.load_private(keys + "/certificate_private.pem"),
                     PUBLIC_KEY_ID: pay.load_private(keys + "/public_key_private.pem")}
        self.serial, self.nonces, self.files = PLATFORM_SERIAL, {}, {}
        self.notifier = pay.Notifier(book, gaps, lambda status, body: status in (200, 204))

    # ---- signatures
    def verify(self, method, target, headers, body):
        match = AUTHORIZATION.match(headers.get("Authorization", ""))
        fields = dict(re.findall(r'([a-z_]+)="([^"]*)"', match.group(1))) if match else {}
        if set(fields) != {"mchid", "nonce_str", "signature", "timestamp", "serial_no"}:
            raise Refused(401, "SIGN_ERROR", "Http头Authorization值格式错误")
        if not headers.get("User-Agent") or "application/json" not in (headers.get("Accept") or "*/*").replace("*/*", "application/json"):
            raise Refused(400, "PARAM_ERROR", "Http头缺少Accept或User-Agent")
        if body and not (headers.get("Content-Type") or "").startswith("application/json"):
            raise Refused(415, "PARAM_ERROR", "Content-Type须为application/json")
        if fields["mchid"] != self.merchant_id or fields["serial_no"] != MERCHANT_SERIAL:
            raise Refused(401, "SIGN_ERROR", "商户证书序列号有误")
        if not fields["timestamp"].isdigit() or abs(time.time() - int(fields["timestamp"])) > 300:
            raise Refused(401, "SIGN_ERROR", "Http头Authorization中的timestamp与发起请求的时间不得超过5分钟")
        text = b"%s\n%s\n%s\n%s\n%s\n" % (method.encode(), target.encode(), fields["timestamp"].encode(),
                                          fields["nonce_str"].encode(), body)
        if len(fields["nonce_str"]) > 32 or not pay.verifies(self.merchant_key, text, fields["signature"]):
            raise Refused(401, "SIGN_ERROR", "签名错误，请检查后再试")
        now = time.time()
        with self.book.lock:
            self.nonces = {n: t for n, t in self.nonces.items() if now - t < 600}
            if fields["nonce_str"] in self.nonces:
                raise Refused(401, "SIGN_ERROR", "nonce_str重复")
            self.nonces[fields["nonce_str"]] = now
        wanted = headers.get("Wechatpay-Serial")
        if wanted is not None and wanted not in self.keys:
            raise Refused(401, "SIGN_ERROR", "Wechatpay-Serial有误")
        self.serial = wanted or self.serial
        return wanted or PLATFORM_SERIAL

    def signature(self, serial, body, mode=None):
        timestamp, nonce = str(int(time.time()) - (366 * 86400 if mode == "stale" else 0)), secrets.token_hex(16)
        value = pay.sign(self.keys[serial], b"%s\n%s\n%s\n" % (timestamp.encode(), nonce.encode(), body))
        if mode == "wrong_signature":
            value = "WECHATPAY/SIGNTEST/" + value[20:]
        return {"Wechatpay-Timestamp": timestamp, "Wechatpay-Nonce": nonce, "Wechatpay-Signature": value, "Wechatpay-Serial": serial,
                "Wechatpay-Signature-Type": "WECHATPAY2-SHA256-RSA2048", "Request-ID": secrets.token_hex(12)}

    # ---- orders
    def own(self, asked):
        if asked.get("mchid") != self.merchant_id:
            raise Refused(400, "PARAM_ERROR", "mchid有误")

    def find(self, number):
        o = self.book.orders.get(number)
        if o is None:
            raise Refused(404, "ORDER_NOT_EXIST", "订单不存在")
        return o

    def native(self, c):
        self.own(c)
        amount = c.get("amount") or {}
        if c.get("appid") != self.app_id:
            raise Refused(400, "APPID_MCHID_NOT_MATCH", "appid和mch_id不匹配")
        if not re.fullmatch(r"[0-9A-Za-z_\-|*]{6,32}", c.get("out_trade_no", "")) or not 1 <= len(c.get("description", "").encode()) <= 127:
            raise Refused(400, "PARAM_ERROR", "参数错误")
        if not isinstance(amount.get("total"), int) or amount["total"] < 1 or amount.get("currency", "CNY") != "CNY":
            raise Refused(400, "PARAM_ERROR", "金额有误")
        if not re.fullmatch(r"https?://[^?]+", c.get("notify_url", "")):
            raise Refused(400, "PARAM_ERROR", "notify_url有误")
        expires = parse_time(c["time_expire"]) if "time_expire" in c else time.time() + 7200
        if expires <= time.time():
            raise Refused(400, "INVALID_REQUEST", "time_expire时间过短")
        o = self.book.orders.get(c["out_trade_no"])
        if o and o["state"] in ("SUCCESS", "REFUND"):
            raise Refused(400, "ORDERPAID", "该订单已支付")
        if o and o["state"] == "CLOSED":
            raise Refused(400, "ORDER_CLOSED", "该订单已关闭")
        if o and (o["fen"] != amount["total"] or o["subject"] != c["description"]):
            raise Refused(400, "INVALID_REQUEST", "请求重入时，参数与首次请求时不一致")
        if o is None:
            o = self.book.orders[c["out_trade_no"]] = {
                "out_trade_no": c["out_trade_no"], "transaction_id": "42000%023d" % secrets.randbelow(10**23), "state": "NOTPAY",
                "fen": amount["total"], "subject": c["description"], "created_at": time.time(), "paid_at": None, "expires_at": expires,
                "refunds": {}, "token": secrets.token_urlsafe(6), "story": []}
        o["notify_url"] = c["notify_url"]
        return 200, {"code_url": "weixin://wxpay/bizpayurl?pr=" + o["token"]}

    def transaction(self, o, s):
        answer = {"appid": self.app_id, "mchid": self.merchant_id, "out_trade_no": o["out_trade_no"], "trade_state": o["state"],
                  "trade_state_desc": {"SUCCESS": "支付成功", "NOTPAY": "订单未支付", "CLOSED": "订单已关闭"}.get(o["state"], "转入退款"),
                  "amount": {"total": o["fen"], "payer_total": o["fen"], "currency": "CNY", "payer_currency": "CNY"}}
        if o["paid_at"]:
            answer.update(transaction_id=o["transaction_id"], trade_type="NATIVE", bank_type="OTHERS", attach="",
                          success_time=rfc3339(o["paid_at"]), payer={"openid": "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o"})
        if s["mode"] == "cent_less":
            answer["amount"]["total"] -= 1
        elif s["mode"] == "currency":
            answer["amount"]["currency"] = "USD"
        elif s["mode"] == "other_order":
            answer["out_trade_no"] = s["other"] or "OTHERORDER"
        elif s["mode"] == "other_app":
            answer["appid"] = "wx0000000000000000"
        elif s["mode"] == "other_merchant":
            answer["mchid"] = "1900000009"
        elif s["mode"] in pay.SAID:
            answer["success_time"] = rfc3339(pay.SAID[s["mode"]])
        return answer

    def query(self, number, query):
        self.own(query)
        return 200, self.transaction(self.find(number), self.book.pick("query", number, pay.SAY_MODES))

    def close(self, number, c):
        self.own(c)
        o = self.find(number)
        if o["state"] in ("SUCCESS", "REFUND"):
            raise Refused(400, "ORDERPAID", "该订单已支付")
        o["state"] = "CLOSED"
        return 204, None

    def act(self, number, what):
        with self.book.lock:
            o = self.book.orders[number]
            if what == "pay" and o["state"] == "NOTPAY" and time.time() < o["expires_at"]:
                o["state"], o["paid_at"] = "SUCCESS", int(time.time())
                self.notify(o, "TRANSACTION.SUCCESS", o["notify_url"], "transaction", lambda s: self.transaction(o, s))
            self.book.note(number, what)
            return o

    # ---- refunds
    def refund_answer(self, o, r):
        answer = {"refund_id": r["refund_id"], "out_refund_no": r["out_refund_no"], "transaction_id": o["transaction_id"],
                  "out_trade_no": o["out_trade_no"], "channel": "ORIGINAL", "user_received_account": "支付用户零钱",
                  "create_time": rfc3339(r["at"]), "status": r["status"],
                  "amount": {"total": o["fen"], "refund": r["fen"], "payer_total": o["fen"], "payer_refund": r["fen"], "currency": "CNY"}}
        if r["done_at"]:
            answer["success_time"] = rfc3339(r["done_at"])
        return answer

    def refund(self, c):
        o, amount, number = self.find(c.get("out_trade_no")), c.get("amount") or {}, c.get("out_refund_no", "")
        if not re.fullmatch(r"[0-9A-Za-z_\-|*@]{1,64}", number) or amount.get("currency") != "CNY" or amount.get("total") != o["fen"]:
            raise Refused(400, "PARAM_ERROR", "参数错误")
        if len(c.get("reason", "").encode()) > 80:
            raise Refused(400, "PARAM_ERROR", "退款原因过长")
        r = o["refunds"].get(number)
        if r is None:
            if o["state"] not in ("SUCCESS", "REFUND"):
                raise Refused(403, "TRADE_ERROR", "订单状态错误")
            if amount["refund"] < 1 or sum(x["fen"] for x in o["refunds"].values()) + amount["refund"] > o["fen"]:
                raise Refused(400, "INVALID_REQUEST", "订单金额或退款金额与之前请求不一致，请核实后再试")
            r = o["refunds"][number] = {"out_refund_no": number, "refund_id": "50000%023d" % secrets.randbelow(10**23), "fen": amount["refund"],
                                        "status": "PROCESSING", "at": int(time.time()), "done_at": None}
            o["state"] = "REFUND"
            good = self.book.pick("refund", o["out_trade_no"], {"abnormal"})["mode"] is None
            timer = threading.Timer(self.refund_seconds, self.finish_refund, (o, r, good, c.get("notify_url") or o["notify_url"]))
            timer.daemon = True
            timer.start()
        elif r["fen"] != amount.get("refund"):
            raise Refused(400, "INVALID_REQUEST", "请求重入时，参数与首次请求时不一致")
        return 200, self.refund_answer(o, r)

    def finish_refund(self, o, r, good, url):
        with self.book.lock:
            r["status"], r["done_at"] = ("SUCCESS", int(time.time())) if good else ("ABNORMAL", None)
            self.book.note(o["out_trade_no"], "refund " + r["status"])

        def said(_):
            answer = self.refund_answer(o, r)
            answer["refund_status"], answer["mchid"] = answer.pop("status"), self.merchant_id
            del answer["amount"]["currency"]
            return answer

        self.notify(o, "REFUND." + r["status"], url, "refund", said)

    def refund_query(self, number):
        for o in self.book.orders.values():
            if number in o["refunds"]:
                return 200, self.refund_answer(o, o["refunds"][number])
        raise Refused(404, "RESOURCE_NOT_EXISTS", "退款单查询失败")

    # ---- callbacks
    def notify(self, o, event, url, kind, said):
        notify_id = "EV-" + secrets.token_hex(12)

        def make(s):
            nonce, plain = secrets.token_hex(6), json.dumps(said(s), ensure_ascii=False, separators=(",", ":")).encode()
            sealed = AESGCM(self.api_key).encrypt(nonce.encode(), plain, kind.encode())
            body = json.dumps({"id": notify_id, "create_time": rfc3339(time.time()), "resource_type": "encrypt-resource",
                               "event_type": event, "summary": "支付成功",
                               "resource": {"original_type": kind, "algorithm": "AEAD_AES_256_GCM", "ciphertext": base64.b64encode(sealed).decode(),
                                            "associated_data": kind, "nonce": nonce}}, ensure_ascii=False).encode()
            return body, dict(self.signature(self.serial, body, s["mode"]), **{"Content-Type": "application/json"})

        self.notifier.send(o["out_trade_no"], event, url, make)

    # ---- bills
    def bill(self, query, base):
        day = query.get("bill_date", "")
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", day) or day > pay.beijing(time.time())[:10]:
            raise Refused(400, "PARAM_ERROR", "bill_date有误")
        rows = []
        for o in self.book.orders.values():
            events = [(o["paid_at"], "SUCCESS", None)] + [(r["at"], "REFUND", r) for r in o["refunds"].values()]
            rows += [self.bill_row(o, at, state, r) for at, state, r in events if at and pay.beijing(at)[:10] == day]
        if not rows:
            raise Refused(400, "NO_STATEMENT_EXIST", "账单文件不存在")
        text = "\ufeff" + "\r\n".join([BILL_HEADINGS] + rows + ["总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,申请退款总金额",
                                                               "`%d,`0.00,`0.00,`0.00,`0.00,`0.00,`0.00" % len(rows), ""])
        token, data = secrets.token_hex(16), text.encode()
        self.files[token] = (time.time(), data)
        return 200, {"hash_type": "SHA1", "hash_value": hashlib.sha1(data).hexdigest(),
                     "download_url": "%s/v3/billdownload/file?token=%s" % (base, token)}

    def bill_row(self, o, at, state, r):
        fee = -(r["fen"] if r else -o["fen"]) * 6 // 1000
        return ",".join("`" + v for v in (
            pay.beijing(at), self.app_id, self.merchant_id, "0", "", o["transaction_id"], o["out_trade_no"], "oUpF8uMuAJO_M2pxb1Q9zNjWeS6o",
            "NATIVE", state, "OTHERS", "CNY", "0.00" if r else pay.yuan(o["fen"]), "0.00", r["refund_id"] if r else "0",
            r["out_refund_no"] if r else "0", pay.yuan(r["fen"]) if r else "0.00", "0.00", "ORIGINAL" if r else "",
            r["status"] if r else "", o["subject"], "", pay.yuan(fee), "0.60%", "0.00" if r else pay.yuan(o["fen"]),
            pay.yuan(r["fen"]) if r else "0.00", ""))


class Handler(pay.Handler):
    platform, colour, title = None, "#07a35a", "模拟微信支付"

    def get(self, path, query):
        q = dict(urllib.parse.parse_qsl(query))
        if path.startswith("/v3/"):
            self.api("GET", path, q, b"")
        elif path == "/phone":
            self.phone(q.get("pr", ""))
        elif path == "/":
            self.list()
        else:
            self.page("<h1>没有这个页面</h1>", 404)

    def post(self, path, query, body):
        if path.startswith("/v3/"):
            self.api("POST", path, dict(urllib.parse.parse_qsl(query)), body)
        elif path == "/act":
            asked = json.loads(body)
            if asked.get("order") not in self.book.orders:
                self.reply(404, "application/json", "{}")
                return
            self.reply(200, "application/json", json.dumps({"state": self.platform.act(asked["order"], asked["do"])["state"]}))
        elif path == "/phone":
            form = dict(urllib.parse.parse_qsl(body.decode()))
            if form.get("code", "").startswith("weixin://"):
                self.redirect("/phone?" + urllib.parse.urlsplit(form["code"].strip()).query)
            elif form.get("order") in self.book.orders:
                o = self.platform.act(form["order"], form.get("do"))
                paid = o["state"] == "SUCCESS"
                self.page("<h1>%s</h1><p>%s</p><p><a href=\"/\">返回</a></p>" % (("支付成功", "请回到电脑上的页面。") if paid else ("没有付款", "订单未支付。")))
            else:
                self.page("<h1>二维码无效</h1>", 404)
        else:
            self.page("<h1>没有这个页面</h1>", 404)

    # ---- the interface
    def route(self, method, path, query, body):
        """(call, order, what to do)"""
        p = self.platform
        try:
            c = json.loads(body) if body else {}
        except ValueError:
            raise Refused(400, "PARAM_ERROR", "无效的JSON")
        out = re.fullmatch(r"/v3/pay/transactions/out-trade-no/([^/]+)(/close)?", path)
        if (method, path) == ("POST", "/v3/pay/transactions/native"):
            return "begin", c.get("out_trade_no"), lambda: p.native(c)
        if out and method == "POST" and out.group(2):
            return "close", out.group(1), lambda: p.close(out.group(1), c)
        if out and method == "GET" and not out.group(2):
            return "query", out.group(1), lambda: p.query(out.group(1), query)
        if (method, path) == ("POST", "/v3/refund/domestic/refunds"):
            return "refund", c.get("out_trade_no"), lambda: p.refund(c)
        if method == "GET" and path.startswith("/v3/refund/domestic/refunds/"):
            return "refund_query", None, lambda: p.refund_query(path.rsplit("/", 1)[1])
        if (method, path) == ("GET", "/v3/bill/tradebill"):
            return "bill", None, lambda: p.bill(query, "http://" + self.headers["Host"])
        raise Refused(404, "RESOURCE_NOT_EXISTS", "无法将请求的URL映射到服务")

    def api(self, method, path, query, body):
        serial, mode = PLATFORM_SERIAL, None
        try:
            serial = self.platform.verify(method, self.path, self.headers, body)
            if path == "/v3/billdownload/file":
                self.download(query.get("token"))
                return
            call, order, run = self.route(method, path, query, body)
            mode = self.book.pick(call, order, pay.CALL_MODES - {"abnormal"})["mode"]
            if self.misbehave(mode):
                return
            if mode == "refuse":
                raise Refused(500, "SYSTEM_ERROR", "系统异常，请稍后重试")
            with self.book.lock:
                status, answer = run()
                self.book.note(order, call, mode=mode)
            if mode == "lost":
                raise pay.Lost
        except Refused as refused:
            status, answer = refused.status, {"code": refused.code, "message": refused.message}
        data = b"" if answer is None else json.dumps(answer, ensure_ascii=False).encode()
        self.reply(status, "application/json; charset=utf-8", data, self.platform.signature(serial, data, mode))

    def download(self, token):
        made, data = self.platform.files.get(token, (0, b""))
        if time.time() - made > 300:
            raise Refused(404, "RESOURCE_NOT_EXISTS", "文件不存在")
        self.reply(200, "text/plain", data)

    # ---- the phone
    def phone(self, token):
        o = next((o for o in self.book.orders.values() if o["token"] == token), None)
        if o is None:
            self.page("<h1>二维码无效</h1>", 404)
        elif o["state"] != "NOTPAY" or time.time() >= o["expires_at"]:
            words = {"SUCCESS": "订单已支付", "REFUND": "订单已退款", "CLOSED": "订单已关闭"}
            self.page("<h1>%s</h1>" % words.get(o["state"], "订单已超时"))
        else:
            self.page("<h1>模拟微信支付</h1><p class=\"sum\">¥%s</p>%s<form method=\"post\" action=\"/phone\">"
                      "<input type=\"hidden\" name=\"order\" value=\"%s\"><button name=\"do\" value=\"pay\">支付</button>"
                      "<button class=\"quiet\" name=\"do\" value=\"abandon\">放弃</button></form>" %
                      (pay.yuan(o["fen"]), pay.details([("收款方", "碳市场联合开户（演示）"), ("商品", o["subject"]), ("商户单号", o["out_trade_no"]),
                                                        ("支付截止", pay.beijing(o["expires_at"]))]), html.escape(o["out_trade_no"], quote=True)))

    def list(self):
        with self.book.lock:
            rows = ["<dt>¥%s</dt><dd><a href=\"/phone?pr=%s\">%s</a> %s</dd>" % (pay.yuan(o["fen"]), html.escape(o["token"], quote=True),
                    html.escape(o["subject"]), html.escape(o["out_trade_no"])) for o in self.book.orders.values() if o["state"] == "NOTPAY"]
        self.page("<h1>模拟手机微信</h1><p>真实环境里用手机扫码；这里点待付款的订单，或粘贴二维码里的文字。</p>"
                  "<form method=\"post\" action=\"/phone\"><p><input name=\"code\" aria-label=\"二维码里的文字\" size=\"30\" "
                  "placeholder=\"weixin://wxpay/bizpayurl?pr=\"> <button>扫码</button></p></form>"
                  "<dl>%s</dl>" % ("".join(reversed(rows)) or "<dt>–</dt><dd>没有待付款的订单</dd>"))


def main():
    p = argparse.ArgumentParser(description="WeChat Pay for one machine")
    p.add_argument("--keys", required=True, help="directory of the keys")
    p.add_argument("--make-keys", action="store_true", help="only make the keys that are absent")
    p.add_argument("--port", type=int)
    p.add_argument("--app-id", default="wxd678efh567hg6787")
    p.add_argument("--merchant-id", default="1900000001")
    p.add_argument("--store", help="file the orders are kept in")
    p.add_argument("--retry", default="15,15,30,180,600,1200,1800,1800,1800,3600,10800,10800,10800,21600,21600",
                   help="gaps between callbacks, s")
    p.add_argument("--refund-seconds", type=float, default=1, help="how long a refund is PROCESSING")
    a = p.parse_args()
    make_keys(a.keys)
    if a.make_keys:
        return
    Handler.book = pay.Book(a.store)
    Handler.platform = Platform(Handler.book, a.keys, a.app_id, a.merchant_id, pay.gaps(a.retry), a.refund_seconds)
    web.serve(a.port, Handler)


if __name__ == "__main__":
    main()
