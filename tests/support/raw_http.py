"""HTTP by hand, for requests that no library would send."""

from __future__ import annotations

import socket

from msgspec import Struct

PATIENCE = 30.0


class RawAnswer(Struct, frozen=True):
    """An answer: its status (0 without an answer), its headers by name in lower case, its body."""

    status: int
    headers: dict[str, str]
    body: bytes


def connect(port: int) -> socket.socket:
    return socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)


def request(path: str, host: str, *lines: str, method: str = "GET") -> bytes:
    """Return a request that asks to close the connection."""
    head = [f"{method} {path} HTTP/1.1", f"Host: {host}", "Connection: close", *lines, "", ""]
    return "\r\n".join(head).encode("latin-1")


def exchange(port: int, data: bytes) -> RawAnswer:
    """Send some bytes, and read until the server hangs up."""
    with connect(port) as connection:
        connection.sendall(data)
        return read_all(connection)


def read_all(connection: socket.socket) -> RawAnswer:
    got = bytearray()
    try:
        while chunk := connection.recv(65536):
            got += chunk
    except ConnectionResetError:
        pass  # the bytes received so far count
    return parse(bytes(got))


def read_one(connection: socket.socket, *, method: str = "GET") -> RawAnswer:
    """Read one answer of a connection that stays open."""
    got = b""
    while b"\r\n\r\n" not in got and (chunk := connection.recv(65536)):
        got += chunk
    answer = parse(got)
    missing = 0 if method == "HEAD" else int(answer.headers.get("content-length", "0")) - len(answer.body)
    body = bytearray(answer.body)
    while missing > 0 and (chunk := connection.recv(65536)):
        body += chunk
        missing -= len(chunk)
    return RawAnswer(answer.status, answer.headers, bytes(body))


def parse(data: bytes) -> RawAnswer:
    head, _, body = data.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    pairs = (line.partition(":")[::2] for line in lines)
    status = int(first.split()[1]) if first else 0
    return RawAnswer(status, {name.lower(): value.strip() for name, value in pairs}, body)


def upgrade(host: str, *lines: str, path: str = "/livereload") -> bytes:
    """Return the handshake of a WebSocket."""
    head = [
        f"GET {path} HTTP/1.1",
        f"Host: {host}",
        "Upgrade: websocket",
        "Connection: Upgrade",
        "Sec-WebSocket-Version: 13",
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
        *lines,
        "",
        "",
    ]
    return "\r\n".join(head).encode("latin-1")


def handshake(connection: socket.socket, data: bytes) -> RawAnswer:
    """Send a handshake and read the answer."""
    connection.sendall(data)
    return read_one(connection)


def text_frame(text: str) -> bytes:
    """Return a WebSocket message, shorter than 126 bytes, with a mask that changes nothing."""
    data = text.encode()
    return bytes([0x81, 0x80 | len(data), 0, 0, 0, 0]) + data
