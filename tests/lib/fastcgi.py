"""A program that serves pages, asked without the web server before it: from any address."""
import socket
import struct

BEGIN, PARAMS, STDIN, STDOUT = 1, 4, 5, 6


def record(kind, content=b""):
    return struct.pack(">BBHHBx", 1, kind, 1, len(content), 0) + content


def pair(name, value):
    return struct.pack(">II", len(name) | 1 << 31, len(value) | 1 << 31) + name.encode() + value.encode()


def answer(stack, program, path, address):
    """What it puts out, headers and body, for a GET that comes from this address."""
    asked = {"REQUEST_METHOD": "GET", "REQUEST_URI": path, "QUERY_STRING": "", "SERVER_PROTOCOL": "HTTP/1.1", "REMOTE_ADDR": address,
             "HTTP_HOST": "office.example"}
    sent = record(BEGIN, struct.pack(">HB5x", 1, 0)) + record(PARAMS, b"".join(pair(*p) for p in asked.items()))
    out, received = b"", b""
    with socket.socket(socket.AF_UNIX) as s:
        s.settimeout(20)
        s.connect(str(stack.data / "run" / (program + ".sock")))
        s.sendall(sent + record(PARAMS) + record(STDIN))
        while more := s.recv(65536):
            received += more
    while len(received) >= 8:
        _, kind, _, length, padding = struct.unpack(">BBHHBx", received[:8])
        out += received[8:8 + length] if kind == STDOUT else b""
        received = received[8 + length + padding:]
    return out.decode()
