"""Allowlist of the addresses and numbers that a site may publish."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct

from builder.contacts.detection import FEWEST_DIGITS, MOST_DIGITS, Contact, address_key, telephone_key

_ADDRESS = re.compile(r"[^\s@]{0,64}@(?:[\w-]{1,63}\.){1,8}[\w-]{2,24}")
_TELEPHONE = re.compile(r"[+(]?[\dA-Z][\dA-Z ().+/\u00a0\u2009-\u2013\u202f-]*")


class Allowlist(Struct, frozen=True):
    """Addresses and numbers that may be published.

    Attributes:
        addresses: keys of addresses, and domains with "@" before them.
        numbers: keys of telephone numbers.
    """

    addresses: frozenset[str]
    numbers: frozenset[str]

    def allows(self, contact: Contact) -> bool:
        """Return True if an address, its whole domain, or a number is allowed."""
        if not contact.is_address:
            return contact.key in self.numbers
        return contact.key in self.addresses or f"@{contact.key.partition('@')[2]}" in self.addresses


def is_allowlist_entry(text: str) -> bool:
    """Return True for an e-mail address, a domain ("@example.org"), or a telephone number."""
    if "@" in text:
        return _ADDRESS.fullmatch(text) is not None
    # A number that is spelled as a word may have three digits only: 800-FLOWERS.
    digits = sum(map(str.isdigit, text))
    return 3 <= digits <= MOST_DIGITS and len(telephone_key(text)) >= FEWEST_DIGITS and _is_telephone(text)


def _is_telephone(text: str) -> bool:
    return _TELEPHONE.fullmatch(text.upper()) is not None


def make_allowlist(entries: Iterable[str]) -> Allowlist:
    """Return the allowlist of the entries in a site's settings."""
    texts = tuple(entries)
    return Allowlist(
        frozenset(address_key(text) for text in texts if "@" in text),
        frozenset(telephone_key(text) for text in texts if "@" not in text),
    )
