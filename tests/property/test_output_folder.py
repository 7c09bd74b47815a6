"""Builds never touch foreign files, whatever changes in the output folder between builds."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from builder.model.diagnostic import InputError
from builder.write.manifest import MARKER, read_manifest
from tests.support.sites import read_tree
from tests.support.written import write_site

PAGES = ("index.html", "people/a.html", "people/b.html", "places/c.html", "people/x/d.html", "about")
THEIRS = (
    "CNAME",
    "people/photo.jpg",
    "places/notes",
    "papers/deep/thesis.pdf",
    ".git/HEAD",
    "people/.git/HEAD",
    "about/x",
)
BYTES = st.sampled_from([b"", b"1", b"2", b"a longer one"])

SITES = st.dictionaries(st.sampled_from(PAGES), BYTES, min_size=1)
DEEDS = st.tuples(st.sampled_from(THEIRS), BYTES | st.none())
STEPS = st.lists(SITES | DEEDS | st.just(MARKER), min_size=2, max_size=12)


def do(out: Path, path: str, data: bytes | None, theirs: dict[str, bytes]) -> None:
    """Write or delete a foreign file, unless a page is in its way."""
    with suppress(NotADirectoryError, FileExistsError):
        if data is None:
            (out / path).unlink(missing_ok=True)
            theirs.pop(path, None)
        else:
            (out / path).parent.mkdir(parents=True, exist_ok=True)
            (out / path).write_bytes(data)
            theirs[path] = data


@settings(max_examples=40, deadline=None)
@given(STEPS)
def test_builds_never_touch_foreign_files(
    steps: list[dict[str, bytes] | tuple[str, bytes | None] | str],
) -> None:
    with TemporaryDirectory() as folder:
        out = Path(folder) / "site"
        theirs: dict[str, bytes] = {}
        for step in steps:
            if isinstance(step, dict):
                before = read_tree(out)
                try:
                    write_site(step, out)
                except InputError:
                    assert read_tree(out) == before
                else:
                    found = read_tree(out)
                    assert {path: found[path] for path in step} == step
                    assert read_manifest(out)[1].files.keys() == step.keys()
            elif step == MARKER:
                (out / MARKER).unlink(missing_ok=True)
            else:
                do(out, step[0], step[1], theirs)  # type: ignore[arg-type]
            found = read_tree(out)
            assert {path: found.get(path) for path in theirs} == theirs
            assert {path.name for path in Path(folder).iterdir()} <= {"site"}
