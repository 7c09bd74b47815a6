"""Secrets are hidden in addresses and in what programs say."""

from __future__ import annotations

import pytest

from builder.publish.masking import mask_address, mask_text
from builder.publish.programs import read_lines, run_program
from builder.publish.publish_error import PublishError


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://ana:hunter2@example.org/news.git", "https://***@example.org/news.git"),
        ("https://ghp_abc@github.com/ana/news.git", "https://***@github.com/ana/news.git"),
        ("ssh://git:hunter2@example.org/news.git", "ssh://git:***@example.org/news.git"),
        ("git@github.com:ana/news.git", "git@github.com:ana/news.git"),
        ("ssh://git@example.org:2222/news.git", "ssh://git@example.org:2222/news.git"),
        ("ana@example.org:/var/www", "ana@example.org:/var/www"),
        ("https://example.org/a@b", "https://example.org/a@b"),
    ],
)
def test_address_is_shown_without_user_and_password(address: str, expected: str) -> None:
    assert mask_address(address) == expected


@pytest.mark.parametrize(
    "said",
    [
        "fatal: unable to access 'https://ana:s3cret-value@example.org/': 403",
        "Authorization: Basic s3cret-value",
        'authorization: "Bearer s3cret-value"',
        "PUT /b?X-Amz-Credential=s3cret-value&X-Amz-Signature=s3cret-value&x=1",
        "pass = s3cret-value",
        '{"secret_access_key": "s3cret-value"}',
        "login with token=s3cret-value, retrying",
        "the remote said env-value-of-the-key",
    ],
)
def test_secrets_in_messages_are_hidden(said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RCLONE_CONFIG_WEB_SECRET_ACCESS_KEY", "env-value-of-the-key")
    masked = mask_text(said)
    assert "***" in masked
    assert "s3cret-value" not in masked
    assert "env-value-of-the-key" not in masked


@pytest.mark.parametrize(
    "said",
    [
        "The passage is a token of the keyboard.",
        "403 Forbidden: bucket news",
        "Host key verification failed.",
    ],
)
def test_other_words_stay(said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOME_PASSWORD", "news")
    assert mask_text(said) == said


def test_failure_of_a_program_has_its_last_words_without_secrets(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WEB_TOKEN", "abcdef-token")
    script = "echo out; echo 'first' >&2; echo 'no access for abcdef-token' >&2; exit 7"
    expected = r"sh failed with exit code 7: first no access for \*\*\*"
    with pytest.raises(PublishError, match=expected):
        run_program(["sh", "-c", script])
    with pytest.raises(PublishError, match=expected):
        list(read_lines(["sh", "-c", script]))
    with pytest.raises(PublishError, match=expected):
        list(read_lines(["sh", "-c", script], from_errors=True))


@pytest.mark.parametrize("name", ["git", "rclone", "rsync"])
def test_missing_program_is_named_with_how_to_install_it(
    name: str, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path_factory.mktemp("empty")))
    with pytest.raises(PublishError, match=f"{name}, which this target needs, is not installed") as caught:
        run_program([name, "--version"])
    assert f"apt-get install {name}" in caught.value.hint
    with pytest.raises(PublishError, match="is not installed"):
        next(read_lines([name, "--version"]))


def test_program_is_ended_when_its_reader_stops() -> None:
    lines = read_lines(["sh", "-c", "echo one; exec sleep 600"])
    assert next(lines) == "one"
    lines.close()  # type: ignore[attr-defined]


def test_variables_of_a_hook_do_not_reach_git(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_DIR", "/elsewhere")
    done = run_program(["sh", "-c", 'echo "${GIT_DIR-none} $SETTING"'], settings={"SETTING": "1"})
    assert done.out == b"none 1\n"
