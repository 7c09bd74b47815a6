"""Files in a site's folders that must not be read: pipes, devices, sockets, endless files, links out of the site."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable, Mapping
from pathlib import Path

SPARSE_BYTES = 10_000_000_000


def plant_pipe(path: Path) -> None:
    os.mkfifo(path)


def plant_socket(path: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)  # the address of a socket may have 107 bytes only
    try:
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(path.name)
    finally:
        os.chdir(here)


def plant_sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(SPARSE_BYTES)


def plant_folder(path: Path) -> None:
    path.mkdir()


def link_to(target: str | Path) -> Callable[[Path], None]:
    """Return a function that creates a link to ``target``."""
    return lambda path: path.symlink_to(target)


PLANTS: Mapping[str, tuple[Callable[[Path], None], str]] = {
    "pipe": (plant_pipe, "it is a named pipe"),
    "socket": (plant_socket, "it is a socket"),
    "sparse file of 10 GB": (plant_sparse, "it is larger than"),
    "folder": (plant_folder, ""),
    "link to /dev/zero": (link_to("/dev/zero"), "leads out of the site's folder"),
    "link to /dev/stdin": (link_to("/dev/stdin"), "leads out of the site's folder"),
    "link to the environment": (link_to("/proc/self/environ"), "leads out of the site's folder"),
    "link to the passwords": (link_to("/etc/passwd"), "leads out of the site's folder"),
    "link to the root folder": (link_to("/"), ""),
    "link to the devices": (link_to("/dev"), ""),
    "link to nothing": (link_to("nothing-here"), "link is broken"),
    "link to itself": (lambda path: path.symlink_to(path.name), "leads in a circle"),
}
"""By name: the function that creates the file, and the words of the message ("" if they depend on the place)."""
