#!/usr/bin/python3
"""The outside world for trying the system on one machine: the SMS providers (sms_*.py) and a mail server (mail.py), with
one page where everything they took can be read.

    GET  /                                       the page
    GET  /switches                               how each channel behaves, to be changed by hand
    GET  /messages.json?to=&since=&channel=&wait=    the same as data; since: an id, wait: seconds to wait for the first
    POST /switch  {"channel": "sms", "mode": "ok", "count": 3}
    POST anything else                           the SMS providers' address: whose request it is its headers say

What a file sms_<name>.py holds, for each provider of fcgi/gate/sms/sms.def: CHANNELS, its channels here with their words and modes;
the class Provider(store, key, secret, template_dir, hook=None), hook being where its delivery reports go; its is_asked(headers), by
lower-case name; and its answer(method, target, headers, body), a status and what is put out as JSON.

Modes of the channels of SMS (sms for the first provider, else the provider's name): ok, refuse throttle unfunded fail (answers), hang, lose (taken, no
answer), reset (broken, not taken), bad_gateway (502 with a page), drip garbage huge (taken; the answer comes a byte a second, is no
JSON, is 50 MB), and of receipts early (before the answer), duplicate (nine), reorder (a failure after the success), undelivered,
silent; of sms alone slow (answers after 100 ms, for scripts/bench). Modes of sms_query (the first provider's query): ok fail.
Modes of mail stand in mail.py. Without count a mode stays until the next switch. With --hook every SMS is reported as
delivered to that address (its last part from --hook-token-file), unless the answer was lost."""

import argparse
import html
import importlib
import json
import pathlib
import socket
import struct
import sys
import time
import urllib.parse

import mail
import store as messages
import web

SMS = {path.stem[len("sms_"):]: importlib.import_module(path.stem) for path in sorted(pathlib.Path(__file__).parent.glob("sms_*.py"))}
CHANNELS = {channel: kind for module in SMS.values() for channel, kind in module.CHANNELS.items()}
CHANNELS["mail"] = ("邮件", {"ok", "refuse", "sender", "fail", "hang", "lose"} | messages.ANSWERS)

PAGE = """<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>模拟短信与邮件</title>
<meta name="viewport" content="width=device-width,initial-scale=1"><meta http-equiv="refresh" content="5">
<style>body{font:16px/1.7 "PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;max-width:860px;margin:32px auto;
padding:0 16px;background:#f5f7f6;color:#1b2a27}h1{font-size:26px}article{background:#fff;border:1px solid #d9e1de;
border-radius:10px;padding:12px 18px;margin:14px 0}header{color:#5a6b66;font-size:14px}b{color:#1b2a27}
pre{font:inherit;white-space:pre-wrap;margin:6px 0 0;overflow-wrap:anywhere}form{margin:12px 0}
input,select{font:inherit;padding:4px 10px;width:16em;max-width:100%%;box-sizing:border-box}button{font:inherit;padding:4px 14px}
label{display:inline-block}label span{display:inline-block;width:9em}a{color:#0b5d4b}
.tag{background:#e7f2ee;color:#0b5d4b;border-radius:4px;padding:1px 8px}</style></head><body>
<h1>模拟短信与邮件</h1><p>本页只用于本机试用：系统发出的短信和邮件都到这里，最新的在上面，每 5 秒刷新。</p>
<form><input name="to" value="%(to)s" placeholder="手机号或邮箱"> <button>只看这个收件人</button></form>
<p>现在：%(modes)s <a href="/switches">切换故障</a></p>
%(rows)s</body></html>"""
WORDS = {"ok": "正常", "slow": "一百毫秒后应答", "refuse": "号码有误", "sender": "不接受发件人", "fail": "服务商内部错误", "throttle": "限流", "unfunded": "欠费", "hang": "不应答", "lose": "收下后不应答",
         "reset": "断开连接，没有收下", "bad_gateway": "502 错误", "drip": "收下后逐字节应答", "garbage": "收下后应答乱码", "huge": "收下后应答 50 MB",
         "early": "回执先于应答", "duplicate": "回执重复九次", "reorder": "成功回执之后又来失败回执", "undelivered": "回执：未送达",
         "silent": "没有回执"}
SWITCHES = PAGE.replace('<meta http-equiv="refresh" content="5">', "").split("<h1>")[0] + """<h1>切换故障</h1>
<p>让模拟的短信服务商或邮件服务器出错，看系统怎么办。一直有效，直到再次切换。</p>%(forms)s<p><a href="/">返回消息</a></p></body></html>"""
SWITCH = """<form method="post" action="/switch"><label><span>%(words)s</span> <input type="hidden" name="channel" value="%(channel)s">
<select name="mode">%(options)s</select></label> <button>切换</button></form>"""
ROW = """<article><header><span class="tag">%(kind)s</span> 第 %(id)d 条 · 收件人 <b>%(to)s</b> · %(at)s%(again)s</header>
%(subject)s<pre>%(text)s</pre></article>"""


def switches(modes):
    """A form for each channel, with how it behaves now chosen."""
    return SWITCHES % {"forms": "\n".join(SWITCH % {
        "words": CHANNELS[c][0], "channel": c, "options": "".join('<option value="%s"%s>%s</option>' % (
            m, " selected" if m == modes[c][0] else "", WORDS[m]) for m in sorted(CHANNELS[c][1], key=list(WORDS).index))}
        for c in modes)}


def page(found, to, modes):
    rows = []
    for m in reversed(found[-200:]):
        rows.append(ROW % {
            "kind": CHANNELS[m.get("provider", m["channel"])][0], "id": m["id"], "to": html.escape(m["to"]),
            "at": time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime(m["at"] + 8 * 3600)),
            "again": " · 重复提交 %d 次" % m["repeats"] if m["repeats"] else "",
            "subject": "" if m["channel"] == "sms" else "<b>%s</b>" % html.escape(m["subject"]),
            "text": html.escape(m["text"])})
    now = "，".join("%s%s" % (CHANNELS[c][0], WORDS[m]) for c, (m, _) in modes.items())
    return PAGE % {"to": html.escape(to, quote=True), "modes": now, "rows": "\n".join(rows) or "<p>还没有消息。</p>"}


class Handler(web.Handler):
    store, providers = None, []

    def do_GET(self):
        url = urllib.parse.urlsplit(self.path)
        query = dict(urllib.parse.parse_qsl(url.query))
        to = query.get("to", "")
        if url.path == "/":
            self.reply(200, "text/html; charset=utf-8", page(self.store.find(to=to), to, self.store.modes))
        elif url.path == "/switches":
            self.reply(200, "text/html; charset=utf-8", switches(self.store.modes))
        elif url.path == "/messages.json":
            found = self.store.find(to, int(query.get("since", 0)), query.get("channel"),
                                    min(float(query.get("wait", 0)), 60))
            self._json(200, {"messages": found, "last": self.store.last_id()})
        else:
            self.reply(404, "text/plain; charset=utf-8", "没有这个页面\n")

    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if urllib.parse.urlsplit(self.path).path == "/switch":
            self._switch(body)
            return
        headers = {name.lower(): value for name, value in self.headers.items()}
        try:
            asked = [p for p in self.providers if p.is_asked(headers)]
            self._json(*(asked[0].answer("POST", self.path, headers, body) if asked else (404, {})))
        except ConnectionAbortedError:
            self.close_connection = True
        except messages.Odd as odd:
            self.close_connection = True
            try:
                getattr(self, "_" + str(odd))()
            except OSError:
                pass  # whoever asked has left

    def _reset(self):
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()

    def _bad_gateway(self):
        self.reply(502, "text/html", "<html><h1>502 Bad Gateway</h1></html>")

    def _garbage(self):
        self.reply(200, "application/json", '{"Code": "OK", "Response": [}\x00')

    def _drip(self):
        self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 60\r\n\r\n")
        for _ in range(60):
            self.wfile.write(b" ")
            time.sleep(1)

    def _huge(self):
        self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 52428800\r\n\r\n")
        for _ in range(50):
            self.wfile.write(b" " * 1048576)

    def _switch(self, body):
        by_hand = not body.startswith(b"{")
        try:
            asked = dict(urllib.parse.parse_qsl(body.decode())) if by_hand else json.loads(body)
            channel, mode, count = asked.get("channel", "sms"), asked["mode"], asked.get("count")
            if mode not in CHANNELS[channel][1] or not (count is None or (isinstance(count, int) and count > 0)):
                raise ValueError
        except (ValueError, KeyError, AttributeError):
            self._json(400, {"modes": {k: sorted(v) for k, (_, v) in CHANNELS.items()}})
            return
        self.store.switch(channel, mode, count)
        if by_hand:
            self.reply(303, "text/plain", "", {"Location": "/switches"})
            return
        self._json(200, {"channel": channel, "mode": mode, "count": count})

    def _json(self, status, value):
        self.reply(status, "application/json; charset=utf-8", json.dumps(value, ensure_ascii=False))


def main():
    p = argparse.ArgumentParser(description="SMS provider and mail server for one machine")
    p.add_argument("--http", type=int, required=True, help="port of the page and the SMS provider")
    p.add_argument("--smtp", type=int, required=True, help="port of the mail server")
    p.add_argument("--access-key", required=True, help="of every provider, with the same secret")
    p.add_argument("--secret-file", required=True)
    p.add_argument("--templates", required=True, help="directory of the SMS texts")
    p.add_argument("--store", help="file the messages are kept in")
    p.add_argument("--hook", help="where delivery reports go, e.g. http://127.0.0.1:8082/hook/sms/")
    p.add_argument("--hook-token-file", help="file with the secret last part of that address")
    a = p.parse_args()
    with open(a.secret_file, encoding="ascii") as file:
        secret = file.read().strip()
    Handler.store = messages.Store(a.store, CHANNELS)
    token = ""
    if a.hook:
        with open(a.hook_token_file, encoding="ascii") as file:
            token = file.read().strip()
    Handler.providers = [module.Provider(Handler.store, a.access_key, secret, a.templates, a.hook and "%s%s/%s" % (a.hook, name, token))
                         for name, module in SMS.items()]
    mail.Server(Handler.store, a.smtp).start()
    web.serve(a.http, Handler)


if __name__ == "__main__":
    main()
