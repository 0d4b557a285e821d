"""What README says of production, as far as one machine can try it: the web server's files within Debian's own configuration, and
that every program's account and password file is made."""
import contextlib
import http.client
import re
import shutil
import socket
import ssl
import subprocess
import tempfile
import threading
from pathlib import Path

import pytest

import stack as installations
from patience import wait
from stack import TOP


def programs():
    """Those with a user of the database."""
    return sorted(set(re.findall(r"TO 'ccer_(\w+)'@", (TOP / "sql" / "grant.sql").read_text())))


@pytest.mark.parametrize("program", programs())
def test_its_account_reads_its_password(program):
    accounts = (TOP / "scripts" / "systemd" / "ccer.sysusers").read_text().splitlines()
    files = [line.split() for line in (TOP / "scripts" / "systemd" / "ccer.tmpfiles").read_text().splitlines()]
    assert [line for line in accounts if line.split()[:2] == ["u", "ccer-" + program]]
    assert ["z", "/etc/ccer/keys/db/ccer_" + program, "0400", "ccer-" + program, "root"] in files
    units = [u.read_text() for u in (TOP / "scripts" / "systemd").glob("*.service")]
    assert [u for u in units if re.search(r"^User=ccer-(%s|%%i)$" % program, u, re.M)]


@pytest.mark.parametrize("unit", sorted((TOP / "scripts" / "systemd").glob("*.service")), ids=lambda u: u.name)
def test_a_service_is_tried_for_as_long_as_it_takes(unit):
    again = "on-failure" if "\nType=oneshot\n" in unit.read_text() else "always"
    assert "\nStartLimitIntervalSec=0\n" in unit.read_text() and "\nRestart=%s\n" % again in unit.read_text()


def filled_in(directory, sockets):
    """README's own commands, elsewhere."""
    block = re.search(r"^ +mkdir -p /etc/nginx/ccer(.*\n)+?\n", (TOP / "README.md").read_text(), re.M).group(0)
    for there, here in (("/etc/nginx/ccer", directory), ("/usr/share/ccer/nginx", TOP / "nginx"),
                        ("/usr/share/ccer/templates", TOP / "templates"), ("/run/ccer", sockets), ("/var/log/nginx", directory)):
        block = block.replace(there, str(here))
    subprocess.run(["bash", "-ec", block], check=True, cwd="/")


def web_server(directory, listen, sockets=None):
    """The files of one machine's web server, within the configuration that Debian's package brings; listen: what each listen-*.conf
    says, by name; sockets: where its programs would be, if not there as well."""
    filled_in(directory, sockets or directory)
    for name, words in listen.items():
        (directory / ("listen-%s.conf" % name)).write_text(words)
    (directory / "providers.conf").write_text("203.0.113.0/24 1;\n")
    ours = "".join("include %s/%s.conf;\n" % (directory, name) for name in ("common", "default", "portal", "office", "hook"))
    debian = Path("/etc/nginx/nginx.conf").read_text()
    debian = re.sub(r"include /etc/nginx/(conf\.d|sites-enabled)/.*;", "", debian)
    modules = "".join(f.read_text() for f in Path("/etc/nginx/modules-enabled").glob("*brotli*.conf"))
    debian = re.sub(r"include /etc/nginx/modules-enabled/.*;", modules.replace(" modules/", " /usr/lib/nginx/modules/"), debian)
    debian = re.sub(r"^pid .*;", "pid %s/pid;" % directory, re.sub(r"^user .*;", "", debian, flags=re.M), flags=re.M)
    debian = debian.replace("/var/log/nginx", str(directory)).replace("http {", "http {\n" + ours, 1)
    (directory / "nginx.conf").write_text(debian)
    return ["/usr/sbin/nginx", "-c", str(directory / "nginx.conf"), "-p", str(directory), "-e", str(directory / "error.log")]


def test_the_web_server_takes_it(tmp_path):
    first = installations.free_ports()
    listen = {name: "listen 127.0.0.1:%d;\nserver_name %s.example;\n" % (port, name)
              for port, name in enumerate(("portal", "office", "hook"), first)}
    listen["default"] = "listen 127.0.0.1:%d default_server;\n" % first
    asked = subprocess.run(web_server(tmp_path, listen) + ["-t"], capture_output=True, text=True)
    assert asked.returncode == 0, asked.stderr
    assert "warn" not in asked.stderr, asked.stderr


@pytest.fixture
def sockets():
    """A directory that the web server's own account can enter."""
    directory = Path(tempfile.mkdtemp(prefix="ccer-"))
    directory.chmod(0o755)
    yield directory
    shutil.rmtree(directory)


@pytest.fixture
def behind_tls(tmp_path, sockets):
    """A web server with certificates and without programs behind it; its port."""
    port, key, certificate = installations.free_ports(), tmp_path / "key.pem", tmp_path / "certificate.pem"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=portal.example", "-days", "2",
                    "-keyout", str(key), "-out", str(certificate)], check=True, capture_output=True)
    tls = "listen 127.0.0.1:%d ssl;\nssl_certificate %s;\nssl_certificate_key %s;\n" % (port, certificate, key)
    listen = {name: tls + "server_name %s.example;\n" % name for name in ("portal", "office", "hook")}
    listen["default"] = "listen 127.0.0.1:%d ssl default_server;\nssl_reject_handshake on;\n" % port
    server = subprocess.Popen(web_server(tmp_path, listen, sockets) + ["-g", "daemon off;"], stderr=subprocess.DEVNULL)
    assert wait(lambda: (tmp_path / "pid").exists() and (tmp_path / "pid").read_text().strip())
    yield port
    server.terminate()
    server.wait()


def answer(port, name, host, path="/", method="GET"):
    """Status and headers of a page asked for over TLS by the name in the handshake and the host of the request."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    with socket.create_connection(("127.0.0.1", port), 10) as plain, context.wrap_socket(plain, server_hostname=name) as s:
        length = "Content-Length: 0\r\n" if method == "POST" else ""
        s.sendall(("%s %s HTTP/1.1\r\nHost: %s\r\n%sConnection: close\r\n\r\n" % (method, path, host, length)).encode())
        reply = http.client.HTTPResponse(s, method=method)
        reply.begin()
        return reply.status, reply.headers


@pytest.mark.parametrize("path, status", [("/", 503), ("/static/site.css", 200), ("/static/none.css", 404), ("/a//b", 400)])
def test_behind_tls_every_answer_of_the_web_server_bears_its_headers(behind_tls, path, status):
    got, headers = answer(behind_tls, "portal.example", "portal.example", path)
    assert got == status
    assert headers.get_all("Strict-Transport-Security") == ["max-age=31536000"]
    for name in ("X-Content-Type-Options", "Referrer-Policy", "Permissions-Policy", "Content-Security-Policy"):
        assert len(headers.get_all(name) or []) == 1, name


def test_a_host_that_is_not_ours_is_refused(behind_tls):
    with pytest.raises(ssl.SSLError):
        answer(behind_tls, "evil.example", "evil.example")
    assert answer(behind_tls, "portal.example", "evil.example")[0] == 421


class DyingWorker(threading.Thread):
    """Behind a socket of the web server: dies on every request, and has heard these methods."""

    def __init__(self, path):
        super().__init__(daemon=True)
        self.listener, self.heard = socket.socket(socket.AF_UNIX), []
        self.listener.bind(str(path))
        self.listener.listen(8)
        path.chmod(0o777)
        self.start()

    def run(self):
        with contextlib.suppress(OSError):  # closed
            while True:
                with self.listener.accept()[0] as request:
                    self.heard.append(re.search(rb"REQUEST_METHOD([A-Z]{3,4})", request.recv(65536)).group(1).decode())


@pytest.mark.parametrize("method, times", [("GET", 2), ("HEAD", 2), ("POST", 1)])
def test_a_page_is_asked_for_again_when_its_worker_died_and_a_form_is_not(behind_tls, sockets, method, times):
    worker = DyingWorker(sockets / "portal.sock")
    assert answer(behind_tls, "portal.example", "portal.example", "/apply", method)[0] == 503
    assert worker.heard == [method] * times
    worker.listener.close()
