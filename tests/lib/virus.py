"""Files with a mark of the test's own, by which the simulated scanner (tests/sim/clamd.py) knows how to behave with them."""
import secrets
import struct
import zlib
from pathlib import Path

import journey
import press

SAMPLE = {path.rsplit(".", 1)[1]: Path(path).read_bytes() for _, _, path in journey.fresh("applicant-a").files}


class Mark:
    """The scanner's mode for files that bear this mark."""

    def __init__(self, stack):
        self.name = secrets.token_hex(8)
        self.text = b"CLAMD-SIM:%s;" % self.name.encode()
        self.file = stack.data / "sim" / "clamd" / self.name

    def mode(self, word):
        self.file.write_text(word)
        self.file.chmod(0o644)


def jpeg(comment):
    data = SAMPLE["jpg"]
    return data[:2] + b"\xff\xfe" + struct.pack(">H", len(comment) + 2) + comment + data[2:]


def png(comment):
    data, chunk = press.encoded(press.paper(800, 1000), "png"), b"tEXt" + b"Comment\0" + comment
    return data[:33] + struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk)) + data[33:]


def pdf(comment):
    before, end, after = SAMPLE["pdf"].rpartition(b"startxref")
    return before + b"% " + comment + b"\n" + end + after


def put(case, data, name="scan.jpg", code="subject_licence", slot="document"):
    return case.upload(code, slot, name=name, data=data)
