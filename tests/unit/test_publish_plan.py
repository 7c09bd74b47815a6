"""The plan of a publish: the difference, its order, and the record."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from builder.model.site_file import file_of
from builder.publish.order import CHECKPOINTS, SMALLEST_PART, sending_parts
from builder.publish.plan import Plan, emptied_folders, make_plan, obstacles
from builder.publish.publish_error import PublishError
from builder.publish.record import PublishRecord, dump_record, load_record
from builder.write.manifest import ManifestEntry

NO_FILES: Mapping[str, int | None] = {}


def entries(files: Mapping[str, bytes]) -> dict[str, ManifestEntry]:
    made = {path: file_of(data) for path, data in files.items()}
    return {path: ManifestEntry(file.digest, file.size) for path, file in made.items()}


def plan_of(
    site: Mapping[str, bytes],
    sent: Mapping[str, bytes],
    there: Mapping[str, int | None] | None = None,
    *,
    pending: tuple[str, ...] = (),
    same: tuple[str, ...] = (),
    force: bool = False,
) -> Plan:
    """Return the plan for a target that has what was sent, unless ``there`` says otherwise."""
    listing = {path: len(data) for path, data in sent.items()} if there is None else there
    files = {path: file_of(data) for path, data in site.items()}
    return make_plan(files, PublishRecord(entries(sent), frozenset(pending)), listing, same=same, force=force)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (plan_of({"a": b"1"}, {}), Plan(added=("a",))),
        (plan_of({"a": b"1"}, {"a": b"1"}), Plan(unchanged=("a",))),
        (plan_of({"a": b"1"}, {"a": b"2"}), Plan(changed=("a",))),
        (plan_of({}, {"a": b"1"}), Plan(removed=("a",))),
        # What someone did there since: removed a file, changed its size, changed or removed one that the site dropped.
        (plan_of({"a": b"1"}, {"a": b"1"}, {}), Plan(added=("a",))),
        (plan_of({"a": b"1"}, {"a": b"1"}, {"a": 9}), Plan(changed=("a",))),
        (plan_of({}, {"a": b"1"}, {"a": 9}), Plan(kept=("a",))),
        (plan_of({}, {"a": b"1"}, {}), Plan()),
        # Sizes that are not known are believed.
        (plan_of({"a": b"1"}, {"a": b"1"}, {"a": None}), Plan(unchanged=("a",))),
        (plan_of({}, {"a": b"1"}, {"a": None}), Plan(removed=("a",))),
        # Files of others.
        (plan_of({"a": b"1"}, {}, {"b": 1, "c/d": 2}), Plan(added=("a",))),
        (plan_of({"a": b"1"}, {}, {"a": 1}), Plan(blocking=("a",))),
        (plan_of({"a": b"1"}, {}, {"a": 1}, same=("a",)), Plan(unchanged=("a",), adopted=("a",))),
        (plan_of({"a": b"1"}, {}, {"a": 1}, force=True), Plan(changed=("a",))),
        (plan_of({"a/b": b"1"}, {}, {"a": 1}, force=True), Plan(added=("a/b",), blocking=("a",))),
        (plan_of({"a": b"1"}, {}, {"a/b/c": 1}, force=True), Plan(added=("a",), blocking=("a/b/c",))),
        # A file of ours in the place of a folder goes, unless someone changed it.
        (plan_of({"a/b": b"1"}, {"a": b"1"}), Plan(added=("a/b",), removed=("a",))),
        (plan_of({"a/b": b"1"}, {"a": b"1"}, {"a": 9}), Plan(added=("a/b",), kept=("a",), blocking=("a",))),
        # What an interrupted publish was about to send or remove.
        (plan_of({"a": b"1"}, {}, {"a": 1}, pending=("a",)), Plan(changed=("a",))),
        (plan_of({"a": b"1"}, {}, {}, pending=("a",)), Plan(added=("a",))),
        (plan_of({}, {}, {"a": 1}, pending=("a",)), Plan(removed=("a",))),
        (plan_of({}, {}, {}, pending=("a",)), Plan()),
    ],
)
def test_difference_of_a_site_and_a_target(found: Plan, expected: Plan) -> None:
    assert found == expected


def test_new_files_come_before_the_pages_that_link_to_them() -> None:
    plan = Plan(
        added=("assets/new.png", "briefs/new.html", "people/new/index.html"),
        changed=("assets/theme.css", "briefs/old.html", "feed.xml", "index.html", "sitemap-1.xml"),
    )
    assert list(sending_parts(plan)) == [
        ("assets/new.png",),
        ("briefs/new.html",),
        ("assets/theme.css",),
        ("briefs/old.html",),
        ("feed.xml", "index.html", "people/new/index.html", "sitemap-1.xml"),
    ]


def test_many_files_are_sent_in_few_parts() -> None:
    paths = tuple(f"briefs/{number:05}.html" for number in range(SMALLEST_PART * 50))
    parts = list(sending_parts(Plan(added=paths)))
    assert tuple(path for part in parts for path in part) == paths
    assert len(parts) == CHECKPOINTS
    assert len(list(sending_parts(Plan(added=paths[:SMALLEST_PART])))) == 1


def test_folders_that_become_empty_are_the_deepest_first() -> None:
    plan = Plan(removed=("a/b/c", "a/d", "e/f", "g/h"))
    there = ("a/b/c", "a/d", "e/f", "e/foreign", "g/h")
    assert emptied_folders(plan, there, ("g/new",)) == ("a/b", "a")


def test_obstacles_are_removed_files_in_the_place_of_a_folder_or_a_file() -> None:
    assert obstacles(Plan(removed=("a", "b/c", "d")), ("a/x", "b", "e/d")) == {"a", "b/c"}


def test_record_is_read_as_it_was_written() -> None:
    record = PublishRecord(entries({"ä ö/“x”.html": b"1", "a": b""}), frozenset({"z", "b"}))
    assert load_record(dump_record(record)) == record
    assert dump_record(record) == dump_record(load_record(dump_record(record)))


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<html>not found</html>",
        b"[]",
        b'{"format": "newsgloss-published 2", "files": {}}',
        b'{"format": "newsgloss-published 1", "files": {"a": ["00"]}}',
        b'{"format": "newsgloss-published 1", "files": {"../a": ["00", 1]}}',
        b'{"format": "newsgloss-published 1", "files": {"/etc/passwd": ["00", 1]}}',
        b'{"format": "newsgloss-published 1", "files": {}, "pending": ["a/../../b"]}',
        b'{"format": "newsgloss-published 1", "files": {}, "pending": [""]}',
        b'{"format": "newsgloss-published 1", "files": {}, "more": 1}',
        b'{"format": "newsgloss-published 1", "files": {"\xff": ["00", 1]}}',
    ],
)
def test_record_that_is_damaged_or_leads_out_of_the_target_is_refused(data: bytes) -> None:
    with pytest.raises(PublishError, match="damaged"):
        load_record(data)
