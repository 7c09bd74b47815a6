"""Scenes: variants of the small invented site as data, built in this process, and what is expected of them."""

from __future__ import annotations

import html
import json
import re
import shutil
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from msgspec import Struct

from builder.pipeline.build_report import BuildReport
from builder.pipeline.build_site import build_site
from builder.pipeline.options import BuildOptions
from builder.pipeline.progress import SilentProgress
from builder.pipeline.review_site import review_site
from tests.support.sites import write_files

_HIDDEN = re.compile(r"<(script|style)\b.*?</\1>|<[^>]*>", re.DOTALL)


class BuiltScene(Struct, frozen=True):
    """A site that was built for a scene.

    Attributes:
        root: the folder of the site.
        report: of its build.
    """

    root: Path
    report: BuildReport

    @property
    def told(self) -> list[str]:
        """The diagnostics as text, sorted by path and line."""
        return [str(found) for found in self.report.diagnostics]

    def raw(self, page: str) -> str:
        """Return a file of the built site."""
        return (self.root / "site" / page).read_text(encoding="utf-8")

    def words(self, page: str) -> str:
        """Return the text of a page as readers see it, with single spaces and none before a punctuation mark."""
        text = html.unescape(_HIDDEN.sub(" ", self.raw(page)))
        return re.sub(r" (?=[,.;:!?”])|(?<=“) ", "", " ".join(text.split()))

    def data(self, slug: str) -> dict[str, Any]:
        """Return the published data of a brief."""
        loaded: dict[str, Any] = json.loads(self.raw(f"briefs/{slug}.json"))
        return loaded

    def names(self, slug: str, words: str) -> list[str]:
        """Return the entity of each mention of exactly some words in a brief, in the order of the text."""
        data = self.data(slug)
        return [
            mention["entity"]
            for mention in data["mentions"]
            if data["text"][mention["start"] : mention["end"]] == words
        ]

    def speakers(self, slug: str, words: str) -> list[Any]:
        """Return the speakers of each quote of a brief whose text contains some words: ids, or words of the source."""
        return [quote["speakers"] or quote.get("speaker_text") for quote in self._quotes(slug, words)]

    def kinds(self, slug: str, words: str) -> list[str]:
        """Return the kind of each quote of a brief whose text contains some words."""
        return [quote["kind"] for quote in self._quotes(slug, words)]

    def asked(self) -> list[str]:
        """Return the doubts that a full review of the site lists, each its words and what is believed."""
        options = BuildOptions(root=self.root, out=self.root / "site")
        review = review_site(options, progress=SilentProgress(), everything=True)
        return [f"{item.words}: {item.belief}" for item in review.worklist.items]

    def _quotes(self, slug: str, words: str) -> list[dict[str, Any]]:
        data = self.data(slug)
        return [
            quote
            for quote in data["quotes"]
            if words in " ".join(data["text"][start:end] for start, end in quote["content"])
        ]


def build_scene(good_site: Path, root: Path, scene: Mapping[str, Any]) -> BuiltScene:
    """Build a copy of the small site with the files and options of a scene.

    Args:
        good_site: the small site, built, with its cache.
        root: the folder to make the copy in, which does not exist.
        scene: ``files`` by path (a text, bytes, None to delete it, or ``repeat`` with ``times``), ``links`` by path,
            and ``options`` of the build.
    """
    shutil.copytree(good_site, root, symlinks=True)
    write_files(root, {path: _content(file) for path, file in scene.get("files", {}).items()})
    for path, target in scene.get("links", {}).items():
        (root / path).symlink_to(target)
    options = dict(scene.get("options", {}))
    if "now" in options:
        options["now"] = datetime.fromisoformat(options["now"])
    report = build_site(BuildOptions(root=root, out=root / "site", **options), progress=SilentProgress())
    return BuiltScene(root, report)


def _content(file: Any) -> str | bytes | None:
    if isinstance(file, dict):
        repeated: str = file["repeat"] * file["times"]
        return repeated
    content: str | bytes | None = file
    return content


def unmet(scene: BuiltScene, case: Mapping[str, Any]) -> list[str]:
    """Return what a case expects and the scene does not have; see ``CHECKS`` for the keys."""
    return [
        problem
        for key, value in case.items()
        if key not in ("rule", "rules")
        for problem in CHECKS[key](scene, value)
    ]


def _shows(scene: BuiltScene, pages: Mapping[str, Sequence[str]]) -> list[str]:
    return [
        f"{page} does not show {w!r}"
        for page, all_ in pages.items()
        for w in all_
        if w not in scene.words(page)
    ]


def _hides(scene: BuiltScene, pages: Mapping[str, Sequence[str]]) -> list[str]:
    return [f"{page} shows {w!r}" for page, all_ in pages.items() for w in all_ if w in scene.words(page)]


def _has(scene: BuiltScene, files: Mapping[str, Sequence[str]]) -> list[str]:
    return [f"{file} lacks {w!r}" for file, all_ in files.items() for w in all_ if w not in scene.raw(file)]


def _lacks(scene: BuiltScene, files: Mapping[str, Sequence[str]]) -> list[str]:
    return [f"{file} has {w!r}" for file, all_ in files.items() for w in all_ if w in scene.raw(file)]


def _pages(scene: BuiltScene, pages: Sequence[str]) -> list[str]:
    return [f"no page {page}" for page in pages if not (scene.root / "site" / page).exists()]


def _missing(scene: BuiltScene, pages: Sequence[str]) -> list[str]:
    return [f"a page {page}" for page in pages if (scene.root / "site" / page).exists()]


def _redirects(scene: BuiltScene, pages: Mapping[str, str]) -> list[str]:
    return [
        f"{page} does not lead to {target}: {scene.raw(page)}"
        for page, target in pages.items()
        if not re.search(rf'http-equiv="?refresh"? content="0; ?url={re.escape(target)}"', scene.raw(page))
    ]


def _says(scene: BuiltScene, parts: Sequence[str]) -> list[str]:
    return [
        f"{part!r} is not in {scene.told}" for part in parts if not any(part in one for one in scene.told)
    ]


def _silent(scene: BuiltScene, parts: Sequence[str]) -> list[str]:
    return [f"{part!r} is in {scene.told}" for part in parts if any(part in one for one in scene.told)]


def _told(scene: BuiltScene, lines: Sequence[str]) -> list[str]:
    return [] if scene.told == list(lines) else [f"told {scene.told}"]


def _ok(scene: BuiltScene, expected: bool) -> list[str]:  # noqa: FBT001 - a value of the data
    return [] if scene.report.ok == expected else [f"ok is {scene.report.ok}: {scene.told}"]


def _held(scene: BuiltScene, seed_ids: Sequence[str]) -> list[str]:
    held = [one.seed_id for one in scene.report.held_back]
    return [] if held == list(seed_ids) else [f"held back are {held}: {scene.told}"]


def _in_briefs(
    found: Callable[[str, str], list[Any]], briefs: Mapping[str, Mapping[str, Any]], verb: str
) -> list[str]:
    return [
        f"{words!r} in {slug} {verb} {found(slug, words)}"
        for slug, all_ in briefs.items()
        for words, expected in all_.items()
        if found(slug, words) != expected
    ]


def _names(scene: BuiltScene, briefs: Mapping[str, Mapping[str, Any]]) -> list[str]:
    return _in_briefs(scene.names, briefs, "names")


def _speakers(scene: BuiltScene, briefs: Mapping[str, Mapping[str, Any]]) -> list[str]:
    return _in_briefs(scene.speakers, briefs, "is said by")


def _kinds(scene: BuiltScene, briefs: Mapping[str, Mapping[str, Any]]) -> list[str]:
    return _in_briefs(scene.kinds, briefs, "is of the kind")


def _asks(scene: BuiltScene, parts: Sequence[str]) -> list[str]:
    asked = scene.asked()
    return [f"the review does not ask {part!r}: {asked}" for part in parts if part not in "\n".join(asked)]


def _asks_not(scene: BuiltScene, parts: Sequence[str]) -> list[str]:
    asked = scene.asked()
    return [f"the review asks {part!r}: {asked}" for part in parts if part in "\n".join(asked)]


CHECKS: Mapping[str, Callable[[BuiltScene, Any], list[str]]] = {
    "shows": _shows,
    "hides": _hides,
    "has": _has,
    "lacks": _lacks,
    "pages": _pages,
    "missing": _missing,
    "redirects": _redirects,
    "says": _says,
    "silent": _silent,
    "told": _told,
    "ok": _ok,
    "held": _held,
    "names": _names,
    "speakers": _speakers,
    "kinds": _kinds,
    "asks": _asks,
    "asks_not": _asks_not,
}
"""The keys of a case that say what is expected, each with a function that returns what is not so.

``shows`` and ``hides``: words that readers see on a page, or do not; ``has`` and ``lacks``: words in a file; ``pages``
that exist, and that are ``missing``; ``redirects`` to addresses; ``says`` and ``silent``: parts of single messages;
``told``: all messages; ``ok``: whether the site is built; ``held``: seeds held back; ``names``: the entities of words,
in order; ``speakers`` and ``kinds`` of the quotes with some words; ``asks`` and ``asks_not``: words in the questions
of a review.
"""
