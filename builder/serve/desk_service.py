"""The desk as the preview offers it to pages: decisions, undo, history and doubts, each as JSON."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable, Mapping, Sequence
from difflib import unified_diff
from http import HTTPStatus

import msgspec

from builder.desk.content_files import BYTE_ORDER_MARK
from builder.desk.decisions import read_decision
from builder.desk.desk import Desk
from builder.desk.desk_errors import ConflictError, DeskError
from builder.desk.history import Change, Written


class _Undo(msgspec.Struct):
    """Which decision is taken back: the newest one without a number."""

    number: int | None = None


_UNDO = msgspec.json.Decoder(_Undo)

ANSWERED = 20
"""Decisions of the history that a page gets, at most."""

Answer = tuple[HTTPStatus, Mapping[str, object]]
"""A status and what the page gets as JSON."""


class DeskService:
    """Answers the requests of the desk's script.

    Args:
        desk: writes decisions.
        doubts: returns the doubts about the site that is shown, each as plain values.

    Attributes:
        token: which only pages of the preview know; every request has it.
    """

    def __init__(self, desk: Desk, doubts: Callable[[], Sequence[object]]) -> None:
        self.token = secrets.token_urlsafe(24)
        self._desk = desk
        self._doubts = doubts

    def knows(self, token: str) -> bool:
        """Return True if a request has the token."""
        return hmac.compare_digest(token.encode(), self.token.encode())

    def answer(self, method: str, action: str, data: bytes) -> Answer:
        """Return the answer to a request.

        Args:
            method: GET or POST.
            action: the last part of the address.
            data: the body.
        """
        try:
            match method, action:
                case "POST", "decide":
                    return _written(self._desk.decide(read_decision(data)))
                case "POST", "undo":
                    return _written(self._desk.undo(_UNDO.decode(data).number))
                case "GET", "history":
                    return HTTPStatus.OK, {
                        "written": [_entry(one) for one in self._desk.written()[:ANSWERED]]
                    }
                case "GET", "doubts":
                    return HTTPStatus.OK, {"doubts": self._doubts()}
        except ConflictError as problem:
            return HTTPStatus.CONFLICT, _problem(problem)
        except DeskError as problem:
            return HTTPStatus.UNPROCESSABLE_ENTITY, _problem(problem)
        except ValueError as problem:
            return HTTPStatus.BAD_REQUEST, {"message": f"This is not a decision: {problem}.", "hint": ""}
        return HTTPStatus.NOT_FOUND, {"message": f"The desk does not know {action!r}.", "hint": ""}


def _problem(problem: DeskError) -> dict[str, object]:
    return {"message": problem.message, "hint": problem.hint}


def _written(written: Written) -> Answer:
    return HTTPStatus.OK, _entry(written)


def _entry(written: Written) -> dict[str, object]:
    moved = {change.moved_to: change for change in written.changes if change.moved_to}
    return {
        "number": written.number,
        "at": written.at,
        "meaning": written.meaning,
        "undone": written.undone,
        "about": written.about,
        "files": [_file(change, moved) for change in written.changes if not change.moved_to],
    }


def _file(change: Change, moved: Mapping[str, Change]) -> dict[str, object]:
    """Return a changed file with the lines that were removed and added; ``moved`` has those that were moved by path."""
    old = moved.get(change.path, change)
    path = change.path if old is change else f"{old.path} → {change.path}"
    before = (old.before or "").removeprefix(BYTE_ORDER_MARK).splitlines()
    after = (change.after or "").splitlines()
    lines = list(unified_diff(before, after, n=0, lineterm=""))[2:]
    return {"path": path, "lines": [line for line in lines if not line.startswith("@@")]}
