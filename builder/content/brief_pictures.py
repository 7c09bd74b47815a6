"""Pictures of briefs: files in ``content/static/`` with their sizes, which pages need before they are loaded."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

from msgspec.structs import replace

from builder.content.static_files import FOLDER, STATIC_LIMIT, static_names
from builder.files import UnusableError, read_file
from builder.model.diagnostic import Diagnostic, error, warning
from builder.model.editorial import BriefSettings, Content, Picture
from builder.schema.suggestion import Suggestions

_NO_SIZE = (".svg",)
_SAY = "Say in `alt` what it shows, for readers who do not see it."


def with_picture_sizes(root: Path, content: Content) -> tuple[Content, tuple[Diagnostic, ...]]:
    """Return the editor's files with the sizes of the pictures of briefs.

    Args:
        root: the site's folder.
        content: the editor's files.

    Returns:
        The same, an error for each picture that cannot be shown, which is left out, and a warning for each that has no
        alternative text.
    """
    if not any(settings.pictures for settings in content.briefs.values()):
        return content, ()
    sizes = _Sizes(root)
    briefs = {seed_id: sizes.of(settings) for seed_id, settings in content.briefs.items()}
    return replace(content, briefs=briefs), tuple(sizes.problems)


class _Sizes:
    """The sizes of the pictures of a site, each read once."""

    def __init__(self, root: Path) -> None:
        self.problems: list[Diagnostic] = []
        self._root = root
        self._names = static_names(root)
        self._known: dict[str, tuple[int, int] | str] = {}

    def of(self, settings: BriefSettings) -> BriefSettings:
        """Return the settings of a brief with the sizes of its pictures."""
        return replace(settings, pictures=tuple(self._sized(settings)))

    def _sized(self, settings: BriefSettings) -> Iterator[Picture]:
        path = settings.path_of("pictures")
        for picture in settings.pictures:
            found = self._size(picture.file)
            if isinstance(found, str):
                self.problems.append(error(path, picture.line, found, self._hint(picture.file)))
            else:
                if not picture.alt:
                    message = f"The picture {picture.file} has no alternative text."
                    self.problems.append(warning(path, picture.line, message, _SAY))
                yield replace(picture, width=found[0], height=found[1])

    def _size(self, name: str) -> tuple[int, int] | str:
        """Return the width and the height of a picture in pixels (0: not known), or what is wrong with it."""
        if name not in self._known:
            self._known[name] = self._read(name)
        return self._known[name]

    def _read(self, name: str) -> tuple[int, int] | str:
        from PIL import Image, UnidentifiedImageError

        if name not in self._names:
            return f"There is no picture {FOLDER}/{name}."
        if name.lower().endswith(_NO_SIZE):
            return 0, 0
        try:
            data = read_file(self._root / FOLDER / name, root=self._root, limit=STATIC_LIMIT)
            # Only the head of the file is decoded.
            with Image.open(io.BytesIO(data)) as image:
                turned = image.getexif().get(0x0112) in (5, 6, 7, 8)
                return (image.height, image.width) if turned else image.size
        except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
            return f"{FOLDER}/{name} is not a picture that browsers can show."
        except UnusableError as problem:
            return f"{FOLDER}/{name}: {problem.message}"

    def _hint(self, name: str) -> str:
        near = Suggestions(self._names).nearest(name)
        if name in self._names:
            return "Save it as JPEG, PNG, WebP, AVIF, GIF or SVG."
        return f"Did you mean {near}?" if near else f"Put it into {FOLDER}."
