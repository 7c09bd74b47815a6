"""Decisions at the desk: each writes what an editor would, or changes nothing and says why."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
import yaml

from builder.desk.decisions import read_decision
from builder.desk.desk import Desk
from builder.desk.desk_errors import ConflictError, DeskError
from builder.desk.history import MOST, Change, History
from builder.desk.site_sight import SiteSight
from builder.serve.desk_service import DeskService

DATA = yaml.safe_load((Path(__file__).parents[1] / "data" / "desk" / "decisions.yaml").read_text("utf-8"))
CASES: list[dict[str, Any]] = DATA["cases"]
TEXT: str = DATA["seed"]


def brief() -> dict[str, Any]:
    """Return the data of the brief, as a build writes them."""
    quotes = []
    for number, row in enumerate(DATA["quotes"], start=1):
        start = TEXT.index(row["words"])
        more = row.get("paraphrase", "")
        quotes.append(
            {
                "id": f"q-{number}",
                "content": [[start, start + len(row["words"])]],
                "paraphrase": [[TEXT.index(more), TEXT.index(more) + len(more)]] if more else [],
                "speakers": row["speakers"],
                "origin": row.get("origin", "rule"),
                "speaker_text": row.get("source", ""),
            }
        )
    return {"format": 2, "id": "ferry", "slug": "bess", "headline": "A ferry", "text": TEXT, "quotes": quotes}


SITE = {"briefs/bess.json": brief(), "data/entities.json": DATA["entities"]}


def desk_of(root: Path, files: dict[str, str]) -> Desk:
    for name, text in {"seeds/ferry.txt": TEXT, **files}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return again(root)


def again(root: Path) -> Desk:
    """Return the desk of a process that begins later."""

    def read(path: str) -> bytes | None:
        return json.dumps(SITE[path]).encode() if path in SITE else None

    return Desk(root, SiteSight(read), root / ".newsgloss")


def content(root: Path) -> dict[str, str]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes().decode("utf-8")
        for path in sorted((root / "content").rglob("*"))
        if path.is_file()
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: str(case["name"]))
def test_decision(case: dict[str, Any], tmp_path: Path) -> None:
    before = case.get("before", {})
    desk = desk_of(tmp_path, before)
    decision = read_decision(json.dumps(case["decision"]).encode())
    if "error" in case or "conflict" in case:
        with pytest.raises(DeskError) as caught:
            desk.decide(decision)
        assert f"{caught.value.message} {caught.value.hint}".strip() == case.get(
            "error", case.get("conflict")
        )
        assert isinstance(caught.value, ConflictError) == ("conflict" in case)
        assert content(tmp_path) == before
        assert desk.written() == ()
        return
    written = desk.decide(decision)
    after = {path: text for path, text in {**before, **case["after"]}.items() if text is not None}
    assert content(tmp_path) == after
    assert written.meaning == case["meaning"]
    assert written.about == ("A ferry" if "brief" in case["decision"] else "")
    assert [change.path for change in written.changes] == list(case["after"])
    # It can be taken back, also by a process that begins later.
    assert again(tmp_path).undo() == written
    assert content(tmp_path) == before
    with pytest.raises(DeskError, match="nothing to undo"):
        again(tmp_path).undo()


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"[]",
        b"{}",
        b'{"kind": "burn"}',
        b'{"kind": "merge", "gone": "../x", "kept": "a"}',
        b'{"kind": "merge", "gone": "a", "kept": "a", "path": "content/x"}',
        b'{"kind": "quote", "brief": "bess", "quote": "q-1"}',
        b'{"kind": "note", "brief": "bess", "selection": {"words": ""}, "text": "x"}',
        b"\xff",
    ],
)
def test_what_is_no_decision_is_a_value_error(data: bytes) -> None:
    with pytest.raises(ValueError, match=r".+"):
        read_decision(data)


CREDIT = json.dumps(
    {
        "kind": "quote",
        "brief": "bess",
        "quote": "q-1",
        "credit": {"speakers": ["ben-hale"]},
        "seen": {"speakers": ["ana-roe"]},
    }
).encode()


def test_line_ends_and_byte_order_mark_stay(tmp_path: Path) -> None:
    path = tmp_path / "content/briefs/ferry.yaml"
    desk = desk_of(tmp_path, {"content/briefs/ferry.yaml": ""})
    path.write_bytes(b"\xef\xbb\xbf# mine\r\nheadline: A\r\n")
    path.chmod(0o640)
    desk.decide(read_decision(CREDIT))
    assert path.read_bytes() == (
        b'\xef\xbb\xbf# mine\r\nheadline: A\r\nquotes:\r\n  - {text: "It floats,", speakers: [ben-hale]}\r\n'
    )
    assert path.stat().st_mode & 0o777 == 0o640
    desk.undo()
    assert path.read_bytes() == b"\xef\xbb\xbf# mine\r\nheadline: A\r\n"


RETYPE = b'{"kind": "type", "entity": "bess", "type": "event"}'


def test_a_moved_text_keeps_line_ends_byte_order_mark_and_permissions(tmp_path: Path) -> None:
    old, new = tmp_path / "content/organizations/bess.md", tmp_path / "content/events/bess.md"
    desk = desk_of(tmp_path, {"content/organizations/bess.md": ""})
    data = b"\xef\xbb\xbfA ferry.\r\n\r\nIt floats.\r\n"
    old.write_bytes(data)
    old.chmod(0o640)
    desk.decide(read_decision(RETYPE))
    assert not old.exists()
    assert (new.read_bytes(), new.stat().st_mode & 0o777) == (data, 0o640)
    again(tmp_path).undo()
    assert not new.exists()
    assert (old.read_bytes(), old.stat().st_mode & 0o777) == (data, 0o640)


def test_a_page_is_told_from_where_to_where_a_text_moved_and_which_lines_changed(tmp_path: Path) -> None:
    desk = desk_of(tmp_path, {"content/organizations/bess.md": "A ferry.\n\n[Club](club.html)\n"})
    _, answer = DeskService(desk, list).answer("POST", "decide", RETYPE)
    assert answer["files"] == [
        {"path": "content/entities.yaml", "lines": ["+events:", "+  bess: {name: Bess}"]},
        {
            "path": "content/organizations/bess.md → content/events/bess.md",
            "lines": ["-[Club](club.html)", "+[Club](../organizations/club.html)"],
        },
    ]


def test_an_editor_is_told_of_links_that_could_not_be_rewritten(tmp_path: Path) -> None:
    desk = desk_of(
        tmp_path, {"content/organizations/bess.md": "[Club](&#32;club.html) [`[Hull](hull.html)`](#b)\n"}
    )
    written = desk.decide(read_decision(RETYPE))
    assert written.meaning.endswith(" is an event; check the relative links in content/events/bess.md")
    text = (tmp_path / "content/events/bess.md").read_text("utf-8")
    assert text == "[Club](&#32;club.html) [`[Hull](hull.html)`](#b)\n"


def test_a_moved_text_that_was_changed_is_not_moved_back(tmp_path: Path) -> None:
    desk = desk_of(tmp_path, {"content/organizations/bess.md": "A ferry.\n"})
    desk.decide(read_decision(RETYPE))
    (tmp_path / "content/events/bess.md").write_text("A race.\n")
    with pytest.raises(ConflictError, match=r"content/events/bess\.md was changed after this decision"):
        desk.undo()
    assert (tmp_path / "content/events/bess.md").read_text() == "A race.\n"


def test_a_text_that_cannot_be_moved_leaves_all_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {"content/entities.yaml": "# none\n", "content/organizations/bess.md": "A ferry.\n"}
    desk = desk_of(tmp_path, before)
    unlink = Path.unlink

    def locked(path: Path, *, missing_ok: bool = False) -> None:
        if path == tmp_path / "content/organizations/bess.md":
            raise OSError(13, "Permission denied")
        unlink(path, missing_ok=missing_ok)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "unlink", locked)
        with pytest.raises(DeskError, match="Permission denied"):
            desk.decide(read_decision(RETYPE))
    assert content(tmp_path) == before


def test_undo_after_the_file_was_changed_is_a_conflict(tmp_path: Path) -> None:
    desk = desk_of(tmp_path, {})
    desk.decide(read_decision(CREDIT))
    path = tmp_path / "content/briefs/ferry.yaml"
    path.write_text(path.read_text() + "headline: Mine\n")
    with pytest.raises(ConflictError, match="was changed after this decision"):
        desk.undo()
    assert "headline: Mine" in path.read_text()


@pytest.mark.parametrize("target", ["content", "content/briefs", "content/briefs/ferry.yaml"])
def test_links_are_not_followed(tmp_path: Path, target: str) -> None:
    elsewhere = tmp_path / "elsewhere"
    root = tmp_path / "site"
    desk = desk_of(root, {})
    link = root / target
    link.parent.mkdir(parents=True, exist_ok=True)
    if target.endswith(".yaml"):
        elsewhere.write_text("headline: A\n")
    else:
        elsewhere.mkdir()
    link.symlink_to(elsewhere)
    with pytest.raises(DeskError):
        desk.decide(read_decision(CREDIT))
    assert (
        elsewhere.read_text() == "headline: A\n"
        if target.endswith(".yaml")
        else not list(elsewhere.iterdir())
    )


def test_decision_without_any_change_is_not_remembered(tmp_path: Path) -> None:
    desk = desk_of(tmp_path, {})
    desk.decide(read_decision(b'{"kind": "entry", "entity": "ana-roe", "name": "Ana Roe"}'))
    again = desk.decide(read_decision(b'{"kind": "entry", "entity": "ana-roe", "name": "Ana Roe"}'))
    assert again.changes == ()
    assert len(desk.written()) == 1


def test_file_that_cannot_be_written_leaves_all_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = desk_of(tmp_path, {"content/entities.yaml": "# none\n"})
    replace, calls = os.replace, []

    def full(source: str, target: str) -> None:
        calls.append(target)
        if len(calls) == 2:
            raise OSError(28, "No space left on device")
        replace(source, target)

    monkeypatch.setattr(os, "replace", full)
    decision = json.loads(CREDIT) | {
        "credit": {"speakers": []},
        "new": {"type": "person", "name": "Ina Vale"},
    }
    with pytest.raises(DeskError, match="No space left"):
        desk.decide(read_decision(json.dumps(decision).encode()))
    assert content(tmp_path) == {"content/entities.yaml": "# none\n"}


def test_undo_that_cannot_be_written_leaves_all_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = desk_of(tmp_path, {"content/entities.yaml": "# none\n"})
    decision = json.loads(CREDIT) | {
        "credit": {"speakers": []},
        "new": {"type": "person", "name": "Ina Vale"},
    }
    desk.decide(read_decision(json.dumps(decision).encode()))
    written = content(tmp_path)
    assert len(written) == 2
    replace, targets = os.replace, []

    def full(source: str, target: Path) -> None:
        targets.append(target.name)
        if targets == ["entities.yaml"]:
            raise OSError(28, "No space left on device")
        replace(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(os, "replace", full)
        with pytest.raises(DeskError, match="No space left"):
            desk.undo()
    assert content(tmp_path) == written
    desk.undo()
    assert content(tmp_path) == {"content/entities.yaml": "# none\n"}


def test_damaged_history_is_skipped_and_a_long_one_is_cut(tmp_path: Path) -> None:
    history = History(tmp_path)
    (tmp_path / "desk-history.jsonl").write_bytes(b"{\n\xff\n[]\n")
    assert history.entries() == ()
    for _ in range(2 * MOST + 1):
        history.add("x", (Change("content/a", None, "b"),))
    entries = history.entries()
    assert len(entries) == MOST
    assert entries[-1].number == 2 * MOST + 1
