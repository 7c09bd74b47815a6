"""The browser of the tests and benchmarks: where it is, and how it is started on any machine."""

from __future__ import annotations

import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
"""What keeps it to itself: without these it asks its makers' hosts for news at every start."""


def find_chromium() -> str:
    """Where Chromium or Chrome is.

    Raises:
        FileNotFoundError: where there is none on the PATH.
    """
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        message = f"no Chromium on the PATH (tried {', '.join(NAMES)}): make chromium installs it"
        raise FileNotFoundError(message)
    return found
