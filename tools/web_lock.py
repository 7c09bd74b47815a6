"""Remove the funding addresses of packages from the lock of the web programs: no install needs them.

    python -m tools.web_lock tools/web/package-lock.json

`make lock` runs it on npm's file.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any


def without_funding(lock: dict[str, Any]) -> dict[str, Any]:
    """Return the lock with every package's entry except its ``funding``."""
    packages = {
        path: {key: value for key, value in package.items() if key != "funding"}
        for path, package in lock["packages"].items()
    }
    return {**lock, "packages": packages}


def main() -> None:
    """Rewrite the file named on the command line, formatted as by npm."""
    path = Path(sys.argv[1])
    lock = json.loads(path.read_text(encoding="utf-8"))
    text = json.dumps(without_funding(lock), indent=2, ensure_ascii=False)
    path.write_text(f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
