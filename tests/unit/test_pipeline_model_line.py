"""A language model that is not installed: the line that asks for it is named."""

from __future__ import annotations

from pathlib import Path

from builder.pipeline.build_site import build_site
from builder.pipeline.options import BuildOptions
from builder.pipeline.progress import SilentProgress


def test_a_model_that_is_not_installed_is_reported_with_its_line(tmp_path: Path) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "a.txt").write_text("The ferry sank on Sunday.", "utf-8")
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "site.yaml").write_text("title: Ledger\n\nmodel: en_none_xx\n", "utf-8")
    report = build_site(BuildOptions(root=tmp_path, out=tmp_path / "site"), progress=SilentProgress())
    assert [found.where for found in report.diagnostics] == ["content/site.yaml:3"]
