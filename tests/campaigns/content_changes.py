"""Random changes of the editor's files of a small newsroom: settings, entities, briefs, notes, texts and pages."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from tests.campaigns.seed_changes import Change, Files

Values = dict[str, tuple[Any, ...]]
"""What keys of a file may be set to."""

SITE: Values = {
    "title": ("The Lowmoor Lantern", "Lantern", "The “Lantern” & Daughters"),
    "tagline": ("News of a valley that does not exist", "Every Tuesday"),
    "notice": ("An archive. Nothing is added.", "All of this is invented."),
    "url": ("https://lantern.example", "https://news.example/lowmoor"),
    "home": ("Maine", "Ontario", "Norway"),
    "timezone": ("America/New_York", "Pacific/Auckland"),
    "language": ("en-GB", "en-US"),
    "body": ("lead", "full"),
    "boilerplate": (["^Roe said no more"], ["^The library", "^The LWB serves"]),
    "contacts": (["@lowmoor.example"], ["desk@lowmoor.example"]),
    "navigation": (
        [{"label": "About", "path": "about.html"}],
        [{"label": "Roe", "path": "people/ana-roe.html"}],
    ),
}
BRIEF: Values = {
    "slug": ("news-one", "news-two", "lowmoor"),
    "headline": ("What the valley said", "A headline: with a colon", "Ana Roe decides"),
    "date": ("2031-03-04", "2030-12-31", "2032-01-01", "2032-01-05"),
    "source": ("The Lowmoor Lantern", "Tarn Valley Radio"),
    "source_url": ("https://lantern.example/1",),
    "byline": ("Jo Ward", "Nora Quill"),
    "summary": ("It is about water.", "It is not about Ana Roe at all."),
    "topics": (["Water"], ["Water", "Council"], ["Sport"]),
    "draft": (True, False),
    "body": ("lead", "full"),
    "corrections": ([{"date": "2031-06-01", "text": "It was *two* boats."}],),
}
IDS = {
    "people": (
        "ana-roe",
        "peter-roe",
        "marta-quill",
        "ines-quill",
        "tobias-fenn",
        "gregor-fenn",
        "samuel-ode",
    ),
    "places": ("lowmoor", "eastwick", "boston", "norway", "portland"),
    "organizations": ("lowmoor-water-board", "halden-foundation", "tarn-valley-railway"),
}
ENTRY: Values = {
    "name": ("A. Roe", "Roe of Lowmoor", "Quill the Elder", "Marta Quill", "Eastwick Bay"),
    "aliases": (
        ["the dredger"],
        ["Roe"],
        ["Quill", "Marta Q."],
        ["Water Board", "LWB"],
        ["Mayor Roe"],
        ["Maine"],
    ),
    "role": ("Mayor of Lowmoor", "Singer", "Keeper of “the bell”"),
    "wikidata": ("Q42", "Q7"),
}
KIND_OF_FIX = {"people": "person", "places": "place", "organizations": "organization"}
TEXTS = (
    "She was born in *Lowmoor*.\n",
    "First sentence. Second sentence with [a link](../quotes/index.html).\n",
    "A dead [link](nowhere.html).\n",
    "See [her page](../people/marta-quill.html), and [what she said](../briefs/court-boat.html#q-1).\n",
)
SPLITS = ("ana-roe-the-other", "peter-roe", "lowmoor-farm")


def change_site(chance: random.Random, files: Files) -> Change:
    """Change a setting of the site."""
    return _edited(files, "content/site.yaml", lambda data: _toggle(chance, data, SITE))


def change_brief(chance: random.Random, files: Files) -> Change:
    """Change a setting of a brief."""
    return _edited(files, _sidecar(chance, files), lambda data: _toggle(chance, data, BRIEF))


def fix_quote(chance: random.Random, files: Files) -> Change:
    """Add a fix of a quote, or remove all fixes of a brief's quotes."""
    name, words = _words(chance, files, r"“([^”]{8,30}\w)\b")
    fixes: list[dict[str, Any]] = [
        {"text": words, "drop": True},
        {"text": words, "speakers": [chance.choice(IDS["people"])]},
    ]
    return _edited(files, f"content/briefs/{name}.yaml", lambda data: _fix(chance, data, "quotes", fixes))


def fix_mention(chance: random.Random, files: Files) -> Change:
    """Add a fix of a name, or remove all fixes of a brief's names."""
    name, words = _words(chance, files, r"\b([A-Z][a-z]+(?: [A-Z][a-z]+)*)\b")
    section = chance.choice(sorted(IDS))
    fixes: list[dict[str, Any]] = [
        {"text": words, "drop": True},
        {"text": words, KIND_OF_FIX[section]: chance.choice(IDS[section])},
        {"text": words, "coined_by": "orla-vance"},
    ]
    return _edited(files, f"content/briefs/{name}.yaml", lambda data: _fix(chance, data, "mentions", fixes))


def change_note(chance: random.Random, files: Files) -> Change:
    """Add a note on words of an article, or remove its notes."""
    name, words = _words(chance, files, r"(\b\w+ \w+ \w+ \w+\b)")
    path = f"content/notes/{name}.md"
    if path in files and chance.random() < 0.5:
        return {path: None}
    return {path: f"> {words}\n\n{chance.choice(TEXTS)}"}


def change_entry(chance: random.Random, files: Files) -> Change:
    """Change an entry of an entity, or remove it."""
    section = chance.choice(sorted(IDS))
    entity_id = chance.choice(IDS[section])

    def edit(data: dict[str, Any]) -> None:
        entries = data.setdefault(section, {})
        if entity_id in entries and chance.random() < 0.4:
            del entries[entity_id]
            return
        entry = entries.setdefault(entity_id, {})
        if section == "places" and chance.random() < 0.5:
            entry.update(lat=chance.choice((44.5, -12.25)), lon=-68.5, country=chance.choice(("US", "CA")))
            return
        _toggle(chance, entry, ENTRY)

    return _edited(files, "content/entities.yaml", edit)


def change_identity(chance: random.Random, files: Files) -> Change:
    """Merge, split or ignore entities, or no longer do so."""
    key = chance.choice(("merge", "split", "ignore"))
    first, second = chance.sample(IDS[chance.choice(sorted(IDS))], 2)
    seed = Path(_seed(chance, files)).stem
    value: object = {first: second} if key == "merge" else {first: {seed: chance.choice(SPLITS)}}
    if key == "ignore":
        value = chance.choice((["Maine"], ["Quill", "Norway"], ["Lowmoor Water Board"]))

    def edit(data: dict[str, Any]) -> None:
        if key in data and chance.random() < 0.5:
            del data[key]
        else:
            data[key] = value

    return _edited(files, "content/entities.yaml", edit)


def change_text(chance: random.Random, files: Files) -> Change:
    """Write a text on an entity, or remove it."""
    section = chance.choice(sorted(IDS))
    path = f"content/{section}/{chance.choice(IDS[section])}.md"
    return {path: None if path in files else chance.choice(TEXTS)}


def change_page(chance: random.Random, files: Files) -> Change:
    """Write a page, or remove it."""
    name = chance.choice(("about", "contact"))
    path = f"content/pages/{name}.md"
    if path in files and chance.random() < 0.4:
        return {path: None}
    order = chance.choice(("", f"order: {chance.randrange(3)}\n"))
    text = chance.choice(TEXTS).replace("../", "")
    return {path: f"---\ntitle: {name.title()}\n{order}---\n\n{text}"}


CONTENT_CHANGES = (
    change_site,
    change_site,
    change_brief,
    change_brief,
    fix_quote,
    fix_mention,
    change_note,
    change_entry,
    change_entry,
    change_identity,
    change_identity,
    change_identity,
    change_text,
    change_page,
)


def _seed(chance: random.Random, files: Files) -> str:
    return chance.choice(sorted(path for path in files if path.startswith("seeds/")))


def _sidecar(chance: random.Random, files: Files) -> str:
    return f"content/briefs/{Path(_seed(chance, files)).stem}.yaml"


def _words(chance: random.Random, files: Files, pattern: str) -> tuple[str, str]:
    """Return the name of an article and words of its text."""
    path = _seed(chance, files)
    found = re.findall(pattern, files[path].rpartition("---\n")[2])
    return Path(path).stem, chance.choice(found or ["nothing of the kind"])


def _toggle(chance: random.Random, data: dict[str, Any], values: Values) -> None:
    """Give a key another value, or remove it."""
    key = chance.choice(sorted(values))
    if key in data and chance.random() < 0.5:
        del data[key]
    else:
        data[key] = chance.choice(values[key])


def _fix(chance: random.Random, data: dict[str, Any], key: str, fixes: list[dict[str, Any]]) -> None:
    """Add one of the fixes, or remove those of a key."""
    if key in data and chance.random() < 0.4:
        del data[key]
    else:
        data.setdefault(key, []).append(chance.choice(fixes))


def _edited(files: Files, path: str, edit: Callable[[dict[str, Any]], None]) -> Change:
    """Return a YAML file after an edit of its data; a file without data is deleted."""
    data = yaml.safe_load(files.get(path, "")) or {}
    edit(data)
    data = {key: value for key, value in data.items() if value != {}}
    if not data:
        return {path: None} if path in files else {}
    return {path: _dated(yaml.safe_dump(data, allow_unicode=True))}


def _dated(text: str) -> str:
    """Return YAML with its dates as dates, not as texts."""
    return re.sub(r"'(\d{4}-\d{2}-\d{2})'", r"\1", text)
