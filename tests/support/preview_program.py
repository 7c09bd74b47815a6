"""A preview server for a site that is built instantly: `python -m tests.support.preview_program ROOT SETTINGS`.

Its pages show the seeds. Words in a seed change the build: "bad" makes it fail, "worse" breaks it off, "slow" keeps
it going, and "hungry" takes all descriptors of the process until there is a file `fed`.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
import time
from pathlib import Path

from builder.model.diagnostic import InputError, error
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
) -> None:
    """Serve until Ctrl-C."""
    # A process in the background of a shell ignores Ctrl-C, as do its children.
    signal.signal(signal.SIGINT, signal.default_int_handler)
    if descriptors:
        resource.setrlimit(resource.RLIMIT_NOFILE, (descriptors, descriptors))
    try:
        serve_site(
            root=root,
            out=root / "site",
            port=port,
            build=lambda: _build(root),
            open_browser=browser,
            address=address,
            allowed_hosts=frozenset(hosts),
            limits=Limits(**limits),  # type: ignore[arg-type]
        )
    except InputError as problem:
        sys.exit(str(problem))


def _build(root: Path) -> BuildOutcome:
    seeds = {path.name: path.read_text() for path in sorted((root / "seeds").iterdir())}
    text = " ".join(f"{name}={data}" for name, data in seeds.items())
    if "slow" in text:
        (root / "building").touch()
        time.sleep(60)
    if "hungry" in text:
        _take_descriptors(root)
    if "worse" in text:
        raise RuntimeError("no such luck")
    if "bad" in text:
        problem = error("seeds/a.txt", 3, "This <b>seed</b> is bad.", "Mend </script> it.")
        return BuildOutcome(ok=False, diagnostics=(problem,), changed=0)
    head = f'<meta http-equiv="Content-Security-Policy" content="{POLICY}"><link rel=icon href="data:,">'
    page = f"<!doctype html><html><head>{head}<title>x</title></head><body>{text}</body></html>"
    lost = page.replace(text, "lost")
    files = {"index.html": page.encode(), "404.html": lost.encode(), "data.bin": bytes(range(256)) * 16384}
    report = write_site(files, root / "site")
    return BuildOutcome(ok=True, diagnostics=(), changed=len(report.written) + len(report.removed))


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
