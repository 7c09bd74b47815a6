"""Web servers on the loopback interface: for finished sites, like any static host, and for what a test makes up."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from http.server import BaseHTTPRequestHandler, SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread


class _Handler(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Log nothing: the tests check what arrives."""


def serve_folder(folder: Path) -> AbstractContextManager[str]:
    """Serve a folder; yield its address without a trailing slash."""
    return serve_answers(partial(_Handler, directory=str(folder)))


@contextmanager
def serve_answers(handler: Callable[..., BaseHTTPRequestHandler]) -> Iterator[str]:
    """Serve the answers of a request handler; yield the address without a trailing slash."""
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()
