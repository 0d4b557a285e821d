"""What all tests share: one installation for the whole run, started when the first test asks for it.

scripts/test starts it before and names its address file in CCER_STACK. Without that, the first worker that needs it
starts one in a directory of its own and the run stops it at its end."""

import fcntl
import os
import shutil
import sys
import uuid
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent / "lib"))

import stack as installations  # noqa: E402
from gateway import Payments  # noqa: E402
from holder import Payer  # noqa: E402


def pytest_configure():
    os.environ.setdefault("CCER_TEST_RUN", uuid.uuid4().hex)  # the workers of the run inherit it


def own_directory():
    return Path("/tmp") / ("ccer-tests-" + os.environ["CCER_TEST_RUN"])


def start_once(directory):
    with open(str(directory) + ".lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        address_file = directory / "stack.json"
        return address_file if address_file.exists() else installations.start(directory)


@pytest.fixture(scope="session")
def stack():
    """The installation: see tests/lib/stack.py."""
    shared = installations.Stack(os.environ.get("CCER_STACK") or start_once(own_directory()))
    yield shared
    assert not installations.rights_missing(shared.data)


@pytest.fixture(scope="module")
def own(request):
    """An installation of the test file's own, which it may break: nobody else uses it, and it is gone afterwards."""
    directory = Path("/tmp") / ("ccer-%s-%d" % (request.module.__name__, os.getpid()))
    try:
        yield installations.Stack(installations.start(directory))
    finally:
        installations.stop(directory)
        shutil.rmtree(directory, ignore_errors=True)


@pytest.fixture
def sim(stack):
    """The simulators, back to good behaviour afterwards."""
    yield stack.sim
    for channel in ("sms", "mail"):
        stack.sim.switch("ok", channel)


@pytest.fixture(scope="module")
def alipay(stack):
    """The simulated Alipay."""
    return Payments.at(stack.alipay_url)


@pytest.fixture(scope="module")
def wechat(stack):
    """The simulated WeChat Pay."""
    return Payments.at(stack.wechat_url)


@pytest.fixture
def payer(stack):
    """Whose account is open and who owes its fees."""
    return Payer(stack)


@pytest.fixture
def portal(stack):
    """A browser of its own at the portal."""
    return stack.portal()


@pytest.fixture
def office(stack):
    """A browser of its own at the office."""
    return stack.office()


def pytest_sessionfinish(session):
    if hasattr(session.config, "workerinput"):
        return
    directory = own_directory()
    if directory.exists():
        installations.stop(directory)
        shutil.rmtree(directory, ignore_errors=True)
    Path(str(directory) + ".lock").unlink(missing_ok=True)
