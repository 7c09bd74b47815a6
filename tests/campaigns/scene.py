"""The scene of the campaigns: a small newsroom whose next build changes a site with foreign files."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from bench.annotated_store import annotate_site
from builder.pipeline.build_site import build_site
from builder.pipeline.options import BuildOptions
from builder.pipeline.progress import SilentProgress
from builder.write.manifest import MARKER, ManifestEntry, read_manifest
from tests.support.folders import Looks, looks, plant_foreign
from tests.support.sites import LIBRARY, SITE, read_tree, write_files

CHANGES = {
    "content/site.yaml": "title: The Ellery Gazette\ntagline: All the news of an invented town\n",
    "content/pages/about.md": None,
    "content/pages/contact.md": "---\ntitle: Contact\n---\n\nWrite to us.\n",
}
"""Changes of the editor since the last build. They need neither annotating nor a new index."""

EDIT = {"seeds/library.txt": LIBRARY.replace("paid for", "chose")}
"""An edit of one article, which is annotated again."""

MEMORY_DISK = Path("/dev/shm")  # noqa: S108  temporary folders of their own are made in it
VERSION_CONTROL = ".git"
BESIDE = frozenset({"seeds", "content", "site", ".newsgloss"})


class Scene(Struct, frozen=True):
    """The newsroom before a build.

    Attributes:
        template: its folder, to be copied for each attempt.
        last, next: the files of the site, with the manifest, as they are and after a build.
        foreign: how the files of others look.
        sources: how the editor's files look.
    """

    template: Path
    last: dict[str, bytes]
    next: dict[str, bytes]
    foreign: Looks
    sources: Looks

    @contextmanager
    def copied(self) -> Iterator[Path]:
        """Yield a copy of the newsroom, which is deleted afterwards."""
        with tempfile.TemporaryDirectory(dir=disk()) as folder:
            root = Path(folder).resolve() / "newsroom"
            shutil.copytree(self.template, root, symlinks=True, ignore=_pipes)
            yield root

    def faults(self, root: Path, *, swapped: bool) -> list[str]:
        """Return the problems after a disturbed build, or after a good one.

        Args:
            root: of the newsroom.
            swapped: whether the site has to be the new one, with nothing beside it; else it may be the last
                one, and version control may be in the old site that waits to be cleared away.
        """
        wrong = []
        site = self.ours(root)
        if site != self.next and (swapped or site != self.last):
            wrong.append(
                "the site is neither the last one nor the new one" if site else "the site is missing"
            )
        if _sources(root) != self.sources:
            wrong.append("the editor's files were touched")
        found = looks(root / "site")
        lost = [path for path, look in self.foreign.items() if found.get(path) != look]
        if not swapped:
            waiting = looks(root / ".site.newsgloss-old") if (root / ".site.newsgloss-old").exists() else {}
            lost = [path for path in lost if not _is_moving(path) or waiting.get(path) != self.foreign[path]]
        if lost:
            wrong.append(f"files of others were touched: {lost[:5]}")
        beside = {path.name for path in root.iterdir()} - BESIDE
        if swapped and beside:
            wrong.append(f"something is left beside the site: {sorted(beside)}")
        return wrong

    def ours(self, root: Path) -> dict[str, bytes]:
        """Return the files in the site's manifest, by path; an empty mapping if one differs from the manifest."""
        out = root / "site"
        listed = read_manifest(out)[1].files
        found = {path: (out / path).read_bytes() for path in listed if (out / path).is_file()}
        others = {path for path in read_tree(out) if path not in listed and path not in self.foreign}
        whole = {
            path: ManifestEntry(sha256(data).hexdigest(), len(data)) for path, data in found.items()
        } == listed
        return found if whole and others <= {MARKER} else {}


def disk() -> str | None:
    """Return a disk in memory if there is one: each build waits until its disk has everything."""
    return str(MEMORY_DISK) if os.access(MEMORY_DISK, os.W_OK | os.X_OK) else None


def make_scene(folder: Path, changes: Mapping[str, str | None] = CHANGES) -> Scene:
    """Build the newsroom, then change it; the language model is loaded for that.

    Args:
        folder: an empty folder for it.
        changes: the editor's changes since the last build, by path; None for a file that was deleted.
    """
    root = write_files(folder / "newsroom", SITE)
    _build(root)
    last = _listed(root)
    remembered = folder / "remembered"
    shutil.copytree(root / ".newsgloss", remembered)
    write_files(root, changes)
    _build(root, clean=True)
    following = _listed(root)
    write_files(root, {path: SITE.get(path) for path in changes})
    foreign = plant_foreign(root / "site")
    (root / "site/papers/pipe").unlink()  # copying a folder does not copy pipes
    del foreign["papers/pipe"]
    _build(root)
    assert _listed(root) == last
    shutil.rmtree(root / ".newsgloss")
    remembered.rename(root / ".newsgloss")
    write_files(root, changes)
    foreign["papers"] = looks(root / "site")["papers"]
    return Scene(root, last, following, foreign, _sources(root))


def cold_scene(scene: Scene, folder: Path) -> Scene:
    """Return a copy of a scene without a cache, in an empty folder: the next build annotates every article."""
    root = folder / "newsroom"
    shutil.copytree(scene.template, root, symlinks=True, ignore=shutil.ignore_patterns(".newsgloss"))
    return replace(scene, template=root)


def annotated_scene(scene: Scene, folder: Path) -> Scene:
    """Return a copy of a scene whose cache has annotations alone, in an empty folder."""
    cold = cold_scene(scene, folder)
    assert annotate_site(cold.template)
    return cold


def _build(root: Path, *, clean: bool = False) -> None:
    report = build_site(BuildOptions(root=root, out=root / "site", clean=clean), progress=SilentProgress())
    assert report.ok, report.diagnostics


def _listed(root: Path) -> dict[str, bytes]:
    out = root / "site"
    return {path: (out / path).read_bytes() for path in read_manifest(out)[1].files}


def _sources(root: Path) -> Looks:
    return {
        f"{name}/{path}": look for name in ("seeds", "content") for path, look in looks(root / name).items()
    }


def _is_moving(path: str) -> bool:
    return path.partition("/")[0] == VERSION_CONTROL


def _pipes(folder: str, names: list[str]) -> list[str]:
    return [name for name in names if Path(folder, name).is_fifo()]
