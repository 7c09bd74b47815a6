"""A git repository served over HTTP, as hosts serve theirs: by git's own program, with a password."""

from __future__ import annotations

import base64
import os
import subprocess
from contextlib import AbstractContextManager
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from urllib.parse import urlsplit

from tests.support.serving import serve_answers


class GitHandler(BaseHTTPRequestHandler):
    """Answers by git's own program.

    Attributes:
        folder: with the repositories.
        wanted: the header that logs in.
    """

    folder: Path
    wanted: str

    def do_GET(self) -> None:
        self._answer(b"")

    def do_POST(self) -> None:
        self._answer(self._body())

    def log_message(self, *_words: object) -> None:
        pass

    def _answer(self, body: bytes) -> None:
        if self.headers.get("Authorization") != self.wanted:
            self.send_response(401)
            self.send_header("WWW-Authenticate", 'Basic realm="news"')
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        done = subprocess.run(
            ["git", "http-backend"], input=body, env=self._environment(), capture_output=True, check=True
        )
        head, _, data = done.stdout.partition(b"\r\n\r\n")
        headers = dict(line.split(": ", 1) for line in head.decode().split("\r\n"))
        self.send_response(int(headers.pop("Status", "200 OK").split()[0]))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def _environment(self) -> dict[str, str]:
        parts = urlsplit(self.path)
        return {
            **os.environ,
            "GIT_PROJECT_ROOT": str(self.folder),
            "GIT_HTTP_EXPORT_ALL": "1",
            "GIT_PROTOCOL": self.headers.get("Git-Protocol", ""),
            "PATH_INFO": parts.path,
            "QUERY_STRING": parts.query,
            "REQUEST_METHOD": self.command,
            "CONTENT_TYPE": self.headers.get("Content-Type", ""),
            "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding", ""),
            "REMOTE_USER": "ana",
        }

    def _body(self) -> bytes:
        if self.headers.get("Transfer-Encoding") != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length", "0")))
        body = b""
        while size := int(self.rfile.readline(), 16):
            body += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        return body


def git_over_http(folder: Path, log_in: str) -> AbstractContextManager[str]:
    """Serve the repositories of a folder to one user; return the address.

    Args:
        folder: with the repositories.
        log_in: user, colon, password.
    """
    wanted = "Basic " + base64.b64encode(log_in.encode()).decode()
    return serve_answers(type("Handler", (GitHandler,), {"folder": folder, "wanted": wanted}))
