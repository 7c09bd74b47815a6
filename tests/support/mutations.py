"""Hostile files: good ones, damaged as by editors, programs and attackers.

All randomness comes from the given generator: the same seed gives the same bytes.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable
from random import Random

MOST_BYTES = 40_000
"""Largest size of a damaged file in bytes: a campaign tries kinds of damage, ``bench.growth`` amounts."""

SPECIALS = (
    *("\x00", "\x07", "\x1b[31m", "\x7f", "\x85", "\x9b", "\ufeff", "\ufffe", "\u200b", "\u00ad", "\u202e"),
    *("\u2028", "\u00a0", "\u3000", "e\u0301", "\U0001f468\u200d\U0001f469", "\U000e0041", "\ud7ff", "ﬁ"),
    *("“", "”", "‘", "’", '"', "'", "«", "»", "„", "''", "``", "(", ")", "[", "]", "{", "}", "…", "—", "–"),
    *("---\n", "+++\n", "...\n", "\n\n", "\r", "\r\n\r\n", "\t", ": ", ":", "- ", "> ", "# ", "|", "\\", "&"),
    *(
        "<script>alert(1)</script>",
        "<!--",
        "-->",
        "]]>",
        "<![CDATA[",
        "<svg onload=x>",
        "</p>",
        "<q>",
        "&#0;",
    ),
    *("{{ 7 * 7 }}", "{% include 'x' %}", "{#", "${HOME}", "!!python/object:os.system", "*anchor", "&a [*a]"),
    *("@@@@@@@@", "[[[[[[[[", "((((((((", "********", "````````", "________", "$$$$$$$$", "........"),
    *(
        "draft: true\n",
        "date: 9999-12-31\n",
        "date: 0000-00-00\n",
        "slug: aux\n",
        "slug: ../up\n",
        "lat: 91\n",
    ),
    *("From: a@b.example\nSubject: x\n\n", "=20\n", "=E2=80=9C", "=?utf-8?q?=00?=", "OR told ", "If said "),
    *("https://example.org/" + "a" * 400, "x" * 500, "1" * 400, "A. " * 60, "St. ", "said said said "),
    *("javascript:alert(1)", "//example.org//", "../../../etc/passwd", "%00", "con", "CON.txt", "nul\n"),
)
"""Characters and words inserted into files: each has a meaning for one of the readers or parsers."""

Damage = Callable[[Random, str], str]


def _insert(pick: Random, text: str) -> str:
    at = pick.randint(0, len(text))
    return text[:at] + pick.choice(SPECIALS) * pick.choice((1, 1, 1, 2, 3, 40)) + text[at:]


def _repeat(pick: Random, text: str) -> str:
    start, end = _slice(pick, text)
    return text[:start] + text[start:end] * pick.choice((2, 3, 10, 100)) + text[end:]


def _delete(pick: Random, text: str) -> str:
    start, end = _slice(pick, text)
    return text[:start] + text[end:]


def _cut(pick: Random, text: str) -> str:
    return text[: pick.randint(0, len(text))]


def _move(pick: Random, text: str) -> str:
    start, end = _slice(pick, text)
    rest = text[:start] + text[end:]
    at = pick.randint(0, len(rest))
    return rest[:at] + text[start:end] + rest[at:]


def _change_case(pick: Random, text: str) -> str:
    start, end = _slice(pick, text)
    change = pick.choice((str.upper, str.lower, str.title, str.swapcase))
    return text[:start] + change(text[start:end]) + text[end:]


def _change_white_space(pick: Random, text: str) -> str:
    old, new = pick.choice(
        ((" ", "\u00a0"), ("\n", " "), ("\n", "\r"), (" ", "\n"), (" ", "\t"), (" ", ""), (" ", "   "))
    )
    return text.replace(old, new, pick.choice((1, 5, -1)))


def _shuffle_words(pick: Random, text: str) -> str:
    words = text.split(" ")
    pick.shuffle(words)
    return " ".join(words)


def _swap_marks(pick: Random, text: str) -> str:
    old, new = pick.sample(("“", "”", "‘", "’", '"', "'", ",", ".", ":", "-", "(", ")"), 2)
    return text.replace(old, new)


DAMAGES: tuple[Damage, ...] = (
    *(_insert,) * 4,
    *(_repeat, _delete, _cut, _move, _change_case, _change_white_space, _shuffle_words, _swap_marks),
)


def _slice(pick: Random, text: str) -> tuple[int, int]:
    start = pick.randint(0, len(text))
    return start, min(len(text), start + pick.choice((1, 5, 40, 400)))


def damaged(pick: Random, text: str) -> bytes:
    """Return the text after one to six damages, usually encoded as UTF-8, sometimes with bytes flipped."""
    for _ in range(pick.randint(1, 6)):
        text = pick.choice(DAMAGES)(pick, text)[:MOST_BYTES]
    data = _encoded(pick, text)[:MOST_BYTES]
    if data and pick.random() < 0.15:
        flipped = bytearray(data)
        for _ in range(pick.randint(1, 4)):
            flipped[pick.randrange(len(flipped))] = pick.randrange(256)
        data = bytes(flipped)
    return data


def _encoded(pick: Random, text: str) -> bytes:
    encoding = pick.choice(
        (*("utf-8",) * 12, "utf-8-sig", "utf-16", "utf-16-be", "latin-1", "cp1252", "mac-roman")
    )
    data = text.encode(encoding, errors="replace")
    return codecs.BOM_UTF8 + data if pick.random() < 0.02 else data


def hostile_name(pick: Random) -> str:
    """Return a file name without its ending that a file system accepts but a site must not."""
    stem = pick.choice(
        (
            "aux",
            "CON",
            "..",
            "a b",
            "ü",
            "名",
            "a\u202eb",
            "-rf",
            "x" * 180,
            "a&b",
            "<i>",
            "%2e",
            "Q.",
            "nul ",
        )
    )
    return f"{stem}{pick.randrange(10**6)}" if pick.random() < 0.8 else stem
