"""The names of all entities as one compact script: what the search looks people, places and organizations up in.

A script, like the quotes of the quote index, because a page that was opened as a file may load one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct, field

from builder.edition import urls
from builder.edition.place_facts import place_facts
from builder.edition.view import View
from builder.edition.wording import capitalize, one_line
from builder.pages.compact_json import compact_json, json_rows
from builder.pages.first_mentions import FIRST_MENTIONS, FirstMentions
from builder.pages.page import DataFile

VARIABLE = "newsglossNames"
"""The global variable that has the data once the script has run."""

_OTHERS = re.compile(r"[^a-z0-9]+")

ROLES_UP_TO = 80
"""The most characters of an entity's roles; one role is never cut."""


class _Numbers(Struct):
    """Values that rows refer to, numbered in the order in which they first come."""

    numbers: dict[str, int] = field(default_factory=dict)

    def of(self, value: str) -> int:
        return self.numbers.setdefault(value, len(self.numbers))


def names_script(view: View) -> DataFile:
    """Return the names of all entities as a script.

    ``folders`` has the folder of each type that has entities, and ``types`` its entities, one row each: name; id, or ""
    if it is made of the name (``plain_id``); aliases, with line breaks between them; what it is, in a list with the
    editor's text if there is one; numbers of briefs and mentions; years, as numbers. Then, if a brief shows a mention,
    the newest one: the number of its brief, and its ``Place``. ``briefs`` has slug, headline and date in
    words, and of a brief in another language than the site's the tags of the languages of its words and its headline,
    or "".
    """
    years, briefs = _Numbers(), _Numbers()
    year_of = dict(zip(view.slugs, view.years, strict=True))
    shown = view.derived(FIRST_MENTIONS, view.slugs)
    rows: dict[str, list[list[object]]] = {}
    for entity_id in view.entity_ids:
        kind = view.entity(entity_id).type
        found = view.slugs_of(entity_id)
        found_in = {year_of[slug] for slug in found}
        row = [*_row(view, entity_id), [years.of(year) for year in sorted(found_in) if year]]
        rows.setdefault(kind.value, []).append([*row, *_mention(entity_id, found, shown, briefs)])
    content = {
        "folders": {kind.value: folder for kind, folder in urls.SECTIONS.items() if kind.value in rows},
        "years": list(years.numbers),
        "briefs": [_brief(view, slug) for slug in briefs.numbers],
    }
    head = compact_json(content).removesuffix("}").encode("utf-8", "replace")
    lists = b",\n".join(
        f'"{kind}":['.encode() + b"\n" + json_rows(of_kind) + b"\n]" for kind, of_kind in sorted(rows.items())
    )
    parts = (f"window.{VARIABLE}=".encode(), head, b',"types":{', lists, b"}};\n")
    return DataFile(urls.SEARCH_NAMES, b"".join(parts))


def plain_id(name: str) -> str:
    """Return the id that is made of a name's letters and digits without accents, as the script of the page does."""
    if not name.isascii():
        name = "".join(
            one for one in unicodedata.normalize("NFKD", name) if unicodedata.category(one) != "Mn"
        )
    return _OTHERS.sub("-", name.lower()).strip("-")


def _row(view: View, entity_id: str) -> Iterator[object]:
    name = one_line(view.entity(entity_id).name)
    aliases = [
        alias for alias in map(one_line, view.aliases(entity_id)) if alias.casefold() != name.casefold()
    ]
    yield name
    yield "" if plain_id(name) == entity_id else entity_id
    yield "\n".join(aliases)
    description, text = " ".join(_description(view, entity_id)), view.text(entity_id)
    yield description if text is None else [description, one_line(text.striptags())]
    counts = view.counts(entity_id)
    yield counts.briefs
    yield counts.mentions


def _description(view: View, entity_id: str) -> Iterator[str]:
    """Yield what an entity is: the kind of a place, and its roles."""
    facts = place_facts(view.entity(entity_id).place, view.interface)
    if facts is not None:
        yield f"{facts.where}."
    roles = ""
    for role in map(one_line, (seen.text for seen in view.roles(entity_id))):
        if role.casefold() not in roles.casefold() and (not roles or len(roles) + len(role) < ROLES_UP_TO):
            roles += f"; {role}" if roles else role
    if roles:
        yield capitalize(roles if roles.endswith(".") else f"{roles}.")


def _mention(
    entity_id: str, slugs: Iterable[str], shown: Mapping[str, FirstMentions], briefs: _Numbers
) -> Iterator[int]:
    """Yield the place of the newest mention that a page shows."""
    for slug in slugs:
        place = shown[slug].get(entity_id)
        if place is not None:
            yield briefs.of(slug)
            yield from place
            return


def _brief(view: View, slug: str) -> list[str]:
    head = view.brief_head(slug)
    date = view.interface.date(head.date)
    foreign = [view.foreign(language) or "" for language in (head.language, head.headline_language)]
    return [slug, one_line(head.headline), date.words if date else "", *(foreign if any(foreign) else ())]
