"""Digests of code: they change with every module and data file that a result depends on, and with no other."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from builder import code_digest as code_digests
from builder.code_digest import Code, code_digest
from builder.pipeline import annotation_cache, article_cache, atlas_cache, page_files, search_cache
from tests.support.imports import imported_names
from tests.support.sites import PROJECT, write_files

PACKAGE = PROJECT / "builder"

PAPER = {
    "paper/__init__.py": "",
    "paper/print.py": """from paper.words import (  # one (of two)
    spell,
)
from typing import TYPE_CHECKING
if TYPE_CHECKING:
    from paper import ink as black

def run():
    import paper.press.roller
""",
    "paper/words.py": "import re\nfrom paper.print import run\n",
    "paper/ink.py": "",
    "paper/stamp.py": "import paper.ink\n",
    "paper/press/__init__.py": "",
    "paper/press/roller.py": "",
    "paper/press/lever.py": "",
    "paper/press/table.json": "{}",
    "paper/press/data/sizes.txt": "A4",
    "paper/press/data/old/sizes.txt": "folio",
    "paper/press/spare/__init__.py": "",
    "paper/press/spare/list.txt": "",
    "paper/starter/seed.txt": "",
}
"""A small package: ``print`` imports all but ``stamp``, ``lever`` and ``spare``."""

KINDS = {
    "annotations": (
        annotation_cache.CODE,
        (
            "builder/model/span.py",
            "builder/lexicon/data/harm_verbs.txt",
            "builder/gazetteer/tables.py",
            "builder/annotate/parse/document.py",
        ),
        ("builder/graph/build.py", "builder/pages/plan.py", "builder/read/reader.py"),
    ),
    "articles": (
        article_cache.CODE,
        (
            "builder/model/span.py",
            "builder/model/article.py",
            "builder/read/data/datelines.txt",
            "builder/pipeline/article_heads.py",
            "builder/codec.py",
        ),
        ("builder/annotate/annotator.py", "builder/graph/build.py", "builder/edition/facts.py"),
    ),
    "pages": (
        page_files.PAGE_CODE,
        (
            "builder/model/span.py",
            "builder/render/weave.py",
            "builder/pages/lists/entity_index.py",
            "builder/pictures/data/world_50m.tsv",
            "builder/check/elements.json",
            "builder/files.py",
        ),
        ("builder/annotate/annotator.py", "builder/graph/build.py", "builder/draw/card.py"),
    ),
    "cards": (
        page_files.PICTURE_CODE,
        ("builder/draw/typography.py", "builder/pages/picture.py", "builder/edition/facts.py"),
        ("builder/pages/plan.py", "builder/render/render.py", "builder/graph/build.py"),
    ),
    "atlas": (
        atlas_cache.CODE,
        (
            "builder/pictures/data/us_states.tsv",
            "builder/pictures/label_placement.py",
            "builder/pictures/network_layout.py",
            "builder/gazetteer/country_names.py",
            "builder/codec.py",
        ),
        ("builder/pictures/map_drawing.py", "builder/render/render.py", "builder/search/record.py"),
    ),
    "records": (
        search_cache.RECORD_CODE,
        ("builder/search/record.py", "builder/edition/facts.py", "builder/edition/quote_words.py"),
        ("builder/search/pagefind.py", "builder/pages/links.py", "builder/render/render.py"),
    ),
    "search": (
        search_cache.CODE,
        ("builder/search/pagefind.py", "builder/search/record.py"),
        ("builder/pages/plan.py", "builder/model/span.py"),
    ),
}
"""By kind of cached result: the modules that make it, some files that it depends on, and some that it does not."""

OUTSIDE = (
    "builder/__init__.py",
    "builder/serve/limits.py",
    "builder/commands/build.py",
    "builder/evaluate/file_evaluation.py",
    "builder/starter/content/site.yaml",
)
"""Files that no cached result depends on."""

RENDERING = """
from pathlib import Path
import builder
from builder import code_digest
from builder.edition.digests import FactDigests
from builder.edition.edition import make_edition
from builder.model.editorial import Content
from builder.model.graph import Graph
from builder.pages.page import Context, Page
from builder.pages.request import Request
from builder.model.viewers import NO_VIEWERS
from builder.pipeline.page_files import render_pages
from builder.pipeline.progress import SilentProgress
from builder.render.render import Renderer
from builder.store.store import Store

class Counting(Renderer):
    def render(self, page):
        print("rendered", end=" ")
        return super().render(page)

requests = [Request("404.html", lambda view: Page("404.html", "plain.html", Context()))]
digests = FactDigests(make_edition(Graph({}, {}, ()), {}, Content(), version="1"))
for edited in ("", "", "builder/model/span.py", "builder/serve/limits.py"):
    if edited:
        with (Path(builder.__file__).parents[1] / edited).open("a") as file:
            file.write("# edited")
    code_digest._own_code.cache_clear()
    code_digest._taken.clear()
    with Store(Path("store")) as store:
        renderer = Counting([Path("templates")])
        progress = SilentProgress()
        files, traces = render_pages(
            requests, digests, renderer=renderer, store=store, jobs=1, progress=progress, viewers=NO_VIEWERS
        )
        traces.close(files)
    print("-")
"""


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with a copy of this package. A test that edits a file of it restores the file."""
    copy = tmp_path_factory.mktemp("copied")
    shutil.copytree(PACKAGE, copy / "builder", ignore=shutil.ignore_patterns("__pycache__"))
    return copy


def digest_after_edit(copy: Path, files: tuple[str, ...], modules: tuple[str, ...]) -> str:
    """Return the digest of modules while the files have another line."""
    before = {file: (copy / file).read_bytes() for file in files}
    try:
        for file, data in before.items():
            (copy / file).write_bytes(data + b"# edited\n")
        return Code(copy / "builder").digest(*modules)
    finally:
        for file, data in before.items():
            (copy / file).write_bytes(data)


def test_imports_are_those_of_the_syntax_tree() -> None:
    code = Code(PACKAGE)
    for module in code.modules:
        path = PROJECT.joinpath(*module.split("."))
        path = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
        named = imported_names(ast.parse(path.read_bytes())) & code.modules
        parents = {".".join(name.split(".")[:count]) for name in (module, *named) for count in range(2, 9)}
        assert code.imports(module) - {"builder"} == ((named | parents) & code.modules) - {
            module,
            "builder",
        }, module


def test_a_closure_follows_every_kind_of_import(tmp_path: Path) -> None:
    write_files(tmp_path, PAPER)
    imported = {"paper", "paper.words", "paper.ink", "paper.press", "paper.press.roller"}
    assert Code(tmp_path / "paper").closure("paper.print") == {"paper.print"} | imported


def test_data_belong_to_the_innermost_package(tmp_path: Path) -> None:
    write_files(tmp_path, PAPER)
    code = Code(tmp_path / "paper")
    data = {"press/table.json", "press/data/sizes.txt", "press/data/old/sizes.txt"}
    assert {file for file in code.files("paper.print") if not file.endswith(".py")} == data
    assert code.files("paper.stamp") == ["ink.py", "stamp.py"]
    assert "press/spare/list.txt" in code.files("paper.press.spare")


@pytest.mark.parametrize("file", ["words.py", "press/__init__.py", "press/data/old/sizes.txt"])
def test_a_digest_follows_the_name_and_the_bytes_of_every_file(file: str, tmp_path: Path) -> None:
    package = write_files(tmp_path, PAPER) / "paper"
    before = Code(package).digest("paper.print")
    (package / file).write_text("import re\n")
    assert Code(package).digest("paper.print") != before


def test_a_digest_follows_nothing_else(tmp_path: Path) -> None:
    package = write_files(tmp_path / "here", PAPER) / "paper"
    before = Code(package).digest("paper.print")
    assert Code(write_files(tmp_path / "elsewhere", PAPER) / "paper").digest("paper.print") == before

    write_files(
        package, {"press/__pycache__/roller.cpython-311.pyc": "", "press/old.pyc": "", "press/.swp": ""}
    )
    write_files(
        package,
        {"stamp.py": "x", "press/lever.py": "x", "press/spare/list.txt": "x", "starter/seed.txt": "x"},
    )
    for path in package.rglob("*"):
        os.utime(path, (1_000_000_000, 1_000_000_000))
    assert Code(package).digest("paper.print") == before

    (package / "press/data/sizes.txt").rename(package / "press/data/formats.txt")
    assert Code(package).digest("paper.print") != before


def test_no_module_reads_the_data_of_a_package_that_it_does_not_import() -> None:
    code = Code(PACKAGE)
    for module in code.modules:
        path = PROJECT.joinpath(*module.split(".")).with_suffix(".py")
        if path.exists():
            for package in re.findall(r'files\("(builder[\w.]*)"\)', path.read_text(encoding="utf-8")):
                assert package in code.closure(module), f"{module} reads the data of {package}"


@pytest.mark.parametrize("kind", KINDS)
def test_key_of_a_cached_result_changes_with_the_files_it_depends_on(kind: str, copied: Path) -> None:
    modules, inside, outside = KINDS[kind]
    before = code_digest(*modules)
    assert Code(copied / "builder").digest(*modules) == before
    for file in inside:
        assert digest_after_edit(copied, (file,), modules) != before, file
    assert digest_after_edit(copied, outside + OUTSIDE, modules) == before


def test_pages_are_rendered_again_after_an_edit_of_a_module_they_depend_on(
    copied: Path, tmp_path: Path
) -> None:
    package = tmp_path / "builder"
    shutil.copytree(copied / "builder", package)
    write_files(tmp_path, {"templates/plain.html": "A page."})
    done = subprocess.run(
        [sys.executable, "-c", RENDERING],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert not done.stderr
    assert done.stdout.splitlines() == ["rendered -", "-", "rendered -", "-"]


def test_digests_of_the_same_files_are_not_taken_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(code_digests, "_taken", {})
    code_digests.know_digests({"builder.codec": "of the last build"})
    assert code_digest("builder.codec") == "of the last build"
    own = code_digest("builder.digest")
    assert code_digests.known_digests() == {"builder.codec": "of the last build", "builder.digest": own}
