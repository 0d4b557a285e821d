#!/usr/bin/env python3
"""What of fcgi/STYLE.md a program can see. For make check; `tests/check_style.py --mend` puts blank lines and guards right.

Fails on a function of more than 40 lines, a file of more than 400, a line of more than 140 columns, one that ends in blanks or begins with
them, an include guard that is not the file's path, declarations at the head of a block without a blank line behind them, project includes
out of order, a file that has no header or does not begin with what it is, and a comment (also of a statement, template, script or test)
that names a file which is not there, or by a name that others have too, or a function() that is not. Fails too on a refusal whose name has
no sentence in templates/label/error.hdf, on a place on a page (struct page_place) for a reason that nothing refuses with, and on an example
in fcgi/STYLE.md that stands nowhere in the tree, and on a list of columns that three statements write out. Where blanks stand and how deep
lines begin is clang-format's to say."""
import difflib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

TOP = Path(os.environ.get("srcdir") or Path(__file__).resolve().parents[1]).resolve()
LINES_MAX, FILE_MAX, WIDTH_MAX = 40, 400, 140
TYPE = re.compile(
    r"^\t+(?:(?:static|const|volatile|unsigned|struct|enum|union)\b|(?:void|bool|char|short|int|long|float|double|FILE|DIR)\b"
    r"|[a-z]\w*_t\b|[A-Z][A-Za-z]+ \*?\w|u?int\d+_t\b|cairo_\w+|sigset_t|regex_t)[^()]*?(?:\w|\])\s*(?:=|;|,|\[|$)")
STATEMENT = re.compile(r"^\t+(?:return|if|for|while|do|switch|goto|break|case|TRY|\(void\)|\*|\w+\(|\w+(?:->|\.|\[)\S* ?[-+|&^]?=)")
BLOCK = re.compile(r"^\t+(?!(?:(?:static|const) )*(?:struct|enum|union)\b[^()]*\{$)[^{]*[^={\s]\s*\{$")
COMMENT = re.compile(r"/\*.*?\*/", re.S)
HASH = re.compile(r"(?:^|(?<=\s))#\s[^\n]*", re.M)
# How comments look elsewhere, by what a file's name ends with; all that a test says of itself is in its docstrings.
COMMENTS = {".def": COMMENT, ".sql": re.compile(r"--\s.*"), ".cs": re.compile(r"<\?cs #.*?\?>", re.S),
            ".hdf": HASH, ".awk": HASH, ".am": HASH, ".in": HASH, ".conf": HASH, ".sh": HASH, ".service": HASH, "": HASH,
            ".py": re.compile(r'""".*?"""|' + HASH.pattern, re.M | re.S)}
TOPS = ("fcgi", "sql/query", "sql/grant.sql", "templates", "nginx", "scripts", "tests")
NAMED = re.compile(r"(?<![\w<>*/.$])(?:[a-z0-9_]+/)*[a-z0-9_]+\.(?:c|h|def|cs|hdf|sql|awk|py)\b")
LIBRARIES = {"mysql.h", "errmsg.h", "fcgiapp.h"}


def functions(lines):
    """(first line of the body, line of the closing brace) of each function; counted from 0."""
    start = None
    for i, line in enumerate(lines):
        if line == "{" and start is None:
            start = i
        elif line == "}" and start is not None:
            yield start, i
            start = None


def end_of_declarations(lines, start, end):
    """The line behind the declarations at the head of a block; start + 1 when there are none."""
    i = start + 1
    while i < end and TYPE.match(lines[i]) and not STATEMENT.match(lines[i]):
        depth = 0
        while True:  # an initialiser may take several lines
            text = re.sub(r'"(?:\\.|[^"\\])*"|\'(?:\\.|[^\'\\])*\'|/\*.*?\*/', "", lines[i])
            depth += text.count("{") + text.count("(") + text.count("[") - text.count("}") - text.count(")") - text.count("]")
            i += 1
            if i >= end or depth <= 0 and text.rstrip().endswith(";"):
                break
    return i


def lacking_blanks(lines, start, end):
    """Where a blank line is missing behind the declarations of a function or of a block within it."""
    for i in range(start, end):
        if i == start or BLOCK.match(lines[i]):
            behind = end_of_declarations(lines, i, end)
            if i + 1 < behind < end and lines[behind].strip() and lines[behind].strip()[0] != "}":
                yield behind


def names_of_files():
    """name → the folders that have a file of it."""
    names = {}
    for top in ("fcgi", "tests", "sql", "templates", "scripts"):
        for path in (TOP / top).rglob("*"):
            names.setdefault(path.name, []).append(path.parent)
    return names


def check_head(path, text):
    head = re.match(r"/\* ([\w/.]+)", text)
    if not head or os.path.basename(head.group(1).rstrip(".")) not in (path.name, path.stem):
        yield path.relative_to(TOP).as_posix(), 1, "does not begin with what this file is: /* %s: …" % path.name
    elif re.match(r"/\* \S+: see \S+\.h\. \*/", text):
        yield path.relative_to(TOP).as_posix(), 1, "says of itself only that it has a header"


def check_comments(path, text, pattern, names):
    """Each names files that are there, by a name that is only theirs."""
    for comment in pattern.finditer(text):
        for name in NAMED.findall(comment.group()):
            if "/" in name:
                there = any((top / name).exists() for top in (TOP, TOP / "fcgi", TOP / "tests", TOP / "templates", path.parent))
            else:
                folders = names.get(name, [])
                there = len(folders) == 1 or path.parent in folders or name in LIBRARIES
            if not there:
                yield (path.relative_to(TOP).as_posix(), text.count("\n", 0, comment.start()) + 1,
                       "names %s, which is not there or not alone" % name)


def check_others(names):
    """Comments of what is not C."""
    for top in TOPS:
        for path in [TOP / top, *sorted((TOP / top).rglob("*"))]:
            if path.is_file() and path.suffix in COMMENTS and not {"samples", "node_modules", "static"} & set(path.parts):
                yield from check_comments(path, path.read_text(), COMMENTS[path.suffix], names)


def check_header(path, text):
    """What a file offers stands in a header of its name, of the beginning of its name, of its room, or in one of routes."""
    headers = {h.stem.removesuffix("_private") for h in path.parent.glob("*.h")}
    words = path.stem.split("_")
    begins = {"_".join(words[:n]) for n in range(1, len(words) + 1)} | {path.parent.name}
    is_page = any(h.endswith("_pages") for h in headers)
    if not headers & begins and not is_page and not re.search(r"^int main\(|^const struct site ", text, re.M):
        yield path.relative_to(TOP).as_posix(), 1, "no header in its folder is called after it"


def check_columns():
    """A list of columns that three statements have stands once, as `-- columns:` (sqlgen.awk)."""
    first, count = {}, {}
    for path in sorted((TOP / "sql/query").rglob("*.sql")):
        text = path.read_text()
        for m in re.finditer(r"^\s*\(?SELECT\s+([^()@;]+?)\s+FROM\b", text, re.M):
            columns = " ".join(m.group(1).split())
            first.setdefault(columns, (path.relative_to(TOP).as_posix(), text.count("\n", 0, m.start()) + 1))
            count[columns] = count.get(columns, 0) + (columns.count(",") >= 4)
    for columns, n in count.items():
        if n > 2:
            yield (*first[columns], "%d statements have these columns: %s" % (n, columns))


def guard_of(path):
    return "CCER_" + re.sub(r"[^A-Z0-9]", "_", path.relative_to(TOP / "fcgi").as_posix().upper())


def check_file(path, lines, names):
    at = path.relative_to(TOP).as_posix()
    if len(lines) > FILE_MAX:
        yield at, 1, "%d lines, at most %d" % (len(lines), FILE_MAX)
    for start, end in functions(lines):
        if end - start - 1 > LINES_MAX:
            yield at, start + 1, "a function of %d lines, at most %d" % (end - start - 1, LINES_MAX)
        for behind in lacking_blanks(lines, start, end):
            yield at, behind + 1, "no blank line behind the declarations"
    if path.suffix == ".h":
        found = next((line.split()[1] for line in lines if line.startswith("#ifndef CCER_")), None)
        if found != guard_of(path):
            yield at, 1, "its guard should be " + guard_of(path)
    includes = [(i, line) for i, line in enumerate(lines) if re.match(r'#include "[^"]+\.h"$', line)]
    for (i, one), (k, other) in zip(includes, includes[1:]):
        if k == i + 1 and one > other:
            yield at, k + 1, "includes out of order"
    for i, line in enumerate(lines):
        if len(line.expandtabs(8)) > WIDTH_MAX:
            yield at, i + 1, "%d columns, at most %d" % (len(line.expandtabs(8)), WIDTH_MAX)
        if line != line.rstrip() or re.match(r" +[^ *]", line):
            yield at, i + 1, "blanks at its end, or at its beginning instead of tabs"
    yield from check_head(path, "\n".join(lines))
    yield from check_header(path, "\n".join(lines)) if path.suffix == ".c" else []
    yield from check_comments(path, "\n".join(lines), COMMENT, names)


REFUSED = re.compile(r'\brefuse(?:_with|_when)?\((?:c|page_ctx\(r\)),([^;{}]*?);', re.S)
REASON = re.compile(r'(?:ERR_\w+, |[?:] )"(\w+)"')


def refusals(path, text, sentences, refused):
    """Reasons nobody can read; refused: all reasons so far."""
    for call in REFUSED.finditer(text):
        for name in REASON.findall(call.group(1)):
            refused.add(name)
            if name not in sentences:
                yield str(path.relative_to(TOP)), text.count("\n", 0, call.start()) + 1, "error.hdf has no sentence " + name


def check_places(path, text, refused):
    """A place on a page for a reason nobody has."""
    for table in re.finditer(r"struct page_place \w+\[\] = \{(.*?)\};", text, re.S):
        for name in set(re.findall(r'\{"(\w+)",', table.group(1))) - refused:
            yield str(path.relative_to(TOP)), text.count("\n", 0, table.start()) + 1, "nothing is refused because of " + name


def check_called(path, text, code):
    """A function that a comment names so() is there."""
    for comment in COMMENT.finditer(text):
        for name in re.findall(r"\b([a-z]\w+)\(\)", comment.group()):
            if not re.search(r"\b%s\b" % name, code):
                yield str(path.relative_to(TOP)), text.count("\n", 0, comment.start()) + 1, "names %s(), which is not there" % name


def check_examples(code):
    """What STYLE.md shows as an example stands in the tree: without blanks, each line that does not leave something out."""
    tree = re.sub(r"\s+", "", code)
    shown = [m.group(1) for m in re.finditer(r"^    (\t*\S.*[;,*/{)])$", (TOP / "fcgi/STYLE.md").read_text(), re.M)]
    for line in shown:
        if re.sub(r"\s+", "", line) not in tree and not re.match(r"/\*\s+path", line):
            yield "fcgi/STYLE.md", 1, "the example stands nowhere: " + line.strip()


def folded(text):
    """Tokens and the blanks between them: what is left of C without comments, directives, line ends and columns. One line a token."""
    text = re.sub(r"^[ \t]*#(?:.*\\\n)*.*", "", COMMENT.sub("/**/", text), flags=re.M)
    return re.sub(r"([{(]) | ([})])| (?=,)", lambda m: m[1] or m[2] or "", re.sub(r"\s+", " ", text)).split(" ")


def depths(text):
    """Lines with how deep they begin; nothing for those that go on from the one before."""
    lines, before = [], ";"
    for line in text.split("\n"):
        bare = " ".join(line.split())
        starts = re.search(r"[;{}]$|^$", before) and bare and bare[0] not in "*/#.{\""
        lines.append((bare, len(line.expandtabs(8)) - len(line.expandtabs(8).lstrip()) if starts else None))
        before = bare
    return lines


def check_blanks(files):
    """Where blanks stand and how deep lines begin, as clang-format has it (fcgi/.clang-format)."""
    if not shutil.which("clang-format"):
        print("clang-format is not there: where blanks stand and how deep lines begin was not looked at")
        return
    with tempfile.TemporaryDirectory() as work:
        shutil.copytree(TOP / "fcgi", work, dirs_exist_ok=True, ignore=lambda at, names: [
            n for n in names if not (n == ".clang-format" or n.endswith((".c", ".h")) or (Path(at) / n).is_dir())])
        subprocess.run(["clang-format", "-i", *(Path(work) / p.relative_to(TOP / "fcgi") for p in files)], check=True)
        for path in files:
            ours, theirs = path.read_text(), (Path(work) / path.relative_to(TOP / "fcgi")).read_text()
            a, b = folded(ours), folded(theirs)
            for tag, i, k, j, m in difflib.SequenceMatcher(None, a, b, False).get_opcodes() if a != b else []:
                if tag != "equal":
                    yield path.relative_to(TOP).as_posix(), 1, "clang-format writes %s and not %s" % (" ".join(b[j:m]), " ".join(a[i:k]))
            a, b = depths(ours), depths(theirs)
            for tag, i, k, j, m in difflib.SequenceMatcher(None, [x[0] for x in a], [x[0] for x in b], False).get_opcodes():
                for n in range(k - i) if tag == "equal" else []:
                    if None not in (a[i + n][1], b[j + n][1]) and a[i + n] != b[j + n]:
                        yield path.relative_to(TOP).as_posix(), i + n + 1, "begins at column %d and not %d" % (a[i + n][1], b[j + n][1])


def mend(path, lines):
    out, blanks = list(lines), []
    for start, end in functions(lines):
        blanks += lacking_blanks(lines, start, end)
    for i in reversed(blanks):
        out.insert(i, "")
    text = "\n".join(out)
    if path.suffix == ".h":
        old = re.search(r"#ifndef (CCER_\w+)\n#define \1\n", text)
        if old:
            text = text.replace(old.group(1), guard_of(path))
    path.write_text(text)


def main():
    files = sorted(p for p in (TOP / "fcgi").rglob("*") if p.suffix in (".c", ".h"))
    names = names_of_files()
    sentences = set(re.findall(r"^(\w+) =", (TOP / "templates/label/error.hdf").read_text(), re.M))
    texts = {path: path.read_text() for path in files}
    everything = "\n".join(path.read_text() for path in sorted((TOP / "fcgi").rglob("*")) if path.suffix in (".c", ".h", ".def"))
    code = COMMENT.sub("", everything)
    refused = set()
    wrong = [line for path in files for line in refusals(path, texts[path], sentences, refused)]
    wrong += check_examples(everything)
    for path in files:
        wrong += check_places(path, texts[path], refused)
        wrong += check_called(path, texts[path], code)
        lines = texts[path].split("\n")
        if sys.argv[1:] == ["--mend"]:
            mend(path, lines)
            lines = path.read_text().split("\n")
        wrong += check_file(path, lines, names)
    wrong += check_others(names)
    wrong += check_columns()
    wrong += check_blanks(files)
    for where, line, what in wrong:
        print("%s:%d: %s" % (where, line, what))
    print("%d files" % len(files))
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
