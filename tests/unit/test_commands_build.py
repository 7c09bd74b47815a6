"""The options of ``newsgloss build``."""

from __future__ import annotations

from pathlib import Path

import pytest

from builder.commands.main import newsgloss, run
from builder.commands.settings import EXIT_FAILED, EXIT_OK
from builder.pipeline.build_report import BuildReport
from builder.pipeline.options import BuildOptions


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> list[BuildOptions]:
    """Replace the build; return the options of its calls."""
    found: list[BuildOptions] = []

    def build_site(options: BuildOptions, **_others: object) -> BuildReport:
        found.append(options)
        return BuildReport(out=options.out, ok=False)

    monkeypatch.setattr("builder.pipeline.build_site.build_site", build_site)
    monkeypatch.chdir(tmp_path)
    return found


@pytest.mark.parametrize(
    ("arguments", "cluster"),
    [
        ([], None),
        (["--cluster", "tcp://10.0.0.2:8786"], "tcp://10.0.0.2:8786"),
        (["--cluster", "tls://desk.test:8786"], "tls://desk.test:8786"),
        (["--cluster=[::1]:8786"], "[::1]:8786"),
    ],
)
def test_address_of_the_cluster_reaches_the_build(
    given: list[BuildOptions], arguments: list[str], cluster: str | None
) -> None:
    assert run(newsgloss, ["build", *arguments], name="newsgloss") == EXIT_FAILED != EXIT_OK
    assert [options.cluster for options in given] == [cluster]


@pytest.mark.parametrize(
    "address", ["", "desk.test", "tcp://desk.test", "desk.test:port", ":8786", "a b:8786"]
)
def test_address_without_host_or_port_is_wrong_usage(
    given: list[BuildOptions], capsys: pytest.CaptureFixture[str], address: str
) -> None:
    assert run(newsgloss, ["build", "--cluster", address], name="newsgloss") == 2
    assert "Write it as tcp://HOST:PORT." in " ".join(capsys.readouterr().err.split())
    assert not given
