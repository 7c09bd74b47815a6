"""Random changes of the seeds of a small newsroom. A change gives new texts by path, or None for a file to delete."""

from __future__ import annotations

import random
from collections.abc import Mapping
from pathlib import Path

from tests.support.sites import PROJECT

Files = Mapping[str, str]
"""The editor's files of a newsroom, by path."""

Change = dict[str, str | None]
"""What a change writes, by path, and None for what it deletes; it may be empty."""

ARTICLES = {
    path.stem: path.read_text(encoding="utf-8")
    for path in sorted(Path(PROJECT, "tests/data/newsroom").glob("*.txt"))
}
"""Short invented articles by name, which share persons, surnames, organizations and places."""

SENTENCES = (
    "Ana Roe was away on Wednesday.",
    "Roe said no more.",
    "Fenn and Quill have known each other since school.",
    "The money comes from Boston.",
    "It was colder in Norway, Dr. Vance said.",
    "Tobias Fenn, the head of the Lowmoor Water Board, will speak in Halifax on June 4, 2031.",
    "Mrs. Bramante owns 12 percent of the Halden Foundation.",
    "The town of Eastwick paid $90,000.",
    "Two people were hurt.",
    "A spokesman of the LWB declined to comment.",
    "Nora Quill, a cousin, came from London, Ontario.",
    "Write to desk@lowmoor.example for tickets.",
)
QUOTES = (
    "“We will see in spring,” said Marta Quill.",
    "“That is for the council to decide,” he said.",
    "“Nothing in this valley is ever finished,” Peter Roe said. “It only stops.”",
    "Helen Ode called the plan “a lamp without oil.”",
    "Gregor Fenn says that the bridge can wait until 2033.",
    "“I was there before anyone,” Lucia Bramante told The Lowmoor Lantern.",
    "“No,” Vance said.",
)
NAMES = (
    ("Ana Roe", "Anna Roe"),
    ("Ana Roe", "Peter Roe"),
    ("Marta Quill", "Marta Fenn"),
    ("Ines Quill", "Inez Quill-Roe"),
    ("Tobias Fenn", "Tobias J. Fenn"),
    ("Samuel Ode", "Sam Ode"),
    ("Orla Vance", "Amos Vance"),
    ("Lowmoor Water Board", "Water Board of Lowmoor"),
    ("Halden Foundation", "Halden Trust"),
    ("Maine", "Ontario"),
    ("Boston", "Bergen"),
    ("Eastwick", "Estwick"),
)


def add_sentence(chance: random.Random, files: Files) -> Change:
    """Add a sentence to a paragraph of an article."""
    path = _seed(chance, files)
    paragraphs = _paragraphs(files[path])
    i = chance.randrange(len(paragraphs))
    paragraphs[i] += f" {chance.choice(SENTENCES)}"
    return _written(path, paragraphs)


def add_quote(chance: random.Random, files: Files) -> Change:
    """Add a paragraph with a quote to an article."""
    path = _seed(chance, files)
    paragraphs = _paragraphs(files[path])
    paragraphs.insert(chance.randrange(1, len(paragraphs) + 1), chance.choice(QUOTES))
    return _written(path, paragraphs)


def remove_paragraph(chance: random.Random, files: Files) -> Change:
    """Remove a paragraph of an article that has several."""
    path = _seed(chance, files)
    paragraphs = _paragraphs(files[path])
    if len(paragraphs) > 1:
        del paragraphs[chance.randrange(len(paragraphs))]
    return _written(path, paragraphs)


def change_name(chance: random.Random, files: Files) -> Change:
    """Replace a name in one article, or in all."""
    name, other = chance.choice(NAMES)
    paths = [path for path in _seeds(files) if name in files[path]]
    chosen = paths if chance.random() < 0.3 else paths[:1]
    return {path: files[path].replace(name, other) for path in chosen}


def add_seed(chance: random.Random, files: Files) -> Change:
    """Add an article that the newsroom does not have."""
    known = {Path(path).stem for path in _seeds(files)}
    left = [name for name in ARTICLES if name not in known]
    return {f"seeds/{name}.txt": ARTICLES[name] for name in left and [chance.choice(left)]}


def delete_seed(chance: random.Random, files: Files) -> Change:
    """Delete an article; mostly with the editor's files about it, without which the build fails."""
    path = _seed(chance, files)
    if len(_seeds(files)) < 3:
        return {}
    return dict.fromkeys([path, *(_sidecars(path, files) if chance.random() < 0.8 else ())])


def rename_seed(chance: random.Random, files: Files) -> Change:
    """Rename an article; mostly with the editor's files about it."""
    path = _seed(chance, files)
    name = Path(path).stem
    other = name.removesuffix("-again") if name.endswith("-again") else f"{name}-again"
    moved = [path, *(_sidecars(path, files) if chance.random() < 0.8 else ())]
    renamed = {old.replace(name, other): files[old] for old in moved}
    return {**dict.fromkeys(moved), **renamed}


def change_format(chance: random.Random, files: Files) -> Change:
    """Make a plain text Markdown with a title, or the reverse."""
    path = _seed(chance, files)
    name = Path(path).stem
    if path.endswith(".txt"):
        return {path: None, f"seeds/{name}.md": f"---\ntitle: News of {name}\n---\n\n{files[path]}"}
    text = files[path].rpartition("---\n")[2].lstrip("\n")
    return {path: None, f"seeds/{name}.txt": text}


def change_head(chance: random.Random, files: Files) -> Change:
    """Say at the head of an article that it is a draft or when it appears, or remove the head."""
    path = _seed(chance, files)
    body = files[path].rpartition("---\n")[2].lstrip("\n")
    head = chance.choice(("", "draft: true\n", "date: 2031-05-06\n", "date: 2032-01-05\n", "title: A head\n"))
    return {path: f"---\n{head}---\n\n{body}" if head else body}


SEED_CHANGES = (
    add_sentence,
    add_quote,
    remove_paragraph,
    change_name,
    add_seed,
    delete_seed,
    rename_seed,
    change_format,
    change_head,
)


def _seeds(files: Files) -> list[str]:
    return sorted(path for path in files if path.startswith("seeds/"))


def _seed(chance: random.Random, files: Files) -> str:
    return chance.choice(_seeds(files))


def _sidecars(path: str, files: Files) -> list[str]:
    """Return the editor's files about an article."""
    name = Path(path).stem
    return [one for one in (f"content/briefs/{name}.yaml", f"content/notes/{name}.md") if one in files]


def _paragraphs(text: str) -> list[str]:
    return text.rstrip("\n").split("\n\n")


def _written(path: str, paragraphs: list[str]) -> Change:
    return {path: "\n\n".join(paragraphs) + "\n"}
