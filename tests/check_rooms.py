#!/usr/bin/env python3
"""Does the house stand as fcgi/ROOMS draws it? For make check; builddir: where its object files are.

Fails on an include that the table does not allow and on leave that nobody takes, on a room that is not in it, one without a file and one
that may include what does not stand above it, headers that include each other in a circle, files that use each other in one (by the
symbols of their objects), a library with a second user, a room that README's tour leaves out, and a folder of fcgi, templates or tests
with more than 25 files."""
import os
import re
import subprocess
import sys
from pathlib import Path

TOP = Path(os.environ.get("srcdir") or Path(__file__).resolve().parents[1]).resolve()
BUILD = Path(os.environ.get("builddir") or TOP).resolve()
ALWAYS = ("base", "base/crypt")
FILES_MAX = 25
# A library's headers => who may include them. A header of neither a room, nor the system, nor here is nobody's.
ONLY = {
    r"fcgi\w+\.h": r"fcgi/web/serve\.c", r"cs/.*|util/neo_\w+\.h": r"fcgi/web/view\.c",
    r"mysql\w*\.h|(mysql|mariadb)/.*": r"fcgi/db/", r"curl/.*|openssl/.*|zip\w*\.h": r"fcgi/gate/",
    r"cairo.*|pango/.*|glib.*|hb.*|fontconfig/.*|jpeglib\.h|jerror\.h|png\.h": r"fcgi/press/",
    r"qrencode\.h": r"fcgi/(press/|base/qr\.c$)", r"liboath/.*": r"fcgi/base/crypt/totp\.c$", r"sodium.*": r"fcgi/base/crypt/",
    r"ini\.h": r"fcgi/base/conf\.c", r"utf8proc\.h": r"fcgi/base/", r"jansson\.h": r"fcgi/(core/message|gate|press|main)/",
}
SYSTEM = re.compile(r"(sys|arpa|netinet|linux)/\w+\.h|(assert|ctype|dirent|errno|fcntl|ftw|iconv|inttypes|limits|locale|math|poll|pthread|"
                    r"regex|sched|signal|spawn|stdalign|stdarg|stdatomic|stdbool|stddef|stdint|stdio|stdlib|string|strings|termios|"
                    r"time|unistd)\.h")
INCLUDE = re.compile(r'^\s*#\s*include\s*[<"]([^">]+)[">]', re.M)


def rooms():
    """room → rooms it may include."""
    table = {}
    for line in (TOP / "fcgi/ROOMS").read_text().splitlines():
        if line.strip() and not line.startswith("#"):
            room, may, _ = line.split("|", 2)
            table[room.strip()] = set(may.split()) | {room.strip(), *ALWAYS}
    return table


def check_tour():
    """README's tour has a line for each room, in the words of fcgi/ROOMS and in its order."""
    owned = [(line.split("|")[0].strip(), line.split("|")[2].strip()) for line in (TOP / "fcgi/ROOMS").read_text().splitlines()
             if "|" in line and not line.startswith("#")]
    toured = re.findall(r"^\| `fcgi/(\S+)/` \| (.+?) \| ", (TOP / "README.md").read_text(), re.M)
    for room, owns in owned:
        if (room, owns) not in toured:
            yield "README.md: the tour has no line | `fcgi/%s/` | %s |" % (room, owns)
    if not set(owned) ^ set(toured) and owned != toured:
        yield "README.md: the tour goes through the rooms in another order than fcgi/ROOMS"
    for room in sorted({room for room, _ in toured} - {room for room, _ in owned}):
        yield "README.md: the tour goes to %s, which is no room" % room


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


def check_table(table):
    """The table by itself: rooms that are there, lowest first, without a circle."""
    above = set(ALWAYS)
    for room, may in table.items():
        if not any((TOP / "fcgi" / room).glob("*.c")):
            yield "fcgi/ROOMS: there is nothing in the room " + room
        for other in sorted(may - above - {room}):
            yield "fcgi/ROOMS: %s may include %s, which is not above it" % (room, other)
        above.add(room)


def check_foreign(at, header):
    """A library's header at its user's."""
    for name, users in ONLY.items():
        if re.fullmatch(name, header):
            return [] if re.match(users, at) else ["%s: is not the user of %s" % (at, header)]
    return [] if SYSTEM.fullmatch(header) else ["%s: %s stands in no row of ONLY (tests/check_rooms.py)" % (at, header)]


def check_includes(table, sources):
    arrows, used = {}, {room: set() for room in table}
    for path in sources:
        at, room = path.relative_to(TOP).as_posix(), path.parent.relative_to(TOP / "fcgi").as_posix()
        if room not in table:
            yield "%s: the room %s does not stand in fcgi/ROOMS" % (at, room)
            continue
        for header in INCLUDE.findall(path.read_text()):
            to = os.path.dirname(header)
            if not to and (path.parent / header).exists():
                yield "%s: include %s by its whole path" % (at, header)
            elif not (TOP / "fcgi" / header).exists():
                yield from [] if header == "sql.gen.h" else check_foreign(at, header)
            if not (TOP / "fcgi" / header).exists():
                continue
            used[room].add(to)
            if to not in table[room]:
                yield "%s: may not include %s" % (at, header)
            if header.endswith(".h") and path.suffix == ".h":
                arrows.setdefault(path.relative_to(TOP / "fcgi").as_posix(), set()).add(header)
    for group in circles(arrows):
        yield "headers in a circle: " + " ".join(group)
    for room, may in table.items():
        for other in sorted(may - used[room] - {room, *ALWAYS}):
            yield "fcgi/ROOMS: %s may include %s and does not" % (room, other)


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
    wrong += check_table(table)
    wrong += check_tour()
    wrong += check_symbols()
    wrong += check_folders()
    print("\n".join(wrong) or "%d files in %d rooms" % (len(sources), len(table)))
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
