"""Templates and blocks of a site that nothing uses: a misspelled name replaces nothing, and nobody would notice."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

from jinja2 import Environment, TemplateSyntaxError, nodes

from builder.model.diagnostic import Diagnostic, warning
from builder.render.sources import ASSETS, BUILT_IN, PREFIX, read_templates
from builder.schema.suggestion import Suggestions, did_you_mean


def unused_templates(
    folders: Sequence[Path], *, root: Path | None = None, used: Collection[str] = ()
) -> tuple[Diagnostic, ...]:
    """Return a warning for each template of the site's own that nothing uses, and for each such block of one.

    Args:
        folders: of templates, the site's own first and the program's last.
        root: the site's root, which links must not lead out of.
        used: the names of templates that settings name.

    Raises:
        InputError: if a file or folder cannot be read.
    """
    if len(folders) < 2:
        return ()
    known = {name for name in read_templates(folders[1:]) if not name.startswith(f"{ASSETS}/")}
    own = {
        name: data
        for name, data in read_templates(folders[:-1], root=root).items()
        if not name.startswith(f"{ASSETS}/")
    }
    sources = read_templates(folders, root=root)
    return (*_unused_files(own, known, sources, used), *_unused_blocks(own, sources))


def _unused_files(
    own: Mapping[str, bytes], known: Collection[str], sources: Mapping[str, bytes], used: Collection[str]
) -> Iterator[Diagnostic]:
    """Yield a warning for each template that replaces none, and that no template and no setting names."""
    nearest = Suggestions(known)
    by_file = {PurePosixPath(name).name: name for name in sorted(known)}
    nearest_file = Suggestions(by_file)
    for name in own:
        if name in known or name in used:
            continue
        others = b"\n".join(data for other, data in sources.items() if other != name)
        if name.encode("utf-8", "replace") not in others:
            near = nearest.nearest(name) if "/" in name else by_file.get(nearest_file.nearest(name) or "")
            hint = (
                f"Did you mean {PREFIX}/{near}?"
                if near
                else "Include it from another template, or remove it."
            )
            message = (
                "No page uses this template: it replaces none of the program's, and no template names it."
            )
            yield warning(f"{PREFIX}/{name}", None, message, hint)


def _unused_blocks(own: Mapping[str, bytes], sources: Mapping[str, bytes]) -> Iterator[Diagnostic]:
    """Yield a warning for each block that is in none of the templates that its template extends."""
    for name in own:
        tree = _parse(sources[name])
        parent = _parent(tree)
        if tree is None or parent is None:
            continue
        above = set(_blocks_above(parent, sources))
        for block in tree.body:
            if above and isinstance(block, nodes.Block) and block.name not in above:
                near = did_you_mean(block.name, above)
                hint = (
                    f"Did you mean “{near}”?"
                    if near
                    else f"The blocks there are: {', '.join(sorted(above))}."
                )
                message = f"Nothing shows the block “{block.name}”: {parent} has none of this name."
                yield warning(f"{PREFIX}/{name}", block.lineno, message, hint)


def _blocks_above(name: str | None, sources: Mapping[str, bytes]) -> Iterator[str]:
    """Yield the names of the blocks of a template, and of all that it extends; nothing if one is missing."""
    seen: set[str] = set()
    while name is not None and name not in seen:
        seen.add(name)
        tree = _parse(sources.get(name, sources.get(name.removeprefix(BUILT_IN), b"")))
        if tree is None:
            return
        yield from (block.name for block in tree.find_all(nodes.Block))
        name = _parent(tree)


def _parse(source: bytes) -> nodes.Template | None:
    """Return the syntax tree of a template; None if it has mistakes, which rendering reports."""
    try:
        return Environment(autoescape=True).parse(source.decode())
    except (TemplateSyntaxError, UnicodeDecodeError):
        return None


def _parent(tree: nodes.Template | None) -> str | None:
    """Return the name of the template that one extends; None if it extends none, or not one by name."""
    extends = tree.find(nodes.Extends) if tree is not None else None
    name = extends.template if extends is not None else None
    return str(name.value) if isinstance(name, nodes.Const) else None
