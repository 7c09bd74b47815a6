"""Messages for YAML that the parser rejects.

Source: the messages of libyaml 0.2 (``scanner.c``, ``parser.c``) and of PyYAML 6 (``scanner.py``,
``parser.py``), which are worded alike but not the same; both are matched.
"""

from __future__ import annotations

import re

import yaml
from msgspec import Struct

from builder.model.diagnostic import Diagnostic, error
from builder.model.line_ends import LINE_END
from builder.schema.confusables import find_confusable
from builder.schema.cut_values import CUTTING

QUOTE_THE_SIGN = "Put the value with the number sign into quotation marks."
QUOTE_IT = "Put the whole value in quotation marks."


class YamlHint(Struct, frozen=True):
    """Plain English for one message of a parser.

    Attributes:
        pattern: a regular expression, searched in the parser's context followed by its message.
        message: the same in plain English.
        hint: the next step.
        at_context: True to name the line on which the broken value begins, not the one on which the parser gave up.
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
        "a list is followed by a line that is not an item of it",
        "Begin each item with “- ” in one column, and indent a list under its key.",
    ),
    YamlHint(
        r"sequence entries are not allowed",
        "a list begins on the line of its key",
        "Start the list on the next line, or write it as [one, two].",
    ),
    YamlHint(
        r"did not find expected key|expected <block end>",
        "there is text after a closing quotation mark, or a line is indented differently from its neighbors",
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
        "there is text after the | or > that begins a longer value",
        "Start the text on the next line, indented.",
    ),
    YamlHint(
        r"cannot start any token",
        "a value begins with a character that YAML keeps for itself, or a line is indented with a tab",
        "Put the whole value in quotation marks, and indent with spaces.",
    ),
)


def syntax_error(problem: yaml.MarkedYAMLError, text: str, *, path: str, first_line: int) -> Diagnostic:
    """Return the error for YAML that the parser rejects.

    A character that only looks like YAML is named before the parser's own message: it is the likelier cause.

    Args:
        problem: as the parser raised it.
        text: the YAML.
        path: its file.
        first_line: the line of that file on which ``text`` begins, counted from 1.
    """
    mark = problem.problem_mark or problem.context_mark
    raised = f"{problem.context or ''} {problem.problem or ''}"
    known = next((hint for hint in YAML_HINTS if re.search(hint.pattern, raised)), None)
    if known is not None and known.at_context:
        mark = problem.context_mark or mark
    # A file that ends too early is reported one line after its last.
    lines = LINE_END.split(text)
    last = max(len(lines) - (not lines[-1]), 1)
    line = min(mark.line + 1, last) if mark else 1
    gave_up = min(problem.problem_mark.line + 1, last) if problem.problem_mark else line
    for number in dict.fromkeys((line, gave_up)):
        confusable = find_confusable(lines[number - 1])
        if confusable is not None:
            message = f"This is not valid YAML: {confusable.message}."
            return error(path, number + first_line - 1, message, confusable.hint)
    cut = CUTTING.search(lines[line - 1])
    before = lines[line - 1][: cut.start()] if cut is not None else ""
    if cut is not None and (before.count("[") > before.count("]") or before.count("{") > before.count("}")):
        message = (
            f"This is not valid YAML: “{lines[line - 1][cut.start() :].strip()}” is taken for a comment."
        )
        return error(path, line + first_line - 1, message, QUOTE_THE_SIGN)
    message = f"This is not valid YAML: {known.message if known else raised.strip()}."
    hint = known.hint if known else "Compare the line with the examples in the guide."
    return error(path, line + first_line - 1, message, hint)
