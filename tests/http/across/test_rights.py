"""Whose each page of the office is, written down here a second time (rules.md § 1): a right that grows in the tables of routes is
noticed, and a new route is nobody's until it stands here too."""
import re
import urllib.parse

import pytest

from journey import ORGANISATIONS, crew, csrf, ok
from stack import TOP

REVIEWERS = {"initial_reviewer", "second_reviewer", "registry_reviewer"}
SUPERVISORS = {"exchange_supervisor", "registry_supervisor"}
LOOKERS = REVIEWERS | SUPERVISORS | {"receiver", "auditor"}
SIDES = SUPERVISORS | {"second_reviewer", "receiver", "registry_reviewer", "auditor"}
FINANCE = {"finance", "exchange_supervisor"}
FINANCE_READERS = FINANCE | {"auditor"}
EDITORS = {"editor", "exchange_supervisor"}
EDITION_READERS = EDITORS | {"auditor"}

# Below /office; what is posted has a + before it.
OWN = """+sign-out queue security +security/end +security/end-others +security/password authenticator +authenticator/code
    +authenticator/verify +authenticator/start +authenticator/confirm +authenticator/recovery +authenticator/end"""
BEFORE_SIGNING_IN = "sign-in +sign-in second-factor +second-factor +second-factor/resend"
OTHERS = [
    (REVIEWERS, """+queue/next +case/{}/claim +case/{}/release +case/{}/mark +case/{}/mark-rest +case/{}/pass +case/{}/return
        +case/{}/propose-refusal"""),
    (SUPERVISORS, "+case/{}/reassign +case/{}/refuse +case/{}/confirm-objection +case/{}/decline-objection"),
    (LOOKERS, "case/{} case/{}/papers case/{}/document/{} file/{}/page/{} +case/{}/reveal"),
    (REVIEWERS | SUPERVISORS, "+case/{}/resend"),
    (SUPERVISORS | {"second_reviewer", "registry_reviewer"}, "+case/{}/reissue"),
    ({"registry_reviewer"}, "+case/{}/step-up"),
    ({"second_reviewer"}, "receive +receive +case/{}/receive +case/{}/paper +case/{}/return-paper +hand-over"),
    ({"receiver"}, "+hand-over/{}/accept +hand-over/{}/dispute"),
    (SIDES, "hand-over +hand-over/find hand-over/{} hand-over/{}/print"),
    (SUPERVISORS | {"second_reviewer", "security_admin", "auditor"}, "messages +messages"),
    (SUPERVISORS | {"security_admin", "auditor"}, "operations"),
    ({"auditor"}, "audit"),
    (FINANCE_READERS, """finance finance/orders finance/order/{} finance/callbacks finance/callback/{} finance/transfers
        finance/transfer/{} finance/refunds finance/refund/{} finance/held finance/bills finance/bill/{}/{} finance/invoices
        finance/rates finance/kinds account/{}"""),
    (FINANCE, """+finance/order/{}/ask +finance/transfer/{}/confirm +finance/transfer/{}/reject +finance/refund/{}/code
        +finance/refund/{}/approve +finance/refund/{}/decline +finance/held/{}/confirm +finance/held/{}/decline
        +finance/bill/{}/{}/again +finance/rates +finance/rate/{}/withdraw +account/{}/kind/{}/confirm
        +account/{}/kind/{}/withdraw"""),
    ({"finance"}, """+finance/transfer/{}/match +finance/refunds +finance/refund/{}/done +finance/held +finance/bill/{}/{}/explain
        +finance/invoices/export finance/invoice-batch/{} +finance/invoice/{}/number +finance/statement"""),
    ({"exchange_supervisor"}, "+finance/rate/{}/release +account/{}/kind"),
    (EDITION_READERS, "revision revision/{} revision/{}/changes revision/{}/preview revision/{}/applications"),
    (EDITORS, "+revision/{}/applications +revision/{}/release +revision/{}/send-back +revision/{}/withdraw"),
    ({"editor"}, """+revision revision/{}/edit +revision/{}/edit revision/{}/material/{} +revision/{}/material/{}
        +revision/{}/materials +revision/{}/propose +revision/{}/reopen"""),
]
ROUTE = re.compile(r'\b(LOOK|SEND|TAKE)\("/office(?:/([^"]*))?"')


def split(words):
    """(is posted, path below /office) of each."""
    return [(word.startswith("+"), word.lstrip("+")) for word in words.split()]


def test_every_route_of_the_office_is_somebodys():
    routes = [(kind != "LOOK", path) for source in sorted((TOP / "fcgi/page").rglob("*")) if source.suffix in (".c", ".def")
              for kind, path in ROUTE.findall(source.read_text()) if path]
    here = [route for words in (OWN, BEFORE_SIGNING_IN, *(words for _, words in OTHERS)) for route in split(words)]
    assert sorted(routes) == sorted(here)


def ask(b, posted, path, token):
    """Asks for what is not there."""
    path = "/office/" + path.replace("{}", "none0000")
    if path == "/office/finance/statement":
        return b.upload(path, {"csrf": token}, "file", "a.csv", b"x")
    if not posted:
        return b.raw("GET", path)
    body = urllib.parse.urlencode({"csrf": token}).encode()
    return b.raw("POST", path, body, {**b.own(), "Content-Type": "application/x-www-form-urlencoded"})


@pytest.mark.parametrize("role", sorted(ORGANISATIONS))
def test_what_is_not_theirs_is_refused_and_nothing_else(stack, role):
    b, wrong = crew(stack).of(role).browser, []
    token = csrf(ok(b.get("/office/queue")))
    for whose, words in OTHERS:
        for posted, path in split(words):
            if posted and role in whose and "{}" not in path:
                continue  # it would be done
            status = ask(b, posted, path, token).status
            if (status != 403) != (role in whose):
                wrong.append((path, status))
    assert not wrong
