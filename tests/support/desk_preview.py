"""A newsroom that ``newsgloss serve`` shows with its desk."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[2]

FERRY = """Lowmoor opens its ferry

LOWMOOR — Mayor Ana Roe opened the ferry Bess in Lowmoor on Tuesday, March 5, 2024. The crew was small, and the pier was full of people.

“It floats, and that is more than we hoped for,” Roe said of the Bess. She waited on the pier with Ben Hale, the harbor master.

Hale called the boat “a tub with an engine.” He said the crossing takes 25 minutes.

“We have waited ten years for this boat,” said a woman on the pier. The council of Lowmoor will pay for the Bess until 2030.
"""  # noqa: E501 - a seed has a paragraph a line
MARKET = """Market hall to stay open

LOWMOOR — The market hall of Lowmoor stays open, Mayor Ana Roe said on Friday, March 8, 2024. “Nobody will lose a stall,” Roe promised.

Ben Hale, a baker, sells bread there. “I was born behind this counter,” Hale said.
"""  # noqa: E501
SETTINGS = "# Asked the mayor's office.\nsource: 'The Lowmoor Ledger'   # by post\n"

FILES = {
    "seeds/ferry.txt": FERRY,
    "seeds/market.txt": MARKET,
    "content/briefs/ferry.yaml": SETTINGS,
}


def build_newsroom(root: Path) -> Path:
    """Write the newsroom to a folder, and build its site."""
    for name, text in FILES.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    subprocess.run(command("build", "--quiet"), cwd=root, env=_environment(), check=True, timeout=300)
    return root


def copy_newsroom(built: Path, root: Path) -> Path:
    """Copy a built newsroom, so that nothing of it has to be annotated again."""
    shutil.copytree(built, root)
    return root


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-c", "from builder.entry_points import main; main()", *arguments]


@contextmanager
def desk_of(root: Path, *options: str) -> Iterator[str]:
    """Yield the address of a preview of a newsroom, as soon as its first build is done.

    Args:
        root: the newsroom.
        options: of ``newsgloss serve``.
    """
    with subprocess.Popen(
        command("serve", *options),
        cwd=root,
        env=_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        assert process.stdout is not None
        address = ""
        said = []
        for line in process.stdout:
            said.append(line)
            if line.startswith("Serving at "):
                address = line.split()[2]
            if line.startswith(("The site is", "The site in")):
                break
        assert address, "".join(said)
        try:
            yield address
        finally:
            process.terminate()


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT)}
