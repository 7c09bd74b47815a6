"""Memory of builds: tables that later stages do not need are forgotten, unless the process builds again."""

from __future__ import annotations

from pathlib import Path

from builder.gazetteer.lookup import load_gazetteer
from builder.pipeline.build_site import build_site
from builder.pipeline.options import BuildOptions
from builder.pipeline.progress import SilentProgress


def test_only_a_build_whose_process_builds_no_more_forgets_its_tables(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds/a.txt").write_text("A fire in Oslo\n\nIt burned in Oslo.\n", encoding="utf-8")
    options = BuildOptions(root=tmp_path, out=tmp_path / "site", jobs=1)
    assert build_site(options, progress=SilentProgress(), warm={}).ok
    assert load_gazetteer.cache_info().currsize == 1
    assert build_site(options, progress=SilentProgress()).ok
    assert load_gazetteer.cache_info().currsize == 0
