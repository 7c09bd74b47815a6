"""The options of ``newsgloss serve``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from builder.commands.main import newsgloss, run
from builder.commands.settings import EXIT_OK


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> dict[str, Any]:
    """Replace the server; return the arguments of its call."""
    found: dict[str, Any] = {}
    monkeypatch.setattr("builder.serve.serve_site.serve_site", lambda **arguments: found.update(arguments))
    monkeypatch.chdir(tmp_path)
    return found


@pytest.mark.parametrize(
    ("arguments", "hosts", "address"),
    [
        ([], set(), "127.0.0.1"),
        (["--allow-host", "Desk.test"], {"desk.test"}, "127.0.0.1"),
        (["--allow-host", "desk.test", "--allow-host", "::1"], {"desk.test", "[::1]"}, "127.0.0.1"),
        (["--host", "0.0.0.0"], set(), "0.0.0.0"),  # noqa: S104
        (["--host", "0::1"], set(), "::1"),
    ],
)
def test_the_host_options_reach_the_server(
    given: dict[str, Any], arguments: list[str], hosts: set[str], address: str
) -> None:
    assert run(newsgloss, ["serve", *arguments], name="newsgloss") == EXIT_OK
    assert given["allowed_hosts"] == hosts
    assert given["address"] == address


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--allow-host", "https://desk.test"], "without scheme, port and path"),
        (["--allow-host", "desk.test:8000"], "without scheme, port and path"),
        (["--allow-host", "*"], "is not a host name"),
        (["--allow-host", ""], "is not a host name"),
        (["--host", "desk.test"], "use --allow-host"),
        (["--host", "127.0.0.1:80"], "is not an IP address"),
        (["--host", ""], "is not an IP address"),
    ],
)
def test_an_invalid_host_is_wrong_usage(
    given: dict[str, Any], capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    assert run(newsgloss, ["serve", *arguments], name="newsgloss") == 2
    assert words in " ".join(capsys.readouterr().err.split())
    assert not given


def test_an_address_of_another_machine_is_an_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    # 192.0.2.0/24 is for examples (RFC 5737), so no machine has it.
    arguments = ["serve", "--root", str(tmp_path), "--host", "192.0.2.1"]
    assert run(newsgloss, arguments, name="newsgloss") == 1
    assert "This machine does not have the address 192.0.2.1." in capsys.readouterr().err
