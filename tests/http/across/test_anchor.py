"""The daily anchor of the audit chain: to a directory and by mail, and what comes back from there."""
import os
import subprocess

from patience import wait


def settings(stack, address):
    """Those of ccerctl, with a second place; where that is."""
    place = stack.data / "tmp" / "anchors"
    place.mkdir(mode=0o755, exist_ok=True)
    path = stack.data / "etc" / "anchor.conf"
    path.write_text((stack.data / "etc" / "ctl.conf").read_text() + "[audit]\nanchor_directory = %s\nanchor_mail = %s\n" % (place, address))
    if os.getuid() == 0:
        subprocess.run(["chown", "www-data:", str(place), str(path)], check=True)
    return place


def test_the_anchor_that_was_mailed_and_the_one_on_disk_fit_the_chain(stack):
    place = settings(stack, "keeper@example.com")
    run = subprocess.run(stack.command("bin/ccerctl", "anchor.conf", "audit", "anchor"), cwd="/", capture_output=True, text=True, timeout=120)
    assert run.returncode == 0, run.stdout + run.stderr
    assert "mailed to keeper@example.com" in run.stdout
    mails = wait(lambda: stack.sim.messages("keeper@example.com"))
    assert mails[-1]["subject"].startswith("CCER audit anchor: ")
    saved = place / "saved-mail.txt"
    saved.write_text("From somebody\r\n\r\n" + mails[-1]["text"].replace("\n", "\r\n"))
    for anchor in (saved, max(place.glob("anchor-*.txt"))):
        verified = stack.ctl("audit", "verify", "--since", str(anchor))
        assert verified.returncode == 0, verified.stdout + verified.stderr


def test_a_second_place_that_does_not_take_it_is_a_failure(stack):
    place = settings(stack, "keeper@example.com")
    stack.sim.switch("fail", "mail", 1)
    run = subprocess.run(stack.command("bin/ccerctl", "anchor.conf", "audit", "anchor"), cwd="/", capture_output=True, text=True, timeout=120)
    stack.sim.switch("ok", "mail")
    assert run.returncode == 1 and "not mailed to keeper@example.com" in run.stderr
    os.rename(place, str(place) + ".away")
    run = subprocess.run(stack.command("bin/ccerctl", "anchor.conf", "audit", "anchor"), cwd="/", capture_output=True, text=True, timeout=120)
    os.rename(str(place) + ".away", place)
    assert run.returncode == 1 and "cannot write" in run.stderr and "mailed to" in run.stdout
