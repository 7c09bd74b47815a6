"""Frozen dataclasses whose methods are written when they are first called.

A build imports 280 of them and uses half. Python's own decorator compiles six methods of each when it is imported, for
140 ms of CPU time; this one takes 20, and 15 more for the methods that are called.
"""

from __future__ import annotations

import dataclasses
import reprlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, TypeVar, dataclass_transform

T = TypeVar("T")

_INDENT = "\n    "


@dataclass_transform(field_specifiers=(dataclasses.field,))
def dataclass(
    *,
    frozen: bool = False,
    slots: bool = False,
    eq: bool = True,
    order: bool = False,
    kw_only: bool = False,
) -> Callable[[type[T]], type[T]]:
    """Return a decorator that makes a dataclass, as ``dataclasses.dataclass`` with the same arguments does.

    Functions of ``dataclasses`` take its classes and instances as they take others. A class that is not frozen or has
    no slots is made by Python's own decorator, and so is one with an order.
    One that derives from a class of this decorator has it too: to Python's own, its base would not be frozen.
    """

    def decorate(cls: type[T]) -> type[T]:
        if not (frozen and slots) or order:
            return dataclasses.dataclass(frozen=frozen, slots=slots, eq=eq, order=order, kw_only=kw_only)(cls)
        # It compiles a method only if it is asked for one: here it finds the fields, and gives the class its slots.
        made = dataclasses.dataclass(init=False, repr=False, eq=False, slots=True, kw_only=kw_only)(cls)
        return _with_methods(made, eq=eq)

    return decorate


def _with_methods(cls: type[T], *, eq: bool) -> type[T]:
    """Add the methods of a frozen dataclass to a class, except those that it defines itself."""
    written = {"__init__": _write_init, "__repr__": _write_repr}
    if eq:
        written |= {"__eq__": _write_eq, "__hash__": _write_hash}
    for name, write in written.items():
        # A class that defines __eq__ gets a __hash__ that is None from Python.
        if cls.__dict__.get(name) is None:
            setattr(cls, name, _late_method(cls, name, write))
    for name, method in _SHARED.items():
        setattr(cls, name, method)
    return cls


def _late_method(
    cls: type[Any], name: str, write: Callable[[Sequence[Field[Any]], type[Any]], Callable[..., Any]]
) -> Callable[..., Any]:
    """Return a method that puts the written one in its place when it is called, and calls that."""

    def method(self: object, *arguments: Any, **named: Any) -> Any:
        made = write(dataclasses.fields(cls), cls)
        made.__qualname__ = f"{cls.__qualname__}.{name}"
        setattr(cls, name, made)
        return made(self, *arguments, **named)

    method.__name__ = name
    return method


def _write_init(fields: Sequence[Field[Any]], cls: type[Any]) -> Callable[..., Any]:
    names: dict[str, Any] = {"_set": object.__setattr__, "_MISSING": MISSING}
    taken: dict[bool, list[str]] = {False: [], True: []}
    lines: list[str] = []
    for field in fields:
        name = field.name
        value = name
        if field.default_factory is not MISSING:
            names[f"_make_{name}"] = field.default_factory
            default = " = _MISSING"
            value = f"_make_{name}() if {name} is _MISSING else {name}" if field.init else f"_make_{name}()"
        elif field.default is not MISSING:
            names[f"_default_{name}"] = field.default
            default = f" = _default_{name}"
            value = name if field.init else f"_default_{name}"
        elif field.init:
            default = ""
        else:
            continue  # __post_init__ sets it
        if field.init:
            taken[bool(field.kw_only)].append(f"{name}{default}")
        lines.append(f"_set(self, {name!r}, {value})")
    if hasattr(cls, "__post_init__"):
        lines.append("self.__post_init__()")
    parameters = ["self", *taken[False], *(["*"] if taken[True] else []), *taken[True]]
    return _compiled("__init__", parameters, lines or ["pass"], names)


def _write_repr(fields: Sequence[Field[Any]], _: type[Any]) -> Callable[..., Any]:
    shown = ", ".join(f"{field.name}={{self.{field.name}!r}}" for field in fields if field.repr)
    lines = [f'return f"{{self.__class__.__qualname__}}({shown})"']
    return reprlib.recursive_repr()(_compiled("__repr__", ["self"], lines, {}))


def _write_eq(fields: Sequence[Field[Any]], _: type[Any]) -> Callable[..., Any]:
    compared = [field.name for field in fields if field.compare]
    lines = [
        "if other.__class__ is self.__class__:",
        f"    return {_tuple('self', compared)} == {_tuple('other', compared)}",
        "return NotImplemented",
    ]
    return _compiled("__eq__", ["self", "other"], lines, {})


def _write_hash(fields: Sequence[Field[Any]], _: type[Any]) -> Callable[..., Any]:
    hashed = [field.name for field in fields if (field.compare if field.hash is None else field.hash)]
    return _compiled("__hash__", ["self"], [f"return hash({_tuple('self', hashed)})"], {})


def _tuple(owner: str, names: Sequence[str]) -> str:
    """Return the source of a tuple of attributes."""
    return f"({''.join(f'{owner}.{name}, ' for name in names)})"


def _compiled(
    name: str, parameters: Sequence[str], lines: Sequence[str], names: dict[str, Any]
) -> Callable[..., Any]:
    """Return a function of some lines of source, which may use these names."""
    source = f"def {name}({', '.join(parameters)}):{_INDENT}{_INDENT.join(lines)}"
    exec(source, names)  # noqa: S102 - as Python's own dataclasses do: the source has names of fields only
    made: Callable[..., Any] = names[name]
    return made


def _refuse_change(self: object, name: str, _: object) -> None:
    raise FrozenInstanceError(f"{type(self).__qualname__}: cannot assign to field {name!r}")


def _refuse_deletion(self: object, name: str) -> None:
    raise FrozenInstanceError(f"{type(self).__qualname__}: cannot delete field {name!r}")


def _state(self: Any) -> list[Any]:
    return [getattr(self, field.name) for field in dataclasses.fields(self)]


def _set_state(self: Any, state: Sequence[Any]) -> None:
    for field, value in zip(dataclasses.fields(self), state, strict=True):
        object.__setattr__(self, field.name, value)


_SHARED = MappingProxyType(
    {
        "__setattr__": _refuse_change,
        "__delattr__": _refuse_deletion,
        "__getstate__": _state,
        "__setstate__": _set_state,
    }
)
"""The methods that all classes have in common: to be frozen, copied and pickled."""
