"""The browser of the tests and benchmarks: its path, and the options that start it on any machine."""

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
"""Options that keep it offline: without these it contacts its makers' hosts at every start."""


def find_chromium() -> str:
    """Return the path of Chromium or Chrome.

    Raises:
        FileNotFoundError: if none is on the PATH.
    """
    found = next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        message = f"no Chromium on the PATH (tried {', '.join(NAMES)}): make chromium installs it"
        raise FileNotFoundError(message)
    return found
