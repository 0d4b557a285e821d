#!/usr/bin/python3
"""Alipay for one machine: gateway.do with page.pay, query, close, refund and bill as the open platform documents them, a
cashier page, notifications. Requests are verified as strictly as the real gateway does.

    pay_alipay.py --keys DIR --make-keys        makes the keys that are absent and ends
    pay_alipay.py --port N --keys DIR [--store FILE] [--retry 240,600,…]

    DIR/app_private.pem        for the merchant: pay.alipay_private_key_file
    DIR/alipay_public.pem      for the merchant: pay.alipay_public_key_file
    GET  /gateway.do?method=alipay.trade.page.pay…   the cashier        POST /gateway.do   everything else
    POST /act {"order", "do": "login | pay | abandon"}                  what a person would click
    GET  /orders.json?order=   POST /switch            see pay.py"""

import argparse
import calendar
import html
import io
import json
import os
import re
import secrets
import time
import urllib.parse
import zipfile

import pay
import web

METHODS = {"alipay.trade.page.pay": "begin", "alipay.trade.query": "query", "alipay.trade.close": "close",
           "alipay.trade.refund": "refund", "alipay.trade.fastpay.refund.query": "refund_query",
           "alipay.data.dataservice.bill.downloadurl.query": "bill"}
HEADINGS = ("支付宝交易号,商户订单号,业务类型,商品名称,创建时间,完成时间,门店编号,门店名称,操作员,终端号,对方账户,订单金额（元）,"
            "商家实收（元）,支付宝红包（元）,集分宝（元）,支付宝优惠（元）,商家优惠（元）,券核销金额（元）,券名称,商家红包消费金额（元）,"
            "卡消费金额（元）,退款批次号/请求号,服务费（元）,分润（元）,备注")


class Refused(Exception):
    """code, sub_code: Alipay's."""

    def __init__(self, code, sub_code, sub_msg=""):
        super().__init__(sub_code)
        self.answer = {"code": code, "msg": "Business Failed" if code == "40004" else "Invalid Arguments",
                       "sub_code": sub_code, "sub_msg": sub_msg or sub_code}


def make_keys(directory):
    os.makedirs(directory, mode=0o700, exist_ok=True)
    for name in ("app", "alipay"):
        if not os.path.exists("%s/%s_public.pem" % (directory, name)):
            key = pay.new_key()
            pay.write("%s/%s_private.pem" % (directory, name), pay.private_pem(key))
            pay.write("%s/%s_public.pem" % (directory, name), pay.public_pem(key.public_key()), 0o644)


def text_of(params, without):
    return "&".join("%s=%s" % (k, params[k]) for k in sorted(params) if k not in without)


def compact(value):
    """As Alipay writes JSON: slashes escaped, so that nobody gets away with writing it anew before verifying."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("/", "\\/")


class RawName(zipfile.ZipInfo):
    """A file name in GBK without the flag that says UTF-8."""

    def _encodeFilenameFlags(self):
        return self.filename.encode("gbk"), self.flag_bits


class Gateway:
    def __init__(self, book, keys, app_id, seller_id, gaps):
        self.book, self.app_id, self.seller_id = book, app_id, seller_id
        self.key = pay.load_private(keys + "/alipay_private.pem")
        self.app_key = pay.load_public(keys + "/app_public.pem")
        self.notifier = pay.Notifier(book, gaps, lambda status, body: status == 200 and body == "success")
        self.files = {}

    # ---- requests
    def verify(self, params):
        for name in ("app_id", "method", "charset", "sign_type", "sign", "timestamp", "version"):
            if not params.get(name):
                raise Refused("40001", "isv.missing-" + name.replace("_", "-"))
        if params["app_id"] != self.app_id:
            raise Refused("40002", "isv.invalid-app-id", "无效的AppID参数")
        if params["sign_type"] != "RSA2":
            raise Refused("40002", "isv.invalid-signature-type", "无效的签名类型")
        if params["charset"].lower() != "utf-8":
            raise Refused("40002", "isv.invalid-charset", "无效的字符集")
        if params["version"] != "1.0" or params.get("format", "JSON").upper() != "JSON":
            raise Refused("40002", "isv.invalid-format", "无效的数据格式")
        empty = {k for k, v in params.items() if v == ""}
        if not pay.verifies(self.app_key, text_of(params, {"sign"} | empty).encode(), params["sign"]):
            raise Refused("40002", "isv.invalid-signature", "无效签名")
        try:
            at = time.strptime(params["timestamp"], "%Y-%m-%d %H:%M:%S")
        except ValueError:
            raise Refused("40002", "isv.invalid-timestamp", "非法的时间戳参数")
        if abs(time.time() - (calendar.timegm(at) - 8 * 3600)) > 900:
            raise Refused("40002", "isv.invalid-timestamp", "非法的时间戳参数：须为北京时间")
        if params["method"] not in METHODS:
            raise Refused("40002", "isv.invalid-method", "不存在的方法名")
        try:
            content = json.loads(params.get("biz_content") or "{}")
        except ValueError:
            raise Refused("40002", "isv.invalid-parameter", "biz_content")
        return METHODS[params["method"]], content

    def sign_answer(self, params, answer, spoil=False):
        node = params.get("method", "error").replace(".", "_") + "_response"
        inner = compact(answer)
        unsigned = answer["code"] in ("40001", "40002")
        signature = "" if unsigned else pay.sign(self.key, inner.encode())
        return '{"%s":%s,"sign":"%s"}' % (node, inner, pay.spoilt(signature) if spoil and signature else signature)

    # ---- orders
    def offer(self, params, c):
        """page.pay: what the cashier shows. Alipay knows a trade only once somebody has signed in."""
        try:
            fen = round(float(c["total_amount"]) * 100)
            number, subject = c["out_trade_no"], c["subject"]
        except (KeyError, ValueError, TypeError):
            raise Refused("40004", "ACQ.INVALID_PARAMETER", "参数无效")
        if not re.fullmatch(r"[0-9]+\.[0-9]{2}", c["total_amount"]) or fen < 1 or c.get("product_code") != "FAST_INSTANT_TRADE_PAY":
            raise Refused("40004", "ACQ.INVALID_PARAMETER", "参数无效")
        if not re.fullmatch(r"[0-9A-Za-z_]{1,64}", number) or re.search(r"[/=&]", subject) or len(subject) > 256:
            raise Refused("40004", "ACQ.INVALID_PARAMETER", "参数无效")
        expires = c.get("time_expire")
        with self.book.lock:
            o = self.book.orders.get(number)
            if o is None:
                o = self.book.orders[number] = {
                    "out_trade_no": number, "trade_no": "%s22001400%012d" % (pay.beijing(time.time(), "%Y%m%d"), secrets.randbelow(10**12)),
                    "state": "OFFERED", "fen": fen, "subject": subject, "created_at": time.time(), "paid_at": None,
                    "expires": expires, "refunds": {}, "story": []}
            elif o["fen"] != fen:
                raise Refused("40004", "ACQ.CONTEXT_INCONSISTENT", "交易信息被篡改")
            o["notify_url"], o["return_url"] = params.get("notify_url"), params.get("return_url")
            self.book.note(number, "begin")
            return o

    def fresh(self, o):
        """Time closes what nobody paid."""
        if o["state"] in ("OFFERED", "WAIT_BUYER_PAY") and o["expires"] and pay.beijing(time.time()) > o["expires"]:
            o["state"] = "TRADE_CLOSED" if o["state"] == "WAIT_BUYER_PAY" else "EXPIRED"
        return o

    def find(self, c):
        for o in self.book.orders.values():
            if o["out_trade_no"] == c.get("out_trade_no") or (not c.get("out_trade_no") and o["trade_no"] == c.get("trade_no")):
                if self.fresh(o)["state"] not in ("OFFERED", "EXPIRED"):
                    return o
        raise Refused("40004", "ACQ.TRADE_NOT_EXIST", "交易不存在")

    def act(self, number, what):
        """What a person clicks. Returns the order."""
        with self.book.lock:
            o = self.fresh(self.book.orders[number])
            if what == "login" and o["state"] == "OFFERED":
                o["state"] = "WAIT_BUYER_PAY"
            elif what == "pay" and o["state"] in ("OFFERED", "WAIT_BUYER_PAY"):
                o["state"], o["paid_at"] = "TRADE_SUCCESS", int(time.time())
                self.notify(o, "payment", {})
            self.book.note(number, what)
            return o

    def refunded(self, o):
        return sum(r["fen"] for r in o["refunds"].values())

    # ---- methods
    def query(self, c):
        o = self.find(c)
        answer = {"code": "10000", "msg": "Success", "buyer_logon_id": "159****5620", "out_trade_no": o["out_trade_no"],
                  "trade_no": o["trade_no"], "trade_status": o["state"], "total_amount": pay.yuan(o["fen"]), "point_amount": "0.00"}
        if o["paid_at"]:
            answer["send_pay_date"] = pay.beijing(o["paid_at"])
        s = self.book.pick("query", o["out_trade_no"], pay.SAY_MODES)
        return dict(answer, **self.lie(o, s))

    def lie(self, o, s):
        if s["mode"] == "cent_less":
            return {"total_amount": pay.yuan(o["fen"] - 1)}
        if s["mode"] == "currency":
            return {"trans_currency": "USD"}
        if s["mode"] == "other_order":
            return {"out_trade_no": s["other"] or "OTHERORDER"}
        if s["mode"] == "other_app":
            return {"app_id": "2021000000000009"}
        if s["mode"] == "other_merchant":
            return {"seller_id": "2088000000000009"}
        if s["mode"] in pay.SAID:
            return {name: pay.beijing(pay.SAID[s["mode"]]) for name in ("gmt_payment", "send_pay_date")}
        return {}

    def close(self, c):
        o = self.find(c)
        if o["state"] not in ("WAIT_BUYER_PAY", "TRADE_CLOSED") or o["paid_at"]:
            raise Refused("40004", "ACQ.TRADE_STATUS_ERROR", "交易状态不合法")
        o["state"] = "TRADE_CLOSED"
        return {"code": "10000", "msg": "Success", "trade_no": o["trade_no"], "out_trade_no": o["out_trade_no"]}

    def refund(self, c):
        o = self.find(c)
        fen, number = round(float(c["refund_amount"]) * 100), c.get("out_request_no") or "FULL"
        change = "N"
        if number in o["refunds"]:
            if o["refunds"][number]["fen"] != fen:
                raise Refused("40004", "ACQ.DISCORDANT_REPEAT_REQUEST", "请求信息不一致")
        else:
            if o["state"] != "TRADE_SUCCESS":
                raise Refused("40004", "ACQ.TRADE_STATUS_ERROR", "交易状态不合法")
            if fen < 1 or self.refunded(o) + fen > o["fen"]:
                raise Refused("40004", "ACQ.REFUND_AMT_NOT_EQUAL_TOTAL", "退款金额超限")
            o["refunds"][number] = {"fen": fen, "at": int(time.time())}
            change = "Y"
            if self.refunded(o) == o["fen"]:
                o["state"] = "TRADE_CLOSED"
            self.notify(o, "refund", {"refund_fee": pay.yuan(self.refunded(o)), "out_biz_no": number,
                                      "gmt_refund": pay.beijing(time.time()) + ".000"})
        return {"code": "10000", "msg": "Success", "trade_no": o["trade_no"], "out_trade_no": o["out_trade_no"],
                "buyer_logon_id": "159****5620", "fund_change": change, "refund_fee": pay.yuan(self.refunded(o))}

    def refund_query(self, c):
        o = self.find(c)
        r = o["refunds"].get(c.get("out_request_no"))
        answer = {"code": "10000", "msg": "Success"}
        if r:
            answer.update(trade_no=o["trade_no"], out_trade_no=o["out_trade_no"], out_request_no=c["out_request_no"],
                          total_amount=pay.yuan(o["fen"]), refund_amount=pay.yuan(r["fen"]), refund_status="REFUND_SUCCESS")
            if "gmt_refund_pay" in c.get("query_options", []):
                answer["gmt_refund_pay"] = pay.beijing(r["at"])
        return answer

    def bill(self, c, base):
        """Unlike the real one also of today."""
        day = c.get("bill_date", "")
        if c.get("bill_type") != "trade" or not re.fullmatch(r"\d{4}-\d\d-\d\d", day) or day > pay.beijing(time.time())[:10]:
            raise Refused("40004", "isv.invalid-arguments", "入参不合法")
        rows = []
        for o in self.book.orders.values():
            events = [("交易", o["paid_at"], o["fen"], "")] if o["paid_at"] else []
            events += [("退款", r["at"], -r["fen"], n) for n, r in o["refunds"].items()]
            rows += [[o["trade_no"] + "\t", o["out_trade_no"] + "\t", kind, o["subject"].replace(",", " "), pay.beijing(o["created_at"]),
                      pay.beijing(at), "", "", "", "", "159****5620", pay.yuan(fen), pay.yuan(fen), "0.00", "0.00", "0.00", "0.00",
                      "0.00", "", "0.00", "0.00", n + "\t", pay.yuan(-fen * 6 // 1000), "0.00", ""]
                     for kind, at, fen, n in events if pay.beijing(at)[:10] == day]
        if not rows:
            raise Refused("40004", "isp.bill_not_exist", "账单不存在")
        token = secrets.token_hex(16)
        self.files[token] = (time.time(), self.pack(day, rows))
        return {"code": "10000", "msg": "Success", "bill_download_url": "%s/bill/%s.zip" % (base, token)}

    def pack(self, day, rows):
        line = "#-----------------------------------------业务明细列表%s----------------------------------------"
        table = "\r\n".join(["#支付宝业务明细查询", "#账号：[%s0156]" % self.seller_id,
                             "#起始日期：[%s 00:00:00]   终止日期：[%s 24:00:00]" % (day, day), line % "", HEADINGS] +
                            [",".join(r) for r in rows] + [line % "结束", "#交易合计：%d笔" % len(rows), ""])
        totals = "#支付宝业务汇总查询\r\n门店编号,门店名称,交易订单总笔数,退款订单总笔数\r\n合计,,%d,0\r\n" % len(rows)
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
            for name, text in (("业务明细(汇总)", totals), ("业务明细", table)):
                info = RawName("%s0156_%s_%s.csv" % (self.seller_id, day.replace("-", ""), name))
                info.compress_type = zipfile.ZIP_DEFLATED
                z.writestr(info, text.encode("gbk"))
        return out.getvalue()

    # ---- notifications
    def fields(self, o, more):
        return dict({"notify_type": "trade_status_sync", "app_id": self.app_id, "seller_id": self.seller_id,
                     "charset": "utf-8", "version": "1.0", "sign_type": "RSA2", "out_trade_no": o["out_trade_no"],
                     "trade_no": o["trade_no"], "trade_status": o["state"], "total_amount": pay.yuan(o["fen"]),
                     "receipt_amount": pay.yuan(o["fen"]), "buyer_id": "2088102116773037", "subject": o["subject"], "body": "",
                     "gmt_create": pay.beijing(o["created_at"]), "gmt_payment": pay.beijing(o["paid_at"]),
                     "fund_bill_list": '[{"amount":"%s","fundChannel":"PCREDIT"}]' % pay.yuan(o["fen"])}, **more)

    def notify(self, o, kind, more):
        base = self.fields(o, more)
        base["notify_id"] = "%s%s" % (pay.beijing(time.time(), "%Y%m%d"), secrets.token_hex(13))

        def make(s):
            late = 366 * 86400 if s["mode"] == "stale" else 0
            f = dict(base, notify_time=pay.beijing(time.time() - late))
            f.update(self.lie(o, s))
            f["sign"] = pay.sign(self.key, text_of(f, {"sign", "sign_type"}).encode())
            if s["mode"] == "wrong_signature":
                f["sign"] = pay.spoilt(f["sign"])
            return (urllib.parse.urlencode(f).encode(), {"Content-Type": "application/x-www-form-urlencoded; charset=utf-8"})

        if o.get("notify_url"):
            self.notifier.send(o["out_trade_no"], kind, o["notify_url"], make)

    def return_address(self, o):
        f = {"charset": "utf-8", "out_trade_no": o["out_trade_no"], "method": "alipay.trade.page.pay.return",
             "total_amount": pay.yuan(o["fen"]), "trade_no": o["trade_no"], "version": "1.0", "app_id": self.app_id,
             "sign_type": "RSA2", "seller_id": self.seller_id, "timestamp": pay.beijing(time.time())}
        f["sign"] = pay.sign(self.key, text_of(f, {"sign", "sign_type"}).encode())
        return o["return_url"] + ("&" if "?" in o["return_url"] else "?") + urllib.parse.urlencode(f)


class Handler(pay.Handler):
    gateway, title = None, "模拟支付宝"

    def get(self, path, query):
        if path == "/gateway.do":
            self.run(query, b"")
        elif path.startswith("/bill/"):
            made, data = self.gateway.files.get(path[6:-4], (0, b""))
            if time.time() - made > 30:
                self.reply(404, "text/plain", "expired")
            else:
                self.reply(200, "application/zip", data)
        elif path == "/":
            self.page("<h1>模拟支付宝</h1><p>从系统的缴费页面选择支付宝，浏览器会来到这里的收银台。</p>")
        else:
            self.page("<h1>没有这个页面</h1>", 404)

    def post(self, path, query, body):
        if path == "/gateway.do":
            self.run(query, body)
        elif path == "/cashier":
            self.cashier(dict(urllib.parse.parse_qsl(body.decode())))
        elif path == "/act":
            asked = json.loads(body)
            if asked.get("order") not in self.book.orders:
                self.reply(404, "application/json", "{}")
                return
            o = self.gateway.act(asked["order"], asked["do"])
            self.reply(200, "application/json; charset=utf-8", json.dumps({"state": o["state"], "return": o.get("return_url") and
                                                                           self.gateway.return_address(o)}))
        else:
            self.page("<h1>没有这个页面</h1>", 404)

    def run(self, query, body):
        pairs = urllib.parse.parse_qsl(query, keep_blank_values=True) + urllib.parse.parse_qsl(body.decode(), keep_blank_values=True)
        params = dict(pairs)
        if params.get("method") == "alipay.trade.page.pay":
            self.show_cashier(params)
            return
        mode, answer = None, None
        try:
            if len(params) != len(pairs):
                raise Refused("40002", "isv.invalid-parameter", "重复的参数")
            call, content = self.gateway.verify(params)
            number = content.get("out_trade_no")
            mode = self.book.pick(call, number, pay.CALL_MODES)["mode"]
            if self.misbehave(mode):
                return
            if mode == "refuse":
                raise Refused("20000", "isp.unknow-error", "系统繁忙")
            with self.book.lock:
                answer = self.gateway.bill(content, "http://" + self.headers["Host"]) if call == "bill" else \
                    getattr(self.gateway, call)(content)
                if number:
                    self.book.note(number, call, mode=mode)
            if mode == "lost":
                raise pay.Lost
        except Refused as refused:
            answer = refused.answer
        self.reply(200, "application/json;charset=utf-8", self.gateway.sign_answer(params, answer, mode == "wrong_signature"))

    def show_cashier(self, params):
        try:
            _, content = self.gateway.verify(params)
            o = self.gateway.fresh(self.gateway.offer(params, content))
        except Refused as refused:
            a = refused.answer
            self.page("<h1>支付宝不接受这个请求</h1>" + pay.details([("错误码", a["sub_code"]), ("说明", a["sub_msg"])]), 400)
            return
        if self.misbehave(self.book.pick("begin", o["out_trade_no"], pay.CALL_MODES)["mode"]):
            return
        if o["state"] not in ("OFFERED", "WAIT_BUYER_PAY"):
            words = {"TRADE_SUCCESS": "订单已支付", "EXPIRED": "订单已超时", "TRADE_CLOSED": "订单已关闭"}
            self.page("<h1>%s</h1>%s" % (words.get(o["state"], o["state"]), self.back(o)))
            return
        self.page("<h1>模拟支付宝收银台</h1><p class=\"sum\">¥%s</p>%s<form method=\"post\" action=\"/cashier\">"
                  "<input type=\"hidden\" name=\"order\" value=\"%s\"><button name=\"do\" value=\"pay\">支付</button>"
                  "<button class=\"quiet\" name=\"do\" value=\"abandon\">放弃</button>"
                  "<button class=\"quiet\" name=\"do\" value=\"login\">只登录，先不付</button></form>" %
                  (pay.yuan(o["fen"]), pay.details([("收款方", "碳市场联合开户（演示）"), ("商品", o["subject"]), ("商户订单号", o["out_trade_no"]),
                                                    ("支付截止", o["expires"] or "–")]), html.escape(o["out_trade_no"], quote=True)))

    def back(self, o):
        url = o.get("return_url")
        return "<p><a href=\"%s\">返回商户页面</a></p>" % html.escape(url, quote=True) if url else ""

    def cashier(self, form):
        if form.get("order") not in self.book.orders:
            self.page("<h1>没有这个订单</h1>", 404)
            return
        o = self.gateway.act(form["order"], form.get("do"))
        if o["state"] == "TRADE_SUCCESS" and o.get("return_url"):
            self.redirect(self.gateway.return_address(o))
            return
        words = {"TRADE_SUCCESS": "支付成功", "EXPIRED": "订单已超时", "TRADE_CLOSED": "订单已关闭"}
        self.page("<h1>%s</h1>%s" % (words.get(o["state"], "已登录，还没有付款" if form.get("do") == "login" else "已放弃支付"), self.back(o)))


def main():
    p = argparse.ArgumentParser(description="Alipay for one machine")
    p.add_argument("--keys", required=True, help="directory of the keys")
    p.add_argument("--make-keys", action="store_true", help="only make the keys that are absent")
    p.add_argument("--port", type=int)
    p.add_argument("--app-id", default="2021000000000001")
    p.add_argument("--seller-id", default="2088000000000001")
    p.add_argument("--store", help="file the orders are kept in")
    p.add_argument("--retry", default="240,600,600,3600,7200,21600,54000", help="gaps between notifications, s")
    a = p.parse_args()
    make_keys(a.keys)
    if a.make_keys:
        return
    Handler.book = pay.Book(a.store)
    Handler.gateway = Gateway(Handler.book, a.keys, a.app_id, a.seller_id, pay.gaps(a.retry))
    web.serve(a.port, Handler)


if __name__ == "__main__":
    main()
