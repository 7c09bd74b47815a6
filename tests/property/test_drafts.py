"""However the head of a seed is written or damaged, a draft is not published."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from builder.model.diagnostic import Severity
from builder.read.reader import read_seed

STATEMENTS = st.sampled_from(
    (
        *(("draft", "true"), ("Draft", "yes"), ("is_draft", "1"), ("published", "false"), ("publish", "no")),
        *(("status", "draft"), ("Status", "pending"), ("status", "hidden"), ("private", "true")),
        *(("publish_date", "2999-01-05"), ("embargo", "2999-01-05"), ("date", "2999-01-05")),
        *(("draft", "maybe"), ("status", "nearly"), ("draft", ""), ("embargo", "soon")),
        *(("darft", "true"), ("drafft", "true"), ("pubished", "false"), ("dra\u200bft", "true")),
    )
)
OTHERS = st.sampled_from(
    (
        *(
            ("title", "Mill burns"),
            ("author", "Ann Roe"),
            ("tags", "a, b"),
            ("layout", "post"),
            ("slug", "mill"),
        ),
        *(
            ("summary", "It burned #twice"),
            ("draft", "false"),
            ("published", "true"),
            ("status", "published"),
        ),
        *(
            ("date", "2024-03-05"),
            ("my_key", "x"),
            ("description", "“It burned,” she said."),
            ("source", "a: b"),
        ),
    )
)
BEFORE = st.sampled_from(("", "\ufeff", "\n", "\n\n", " \n", "\ufeff\n", "\u200b\n", "\t\n"))
ENDS = st.sampled_from(("\n", "\r\n", "\r"))
AFTER = st.sampled_from(("\n", "\n\n", "\n\n\n"))
STORY = "The mill burned on Monday, Ann Roe said.\n"


def quoted(value: str) -> str:
    return value if value in ("true", "false") else json.dumps(value, ensure_ascii=False)


def yaml_head(keys: list[tuple[str, str]], fence: str) -> str:
    lines = [f"{key}: {value if value in ('', 'true', '1') else quoted(value)}" for key, value in keys]
    return "\n".join((fence, *lines, "---"))


def toml_head(keys: list[tuple[str, str]], fences: tuple[str, str]) -> str:
    lines = [f"{key} = {quoted(value)}" for key, value in keys]
    return "\n".join((fences[0], *lines, fences[1]))


def json_head(keys: list[tuple[str, str]]) -> str:
    return "{\n" + ",\n".join(f"  {json.dumps(key)}: {quoted(value)}" for key, value in keys) + "\n}"


def bare_head(keys: list[tuple[str, str]]) -> str:
    return "\n".join(f"{key}: {value}" for key, value in (("Title", "Mill burns"), *keys))


def heads(keys: list[tuple[str, str]]) -> st.SearchStrategy[str]:
    """Return the forms in which the keys can be written."""
    return st.sampled_from(
        (
            *(yaml_head(keys, "---"), yaml_head(keys, "--- "), yaml_head(keys, "---yaml")),
            *(toml_head(keys, ("+++", "+++")), toml_head(keys, ("---toml", "---"))),
            *(json_head(keys), f"---json\n{json_head(keys)}\n---"),
            bare_head([(key, value) for key, value in keys if key != "title"]),
        )
    )


def is_held_back(text: str, path: str) -> bool:
    """Return True if no build publishes a seed: it has an error, or it is a draft, or its day is to come."""
    article, diagnostics = read_seed(text.encode(), path=path)
    if article is None:
        return any(found.severity is Severity.ERROR for found in diagnostics)
    return article.draft is True or (article.release or "") > "2900"


@given(
    st.data(), st.lists(OTHERS, max_size=4), STATEMENTS, BEFORE, AFTER, ENDS, st.sampled_from(("md", "txt"))
)
@settings(deadline=None, max_examples=400)
def test_a_statement_that_holds_back_is_never_lost(
    data: st.DataObject,
    others: list[tuple[str, str]],
    statement: tuple[str, str],
    before: str,
    after: str,
    end: str,
    ending: str,
) -> None:
    at = data.draw(st.integers(0, len(others)))
    head = data.draw(heads([*others[:at], statement, *others[at:]]))
    text = f"{before}{head}{after}{STORY}".replace("\n", end)
    assert is_held_back(text, f"seeds/a.{ending}")


DAMAGE = st.sampled_from(
    ("", ",", "}", "{", "[", '"', "'", " ", "\t", "\n", "-", "#", "x", ":", "\u00a0", "\x08")
)


@given(st.data(), st.lists(OTHERS, max_size=3), BEFORE, ENDS)
@settings(deadline=None, max_examples=400)
def test_a_damaged_head_of_a_draft_is_never_published(
    data: st.DataObject, others: list[tuple[str, str]], before: str, end: str
) -> None:
    """Assert it for one character replaced or added anywhere in a head but on the line of the statement."""
    head = data.draw(heads([("title", "Mill burns"), *others, ("draft", "true")]))
    first = head.rindex("true") - len(head[: head.rindex("true")].rsplit("\n", 1)[-1])
    places = [n for n in range(len(head)) if not first - 1 <= n < head.rindex("true") + 4]
    at = data.draw(st.sampled_from(places))
    replaced = data.draw(st.booleans())
    damaged = head[:at] + data.draw(DAMAGE) + head[at + replaced :]
    assert is_held_back(f"{before}{damaged}\n\n{STORY}".replace("\n", end), "seeds/a.md")
