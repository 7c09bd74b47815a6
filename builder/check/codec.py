"""Facts as bytes and back, so that a page is looked at once for each state of it."""

from __future__ import annotations

import json

from builder.check.facts import PageFacts
from builder.check.references import Link
from builder.model.diagnostic import Diagnostic, Severity


def dump_facts(facts: PageFacts) -> bytes:
    """The facts as JSON."""
    return json.dumps(
        {
            "path": facts.path,
            "ids": facts.ids,
            "links": [[link.path, link.fragment, link.line] for link in facts.links],
            "problems": [
                [problem.severity, problem.line, problem.message, problem.hint] for problem in facts.problems
            ],
            "refused": facts.refused,
        },
        ensure_ascii=False,
        separators=(",", ":"),
    ).encode("utf-8", "surrogatepass")


def load_facts(data: bytes) -> PageFacts:
    """What ``dump_facts`` made bytes of."""
    values = json.loads(data.decode("utf-8", "surrogatepass"))
    path = values["path"]
    return PageFacts(
        path,
        None if values["ids"] is None else tuple(values["ids"]),
        tuple(Link(*link) for link in values["links"]),
        tuple(
            Diagnostic(Severity(severity), path, line, message, hint)
            for severity, line, message, hint in values["problems"]
        ),
        tuple((index, address) for index, address in values["refused"]),
    )
