"""E-mail addresses and telephone numbers in texts."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from builder.contacts.allowlist import is_allowlist_entry, make_allowlist
from builder.contacts.detection import find_contacts
from tests.support.sites import PROJECT

CASES = yaml.safe_load(
    (Path(__file__).parents[1] / "data" / "contacts" / "found.yaml").read_text(encoding="utf-8")
)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_addresses_and_numbers_of_a_text_are_found(case: dict[str, Any]) -> None:
    found = find_contacts(case["text"])
    assert [contact.words for contact in found] == case["found"]
    assert all(case["text"].startswith(contact.words, contact.start) for contact in found)


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ("Ola@Gazette.example", "ola@gazette.example"),
        ("@gazette.example", "desk@gazette.example"),
        ("+1 (212) 555-0199", "212.555.0199"),
        ("2125550199", "+1 212 555 0199"),
        ("+4915112345678", "+49 151 12345678"),
        ("1-800-medicare", "1-800-MEDICARE"),
    ],
)
def test_an_entry_allows_a_contact(entry: str, words: str) -> None:
    (contact,) = find_contacts(words)
    assert make_allowlist([entry]).allows(contact)


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ("ola@gazette.example", "jon@gazette.example"),
        ("@gazette.example", "ola@mail.gazette.example"),
        ("@gazette.example", "ola@my-gazette.example"),
        ("212-555-0199", "212-555-0142"),
        ("212-555-0199", "ola@212-555-0199.example"),
    ],
)
def test_an_entry_allows_no_other_contact(entry: str, words: str) -> None:
    (contact,) = find_contacts(words)
    assert not make_allowlist([entry]).allows(contact)


@pytest.mark.parametrize(
    "text", ["ola@gazette.example", "@gazette.example", "+1 555 0100", "5550100", "1-800-FLOWERS"]
)
def test_an_address_domain_or_number_is_an_entry(text: str) -> None:
    assert is_allowlist_entry(text)


@pytest.mark.parametrize(
    "text", ["", "@", "ola@", "ola", "911", "gazette.example", "a b@x.example", "12" * 10]
)
def test_other_text_is_not_an_entry(text: str) -> None:
    assert not is_allowlist_entry(text)


HOSTILE = {
    "at signs": "@" * 100_000,
    "letters": "a" * 100_000 + "@",
    "letters and at signs": "a@" * 100_000,
    "labels": "a@" + "a." * 100_000,
    "dots": "a@" + "." * 100_000,
    "digits": "1" * 100_000,
    "groups": "12 " * 100_000,
    "pluses": "+1" * 100_000,
    "brackets": "(" * 100_000 + "1" * 10,
    "open groups": "(0" * 100_000,
    "hyphens": "1-" * 100_000,
    "words": "call " * 100_000 + "1",
    "words and digits": "call 1234567 " * 20_000,
    "toll-free": "800-A" * 50_000,
    "spaces": "1" + " " * 100_000 + "2",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_text_takes_long(name: str, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(HOSTILE[name], "utf-8")
    code = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_CPU, (10, 10))\n"
        "from pathlib import Path; from builder.contacts.detection import find_contacts\n"
        "find_contacts(Path(sys.argv[1]).read_text('utf-8'))\n"
    )
    assert subprocess.run([sys.executable, "-c", code, str(file)], cwd=PROJECT, check=False).returncode == 0
