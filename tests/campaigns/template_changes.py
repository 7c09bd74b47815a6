"""Random changes of a site's own templates and assets."""

from __future__ import annotations

import random

from tests.campaigns.seed_changes import Change, Files
from tests.support.sites import PROJECT

OVERRIDES = ("base.html", "components/quote.html", "pages/entity.html", "pages/brief.html", "feed.xml")
"""Templates that a site may have versions of its own of: frames, parts, and single kinds of pages."""

ASSETS = ("ours.css", "site.css", "site.js")
"""Assets: a new one, and two that replace those of newsgloss."""

OURS = (
    "{# ours #}",
    "{# also ours #}",
    "{{ 1 + 1 }}",
    "<!-- ours -->",
    '<a href="nowhere.html">nowhere</a>',
    '<p id="p-1">an id of another</p>',
    "<b>without an end",
)
"""What a version has beside the original; with some of it the check finds something wrong with every page."""

BROKEN = "{% if %}"


def change_template(chance: random.Random, files: Files) -> Change:
    """Write a version of a template, which may be broken, or remove it."""
    name = chance.choice(OVERRIDES)
    path = f"templates/{name}"
    if path in files and chance.random() < 0.5:
        return {path: None}
    text = (PROJECT / path).read_text(encoding="utf-8")
    ours = chance.choice(OURS)
    if chance.random() < 0.1:
        return {path: text + BROKEN}
    place = "</body>" if "</body>" in text else "</article>" if "</article>" in text else "{% endmacro %}"
    head, found, tail = text.rpartition(place)
    return {path: f"{head}{ours}{found}{tail}" if found else text.replace("</feed>", f"{ours}</feed>")}


def change_asset(chance: random.Random, files: Files) -> Change:
    """Write an asset, or remove it."""
    path = f"templates/assets/{chance.choice(ASSETS)}"
    if path in files and chance.random() < 0.5:
        return {path: None}
    return {path: f"/* {chance.randrange(9)} */\n"}


TEMPLATE_CHANGES = (change_template, change_asset)
