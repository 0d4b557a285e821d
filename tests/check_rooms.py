#!/usr/bin/env python3
"""Does the house stand as fcgi/ROOMS draws it? For make check; builddir: where its object files are.

Fails on an include that the table does not allow, a room that is not in it, a room that could include itself by way of others,
headers that include each other in a circle, files that use each other in one (by the symbols of their objects), a foreign library with a second
user, and a folder of fcgi, templates or tests with more than 25 files."""
import os
import re
import subprocess
import sys
from pathlib import Path

TOP = Path(os.environ.get("srcdir") or Path(__file__).resolve().parents[1]).resolve()
BUILD = Path(os.environ.get("builddir") or TOP).resolve()
ALWAYS = ("base", "base/crypt")
FILES_MAX = 25
# header => the only files that may include it
ONLY = {
    "fcgiapp.h": r"fcgi/web/serve\.c", "fcgi_stdio.h": r"never", "cs/cs.h": r"fcgi/web/view\.c", "util/neo_hdf.h": r"fcgi/web/view\.c",
    "mysql.h": r"fcgi/db/", "mysql/mysql.h": r"fcgi/db/", "mariadb/mysql.h": r"fcgi/db/", "curl/curl.h": r"fcgi/gate/",
    "cairo.h": r"fcgi/press/", "pango/pangocairo.h": r"fcgi/press/", "qrencode.h": r"fcgi/(press/|base/qr\.c$)",
    "jpeglib.h": r"fcgi/press/", "png.h": r"fcgi/press/", "sodium.h": r"fcgi/base/crypt/", "openssl/": r"fcgi/gate/",
}
INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^">]+)[">]', re.M)


def rooms():
    """room → rooms it may include."""
    table = {}
    for line in (TOP / "fcgi/ROOMS").read_text().splitlines():
        if line.strip() and not line.startswith("#"):
            room, may, _ = line.split("|", 2)
            table[room.strip()] = set(may.split()) | {room.strip(), *ALWAYS}
    return table


def circles(arrows):
    """Groups of nodes that can reach each other (Tarjan)."""
    index, low, stack, found = {}, {}, [], []

    def visit(node):
        index[node] = low[node] = len(index)
        stack.append(node)
        for other in sorted(arrows.get(node, ())):
            if other not in index:
                visit(other)
                low[node] = min(low[node], low[other])
            elif other in stack:
                low[node] = min(low[node], index[other])
        if low[node] == index[node]:
            group = stack[stack.index(node):]
            del stack[stack.index(node):]
            if len(group) > 1:
                found.append(sorted(group))

    sys.setrecursionlimit(10000)
    for node in sorted(arrows):
        if node not in index:
            visit(node)
    return found


def check_includes(table, sources):
    arrows = {}
    for path in sources:
        room = path.parent.relative_to(TOP / "fcgi").as_posix()
        if room not in table:
            yield "%s: the room %s does not stand in fcgi/ROOMS" % (path.relative_to(TOP), room)
            continue
        for header in INCLUDE.findall(path.read_text()):
            to = os.path.dirname(header)
            for name, users in ONLY.items():
                if (header == name or name.endswith("/") and header.startswith(name)) and \
                        not re.match(users, path.relative_to(TOP).as_posix()):
                    yield "%s: is not the user of %s" % (path.relative_to(TOP), header)
            if (TOP / "fcgi" / header).exists() and to and to not in table[room]:
                yield "%s: may not include %s" % (path.relative_to(TOP), header)
            if header.endswith(".h") and path.suffix == ".h" and (TOP / "fcgi" / header).exists():
                arrows.setdefault(path.relative_to(TOP / "fcgi").as_posix(), set()).add(header)
    for group in circles(arrows):
        yield "headers in a circle: " + " ".join(group)


def check_symbols():
    """By what the object files define and lack; those of a file that is compiled twice count once."""
    defined, lacks = {}, {}
    objects = [o for o in (BUILD / "fcgi").rglob("*.o")]
    for path in objects:
        name = (path.parent.relative_to(BUILD) / re.sub(r"^lib\w+_a-", "", path.stem)).as_posix()
        for line in subprocess.run(["nm", "-g", str(path)], capture_output=True, text=True, check=True).stdout.splitlines():
            kind, symbol = line.split()[-2:]
            if kind == "U":
                lacks.setdefault(name, set()).add(symbol)
            else:
                defined.setdefault(symbol, name)
    if len(objects) < 100:
        yield "only %d object files below %s: build first" % (len(objects), BUILD)
    arrows = {name: {defined[s] for s in symbols if s in defined and defined[s] != name} for name, symbols in lacks.items()}
    for group in circles(arrows):
        yield "use each other in a circle: " + " ".join(group)


def check_folders():
    listed = subprocess.run(["git", "-C", str(TOP), "ls-files", "fcgi", "templates", "tests"], capture_output=True, text=True)
    files = listed.stdout.split("\n") if listed.returncode == 0 and listed.stdout else [
        p.relative_to(TOP).as_posix() for top in ("fcgi", "templates", "tests") for p in (TOP / top).rglob("*")
        if p.is_file() and p.suffix in (".c", ".h", ".def", ".cs", ".py", ".hdf")]
    count = {}
    for name in files:
        if name and "/samples/" not in name and (TOP / name).exists():
            count[os.path.dirname(name)] = count.get(os.path.dirname(name), 0) + 1
    for folder, n in sorted(count.items()):
        if n > FILES_MAX:
            yield "%s: %d files, at most %d: a room without walls" % (folder, n, FILES_MAX)


def main():
    table = rooms()
    sources = sorted(p for p in (TOP / "fcgi").rglob("*.[ch]"))
    wrong = list(check_includes(table, sources))
    wrong += ["rooms in a circle: " + " ".join(g) for g in circles({r: {o for o in may if o != r and o not in ALWAYS}
                                                                  for r, may in table.items()})]
    wrong += ["fcgi/ROOMS: there is no room " + o for may in table.values() for o in sorted(may) if o not in table]
    wrong += check_symbols()
    wrong += check_folders()
    print("\n".join(wrong) or "%d files in %d rooms" % (len(sources), len(table)))
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
