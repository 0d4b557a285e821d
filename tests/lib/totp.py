"""A telephone's authenticator (RFC 6238), written apart from the library under test."""
import base64
import hashlib
import hmac
import re
import struct
import time

from journey import ok, send

PAGE = "/office/authenticator"


def code(secret, steps=0, now=None):
    """Six digits of the base 32 secret, so many steps of 30 s from now."""
    step = int(time.time() if now is None else now) // 30 + steps
    mac = hmac.new(base64.b32decode(secret), struct.pack(">Q", step), hashlib.sha1).digest()
    at = mac[-1] & 15
    return "%06d" % ((struct.unpack(">I", mac[at:at + 4])[0] & 0x7fffffff) % 10 ** 6)


def secret_on(page):
    return re.search(r'class="figures secret">([A-Z2-7 ]+)<', page.text).group(1).replace(" ", "")


def recovery_on(page):
    return re.findall(r"<li>([0-9A-Z]{5}-[0-9A-Z]{5})</li>", page.text)


class Phone:
    """Somebody's authenticator, set up; steps used so far are skipped."""

    def __init__(self, who):
        b = who.browser
        ok(b.get(PAGE))
        page = ok(send(b, b.page.form(PAGE + "/start")))
        self.who, self.secret = who, secret_on(page)
        page = ok(send(b, page.form(PAGE + "/confirm"), {"code": code(self.secret)}))
        self.recovery = recovery_on(page)
        self.forget_step()

    def forget_step(self):
        """As if the last code had been used long ago."""
        self.who.stack.query("UPDATE staff_authenticator SET last_step = 0 WHERE staff_id = %s", self.who.id)

    def code(self, steps=0):
        return code(self.secret, steps)
