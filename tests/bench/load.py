"""Load from wrk, on the loopback, for a second or two: as many requests as get through."""
import re
import subprocess
import urllib.parse
from typing import NamedTuple

# More connections than any program has workers: none waits for its next request.
CONNECTIONS, THREADS = 16, 2


class Load(NamedTuple):
    rate: float      # answers a second
    median_ms: float
    answers: int


def wrk(url, seconds=2, cookies=None, script=None, arguments=(), threads=THREADS):
    """script: Lua for wrk with its arguments; it may end sooner. What is answered with an error is no answer: RuntimeError."""
    host = urllib.parse.urlsplit(url).hostname
    if host not in ("127.0.0.1", "localhost"):
        raise ValueError("no load on %s" % host)
    command = ["wrk", "-t%d" % threads, "-c%d" % CONNECTIONS, "-d%ds" % seconds, "--latency"]
    if cookies:
        command += ["-H", "Cookie: " + "; ".join("%s=%s" % c for c in cookies.items())]
    if script:
        command += ["-s", str(script)]
    run = subprocess.run([*command, url, *(["--", *map(str, arguments)] if arguments else [])], capture_output=True, text=True)
    bad = re.search(r"Non-2xx.*|Socket errors.*", run.stdout)
    if run.returncode or bad:
        raise RuntimeError("wrk %s: %s" % (url, bad.group(0) if bad else run.stdout + run.stderr))
    rate = float(re.search(r"^Requests/sec:\s*([\d.]+)", run.stdout, re.M).group(1))
    number, unit = re.search(r"^\s*50%\s+([\d.]+)(us|ms|s)$", run.stdout, re.M).groups()
    answers = int(re.search(r"^\s*(\d+) requests in", run.stdout, re.M).group(1))
    return Load(rate, float(number) * {"us": 0.001, "ms": 1, "s": 1000}[unit], answers)
