#!/usr/bin/env python3
"""Does a provider's name stand only where README's guide to add one puts it? For make check.

The providers are the rows of fcgi/gate/sms/sms.def and fcgi/gate/pay/pay_ways.def. Whoever else needs one asks these tables: a name,
or a word of a provider's labels, in another C file, template, statement or script fails; so does a struct that does not bear the name
of its row."""
import os
import re
import sys
from pathlib import Path

TOP = Path(os.environ.get("srcdir") or Path(__file__).resolve().parents[1]).resolve()
TABLES = {"sms": ("fcgi/gate/sms/sms.def", r"^SMS_PROVIDER\((\w+)"), "pay": ("fcgi/gate/pay/pay_ways.def", r"^PAY_WAY\((\w+)")}
LABELS = "templates/label/provider.hdf"
# Lists of all providers' settings, files, words and headers.
LISTS = ["fcgi/base/conf.def", "fcgi/sources.am", LABELS, "templates/label/pay_problem.hdf", "nginx/hook.conf.in"]
# What only sounds like one: common passwords, domains of mail addresses.
OTHERS = ["fcgi/base/check_password.def", "fcgi/core/submission/self_check_mail.c"]
FOLDERS = ["fcgi", "templates", "sql/query", "sql/seed", "sql/grant.sql", "nginx", "scripts"]
TEXT = (".c", ".h", ".def", ".awk", ".am", ".cs", ".hdf", ".txt", ".css", ".js", ".sql", ".in", ".service", "")


def files():
    for folder in FOLDERS:
        for path in [TOP / folder, *sorted((TOP / folder).rglob("*"))]:
            if path.is_file() and path.suffix in TEXT:
                yield path


def words_of(name):
    """What the label file calls it."""
    block = re.search(r"^%s \{\n(.*?)^\}" % name, (TOP / LABELS).read_text(), re.M | re.S)
    return re.findall(r"= (.+)$", block.group(1), re.M) if block else []


def check(kind, table, name, texts):
    own = re.compile(r"fcgi/gate/%s/%s_%s(_\w+)?\.[ch]$" % (kind, kind, name))
    word = re.compile("|".join(map(re.escape, [name, *words_of(name)])), re.I)
    for at, text in texts.items():
        if at in (table, *LISTS, *OTHERS) or own.match(at):
            continue
        for i, line in enumerate(text.split("\n"), 1):
            if word.search(line):
                yield "%s:%d: %s: ask the table %s, or say it in %s" % (at, i, word.search(line).group(), table, LABELS)
    struct = texts.get("fcgi/gate/%s/%s_%s.c" % (kind, kind, name), "")
    if not re.search(r'const struct %s_provider %s_%s = \{\n\t\.is = \{"%s", ' % (kind, kind, name, name), struct):
        yield "fcgi/gate/%s/%s_%s.c: no struct %s_provider %s_%s that bears this name" % (kind, kind, name, kind, kind, name)
    if kind == "pay" and len(words_of(name)) < 3:
        yield "%s: %s has no name, choose and ask" % (LABELS, name)


def main():
    texts = {p.relative_to(TOP).as_posix(): p.read_text() for p in files()}
    wrong, count = [], 0
    for kind, (table, row) in TABLES.items():
        names = re.findall(row, texts[table], re.M)
        count += len(names)
        wrong += ["%s: %s: 1 to 8 of [a-z]" % (table, n) for n in names if not re.fullmatch(r"[a-z]{1,8}", n)]
        wrong += [line for name in names for line in check(kind, table, name, texts)]
    print("\n".join(wrong) or "%d providers, looked for in %d files" % (count, len(texts)))
    sys.exit(1 if wrong or count < 2 else 0)


if __name__ == "__main__":
    main()
