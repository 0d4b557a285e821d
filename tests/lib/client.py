"""A small browser for the tests: cookies, redirects, forms with their hidden fields, uploads. No JavaScript.

    b = Browser("http://127.0.0.1:8080")
    page = b.get("/register")
    page = b.post("/register", {"username": "…"})      # hidden fields of that page's form come along (csrf, op)
    page = b.upload("/apply/materials/upload", {"slot": "1"}, "file", "a.jpg", data)
    page.status, page.path, page.text, page.form("/register").fields

post() and upload() answer with the page after the redirects; b.raw() sends exactly what it is given."""

import http.client
import http.cookies
import random
import time
import urllib.parse
import uuid
from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class Form:
    """fields: list of (name, value) as a browser would send them untouched; hidden: those of hidden inputs."""

    def __init__(self, action, method, enctype):
        self.action, self.method, self.enctype = action, method, enctype
        self.fields, self.hidden, self.choices, self.buttons = [], [], {}, []


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.forms, self.links, self.title, self.words, self.ids = [], [], "", [], {}
        self.form = self.area = self.select = self.option = None
        self.stack, self.errors = [], []

    def handle_starttag(self, tag, attributes):
        a = dict(attributes)
        if tag not in VOID:
            self.stack.append((tag, a))
        if tag == "form":
            self.form = Form(a.get("action") or "", (a.get("method") or "get").lower(), a.get("enctype") or "")
            self.forms.append(self.form)
        elif tag == "a" and a.get("href"):
            self.links.append(a["href"])
        elif tag == "input" and self.form is not None:
            self._input(a)
        elif tag == "button" and self.form is not None and a.get("name"):
            self.form.buttons.append((a["name"], a.get("value") or ""))
        elif tag == "textarea":
            self.area = [a.get("name"), ""]
        elif tag == "select":
            self.select = [a.get("name"), None, None]
        elif tag == "option" and self.select is not None:
            value = a.get("value") or ""
            self.form.choices.setdefault(self.select[0], []).append(value)
            if self.select[1] is None:
                self.select[1] = value
            if "selected" in a:
                self.select[2] = value

    def _input(self, a):
        kind, name, value = (a.get("type") or "text").lower(), a.get("name"), a.get("value")
        if not name or "disabled" in a or kind in ("submit", "button", "image", "reset", "file"):
            return
        if kind in ("radio", "checkbox"):
            self.form.choices.setdefault(name, []).append(value or "on")
            if "checked" in a:
                self.form.fields.append((name, value or "on"))
            return
        self.form.fields.append((name, value or ""))
        if kind == "hidden":
            self.form.hidden.append((name, value or ""))

    def handle_endtag(self, tag):
        if tag == "form":
            self.form = None
        elif tag == "textarea" and self.area:
            if self.form is not None and self.area[0]:
                text = self.area[1]
                self.form.fields.append((self.area[0], text[1:] if text.startswith("\n") else text))
            self.area = None
        elif tag == "select" and self.select:
            if self.form is not None and self.select[0]:
                value = self.select[2] if self.select[2] is not None else self.select[1]
                self.form.fields.append((self.select[0], value or ""))
            self.select = None
        for i in range(len(self.stack) - 1, -1, -1):
            if self.stack[i][0] == tag:
                del self.stack[i:]
                break

    def handle_data(self, data):
        tags = [t for t, _ in self.stack]
        if self.area is not None:
            self.area[1] += data
        elif "title" in tags:
            self.title += data
        elif "style" not in tags and "script" not in tags:
            self.words.append(data)


class Page:
    """An answer. text: as received; words: what a reader sees, spaces collapsed; path: after redirects, with query."""

    def __init__(self, status, headers, body, path, seconds):
        self.status, self.headers, self.body, self.path, self.seconds = status, headers, body, path, seconds
        self.type = (headers.get("Content-Type") or "").split(";")[0]
        self.text = body.decode("utf-8", "replace") if self.type.startswith("text/") or "json" in self.type else ""
        reader = _Reader()
        if self.type == "text/html":
            reader.feed(self.text)
        self.forms, self.links, self.title = reader.forms, reader.links, reader.title.strip()
        self.words = " ".join(" ".join(reader.words).split())

    def form(self, action=None):
        """The form with this action (its path), or the only one that posts."""
        found = [f for f in self.forms if f.method == "post" and (action is None or f.action.split("?")[0] == action)]
        if action is None and len({f.action for f in found}) > 1:
            found = [f for f in found if not f.action.endswith("/sign-out")] or found
        if not found:
            raise AssertionError("%s (%d) has no form for %s; it has %s\n%s" % (
                self.path, self.status, action, [f.action for f in self.forms], self.words[:600]))
        return found[0]

    def has(self, *texts):
        return all(t in self.words for t in texts)

    def __repr__(self):
        return "<%d %s %r>" % (self.status, self.path, self.title)


def multipart(fields, file_field, file_name, data, kind="application/octet-stream"):
    """Fields first, then the file: (body, content type)."""
    boundary = "----ccer" + uuid.uuid4().hex
    parts = []
    for name, value in fields:
        parts.append(('--%s\r\nContent-Disposition: form-data; name="%s"\r\n\r\n%s\r\n' % (boundary, name, value)).encode())
    parts.append(('--%s\r\nContent-Disposition: form-data; name="%s"; filename="%s"\r\nContent-Type: %s\r\n\r\n' % (
        boundary, file_field, file_name, kind)).encode() + data + b"\r\n")
    parts.append(("--%s--\r\n" % boundary).encode())
    return b"".join(parts), "multipart/form-data; boundary=" + boundary


def some_addresses(count):
    """Addresses of this machine from which nobody failed before."""
    return ["127.%d.%d.%d" % tuple(random.randrange(1, 255) for _ in range(3)) for _ in range(count)]


class Browser:
    """address: another one of this machine, so that failures there count against nobody else's. agent: what it calls itself."""

    def __init__(self, url, timeout=60, address=None, agent=None):
        parts = urllib.parse.urlsplit(url)
        self.url, self.host, self.port, self.timeout = url, parts.hostname, parts.port, timeout
        self.source = address and (address, 0)
        self.cookies, self.page, self.agent = {}, None, agent

    def raw(self, method, path, body=None, headers=None):
        """One request as it is given, cookies added and taken; no redirects. Returns the Page, which is not kept."""
        sent = {**({"User-Agent": self.agent} if self.agent else {}), **(headers or {})}
        if self.cookies and "Cookie" not in sent:
            sent["Cookie"] = "; ".join("%s=%s" % c for c in self.cookies.items())
        began = time.monotonic()
        connection = http.client.HTTPConnection(self.host, self.port, timeout=self.timeout, source_address=self.source)
        try:
            connection.request(method, path, body, sent)
            answer = connection.getresponse()
            page = Page(answer.status, answer.headers, answer.read(), path, time.monotonic() - began)
        finally:
            connection.close()
        for line in page.headers.get_all("Set-Cookie") or []:
            self._take_cookie(line)
        return page

    def _take_cookie(self, line):
        for name, morsel in http.cookies.SimpleCookie(line).items():
            if morsel["max-age"] != "" and int(morsel["max-age"]) <= 0:
                self.cookies.pop(name, None)
            else:
                self.cookies[name] = morsel.value

    def _follow(self, page):
        for _ in range(10):
            if page.status not in (301, 302, 303, 307, 308):
                break
            target = urllib.parse.urlsplit(page.headers["Location"])
            if target.netloc and target.netloc != "%s:%s" % (self.host, self.port):
                raise AssertionError("redirected elsewhere: " + page.headers["Location"])
            page = self.raw("GET", target.path + ("?" + target.query if target.query else ""))
        self.page = page
        return page

    def get(self, path, follow=True):
        page = self.raw("GET", path)
        if follow:
            return self._follow(page)
        self.page = page
        return page

    def own(self):
        """The headers a browser adds to a post from one of our own pages."""
        return {"Origin": self.url.rstrip("/"), "Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "navigate"}

    def _hidden(self, path, fields):
        """The hidden fields of the form on the last page that posts there (else of any: csrf and op are the page's)."""
        if self.page is None:
            raise AssertionError("get the page with the form first")
        forms = [f for f in self.page.forms if f.method == "post"]
        fitting = [f for f in forms if f.action.split("?")[0] == path.split("?")[0]] or forms
        return [(k, v) for k, v in (fitting[0].hidden if fitting else []) if k not in fields]

    def post(self, path, fields=None, follow=True, hidden=True):
        """fields: a dict; a list as value repeats the field, None leaves it out."""
        pairs = self._hidden(path, fields or {}) if hidden else []
        for name, value in (fields or {}).items():
            for one in value if isinstance(value, (list, tuple)) else [value]:
                if one is not None:
                    pairs.append((name, str(one)))
        page = self.raw("POST", path, urllib.parse.urlencode(pairs).encode(),
                        {**self.own(), "Content-Type": "application/x-www-form-urlencoded"})
        if follow:
            return self._follow(page)
        self.page = page
        return page

    def submit(self, action=None, changes=None, follow=True):
        """Sends the last page's form as it stands with some fields changed; None takes a field out."""
        form, changes = self.page.form(action), dict(changes or {})
        kept = {}
        for name, value in form.fields:
            if name not in changes:
                kept.setdefault(name, []).append(value)
        return self.post(form.action or self.page.path, {**kept, **changes}, follow, hidden=False)

    def upload(self, path, fields, file_field, file_name, data, kind="application/octet-stream", follow=True):
        pairs = self._hidden(path, fields) + [(k, str(v)) for k, v in fields.items()]
        body, content_type = multipart(pairs, file_field, file_name, data, kind)
        page = self.raw("POST", path, body, {**self.own(), "Content-Type": content_type})
        if follow:
            return self._follow(page)
        self.page = page
        return page
