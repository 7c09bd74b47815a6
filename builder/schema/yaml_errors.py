"""What the YAML parsers' messages mean to an editor.

Source: the messages of libyaml 0.2 (``scanner.c``, ``parser.c``) and of PyYAML 6 (``scanner.py``,
``parser.py``), which are worded alike but not the same; both are matched.
"""

from __future__ import annotations

from dataclasses import dataclass

QUOTE_IT = "Put the whole value in quotation marks."


@dataclass(frozen=True, slots=True)
class YamlHint:
    """How to tell one message of a parser.

    Attributes:
        pattern: a regular expression found in the parser's message, with its context before it.
        message: the same in plain English.
        hint: what to do about it.
        at_context: whether the line to name is where the broken thing begins, not where the parser gave up.
    """

    pattern: str
    message: str
    hint: str
    at_context: bool = False


YAML_HINTS = (
    YamlHint(
        r"mapping values are not allowed",
        "there is a second colon, or a line is indented that should not be",
        "Put a value with “: ” in it into quotation marks, and start keys of one level in one column.",
    ),
    YamlHint(
        r"quoted scalar.*unexpected end of stream",
        "a quotation mark is opened and never closed",
        "Close it, or begin and end the value with the other kind of quotation mark.",
        at_context=True,
    ),
    YamlHint(
        r"flow sequence.*expected ',' or '\]'",
        "a list that begins with [ has no closing ] or lacks a comma",
        "Close the list with ] and put commas between its items.",
        at_context=True,
    ),
    YamlHint(
        r"flow mapping.*expected ',' or '\}'",
        "a group that begins with { has no closing } or lacks a comma",
        "Close the group with } and put commas between its keys.",
        at_context=True,
    ),
    YamlHint(
        r"simple key.*could not find expected ':'",
        "a line is neither a key with a colon nor part of the value above it",
        "Write “key: value”, or indent the line to continue the value above.",
        at_context=True,
    ),
    YamlHint(
        r"expected '-' indicator|block (sequence|collection).*expected <block end>",
        "a list is followed by something that is no item of it",
        "Begin each item with “- ” in one column, and indent a list under its key.",
    ),
    YamlHint(
        r"sequence entries are not allowed",
        "a list begins on the line of its key",
        "Start the list on the next line, or write it as [one, two].",
    ),
    YamlHint(
        r"did not find expected key|expected <block end>",
        "there is text after a closing quotation mark, or a line is indented differently from its neighbours",
        "Put the whole value in one pair of quotation marks, and start keys of one level in one column.",
    ),
    YamlHint(
        r"expected (the )?node content",
        "a bracket is closed that was never opened",
        QUOTE_IT,
    ),
    YamlHint(
        r"unknown escape character|invalid Unicode character escape|escape sequence of",
        "a backslash in double quotation marks begins something that YAML does not know",
        "Use single quotation marks, in which a backslash is just a backslash.",
    ),
    YamlHint(
        r"block scalar",
        "something stands after the | or > that begins a longer text",
        "Start the text on the next line, indented.",
    ),
    YamlHint(
        r"cannot start any token",
        "a value begins with a character that YAML keeps for itself, or a line is indented with a tab",
        "Put the whole value in quotation marks, and indent with spaces.",
    ),
)
