"""Environments of other Pythons, in which tests build the same sites.

``python -m tools.pythons FOLDER`` makes an environment for each version of Python that newsgloss supports and this
machine has, in FOLDER/3.12 and the like, with the packages of ``requirements.lock``. A missing version is reported, and
is not an error.
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

VERSIONS = ("3.11", "3.12", "3.13")
"""The versions that newsgloss is tested with."""

LOCK = Path(__file__).parents[1] / "requirements.lock"
STAMP = "installed-from"
"""The file in an environment with the digest of the lock it was installed from."""

PIP_INSTALL = ("--disable-pip-version-check", "install", "--quiet", "--require-hashes", "--requirement")

OWN = f"{sys.version_info.major}.{sys.version_info.minor}"


def find_python(version: str) -> Path | None:
    """Return an interpreter of a version that runs and can make environments, or None."""
    for candidate in _candidates(version):
        code = "import ensurepip, sys, venv; print('%d.%d' % sys.version_info[:2])"
        try:
            done = subprocess.run(
                [candidate, "-c", code], capture_output=True, text=True, check=False, timeout=60
            )
        except (OSError, subprocess.TimeoutExpired):
            continue
        if done.returncode == 0 and done.stdout.strip() == version:
            return candidate
    return None


def _candidates(version: str) -> Iterator[Path]:
    """Yield possible interpreters of a version: on the PATH, then those of pyenv."""
    named = shutil.which(f"python{version}")
    if named:
        yield Path(named)
    yield from sorted(Path.home().glob(f".pyenv/versions/{version}.*/bin/python"), reverse=True)


def make_environment(folder: Path, python: Path) -> str:
    """Make an environment with the packages of the lock, unless it exists.

    Returns:
        The result in words, or the reason of a failure.
    """
    digest = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    stamp = folder / STAMP
    if stamp.exists() and stamp.read_text(encoding="ascii") == digest:
        return "is up to date"
    began = time.monotonic()
    for command in (
        [str(python), "-m", "venv", "--clear", str(folder)],
        [str(folder / "bin/python"), "-m", "pip", *PIP_INSTALL, str(LOCK)],
    ):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            reason = (done.stderr.strip().splitlines() or [f"exit code {done.returncode}"])[-1]
            return f"cannot be used: {reason}"
    stamp.write_text(digest, encoding="ascii")
    return f"was installed in {time.monotonic() - began:.0f} s"


def main() -> None:
    """Make the environments."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, help="the folder of the environments")
    folder = parser.parse_args().folder.absolute()
    for version in VERSIONS:
        if version == OWN:
            continue
        python = find_python(version)
        outcome = "is not on this machine" if python is None else make_environment(folder / version, python)
        print(f"Python {version} {outcome}.", flush=True)


if __name__ == "__main__":
    main()
