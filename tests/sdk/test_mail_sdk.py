"""Our mails through aiosmtpd, read back by Python's mail parser: headers, texts, attachments; STARTTLS and TLS from the start with an
authority of this test's own; and what is not trusted or not let in."""

import email
import email.policy
import ssl
import subprocess

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult

import gateway
from gateway import Probe
from stack import free_ports

SUBJECT = "联合开户平台：“样本市绿色低碳促进会”的申请需要补正（共3项），请在2026年12月22日前登录系统重新提交 – 受理号 KH20261123000139 𠮷"
TEXT = ".第一行以点开头\n..两个点\n.\n正文 <b>&amp;</b> " + "长行" * 800 + "\n\n第二段\n" + "x" * 1200 + "\n.\n"


class Box:
    def __init__(self):
        self.mails, self.secure = [], []

    async def handle_DATA(self, server, session, envelope):
        self.mails.append(email.message_from_bytes(envelope.content, policy=email.policy.default))
        self.raw = envelope.content
        self.secure.append(session.ssl is not None or server.transport.get_extra_info("ssl_object") is not None)
        return "250 2.0.0 taken"


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    """ca.pem; good.pem for 127.0.0.1 and localhost; other.pem for another name; stranger.pem signed by itself."""
    d = tmp_path_factory.mktemp("ca")

    def run(*arguments):
        subprocess.run(["openssl", *map(str, arguments)], check=True, capture_output=True)

    run("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=Test CA", "-days", "2", "-keyout", d / "ca.key", "-out", d / "ca.pem")
    for name, alt in (("good", "DNS:localhost,IP:127.0.0.1"), ("other", "DNS:elsewhere.example")):
        run("req", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=" + name, "-keyout", d / (name + ".key"), "-out", d / (name + ".csr"))
        (d / "ext").write_text("subjectAltName=" + alt)
        run("x509", "-req", "-in", d / (name + ".csr"), "-CA", d / "ca.pem", "-CAkey", d / "ca.key", "-CAcreateserial", "-days", "2",
            "-extfile", d / "ext", "-out", d / (name + ".pem"))
    run("req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1",
        "-days", "2", "-keyout", d / "stranger.key", "-out", d / "stranger.pem")
    return d


@pytest.fixture
def server(authority):
    """server(certificate=None, tls=None | "starttls" | "smtps", password=None) gives (endpoint, box)."""
    running = []

    def start(certificate="good", tls=None, password=None):
        box, port, more = Box(), free_ports(1), {}
        if tls:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(authority / (certificate + ".pem"), authority / (certificate + ".key"))
            more = {"tls_context": context} if tls == "starttls" else {"ssl_context": context}
            if tls == "starttls":
                more["require_starttls"] = True
        if password:
            more.update(auth_required=True, auth_require_tls=False, authenticator=lambda server, session, envelope, mechanism, data:
                        AuthResult(success=data.login == b"courier" and data.password == password.encode(), handled=False))
        controller = Controller(box, hostname="127.0.0.1", port=port, **more)
        controller.start()
        running.append(controller)
        return "%s://localhost:%d" % ("smtps" if tls == "smtps" else "smtp", port), box

    yield start
    for controller in running:
        controller.stop()


@pytest.fixture
def send(stack, tmp_path, authority):
    program, probes = gateway.build_probe(stack, "message_probe"), []

    def one(endpoint, settings=None, **mail):
        probe = Probe(program, tmp_path, {"mail.endpoint": endpoint, "mail.from": "noreply@ccer.example",
                                          "gate.ca_file": authority / "ca.pem", **(settings or {})})
        probes.append(probe)
        return probe.ask(**{"call": "mail", "id": "m1", "to": "a@example.com", "subject": SUBJECT, "text": TEXT, **mail})

    yield one
    for probe in probes:
        probe.stop()


def plain(mail):
    return mail.get_body(preferencelist=("plain",)).get_content().replace("\r\n", "\n")


def test_a_parser_reads_back_what_we_wrote(server, send):
    endpoint, box = server()
    pdf = "%PDF-1.7\n.\n..\r\n" + "流" * 5000
    assert send(endpoint, html="<p>正文 &lt;b&gt;</p>\n.\n" + "<p>" + "长" * 2000 + "</p>",
                attachments=[{"name": "补正告知书（第2版）a b%.pdf", "type": "application/pdf", "data": pdf},
                             {"name": "plain.txt", "type": "text/plain", "data": ".\n"}])["result"] == "sent"
    mail = box.mails[0]
    assert mail["Subject"] == SUBJECT and mail["From"] == "noreply@ccer.example" and mail["To"] == "a@example.com"
    assert mail["Message-ID"] == "<m1@ccer.example>" and mail["Date"].datetime.utcoffset() is not None
    assert plain(mail) == TEXT
    assert "长" * 2000 in mail.get_body(preferencelist=("html",)).get_content()
    first, second = mail.iter_attachments()
    assert (first.get_filename(), first.get_content_type()) == ("补正告知书（第2版）a b%.pdf", "application/pdf")
    assert first.get_content() == pdf.encode() and second.get_filename() == "plain.txt"
    assert not mail.defects and not any(part.defects for part in mail.walk())
    assert max(map(len, box.raw.split(b"\r\n"))) <= 998 and all(byte < 128 for byte in box.raw)


def test_text_alone_is_one_part(server, send):
    endpoint, box = server()
    assert send(endpoint)["result"] == "sent"
    assert plain(box.mails[0]) == TEXT and not list(box.mails[0].iter_attachments())


@pytest.mark.parametrize("profile", ["test", "production"])
@pytest.mark.parametrize("tls", ["starttls", "smtps"])
def test_over_tls(server, send, tls, profile):
    endpoint, box = server(tls=tls)
    assert send(endpoint, {"site.profile": profile})["result"] == "sent"
    assert box.secure == [True]


@pytest.mark.parametrize("tls", ["starttls", "smtps"])
@pytest.mark.parametrize("certificate", ["other", "stranger"])
def test_a_wrong_certificate_is_refused(server, send, tls, certificate):
    endpoint, box = server(certificate, tls)
    assert send(endpoint) == {"result": "later", "problem": "tls", "provider_id": "", "fault": True}
    assert not box.mails


def test_without_tls_nothing_leaves_in_production(server, send):
    endpoint, box = server()
    assert send(endpoint, {"site.profile": "production"})["problem"] == "tls" and not box.mails


@pytest.mark.parametrize("password, result, problem", [("hush", "sent", ""), ("wrong", "later", "smtp_535")])
def test_signing_in(server, send, tmp_path, password, result, problem):
    endpoint, box = server(tls="starttls", password="hush")
    (tmp_path / "password").write_text(password)
    settings = {"mail.user": "courier", "mail.password_file": tmp_path / "password"}
    answer = send(endpoint, settings)
    assert (answer["result"], answer["problem"], len(box.mails)) == (result, problem, result == "sent")
    assert send(endpoint, settings, call="mail_check")["problem"] == problem
    assert len(box.mails) == (result == "sent"), "a check sends nothing"


def test_a_server_that_is_not_there(send):
    assert send("smtp://127.0.0.1:1")["problem"] == "no_connection"
