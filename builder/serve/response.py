"""HTTP responses: a status, headers, and a body in memory or in an open file."""

from __future__ import annotations

from collections.abc import Iterator
from http import HTTPStatus
from typing import BinaryIO

from msgspec import Struct

from builder.serve.byte_ranges import UnsatisfiableRangeError, parse_range

TEXT = "text/plain; charset=utf-8"
CHUNK_BYTES = 64 * 1024


class FileSlice(Struct, frozen=True):
    """A range of bytes of an open file, read in chunks as they are sent.

    Attributes:
        file: the open file.
        start: the offset of the first byte.
        length: the number of bytes.
    """

    file: BinaryIO
    start: int
    length: int


class Response(Struct, frozen=True):
    """An HTTP response.

    Attributes:
        status: the HTTP status.
        type: the content type.
        body: the bytes, or the slice of a file that has them.
        headers: names and values of the other headers.
    """

    status: HTTPStatus
    type: str
    body: bytes | FileSlice
    headers: tuple[tuple[str, str], ...] = ()

    @property
    def length(self) -> int:
        """The number of bytes of the body."""
        return len(self.body) if isinstance(self.body, bytes) else self.body.length

    def chunks(self) -> Iterator[bytes]:
        """Yield the body in chunks of at most ``CHUNK_BYTES``; it ends early if the file was shortened meanwhile."""
        if isinstance(self.body, bytes):
            for start in range(0, len(self.body), CHUNK_BYTES):
                yield self.body[start : start + CHUNK_BYTES]
            return
        self.body.file.seek(self.body.start)
        left = self.body.length
        while left and (chunk := self.body.file.read(min(CHUNK_BYTES, left))):
            left -= len(chunk)
            yield chunk

    def close(self) -> None:
        """Close the file of the body, if it has one."""
        if isinstance(self.body, FileSlice):
            self.body.file.close()


def text_response(status: HTTPStatus, text: str, *headers: tuple[str, str]) -> Response:
    """Return a response with a body of plain text."""
    return Response(status, TEXT, f"{text}\n".encode(), headers)


def apply_range(response: Response, byte_range: str) -> Response:
    """Return a response with the requested range of bytes of a complete one.

    Args:
        response: the complete response. Its file is closed if the range contains none of its bytes.
        byte_range: the value of the Range header, or "".
    """
    size = response.length
    accepts = ("Accept-Ranges", "bytes")
    try:
        span = parse_range(byte_range, size)
    except UnsatisfiableRangeError:
        response.close()
        text = f"The range begins after the end of the file, which has {size} bytes. Request bytes before it."
        status = HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE
        return text_response(status, text, ("Content-Range", f"bytes */{size}"), accepts)
    if span is None:
        return Response(response.status, response.type, response.body, (*response.headers, accepts))
    start, end = span
    if isinstance(response.body, bytes):
        body: bytes | FileSlice = response.body[start:end]
    else:
        body = FileSlice(response.body.file, start, end - start)
    headers = (*response.headers, accepts, ("Content-Range", f"bytes {start}-{end - 1}/{size}"))
    return Response(HTTPStatus.PARTIAL_CONTENT, response.type, body, headers)
