"""Questions to the press workers of an installation, spoken by hand (fcgi/gate/press.h), and files to ask about."""
import hashlib
import io
import json
import random
import socket
import struct
import zlib

from PIL import Image, ImageDraw

KINDS = {"pdf": "application/pdf", "jpeg": "image/jpeg", "png": "image/png"}


def call(stack, timeout=30):
    s = socket.socket(socket.AF_UNIX)
    s.settimeout(timeout)
    s.connect(str(stack.data / "run" / "press.sock"))
    return s


def send(s, question, payload):
    head = json.dumps({**question, "size": len(payload)}).encode()
    s.sendall(struct.pack(">I", len(head)) + head + payload)


def take(s, n):
    data = b""
    while len(data) < n:
        part = s.recv(n - len(data))
        if not part:
            raise EOFError("press hung up after %d of %d bytes" % (len(data), n))
        data += part
    return data


def ask(stack, question, payload, timeout=30):
    """(answer, payload)"""
    with call(stack, timeout) as s:
        send(s, question, payload)
        answer = json.loads(take(s, struct.unpack(">I", take(s, 4))[0]))
        return answer, take(s, answer["size"])


def inspect(stack, kind, data, width=320):
    answer, preview = ask(stack, {"ask": "inspect", "type": KINDS[kind], "width": width}, data)
    if not answer["problem"]:
        picture = Image.open(io.BytesIO(preview))
        picture.load()
        assert picture.format == "JPEG" and picture.size == (answer["width"], answer["height"])
    return answer


def page(stack, kind, data, number=1, width=1240, watermark=""):
    """(answer, picture or None)"""
    answer, jpeg = ask(stack, {"ask": "page", "type": KINDS[kind], "page": number, "width": width, "watermark": watermark}, data)
    return answer, None if answer["problem"] else Image.open(io.BytesIO(jpeg)).convert("RGB")


# ---- images ----

def paper(width=1000, height=1414, colour=(255, 255, 255), mode="RGB"):
    """With a few lines of writing."""
    picture = Image.new("RGB", (width, height), colour)
    draw = ImageDraw.Draw(picture)
    for line in range(6):
        for stroke in range(30):
            x, y = width // 8 + stroke * width // 60, height // 8 + line * height // 30
            draw.rectangle((x, y, x + width // 200, y + height // 80), (30, 30, 60))
    return picture.convert(mode)


def scanned_nothing(width=1000, height=1414):
    """White paper as a scanner sees it."""
    noise = random.Random(5)
    picture = Image.new("L", (width, height))
    picture.putdata([235 + noise.randrange(-9, 10) - 20 * (i % width) // width for i in range(width * height)])
    return picture.convert("RGB")


def encoded(picture, kind, **options):
    out = io.BytesIO()
    picture.save(out, kind.upper(), **options)
    return out.getvalue()


def png_chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width, height, depth, colour, rows, interlace=0):
    return (b"\x89PNG\r\n\x1a\n" + png_chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, interlace))
            + png_chunk(b"IDAT", zlib.compress(rows)) + png_chunk(b"IEND", b""))


def png_interlaced(picture):
    """Adam7 by hand: Pillow does not write it."""
    grey, rows = picture.convert("L"), b""
    pixels, (w, h) = grey.load(), grey.size
    for x0, y0, dx, dy in ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)):
        for y in range(y0, h, dy):
            rows += b"\0" + bytes(pixels[x, y] for x in range(x0, w, dx))
    return png(w, h, 8, 0, rows, interlace=1)


def png_16_bit(picture):
    grey = picture.convert("L")
    w, h = grey.size
    pixels = grey.tobytes()
    return png(w, h, 16, 0, b"".join(b"\0" + b"".join(bytes((v, v)) for v in pixels[y * w:y * w + w]) for y in range(h)))


# ---- PDF ----

WRITING = b"BT /F1 11 Tf 72 700 Td (A short line of text.) Tj ET"


def pdf(pages=(WRITING,), box="0 0 595 842", extra="", trailer="", catalog="", objects=(), encrypt=None):
    """pages: content streams. extra: in every page's dictionary. encrypt: function (object number, bytes) → bytes."""
    first = 5
    kids = " ".join("%d 0 R" % (first + 2 * i) for i in range(len(pages)))
    made = {1: b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalog.encode(),
            2: b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids.encode(), len(pages)),
            3: b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>", 4: b"null"}
    for i, content in enumerate(pages):
        n = first + 2 * i
        made[n] = ("<< /Type /Page /Parent 2 0 R /MediaBox [%s] /Contents %d 0 R /Resources << /Font << /F1 3 0 R >> >> %s >>"
                   % (box, n + 1, extra)).encode()
        stream = encrypt(n + 1, content) if encrypt else content
        made[n + 1] = b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream)
    for n, body in objects:
        made[n] = body
    out, at = b"%PDF-1.6\n%\xe2\xe3\xcf\xd3\n", {}
    for n in sorted(made):
        at[n] = len(out)
        out += b"%d 0 obj\n%s\nendobj\n" % (n, made[n])
    size, start = max(made) + 1, len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % size
    for n in range(1, size):
        out += b"%010d 00000 n \n" % at[n] if n in at else b"0000000000 65535 f \n"
    return out + b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer.encode(), start)


def rc4(key, data):
    s, j, out = list(range(256)), 0, bytearray()
    for i in range(256):
        j = (j + s[i] + key[i % len(key)]) % 256
        s[i], s[j] = s[j], s[i]
    i = j = 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + s[i]) % 256
        s[i], s[j] = s[j], s[i]
        out.append(byte ^ s[(s[i] + s[j]) % 256])
    return bytes(out)


def pdf_encrypted(user_password=b""):
    """The standard handler, revision 2 (RC4, 40 bits): ISO 32000-1, 7.6.3."""
    pad = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")
    file_id = b"0123456789abcdef"
    owner = rc4(hashlib.md5((b"owner" + pad)[:32]).digest()[:5], (user_password + pad)[:32])
    rights = struct.pack("<i", -4)
    key = hashlib.md5((user_password + pad)[:32] + owner + rights + file_id).digest()[:5]

    def encrypt(number, data):
        return rc4(hashlib.md5(key + struct.pack("<I", number)[:3] + b"\0\0").digest()[:10], data)

    trailer = "/ID [<%s> <%s>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >>" % (
        file_id.hex(), file_id.hex(), owner.hex(), rc4(key, pad).hex())
    return pdf(trailer=trailer, encrypt=encrypt)
