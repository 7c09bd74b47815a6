"""The golden site: every byte of every page, from stored annotations."""

from __future__ import annotations

import difflib
import subprocess
import sys

import pytest

from tests.support.golden import GOLDEN, render_golden
from tests.support.sites import PROJECT, read_tree

REMEDY = "if that is meant: python -m tests.regenerate_golden, and read the difference"


def first_difference(expected: bytes, actual: bytes) -> str:
    """Return the first few lines in which two files differ."""
    lines = difflib.unified_diff(
        expected.decode().splitlines(), actual.decode().splitlines(), "golden", "now", lineterm="", n=1
    )
    return "\n".join(list(lines)[:12])


def test_golden_site_is_unchanged() -> None:
    expected, actual = read_tree(GOLDEN), render_golden()
    assert sorted(actual) == sorted(expected), REMEDY
    changed = {
        path: first_difference(expected[path], actual[path])
        for path in actual
        if actual[path] != expected[path]
    }
    assert not changed, "\n".join([REMEDY, *(f"{path}\n{lines}" for path, lines in changed.items())][:10])


@pytest.mark.slow
def test_output_does_not_depend_on_hash_seed_folder_or_clock() -> None:
    code = (
        "import hashlib\n"
        "from tests.support.golden import render_golden\n"
        "state = hashlib.sha256()\n"
        "for path, data in render_golden().items():\n"
        "    state.update(path.encode() + b'\\0' + data)\n"
        "print(state.hexdigest())\n"
    )
    digests = {
        subprocess.run(
            [sys.executable, "-c", code],
            cwd=PROJECT,
            env={"PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C", "PYTHONPATH": str(PROJECT)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Pacific/Auckland"))
    }
    assert len(digests) == 1
