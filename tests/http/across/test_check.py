"""ccerctl check: a configuration tried without doing anything; what is wrong is said with how to mend it."""
import configparser
import http.server
import json
import re
import ssl
import subprocess
import threading

import pytest

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

from gateway import Payments
from stack import free_ports


@pytest.fixture
def settings(stack, tmp_path):
    """The courier's settings with some changed: settings(section__name=value) gives check's exit code and lines."""
    def run(*only, **changes):
        conf = configparser.ConfigParser(interpolation=None)
        conf.read(stack.data / "etc" / "courier.conf")
        for name, value in changes.items():
            section, key = name.split("__")
            if not conf.has_section(section):
                conf.add_section(section)
            conf.set(section, key, str(value))
        path = tmp_path / "check.conf"
        with open(path, "w") as f:
            conf.write(f)
        done = subprocess.run([stack.data / "prefix/bin/ccerctl", "-c", path, "check", *[x for o in only for x in ("--only", o)]],
                              capture_output=True, text=True, timeout=120)
        return done.returncode, done.stdout.splitlines()
    return run


def secret(tmp_path, name, text, mode=0o400):
    path = tmp_path / name
    path.write_text(text)
    path.chmod(mode)
    return path


def faults(lines):
    return [line for line in lines if line.startswith("✗")]


def test_a_good_configuration(stack, settings):
    before = len(stack.sim.messages())
    code, lines = settings()
    assert code == 0 and not faults(lines), lines
    for part in ("database ccer_portal", "database ccer_cashier", "keys", "templates", "press", "sms aliyun", "sms tencent", "mail",
                 "pay alipay", "pay wechat"):
        assert any(line.startswith("✓ %s:" % part) for line in lines), part
    for message in stack.sim.messages()[before:]:  # other tests send meanwhile: each is a row of the outbox
        assert stack.query("SELECT 1 FROM outbox WHERE public_id = %s", message["key"].strip("<>").split("@")[0]), message
    for url in (stack.alipay_url, stack.wechat_url):
        for reference in json.loads(Payments.at(url).get("/orders.json")[2])["orders"]:
            assert stack.query("SELECT 1 FROM payment_attempt WHERE reference = %s", reference), "an order was made"


def test_what_is_not_set_up_is_no_fault(settings):
    code, lines = settings(sms__tencent_secret_id="", pay__wechat_app_id="", mail__endpoint="", press__socket="", scan__socket="")
    assert code == 0 and len([line for line in lines if line.startswith("–")]) == 5, lines


@pytest.mark.parametrize("changes, line, mend", [
    ({"sms__aliyun_access_key": "other"}, "✗ sms aliyun: InvalidAccessKeyId.NotFound", "sms.aliyun_access_key"),
    ({"sms__aliyun_secret_file": "SECRET"}, "✗ sms aliyun: SignatureDoesNotMatch", "another key's secret"),
    ({"sms__aliyun_secret_file": "/nowhere"}, "✗ sms aliyun: settings", "ccerctl conf"),
    ({"sms__aliyun_endpoint": "http://127.0.0.1:1/"}, "✗ sms aliyun: no_connection", "firewall"),
    ({"sms__aliyun_endpoint": "http://nowhere.invalid/"}, "✗ sms aliyun: no_address", "DNS"),
    ({"sms__aliyun_endpoint": "TLS"}, "✗ sms aliyun: tls", "gate.ca_file"),
    ({"sms__aliyun_template_codes_file": "CODES"}, "✗ sms aliyun: no code for the text accepted", "name = code"),
    ({"sms__tencent_secret_id": "other"}, "✗ sms tencent: AuthFailure.SecretIdNotFound", "sms.tencent_secret_id"),
    ({"sms__tencent_secret_key_file": "SECRET"}, "✗ sms tencent: AuthFailure.SignatureFailure", "another key's secret"),
    ({"sms__tencent_endpoint": "http://127.0.0.1:1/"}, "✗ sms tencent: no_connection", "firewall"),
    ({"sms__providers": "aliyum, tencent"}, "✗ sms.providers: there is no aliyum", "names"),
    ({"sms__providers": "tencent", "sms__tencent_secret_id": ""}, "✗ sms.providers: none of tencent", "set up"),
    ({"sms__aliyun_endpoint": "dysmsapi.aliyuncs.com:x"}, "✗ sms aliyun: ", "setting"),
    ({"pay__notify_url": "http://127.0.0.1/hook/pay/?a=b"}, "✗ pay.notify_url: http://127", "question mark"),
    ({"pay__notify_url": "https://hook.example/hook/pay"}, "✗ pay.notify_url: https://hook", "at the end"),
    ({"site__portal_url": "https://portal.example/"}, "✗ pay: site.portal_url", "without a slash"),
    ({"site__profile": "production"}, "✗ pay alipay: invalid", "https://"),
    ({"site__profile": "production"}, "✗ pay.notify_url: http://", "https://"),
    ({"mail__endpoint": "smtp://127.0.0.1:1"}, "✗ mail: no_connection", "firewall"),
    ({"mail__from": ""}, "✗ mail: settings", "ccerctl conf"),
    ({"mail__endpoint": "AUTH", "mail__user": "u", "mail__password_file": "SECRET"}, "✗ mail: smtp_535", "mail.password_file"),
    ({"pay__alipay_endpoint": "http://127.0.0.1:1/"}, "✗ pay alipay: ", "check the endpoint"),
    ({"pay__alipay_public_key_file": "/nowhere"}, "✗ pay alipay: pay.alipay_public_key_file", "not there"),
    ({"pay__wechat_api_key_file": "SECRET"}, "✗ pay wechat: pay.wechat_api_key_file", "not the key"),
    ({"pay__wechat_private_key_file": "ALIPAYS"}, "✗ pay wechat: SIGN_ERROR", "do not belong together"),
    ({"scan__socket": "/nowhere"}, "✗ scan: no clamd answers at /nowhere", "clamav-daemon"),
    ({"press__socket": "/nowhere"}, "✗ press: /nowhere", "systemctl"),
    ({"site__templates": "/nowhere"}, "✗ templates: /nowhere/message/sms/code.txt", "install"),
    ({"keys__directory": "/nowhere"}, "✗ keys: no key files in /nowhere", "ccerctl keys make"),
    ({"db__password_file": "SECRET"}, "✗ database ccer_courier: cannot sign in", "ccerctl migrate"),
])
def test_faults_are_told_with_their_remedy(stack, settings, tmp_path, peer, changes, line, mend):
    alone = {"SECRET": lambda: secret(tmp_path, "wrong", "not the secret"), "TLS": lambda: peer("tls"), "AUTH": lambda: peer("auth"),
             "CODES": lambda: secret(tmp_path, "codes", "code = SMS_1\n"),
             "ALIPAYS": lambda: stack.data / "keys/alipay/app_private.pem"}
    changes = {name: alone[value]() if value in alone else value for name, value in changes.items()}
    part = re.match(r"✗ (\w+)", line).group(1)
    code, lines = settings({"keys": "files"}.get(part, part), **changes)
    found = [f for f in faults(lines) if f.startswith(line)]
    assert code == 1 and found and mend in found[0], lines


@pytest.mark.parametrize("code, mend", [("InvalidTimeStamp.Expired", "clock"), ("isp.RAM_PERMISSION_DENY", "right"), ("Unheard.Of", "list of codes")])
def test_what_aliyun_may_say(settings, peer, code, mend):
    _, lines = settings("sms", sms__aliyun_endpoint=peer("says", {"Code": code, "Message": "x"}))
    assert any(f.startswith("✗ sms aliyun: " + code) and mend in f for f in faults(lines)), lines


def test_an_expired_clock_at_tencent(settings, peer):
    _, lines = settings("sms", sms__tencent_endpoint=peer("says", {"Response": {"Error": {"Code": "AuthFailure.SignatureExpire"}}}))
    assert any("SignatureExpire" in f and "clock" in f for f in faults(lines)), lines


def test_files_others_may_read(settings, tmp_path):
    code, lines = settings("files", sms__aliyun_secret_file=secret(tmp_path, "open", "x", 0o644))
    assert code == 1 and "0644" in faults(lines)[0] and "chmod" in faults(lines)[0]


def test_wrong_calls(settings):
    assert settings("nothing")[0] == 2


@pytest.fixture
def peer(tmp_path):
    """Other people's servers: one with a certificate nobody trusts, one that answers what it is told, one that wants a password."""
    stops = []

    def web(answer, tls=False):
        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                self.rfile.read(int(self.headers.get("Content-Length") or 0))
                data = json.dumps(answer).encode()
                self.send_response(200)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, *_):
                pass

        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        if tls:
            subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=127.0.0.1", "-days", "2", "-keyout",
                            tmp_path / "tls.key", "-out", tmp_path / "tls.pem"], check=True, capture_output=True)
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(tmp_path / "tls.pem", tmp_path / "tls.key")
            server.socket = context.wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        stops.append(server.shutdown)
        return "http%s://127.0.0.1:%d/" % ("s" if tls else "", server.server_address[1])

    def auth():
        port = free_ports(1)
        controller = Controller(object(), hostname="127.0.0.1", port=port, auth_required=True, auth_require_tls=False,
                                authenticator=lambda *_: AuthResult(success=False, handled=False))
        controller.start()
        stops.append(controller.stop)
        return "smtp://127.0.0.1:%d" % port

    yield lambda kind, answer=None: auth() if kind == "auth" else web(answer or {}, kind == "tls")
    for stop in stops:
        stop()
