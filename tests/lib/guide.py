"""README's guide "How to add …" as a program reads it, and a hand that adds to a copy of the tree only where the guide says so."""
import fnmatch
import re
import subprocess
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
FILE = re.compile(r"[\w<>*./-]+\.(?:c|h|def|hdf|py|cs|sql|am|json|awk|conf|txt|md)|[\w<>*./-]+/")


def bullets(readme=TOP / "README.md"):
    """What is added ("a field") → what the guide says about it."""
    guide = readme.read_text().split("### How to add …\n", 1)[1].split("\n## ", 1)[0]
    return {re.match(r"\*\*(.+?)\*\*", text).group(1): " ".join(text.split()) for text in guide.split("\n- ")[1:]}


def files(text):
    """The files and folders a bullet names; what stands in <> is for who adds to choose."""
    return [name for name in re.findall(r"`([^`]+)`", text) if FILE.fullmatch(name)]


def groups(text, file):
    """The groups of words that bullets name for a file of labels: `apply.hdf` (groups `b`, `c` and `d`)."""
    found = re.findall(r"`[\w/]*%s` \(groups? ([^)]*)\)" % re.escape(file), text)
    return re.findall(r"`(\w+)`", " ".join(found))


def copy(to):
    """The tree as git would give it, with what is not yet committed."""
    names = subprocess.run(["git", "-c", "safe.directory=*", "-C", str(TOP), "ls-files", "-z", "--cached", "--others",
                            "--exclude-standard"], capture_output=True, check=True).stdout
    there = b"\0".join(name for name in names.split(b"\0") if name and (TOP / name.decode()).is_file())
    to.mkdir(parents=True)
    packed = subprocess.run(["tar", "-c", "--null", "-T", "-", "-f", "-"], cwd=TOP, input=there, capture_output=True, check=True)
    subprocess.run(["tar", "-x", "-f", "-"], cwd=to, input=packed.stdout, check=True)


class Hand:
    """Adds one thing to a tree, in the files and folders that these bullets name and nowhere else."""

    def __init__(self, tree, *titles):
        self.tree, self.text = tree, " ".join(bullets()[title] for title in titles)
        self.allowed = files(self.text)

    def at(self, path):
        name = Path(path).name
        for allowed in (re.sub(r"<\w+>", "*", one) for one in self.allowed):
            whole = allowed + "*" if allowed.endswith("/") else allowed
            if fnmatch.fnmatch(path, whole) or "/" not in allowed and fnmatch.fnmatch(name, whole):
                return self.tree / path
        raise AssertionError("the guide does not name %s; it names %s" % (path, self.allowed))

    def new(self, path, text):
        file = self.at(path)
        assert not file.exists(), path
        file.write_text(text)

    def change(self, path, old, new):
        """Puts `new` for `old`, which stands there once."""
        file = self.at(path)
        text = file.read_text()
        assert text.count(old) == 1, "%d times in %s: %s" % (text.count(old), path, old)
        file.write_text(text.replace(old, new))

    def behind(self, path, line, text):
        """Adds the text behind the only line that begins so."""
        found = re.findall(r"^%s.*\n" % re.escape(line), self.at(path).read_text(), re.M)
        assert len(found) == 1, "%d lines of %s begin with %s" % (len(found), path, line)
        self.change(path, found[0], found[0] + text)

    def words(self, path, group, words):
        """Adds words to a group of labels."""
        self.change(path, "\n%s {\n" % group, "\n%s {\n" % group + "".join("\t%s = %s\n" % word for word in words.items()))
