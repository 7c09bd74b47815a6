"""Which folders can be the output."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.model.diagnostic import InputError
from builder.write.output_folder import check_source_folders, find_target


@pytest.mark.parametrize(
    "out",
    [
        ".git/site",
        ".git",
        ".Git/site",
        "deep/.hg/store/site",
        ".SVN/site",
        ".newsgloss/site",
        ".NewsGloss",
        "linked/site",
        "renamed/site",
        "bare.git/site",
        "bare.git",
    ],
)
def test_a_folder_of_version_control_or_the_cache_cannot_be_the_output(tmp_path: Path, out: str) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "linked").symlink_to(".git")
    (tmp_path / "renamed").symlink_to("bare.git/refs")
    for part in ("HEAD", "objects", "refs"):
        (tmp_path / "bare.git" / part).mkdir(parents=True)
    with pytest.raises(InputError) as caught:
        find_target(tmp_path / out, ())
    (problem,) = caught.value.diagnostics
    assert "--out" in problem.hint


@pytest.mark.parametrize("out", ["site", ".github/site", "newsgloss", "a.git.b/site", "work/.gitignored"])
def test_a_folder_with_a_similar_name_can_be_the_output(tmp_path: Path, out: str) -> None:
    (tmp_path / ".git").mkdir()
    assert find_target(tmp_path / out, ()) == (tmp_path / out).resolve()


@pytest.mark.parametrize(
    "out", ["seeds/site", "seeds", "SEEDS/site", "linked/deep/site", "Templates/assets/x"]
)
def test_a_folder_inside_the_sources_cannot_be_the_output(tmp_path: Path, out: str) -> None:
    (tmp_path / "seeds").mkdir()
    (tmp_path / "linked").symlink_to("seeds")
    with pytest.raises(InputError, match="next build would read"):
        check_source_folders(tmp_path / out, [tmp_path / "seeds", tmp_path / "templates"])
    check_source_folders(tmp_path / "seeds-of-others", [tmp_path / "seeds"])
