"""What each program may ask of the database, read from its source: the statements that can be reached from its main.

A function reaches whatever its text names: functions, tables of them, statements (SQL_…). Rows of .def files count where they are
included; names a macro glues together (guard_##name) count as the names they make. So it is never less than what is asked, and
sometimes more: a step of a table that this program never takes."""
import re
from pathlib import Path

WORD = re.compile(r"[A-Za-z_]\w*")
COMMENT = re.compile(r"/\*.*?\*/|//[^\n]*", re.S)
QUOTED = re.compile(r'"(?:\\.|[^"\\])*"|\'(?:\\.|[^\'\\])*\'')
TAG = re.compile(r"\b(?:struct|enum)\s+\w+")
GLUED = re.compile(r"\b([a-z]\w*_)##\w+")
INCLUDED = re.compile(r'^[ \t]*#[ \t]*include[ \t]+"([^"]+\.def)".*$', re.M)


def text_of(fcgi, path):
    """Without comments and strings; .def files stand where they are included."""
    def included(m):
        beside = path.parent / m.group(1)
        return text_of(fcgi, beside if beside.exists() else fcgi / m.group(1))

    text = INCLUDED.sub(included, path.read_text(encoding="utf-8"))
    return TAG.sub("", QUOTED.sub('""', COMMENT.sub(" ", text)))


def definitions(text):
    """(name, words, static) of the functions and variables a file defines."""
    text = re.sub(r"^[ \t]*#(?:\\\n|[^\n])*", "", text, flags=re.M)
    text = re.sub(r"__attribute__\s*\(\(.*?\)\)", "", text, flags=re.S)
    depth, start = 0, 0
    for i, c in enumerate(text):
        depth += (c in "{(") - (c in "})")
        function = c == "}" and text[start:i].split("{")[0].rstrip().endswith(")")
        if depth == 0 and (c == ";" or function):
            piece, start = text[start:i + 1].strip(), i + 1
            head = re.split(r"[{=]", piece, maxsplit=1)[0]
            name = re.search(r"(\w+)\s*\(", head) if function else re.search(r"(\w+)\s*(?:\[[^\]]*\]\s*)*$", head)
            if name and (function or "=" in piece):
                yield name.group(1), set(WORD.findall(piece)), piece.startswith("static")


class Source:
    def __init__(self, top):
        self.fcgi = Path(top) / "fcgi"
        self.words, self.shared, self.glue = {}, {}, {}
        for path in sorted(self.fcgi.rglob("*.c")):
            text = text_of(self.fcgi, path)
            self.glue[path] = set(GLUED.findall(text))
            for name, words, static in definitions(text):
                self.words[path, name] = words
                if not static:
                    self.shared[name] = path

    def _reached(self, path, word):
        """Where this word's definition stands, as seen from a file; None: nowhere."""
        return (path, word) if (path, word) in self.words else (self.shared[word], word) if word in self.shared else None

    def statements(self, main):
        """Names of the statements that can be reached from main() of this file."""
        seen, todo, found = set(), [(self.fcgi / main, "main")], set()
        while todo:
            here = todo.pop()
            if here is None or here in seen:
                continue
            seen.add(here)
            words = self.words[here] | {prefix + word for prefix in self.glue[here[0]] for word in self.words[here]}
            found |= {word[4:].lower() for word in words if word.startswith("SQL_")}
            todo += [self._reached(here[0], word) for word in words if word != "main"]
        return found
