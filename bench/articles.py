"""Invented articles in any number, all different, and the same at every run."""

from __future__ import annotations

import random

FIRST_NAMES = "Ada Bo Carla Dag Edda Finn Gerda Hal Inga Jonas Katla Leif Mona Nils Olga Per".split()
LAST_NAMES = (
    "Alder Brandt Castell Dunmore Ekholm Farrow Grieve Holm Ivarsen Juhl Kray Lund Mott Nyberg".split()
)
TITLES = ("Mayor", "Governor", "Senator", "Professor", "Captain")
BODIES = ("Harbour Board", "Water Authority", "School Council", "Fishery Union", "Rail Company")
TOWNS = ("Boston", "Oslo", "Lisbon", "Nairobi", "Lima", "Osaka", "Quebec", "Galway")
SUBJECTS = ("the bridge", "the ferry", "the new school", "the water tower", "the market hall")
VERDICTS = ("too old to last", "worth every penny", "late by a year", "the pride of the town")


def make_article(number: int) -> str:
    """Return the article with this number: about 250 words with a dateline, people, bodies, places and quotes."""
    pick = random.Random(number)  # noqa: S311  variety, not secrecy
    town = pick.choice(TOWNS)
    paragraphs = [f"{town.upper()} — Work on {pick.choice(SUBJECTS)} begins on day {number} of the plan."]
    for _ in range(6):
        last = pick.choice(LAST_NAMES)
        name = f"{pick.choice(FIRST_NAMES)} {last}"
        body, subject, verdict = pick.choice(BODIES), pick.choice(SUBJECTS), pick.choice(VERDICTS)
        paragraphs.append(
            f"“In {pick.choice(TOWNS)} {subject} is {verdict},” {pick.choice(TITLES)} {name} told the {body}"
            f" on Tuesday. “It cost ${pick.randint(2, 90)} million, and nobody will forget that.”"
        )
        paragraphs.append(
            f"{last} said that {subject} would be looked at again in {pick.choice(TOWNS)}, where the {body}"
            f" has its seat."
        )
    return "\n\n".join(paragraphs) + "\n"
