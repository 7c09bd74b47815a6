"""Verification of a site against its manifest."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from builder.model.diagnostic import InputError
from builder.write.manifest import MARKER
from builder.write.verification import Verification, verify_site
from tests.support.folders import looks, plant_foreign
from tests.support.sites import run_newsgloss
from tests.support.written import write_site

FILES = {"index.html": b"home", "people/ä ö.html": b"", 'odd/"name".txt': b"\0\n"}


def track(paths: Iterable[str], total: int) -> Iterator[str]:
    found = list(paths)
    assert len(found) <= total
    return iter(found)


def test_verification_lists_missing_changed_and_foreign_files(tmp_path: Path) -> None:
    out = tmp_path / "site"
    write_site(FILES, out)
    assert verify_site(out, track=track) == Verification(3, (), (), ())
    plant_foreign(out)
    (out / "index.html").write_bytes(b"hand")
    (out / "people/ä ö.html").unlink()
    (out / "people/ä ö.html").symlink_to("../index.html")
    (out / 'odd/"name".txt').unlink()
    before = looks(out)
    found = verify_site(out, track=track)
    assert found.missing == ('odd/"name".txt',)
    assert found.changed == ("index.html", "people/ä ö.html")
    assert found.foreign == (
        *(".git/", ".well-known/", "CNAME", "abroad", "latest.pdf", "papers/", "people/portrait.jpg"),
    )
    assert not found.ok
    assert looks(out) == before


@pytest.mark.parametrize(
    "marker", [None, b"", b"newsgloss made this folder. Each build replaces everything in it.\n"]
)
def test_a_folder_without_a_valid_manifest_cannot_be_verified(tmp_path: Path, marker: bytes | None) -> None:
    if marker is not None:
        (tmp_path / MARKER).write_bytes(marker)
    with pytest.raises(InputError, match=MARKER) as caught:
        verify_site(tmp_path, track=track)
    assert caught.value.diagnostics[0].hint


def test_the_verify_command_reports_differences(tmp_path: Path) -> None:
    write_site(FILES, tmp_path / "site")
    (tmp_path / "site/CNAME").write_bytes(b"news.example")
    done = run_newsgloss(["verify"], root=tmp_path)
    assert (done.code, done.err) == (0, "")
    assert "foreign CNAME" in done.out
    assert "3 files: 0 missing, 0 changed" in done.out
    assert run_newsgloss(["verify", "--quiet"], root=tmp_path).words == ""
    (tmp_path / "site").rename(tmp_path / "public")
    (tmp_path / "public/index.html").write_bytes(b"hand")
    done = run_newsgloss(["verify", "--out", "public", "--json"], root=tmp_path)
    assert done.code == 1
    assert done.answer["ok"] is False
    assert done.answer["changed"] == ["index.html"]
    assert done.answer["foreign"] == ["CNAME"]
    assert "changed index.html" in run_newsgloss(["verify", "--out", "public", "-q"], root=tmp_path).out
    for answer in (
        run_newsgloss(["verify"], root=tmp_path),
        run_newsgloss(["verify", "--json"], root=tmp_path),
    ):
        assert answer.code == 1
        assert "no site in this folder" in json.dumps(answer.words)
