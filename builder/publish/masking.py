"""Secrets hidden in addresses and in what other programs say."""

from __future__ import annotations

import os
import re

HIDDEN = "***"

_SHORTEST = 6
"""Characters of the shortest value that is hidden: shorter ones ("yes", "true") are parts of ordinary words."""

_SECRET_NAME = re.compile(
    r"PASS|SECRET|TOKEN|CREDENTIAL|(?:^|_)KEY(?:$|_)|ACCESS_KEY|API_?KEY", re.IGNORECASE
)
_USERINFO = re.compile(r"(?P<scheme>\b(?:https?|ftps?|davs?|webdavs?|rsync)://)[^/@\s'\"]+@", re.IGNORECASE)
_PASSWORD = re.compile(r"(?P<head>\b[a-z+]+://[^/@:\s'\"]*):[^/@\s'\"]*@", re.IGNORECASE)
_FIELD = re.compile(
    r"(?P<head>\b(?:authorization|x-amz-signature|x-amz-credential|x-amz-security-token|signature|sig|token|"
    r"access[_-]?token|pass(?:word)?|secret(?:[_-]access[_-]key)?|access[_-]key[_-]id)\b[\"']?\s*[:=]\s*[\"']?)"
    r"(?:(?:basic|bearer|token)\s+)?[^\s,;&\"']+",
    re.IGNORECASE,
)


def mask_address(address: str) -> str:
    """Return an address without user and password; the user of SSH, which is no secret, stays."""
    return _PASSWORD.sub(rf"\g<head>:{HIDDEN}@", _USERINFO.sub(rf"\g<scheme>{HIDDEN}@", address))


def mask_text(text: str) -> str:
    """Return what a program said without secrets.

    Passwords and tokens in addresses and headers are hidden, and the values of all variables of the environment
    whose names call them secrets.
    """
    values = {
        value
        for name, value in os.environ.items()
        if len(value) >= _SHORTEST and _SECRET_NAME.search(name) and not value.startswith(("/", "./"))
    }
    for value in sorted(values, key=len, reverse=True):
        text = text.replace(value, HIDDEN)
    return _FIELD.sub(rf"\g<head>{HIDDEN}", mask_address(text))
