#!/usr/bin/env python3
"""Do the templates put out the same as those of another revision, apart from white space that nobody sees?

    tests/template/same.py REV

Each template of the revision and the one that stands in its place now are rendered with the same data: with every branch taken
(data.sh), as they are with nothing set, and as they are with everything set. White space is folded and does not count beside
what begins a block; everywhere else a blank more or less is a difference. It counts where the style sheets see it: in a dd
(pre-wrap), at a cell's beginning (after its label) and in one with nothing else (:empty), in the list of an alert (inline). Names what differs, and exits with 1."""
import re
import subprocess
import sys
import tempfile
from html.parser import HTMLParser
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
BLOCK = set("html head body title meta link script section article main header footer nav aside div p h1 h2 h3 h4 h5 h6 ul ol li"
            " dl dt dd table caption colgroup col thead tbody tfoot tr td th form fieldset legend details summary blockquote figure"
            " figcaption hr option optgroup select svg defs symbol".split())
KEPT = {"pre", "textarea", "dd"}
VOID = set("area base br col embed hr img input link meta source track wbr".split())
CELL = {"td", "th", "dd"}


class Normal(HTMLParser):
    """What a reader sees, as a list: tags with their attributes, and text between them."""

    def __init__(self, is_document):
        super().__init__(convert_charrefs=False)
        self.out, self.is_document, self.kept, self.open = [], is_document, 0, []

    def _block(self, tag, words):
        in_alert = tag in ("ul", "li") and any("alert" in classes for _, classes in self.open)
        return tag in BLOCK and "inline" not in words and not in_alert and not self.is_document

    def _begins_cell(self, at):
        last = self.out[at] if len(self.out) >= -at else None
        return isinstance(last, tuple) and last[0] == "<" and last[1] in CELL

    def _tag(self, mark, tag, attributes, words):
        if self._block(tag, words):
            is_blank_cell = mark == "/" and self.out[-1:] == [" "] and self.out[-2][:2] == ("<", tag)
            if self.out and isinstance(self.out[-1], str) and not self.kept and not is_blank_cell:
                self.out[-1] = self.out[-1].rstrip()
                if not self.out[-1]:
                    self.out.pop()
        self.out.append((mark, tag, tuple((k, " ".join((v or "").split())) for k, v in attributes), self._block(tag, words)))

    def handle_starttag(self, tag, attributes):
        words = (dict(attributes).get("class") or "").split()
        self._tag("<", tag, attributes, words)
        self.kept += tag in KEPT
        if tag not in VOID:
            self.open.append((tag, words))

    def handle_endtag(self, tag):
        words = []
        self.kept -= tag in KEPT
        if any(tag == t for t, _ in self.open):
            while self.open[-1][0] != tag:
                self.open.pop()
            words = self.open.pop()[1]
        self._tag("/", tag, (), words)

    def _text(self, text):
        if self.is_document:  # fcgi/press/layout/layout.h: a line's end by a Chinese letter is nothing
            text = re.sub(r"(?<=[\u2e80-\uffef])\s*\n\s*|\s*\n\s*(?=[\u2e80-\uffef])", "", text)
        if not self.kept:
            text = re.sub(r"[ \t\r\n]+", " ", text)
        last = self.out[-1] if self.out else None
        if isinstance(last, str):
            if not self.kept and last.endswith(" "):
                text = text.removeprefix(" ")
            self.out[-1] += text
        elif self.kept or text.strip() or (text and last and not last[3]) or (text and self._begins_cell(-1)):
            self.out.append(text if self.kept or (last and not last[3]) else text.lstrip() or text)

    def handle_data(self, text):
        self._text(text)

    def handle_entityref(self, name):
        self._text("&%s;" % name)

    def handle_charref(self, name):
        self._text("&#%s;" % name)


def normal(html, is_document):
    reader = Normal(is_document)
    reader.feed(html)
    return [x for x in reader.out if x != ""]


def render(templates, name, hdf):
    with tempfile.NamedTemporaryFile("w", suffix=".hdf") as f:
        f.write(hdf + "hdf.loadpaths.0 = %s\n" % templates)
        f.flush()
        run = subprocess.run(["cstest", f.name, str(templates / name)], capture_output=True, text=True, errors="replace")
    if run.returncode or "Error" in run.stderr:
        raise SystemExit("%s/%s: %s" % (templates, name, run.stderr[:400]))
    return run.stdout.split("\n", 1)[1] if run.stdout.startswith("Parsing") else run.stdout


def with_all_branches(templates, work):
    """The templates with every branch taken, and the program that makes data of what they name."""
    work.mkdir()
    subprocess.run(["bash", "-c", 'work=$1; . tests/template/data.sh "$2"', "-", str(work), str(templates)], cwd=TOP, check=True)
    return work / "templates", work / "data.awk"


def family(templates, name, found=None):
    """The template with all it includes."""
    found = [] if found is None else found
    if name not in found and (templates / name).exists():
        found.append(name)
        for other in re.findall(r'include:\s*"([^"]+)"', (templates / name).read_text()):
            family(templates, other, found)
    return found


def data(program, files, value):
    lines = subprocess.run(["awk", "-v", "canary=" + value, "-f", str(program), *map(str, files)], capture_output=True, text=True,
                           check=True).stdout.splitlines()
    return set(lines)


def names_then_and_now(revision):
    """Where each template of the revision stands now."""
    changed = subprocess.run(["git", "diff", "-M30%", "--name-status", revision, "--", "templates"], cwd=TOP, capture_output=True,
                             text=True, check=True).stdout.splitlines()
    moved = {p[1]: p[2] for p in (line.split("\t") for line in changed) if p[0].startswith("R")}
    listed = subprocess.run(["git", "ls-tree", "-r", "--name-only", revision, "templates"], cwd=TOP, capture_output=True, text=True,
                            check=True).stdout.split()
    for path in listed:
        if path.endswith(".cs"):
            yield path.removeprefix("templates/"), moved.get(path, path).removeprefix("templates/")


def first_difference(a, b):
    for i in range(max(len(a), len(b))):
        if a[i:i + 1] != b[i:i + 1]:
            return "then %r\n   now %r" % (a[max(0, i - 1):i + 2], b[max(0, i - 1):i + 2])
    return None


def main():
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    with tempfile.TemporaryDirectory() as work:
        work = Path(work)
        archive = subprocess.run(["git", "archive", sys.argv[1], "templates"], cwd=TOP, capture_output=True, check=True).stdout
        subprocess.run(["tar", "-x", "-C", str(work)], input=archive, check=True)
        trees = {"then": work / "templates", "now": TOP / "templates"}
        forced = {k: with_all_branches(v, work / k) for k, v in trees.items()}
        parts = {f for t in trees["then"].rglob("*.cs") for f in re.findall(r'include:\s*"([^"]+)"', t.read_text())}
        compared = different = 0
        for then, now in names_then_and_now(sys.argv[1]):
            if not (trees["now"] / now).exists():
                print("%s: gone" % then)
                continue
            if then in parts:  # seen in what includes it, with that one's macros
                continue
            hdf = set()
            for key, name in (("then", then), ("now", now)):
                tree, program = forced[key]
                hdf |= data(program, [tree / f for f in family(tree, name)], "value")
            full = "\n".join(sorted(hdf)) + "\n"
            for kind, pair, values in (("every branch", (forced["then"][0], forced["now"][0]), full),
                                       ("everything set", (trees["then"], trees["now"]), full),
                                       ("nothing set", (trees["then"], trees["now"]), "Config.VarEscapeMode = html\n")):
                compared += 1
                is_document = then.startswith("document/")
                seen = first_difference(normal(render(pair[0], then, values), is_document),
                                        normal(render(pair[1], now, values), is_document))
                if seen:
                    different += 1
                    print("%s, %s: %s" % (now, kind, seen))
        print("%d renderings compared, %d differ" % (compared, different))
        sys.exit(1 if different else 0)


if __name__ == "__main__":
    main()
