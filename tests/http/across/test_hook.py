"""The address of delivery reports: a provider of the table, and the part nobody can guess."""
import json
import urllib.error
import urllib.request

import pytest

ANSWERS = {"aliyun": {"code": 0, "msg": "OK"}, "tencent": {"result": 0, "errmsg": "OK"}}


@pytest.fixture(scope="module")
def post(stack):
    """post(provider, body, token) gives status and text."""
    right = (stack.data / "keys" / "hook.token").read_text()

    def send(provider, body=b"[]", token=right):
        request = urllib.request.Request("%s/hook/sms/%s/%s" % (stack.hook_url, provider, token), body,
                                         {"Content-Type": "application/json"})
        try:
            with urllib.request.urlopen(request, timeout=10) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as e:
            return e.code, e.read()
    return send


@pytest.mark.parametrize("provider", ANSWERS)
def test_each_provider_hears_its_own_word(post, provider):
    status, body = post(provider)
    assert status == 200 and json.loads(body) == ANSWERS[provider]
    assert post(provider, b"[{}]")[0] == 200, "a report about no message is none of ours"


@pytest.mark.parametrize("provider", ANSWERS)
@pytest.mark.parametrize("body", [b"", b"{}", b"[", b"[]x", b'["\xff"]', json.dumps([{}] * 2001).encode()])
def test_what_is_no_list_of_reports_is_refused(post, provider, body):
    assert post(provider, body)[0] == 400


def test_nobody_else_is_there(post):
    assert post("nobody")[0] == 404
    assert post("aliyun", token="0" * 48)[0] == 404
    assert post("bank")[0] == 404


def test_the_address_nobody_can_guess_stands_in_no_log(stack, post):
    assert post("aliyun", b"[" + b" " * 70_000 + b"]")[0] == 413  # refused by nginx itself, which notes that as an error
    token = (stack.data / "keys" / "hook.token").read_bytes().strip()
    assert [log.name for log in (stack.data / "log").glob("*") if log.is_file() and token in log.read_bytes()] == []
