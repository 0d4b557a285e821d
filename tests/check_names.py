#!/usr/bin/env python3
"""Has every page one name, from its route to its template? For make check; the rules are in fcgi/STYLE.md ("Handlers").

Fails on a row of a table of routes that is not a LOOK, SEND or TAKE, on a page that is not called after its template, on a POST that is
not <page>_<verb>, on a verb that neither STYLE.md nor the table of moves knows, on a handler in a file that is not called after it, on a
handler without a row, on a page whose test is not found by its name, and on a template that no row shows."""
import os
import re
import sys
from pathlib import Path

TOP = Path(os.environ.get("srcdir") or Path(__file__).resolve().parents[1]).resolve()
FCGI = TOP / "fcgi"
ROOMS = ("portal", "apply", "holder", "office")
PROGRAMS = ("hook",)  # answers other programs: no templates, no verbs
HANDLER = re.compile(r"^enum err (\w+)\(struct req \*r\)", re.M)


class Row:
    """One row of a table of routes: where it stands, its macro, path, handler, template, show and again."""

    def __init__(self, where, line, macro, args, handlers, views):
        self.at, self.is_get = "%s:%d" % (where, line), macro == "LOOK"
        self.path = args[0].strip('"')
        names = [a for a in args[1:] if a in handlers]
        self.page, self.show = (names + [None, None])[:2]
        self.again = next((a.split("=")[1].strip() for a in args if re.match(r"\.again\b", a)), None)
        shown = [views.get(a, a) for a in args[1:] if a in views or re.fullmatch(r'"[\w/]+\.cs"', a)]
        self.view = shown[0].strip('"') if shown else None


def without_comments(text):
    return re.sub(r"/\*.*?\*/", lambda m: re.sub(r"[^\n]", " ", m[0]), text, flags=re.S)


def arguments(text, start):
    """The arguments of a macro whose opening bracket is text[start - 1]."""
    args, depth, begin, in_string, i = [], 0, start, False, start
    while True:
        ch = text[i]
        if ch == '"':
            in_string = not in_string
        elif not in_string and ch in "({[":
            depth += 1
        elif not in_string and ch in ",)" and depth == 0:
            args.append(text[begin:i].strip())
            begin = i + 1
            if ch == ")":
                return args
        elif not in_string and ch in ")}]":
            depth -= 1
        i += 1


def tables():
    """Files with rows: every *_routes.def and whatever defines a site."""
    files = sorted(FCGI.rglob("*_routes.def")) + sorted(
        p for p in FCGI.rglob("*.c") if re.search(r"^(?:static )?const struct route \w+\[\] = \{", p.read_text(), re.M))
    return [(p.relative_to(TOP).as_posix(), without_comments(p.read_text())) for p in files]


def read_rows(handlers, views):
    rows, wrong = [], []
    for where, text in tables():
        for m in re.finditer(r"\{\s*(?:GET|POST)\s*,", text):
            wrong.append("%s:%d: a route is written as LOOK, SEND or TAKE" % (where, text.count("\n", 0, m.start()) + 1))
        for m in re.finditer(r"\b(LOOK|SEND|TAKE)\((?=\s*\")", text):
            line = text.count("\n", 0, m.start()) + 1
            rows.append(Row(where, line, m[1], arguments(text, m.end()), handlers, views))
    return rows, wrong


def read_handlers():
    """Each handler and the file it stands in: a function of a request that a *_pages.h or hook.h offers to the tables of routes."""
    offered = set()
    for header in list(FCGI.rglob("*_pages.h")) + [FCGI / "main/hook.h"]:
        offered.update(HANDLER.findall(header.read_text()))
    found = {}
    for path in sorted([*(FCGI / "page").rglob("*.c"), *(FCGI / "main").glob("hook*.c")]):
        for m in re.finditer(r"^(static )?enum err (\w+)\(struct req \*r\)\n\{", path.read_text(), re.M):
            if m[2] in offered or (m[1] and m[2].startswith(PROGRAMS) and path.parent.name == "main"):
                found[m[2]] = path.relative_to(FCGI)
    return found, offered


def read_verbs():
    """The verbs in the section of STYLE.md, and those of moves."""
    section = re.search(r"^\*\*Handlers\*\*.*?(?=^\*\*)", (FCGI / "STYLE.md").read_text(), re.M | re.S)[0]
    styled = {verb for line in re.findall(r"^    (\w+(?: \w+)*)  ", section, re.M) for verb in line.split()}
    moves = set(re.findall(r"^ACTION\(\w+,\s*(\w+)\)", (FCGI / "core/application/states.def").read_text(), re.M))
    return styled, moves


def verb_of(rest, verbs):
    """The verb a POST's name ends with: alone, or with what it is done to ("return_paper", "make_link")."""
    fits = [v for v in verbs if rest == v or rest.startswith(v + "_")]
    return max(fits, key=len, default=None)


def name_of(view):
    """office/review/case.cs → office_case."""
    parts = view[:-len(".cs")].split("/")
    return parts[0] + "_" + parts[-1]


def check_get(row):
    if row.view and row.page != name_of(row.view):
        yield "%s: GET %s: %s shows %s, so it is called %s" % (row.at, row.path, row.page, row.view, name_of(row.view))


def check_post(row, pages, verbs, used):
    of = [name_of(row.view)] if row.view else sorted(pages, key=len, reverse=True)
    page = next((p for p in of if row.page.startswith(p + "_")), None)
    if page is None:
        yield "%s: POST %s: %s is not %s_<verb>" % (row.at, row.path, row.page, name_of(row.view) if row.view else "<page>")
        return
    verb = verb_of(row.page[len(page) + 1:], verbs)
    used.add(verb)
    if verb is None:
        yield "%s: POST %s: %s: no verb of STYLE.md or states.def follows %s" % (row.at, row.path, row.page, page)
    if row.show and row.show not in (page, page + "_show"):
        yield "%s: POST %s: %s is shown by %s" % (row.at, row.path, page, row.show)
    if row.again and not row.again.startswith(page):
        yield "%s: POST %s: %s is shown again by %s" % (row.at, row.path, page, row.again)


def check_rows(rows, styled, moves):
    pages, used = {r.page for r in rows if r.is_get}, set()
    for row in rows:
        if row.page is None:
            yield "%s: %s has no handler of a *_pages.h" % (row.at, row.path)
        elif not row.page.startswith(PROGRAMS):
            yield from check_get(row) if row.is_get else check_post(row, pages, styled | moves, used)
    for verb in sorted(styled - used):
        yield "fcgi/STYLE.md: the verb %s is nobody's" % verb


def check_files(handlers):
    """fee_rate.c may hold the page of one fee_rate and that of all fee_rates."""
    for name, path in sorted(handlers.items()):
        base, room = path.stem, path.parts[1] if path.parts[0] == "page" else "hook"
        if not name.startswith(room + "_") and name != room:
            yield "fcgi/%s: %s does not begin with its room" % (path, name)
        elif not re.match(re.escape(base) + r"s?(_|$)", name) or base in ROOMS:
            yield "fcgi/%s: %s stands in a file that is not called after it" % (path, name)


def check_tests(handlers):
    """apply_materials_upload.c is tested in tests/http/apply in a file of its own name, or with the page that its name begins with, in
    test_apply_materials.py; one and a list of them share a test as they share a file."""
    files = {path for path in handlers.values() if path.parts[0] == "page"}
    pages = {path.stem for path in files}
    for path in sorted(files):
        folder, words = TOP / "tests/http" / Path(*path.parts[1:-1]), path.stem.split("_")
        begins = ["_".join(words[:n]) for n in range(len(words), 1, -1)]
        named = [name for begin in begins for name in (begin, begin + "s") if name in pages]
        if not any((folder / ("test_%s.py" % name)).exists() for name in named):
            yield "fcgi/%s: its test is not found by name: %s/test_%s.py" % (path, folder.relative_to(TOP), path.stem)


def check_templates(rows):
    """Every template of a page is shown by a row, included by another template, or named in C."""
    named = {r.view for r in rows if r.view}
    for path in (TOP / "templates").rglob("*.cs"):
        named.update(re.findall(r'include:"([^"]+)"', path.read_text()))
    for path in (FCGI / "page").rglob("*.c"):
        named.update(re.findall(r'"([\w/]+\.cs)"', path.read_text()))
    there = {p.relative_to(TOP / "templates").as_posix() for p in (TOP / "templates").rglob("*.cs")}
    for row in rows:
        if row.view and row.view not in there:
            yield "%s: there is no templates/%s" % (row.at, row.view)
    for name in sorted(there - named):
        if name.split("/")[0] in ROOMS:
            yield "templates/%s: no row shows it" % name


def main():
    handlers, offered = read_handlers()
    views = {}
    for _, text in tables():
        views.update(re.findall(r'(\w+)\[\] = ("[\w/]+\.cs")', text))
    rows, wrong = read_rows(handlers, views)
    in_rows = {n for r in rows for n in (r.page, r.show, r.again)}
    wrong += check_rows(rows, *read_verbs())
    wrong += check_files(handlers)
    wrong += check_tests(handlers)
    wrong += check_templates(rows)
    wrong += ["%s: offered to the tables of routes, and no row has it" % n for n in sorted(offered - in_rows)]
    wrong += ["%s: offered, and it stands nowhere" % n for n in sorted(offered - set(handlers))]
    print("\n".join(wrong) or "%d rows, %d handlers" % (len(rows), len(handlers)))
    if len(rows) < 100:
        sys.exit("only %d rows were found" % len(rows))
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
