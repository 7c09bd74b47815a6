"""What a request gets: a status, headers, and bytes that are in memory or still in a file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from typing import BinaryIO

from builder.serve.byte_ranges import UnsatisfiableRangeError, parse_range

TEXT = "text/plain; charset=utf-8"
CHUNK_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True)
class Part:
    """Some bytes of an open file, which is read as they are sent."""

    file: BinaryIO
    start: int
    length: int


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer of HTTP.

    Attributes:
        status: of HTTP.
        type: the content type.
        body: the bytes, or the part of a file that has them.
        headers: all others, by name.
    """

    status: HTTPStatus
    type: str
    body: bytes | Part
    headers: tuple[tuple[str, str], ...] = ()

    @property
    def length(self) -> int:
        """How many bytes the body has."""
        return len(self.body) if isinstance(self.body, bytes) else self.body.length

    def chunks(self) -> Iterator[bytes]:
        """Yield the body, a little at a time; less of it if the file has become shorter meanwhile."""
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
        """Close the file, if there is one."""
        if isinstance(self.body, Part):
            self.body.file.close()


def explain(status: HTTPStatus, text: str, *headers: tuple[str, str]) -> Answer:
    """Return an answer in plain words."""
    return Answer(status, TEXT, f"{text}\n".encode(), headers)


def whole_or_range(answer: Answer, byte_range: str) -> Answer:
    """Return the range that was asked for of an answer that has everything.

    Args:
        answer: the whole; its file is closed if nothing of it is to be sent.
        byte_range: the value of the Range header, or "".
    """
    size = answer.length
    accepts = ("Accept-Ranges", "bytes")
    try:
        span = parse_range(byte_range, size)
    except UnsatisfiableRangeError:
        answer.close()
        text = f"There are only {size} bytes."
        status = HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE
        return explain(status, text, ("Content-Range", f"bytes */{size}"), accepts)
    if span is None:
        return Answer(answer.status, answer.type, answer.body, (*answer.headers, accepts))
    start, end = span
    if isinstance(answer.body, bytes):
        body: bytes | Part = answer.body[start:end]
    else:
        body = Part(answer.body.file, start, end - start)
    headers = (*answer.headers, accepts, ("Content-Range", f"bytes {start}-{end - 1}/{size}"))
    return Answer(HTTPStatus.PARTIAL_CONTENT, answer.type, body, headers)
