"""A preview server for a site that is built instantly: `python -m tests.support.preview_program ROOT SETTINGS`.

Its pages show the seeds and the file `templates/base.html`. Each build adds a letter to the file `.builds`. Words in a
seed change the build: "bad" makes it fail, "worse" breaks it off, "slow" keeps it going, "hungry" takes all descriptors
of the process until there is a file `fed`, "held" writes the site only when there is a file `released`, "polite" the
same, but gives way to a newer build, "full" shows the site and fails to write it, and "crew" waits for processes, whose
numbers are in the folder `crew`.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
import time
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from builder.annotate.workers import CHUNK, in_processes
from builder.model.diagnostic import Diagnostic, InputError, error
from builder.model.site_file import file_of
from builder.model.viewers import Viewers
from builder.serve import serve_site as serve_site_module
from builder.serve.build_outcome import BuildOutcome
from builder.serve.limits import Limits
from builder.serve.serve_site import serve_site
from tests.support.written import write_site

POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:"
"""The policy of the pages themselves, which does not allow live reload."""


def main(
    root: Path,
    *,
    port: int | None,
    browser: bool,
    descriptors: int | None,
    limits: dict[str, float],
    hosts: list[str],
    address: str,
    look_seconds: float,
) -> None:
    """Serve until Ctrl-C."""
    serve_site_module.LOOK_SECONDS = look_seconds
    # A process in the background of a shell ignores Ctrl-C, as do its children.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    if descriptors:
        resource.setrlimit(resource.RLIMIT_NOFILE, (descriptors, descriptors))
    try:
        serve_site(
            root=root,
            out=root / "site",
            port=port,
            build=partial(_build, root),
            open_browser=browser,
            address=address,
            allowed_hosts=frozenset(hosts),
            limits=Limits(**limits),  # type: ignore[arg-type]
        )
    except InputError as problem:
        sys.exit(str(problem))


def _build(root: Path, viewers: Viewers) -> BuildOutcome:
    with (root / ".builds").open("a") as builds:
        builds.write("b")
    text = _text(root)
    if "slow" in text:
        (root / "building").touch()
        time.sleep(60)
    if "hungry" in text:
        _take_descriptors(root)
    if "crew" in text:
        (root / "crew").mkdir()
        list(in_processes(_sleep, [root / "crew"] * 2 * CHUNK, jobs=2))
    if "worse" in text:
        raise RuntimeError("no such luck")
    if "bad" in text:
        return _failed(error("seeds/a.txt", 3, "This <b>seed</b> is bad.", "Mend </script> it."))
    files = _files(text)
    viewers.show({path: file_of(data) for path, data in files.items() if not path.startswith("pagefind/")})
    while ("held" in text or "polite" in text) and not (root / "released").exists():
        if "polite" in text:
            viewers.give_way()
        time.sleep(0.01)
    if "full" in text:
        return _failed(error("site", None, "The disk is full."))
    write_site(files, root / "site")
    return BuildOutcome(ok=True, diagnostics=())


def _text(root: Path) -> str:
    paths = [*(root / "seeds").rglob("*.txt"), root / "templates" / "base.html"]
    seeds = {path.name: path.read_text() for path in sorted(paths) if path.exists()}
    return " ".join(f"{name}={data}" for name, data in seeds.items())


def _files(text: str) -> dict[str, bytes]:
    head = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}"><link rel=icon href="data:,">'
    page = f"<!doctype html><html><head>{head}<title>x</title></head><body>{text}</body></html>"
    return {
        "index.html": page.encode(),
        "404.html": page.replace(text, "lost").encode(),
        "fixed.html": page.replace(text, "the same").encode(),
        "data.bin": bytes(range(256)) * 16384,
        "pagefind/index.json": b"{}",
    }


def _failed(problem: Diagnostic) -> BuildOutcome:
    return BuildOutcome(ok=False, diagnostics=(problem,))


def _sleep(folders: Sequence[Path]) -> Sequence[None]:
    (folders[0] / str(os.getpid())).touch()
    time.sleep(600)
    return [None] * len(folders)


def _take_descriptors(root: Path) -> None:
    (root / "hungry").touch()
    held: list[int] = []
    while not (root / "fed").exists():
        try:
            held.append(os.open(os.devnull, os.O_RDONLY))
        except OSError:
            time.sleep(0.01)
    for descriptor in held:
        os.close(descriptor)


if __name__ == "__main__":
    main(Path(sys.argv[1]), **json.loads(sys.argv[2]))
