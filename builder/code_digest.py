"""Digest of the code that a result depends on: the import closure of modules, and the data beside them."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import builder
from builder.digest import digest

# An import as the formatter leaves it: on one line, or with its names in parentheses. Prose that reads like one can
# only add a module. Parsing is exact, but takes 320 ms for the 184 modules that every build asks for; this takes 6 ms.
_IMPORT = re.compile(
    rb"^[ \t]*(?:from[ \t]+([\w.]+)[ \t]+import[ \t]+(\([^)]*\)|.*)|import[ \t]+([\w.]+))", re.MULTILINE
)
_COMMENT = re.compile(rb"#.*")
_NAME = re.compile(rb"(\w+)(?:\s+as\s+\w+)?")


def code_digest(*modules: str) -> str:
    """Return a digest of modules of this package, of all that they import from it, and of their data.

    Args:
        modules: dotted names, such as ``builder.draw.card``.

    Raises:
        OSError: if a file cannot be read.
    """
    name = " ".join(modules)
    if name not in _taken:
        _taken[name] = _own_code().digest(*modules)
    return _taken[name]


_taken: dict[str, str] = {}
"""The digests of this package's modules that are known, by their names."""


def known_digests() -> dict[str, str]:
    """Return the digests of modules that this process knows, by their names, for one that has the same files."""
    return dict(_taken)


def know_digests(digests: Mapping[str, str]) -> None:
    """Use the digests that another process knew, instead of reading the code.

    Args:
        digests: of ``known_digests``. All files of the package must be those of then.
    """
    _taken.update(digests)


class Code:
    """The files of a package, each read once: after an edit, make a new instance.

    Args:
        folder: the package's folder, whose name is the name of the package.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._modules: dict[str, str] = {}
        self._data: dict[str, list[str]] = {}
        self._list("", "")
        self._imports: dict[str, frozenset[str]] = {}
        self._digests: dict[str, str] = {}

    @property
    def modules(self) -> frozenset[str]:
        """The dotted names of all modules."""
        return frozenset(self._modules)

    def digest(self, *modules: str) -> str:
        """Return a digest of the names and bytes of all files that modules depend on."""
        return digest(*(part for file in self.files(*modules) for part in (file, self._digest(file))))

    def files(self, *modules: str) -> list[str]:
        """Return the modules of the import closure and the data of their packages: sorted paths within the package.

        The data of a package are the files of its folder, and of the folders below it that are not packages, without
        modules, hidden and compiled files. The outermost package has none.
        """
        # The other folders of the outermost package are the starter and the templates of sites, which no result depends
        # on as code.
        closure = self.closure(*modules)
        files = {self._modules[module] for module in closure}
        for module in closure:
            files.update(self._data.get(module, ()))
        return sorted(files)

    def closure(self, *modules: str) -> frozenset[str]:
        """Return modules, the modules of the package that they import, and so on.

        An import counts wherever it is: in a function, or for the type checker alone. The packages that a module is
        in are imported with it, all but the outermost, which only holds the version.

        Raises:
            KeyError: if a module is not in the package.
        """
        found: set[str] = set()
        pending = set(modules)
        while pending:
            module = pending.pop()
            found.add(module)
            pending |= self.imports(module) - found
        return frozenset(found)

    def imports(self, module: str) -> frozenset[str]:
        """Return the modules of the package that are imported with a module, itself left out."""
        known = self._imports.get(module)
        if known is None:
            names = _imported_names(self._read(self._modules[module])) & self._modules.keys()
            names |= {parent for name in names | {module} for parent in _parents(name)}
            known = self._imports[module] = frozenset(names & self._modules.keys()) - {module}
        return known

    def _list(self, below: str, package: str) -> None:
        """List what is in a folder: modules by their dotted names, and data by the innermost package around them.

        Args:
            below: path of the folder within the package, with a slash at the end; "" for the package's own folder.
            package: dotted name of the package around the folder; "" if only the outermost package is.
        """
        with os.scandir(self._folder / below) as entries:
            found = {entry.name: entry.is_dir() for entry in entries if not entry.name.startswith(".")}
        if below and "__init__.py" in found:
            package = _dotted_name(self._folder.name, f"{below}__init__.py")
        for name, is_folder in found.items():
            if is_folder and name != "__pycache__":
                self._list(f"{below}{name}/", package)
            elif name.endswith(".py"):
                self._modules[_dotted_name(self._folder.name, below + name)] = below + name
            elif not is_folder and package and not name.endswith(".pyc"):
                self._data.setdefault(package, []).append(below + name)

    def _digest(self, file: str) -> str:
        if file not in self._digests:
            self._read(file)
        return self._digests[file]

    def _read(self, file: str) -> bytes:
        """Return the bytes of a file and remember their digest."""
        with open(f"{self._folder}/{file}", "rb") as opened:  # noqa: PTH123 - a third of the time that a Path takes
            data = opened.read()
        self._digests[file] = digest(data)
        return data


@cache
def _own_code() -> Code:
    return Code(Path(builder.__file__).parent)


def _imported_names(source: bytes) -> set[str]:
    """Return what the import statements of a module name: modules, and what may be modules in packages."""
    names: set[str] = set()
    for package, members, module in _IMPORT.findall(source):
        names.add((package or module).decode())
        uncommented = _COMMENT.sub(b"", members)
        names.update(f"{package.decode()}.{name.decode()}" for name in _NAME.findall(uncommented))
    return names


def _parents(name: str) -> list[str]:
    """Return the packages that a module is in, but the outermost."""
    parts = name.split(".")
    return [".".join(parts[:count]) for count in range(2, len(parts))]


def _dotted_name(root: str, file: str) -> str:
    """Return the name of a module from the name of the outermost package and its path in it."""
    name = f"{root}/{file}".removesuffix(".py").removesuffix("/__init__")
    return name.replace("/", ".")
