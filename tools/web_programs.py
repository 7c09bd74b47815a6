"""Programs that check finished pages (``tools/web/package.json``), run by the Node of the environment.

``make test`` installs both; if they are missing, running one is an error.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

PROJECT = Path(__file__).parents[1]
NODE = Path(sys.prefix, "bin", "node")
INSTALLED = Path(sys.prefix, "web", "node_modules")
HTML_VALIDATE = "html-validate/bin/html-validate.mjs"
HTML_RULES = PROJECT / "tools" / "web" / "html-validate.json"
LIGHTHOUSE = "lighthouse/cli/index.js"


def run_web_program(
    program: str, arguments: Sequence[str], *, environment: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run a program to its end; return its exit code and output.

    Args:
        program: its file below the folder of the installed packages.
        arguments: of its command line.
        environment: in place of this process's.

    Raises:
        FileNotFoundError: if Node or the program is not installed.
    """
    script = INSTALLED / program
    for path in (NODE, script):
        if not path.exists():
            message = f"{path} is missing: make test installs it"
            raise FileNotFoundError(message)
    return subprocess.run(  # noqa: S603  the project's own programs
        [str(NODE), str(script), *arguments],
        capture_output=True,
        encoding="utf-8",
        check=False,
        env=environment,
    )
