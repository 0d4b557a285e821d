"""What README says of production, as far as one machine can try it: the web server's files within Debian's own configuration, and
that every program's account and password file is made."""
import re
import subprocess
from pathlib import Path

import pytest

import stack as installations
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
    assert "\nStartLimitIntervalSec=0\n" in unit.read_text() and "\nRestart=always\n" in unit.read_text()


def filled_in(directory):
    """README's own commands, elsewhere."""
    block = re.search(r"^ +mkdir -p /etc/nginx/ccer(.*\n)+?\n", (TOP / "README.md").read_text(), re.M).group(0)
    for there, here in (("/etc/nginx/ccer", directory), ("/usr/share/ccer/nginx", TOP / "nginx"),
                        ("/usr/share/ccer/templates", TOP / "templates"), ("/var/log/nginx", directory)):
        block = block.replace(there, str(here))
    subprocess.run(["bash", "-ec", block], check=True, cwd="/")


def test_the_web_server_takes_it(tmp_path):
    """Within the configuration that Debian's package brings."""
    filled_in(tmp_path)
    first = installations.free_ports()
    for port, name in enumerate(("portal", "office", "hook"), first):
        (tmp_path / ("listen-%s.conf" % name)).write_text("listen 127.0.0.1:%d;\nserver_name %s.example;\n" % (port, name))
    (tmp_path / "providers.conf").write_text("203.0.113.0/24 1;\n")
    ours = "".join("include %s/%s.conf;\n" % (tmp_path, name) for name in ("common", "portal", "office", "hook"))
    debian = Path("/etc/nginx/nginx.conf").read_text()
    debian = re.sub(r"include /etc/nginx/(modules-enabled|conf\.d|sites-enabled)/.*;", "", debian)
    debian = re.sub(r"^pid .*;", "pid %s/pid;" % tmp_path, re.sub(r"^user .*;", "", debian, flags=re.M), flags=re.M)
    debian = debian.replace("/var/log/nginx", str(tmp_path)).replace("http {", "http {\n" + ours, 1)
    (tmp_path / "nginx.conf").write_text(debian)
    asked = subprocess.run(["/usr/sbin/nginx", "-t", "-c", str(tmp_path / "nginx.conf"), "-p", str(tmp_path),
                            "-e", str(tmp_path / "error.log")], capture_output=True, text=True)
    assert asked.returncode == 0, asked.stderr
    assert "warn" not in asked.stderr, asked.stderr
