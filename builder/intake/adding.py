"""Adding: the files of a new seed are written into a site, and nothing that is there is overwritten."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from builder.content.slug import is_slug, slug_hint
from builder.files import UnusableError, check_inside
from builder.intake.new_seed import NewSeed
from builder.model.diagnostic import InputError, error
from builder.model.editorial import Content
from builder.read.seed_names import SEED_ENDINGS

_MOST_NAMES = 1000


class Added(Struct, frozen=True):
    """What was added.

    Attributes:
        seed: the path of the seed, relative to the site's folder.
        settings: the path of its settings.
        is_new: False if the site had the same article already.
    """

    seed: str
    settings: str
    is_new: bool = True


def check_name(name: str) -> None:
    """Check a name that a user gives to a seed.

    Raises:
        InputError: if it cannot be one.
    """
    if not is_slug(name):
        message = f"“{name}” cannot be the name of a seed: small letters a to z, digits and hyphens can."
        raise InputError([error("--name", None, message, slug_hint(name))])


def same_address(content: Content, address: str | None) -> str | None:
    """Return the path of the settings of a brief with this address of its source; None if there is none."""
    return next((one.path for one in content.briefs.values() if address and one.source_url == address), None)


def add_seed(root: Path, seed: NewSeed, *, is_named: bool) -> Added:
    """Write the files of a new seed.

    If there is a seed of that name, the name gets a number; the same bytes are not added twice.

    Args:
        root: the site's folder, in which ``seeds`` exists or is made.
        seed: the new one.
        is_named: True if a user gave the name, which then gets no number.

    Raises:
        InputError: if a file cannot be written, or the name is taken.
    """
    folder, briefs = root / "seeds", root / "content" / "briefs"
    for place in (folder, briefs):
        try:
            check_inside(place, root=root)
        except UnusableError as problem:
            raise InputError([problem.diagnostic(place.relative_to(root).as_posix())]) from problem
    same = _same(folder, seed)
    if same is not None:
        path = same.relative_to(root).as_posix()
        return Added(path, f"content/briefs/{same.stem}.yaml", is_new=False)
    for number in range(1, _MOST_NAMES):
        name = seed.name if number == 1 else f"{seed.name}-{number}"
        path, settings = f"seeds/{name}{seed.ending}", f"content/briefs/{name}.yaml"
        taken = [
            folder / f"{name}{ending}" for ending in SEED_ENDINGS if (folder / f"{name}{ending}").exists()
        ]
        if not taken and not (root / settings).exists():
            _write(root, {path: seed.data, settings: seed.settings.encode()})
            return Added(path, settings)
        if is_named:
            there = taken[0] if taken else root / settings
            message = "There is a file of this name, with another article."
            hint = "Choose another --name, or delete the file first."
            raise InputError([error(there.relative_to(root).as_posix(), None, message, hint)])
    message = f"There are {_MOST_NAMES - 1} seeds of this name."
    raise InputError([error(f"seeds/{seed.name}", None, message, "Choose another one with --name.")])


def _same(folder: Path, seed: NewSeed) -> Path | None:
    """Return a seed with the same bytes, whatever its name; None if there is none."""
    if not folder.is_dir():
        return None
    size = len(seed.data)
    paths = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.suffix in SEED_ENDINGS)
    return next(
        (path for path in paths if path.stat().st_size == size and path.read_bytes() == seed.data), None
    )


def _write(root: Path, files: dict[str, bytes]) -> None:
    """Write new files, all or none.

    Raises:
        InputError: if one cannot be written.
    """
    done: list[Path] = []
    try:
        for name, data in files.items():
            path = root / name
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("xb") as file:
                done.append(path)
                file.write(data)
    except OSError as problem:
        for path in done:
            with suppress(OSError):
                path.unlink()
        message = f"The file cannot be written: {problem.strerror or problem}."
        raise InputError(
            [error(name, None, message, "Check the permissions and the space on the disk.")]
        ) from problem
