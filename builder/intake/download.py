"""Downloads: one page from the web, within limits of time and size."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urljoin

from builder import __version__
from builder.intake.incoming import Incoming, from_response
from builder.model.diagnostic import InputError, error
from builder.read.limits import MAX_PAGE_BYTES

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse

CONNECT_SECONDS, READ_SECONDS = 10.0, 30.0
REDIRECTS = 5
AGENT = f"newsgloss/{__version__} (an editor's own request for one page)"

_SAVE = "Save the page in your browser, and give its file."


def download(address: str) -> Incoming:
    """Return the article at an address.

    Args:
        address: begins with http:// or https://.

    Raises:
        InputError: if it cannot be loaded, with the reason; or if it is no article.
    """
    from urllib3 import PoolManager, Retry, Timeout
    from urllib3.exceptions import HTTPError

    timeout = Timeout(connect=CONNECT_SECONDS, read=READ_SECONDS)
    retries = Retry(total=REDIRECTS, connect=0, read=0, redirect=REDIRECTS, status=0, other=0)
    with PoolManager(
        retries=retries, timeout=timeout, headers={"User-Agent": AGENT, "Accept": "text/html,*/*;q=0.5"}
    ) as pool:
        try:
            response = pool.request("GET", address, preload_content=False)
            with response:
                return _article(response, address)
        except (HTTPError, OSError, UnicodeError) as problem:
            raise InputError([error(address, None, *_reason(problem))]) from problem


def _article(response: BaseHTTPResponse, address: str) -> Incoming:
    """Return the article of a response.

    Raises:
        InputError: if the server refuses it, it is too large, or no article.
    """
    if response.status >= 300:
        message = f"The server answers {response.status}{f' ({response.reason})' if response.reason else ''}."
        hint = f"Open the address in your browser. {_SAVE}"
        raise InputError([error(address, None, message, hint)])
    data = response.read(MAX_PAGE_BYTES + 1, decode_content=True)
    if len(data) > MAX_PAGE_BYTES:
        message = f"The page is larger than {MAX_PAGE_BYTES / 1_000_000:,g} MB."
        raise InputError([error(address, None, message, "Copy the article into a text file.")])
    moves = response.retries.history if response.retries is not None else ()
    for move in moves:
        address = urljoin(address, move.redirect_location or "")
    return from_response(data, response.headers.get("Content-Type", ""), address)


def _reason(problem: Exception) -> tuple[str, str]:
    """Return what went wrong, and what to do."""
    from urllib3 import exceptions

    reason = getattr(problem, "reason", None) or problem
    if isinstance(reason, exceptions.NameResolutionError):
        return (
            "The name of the server cannot be resolved: it is misspelt, or this machine is not online.",
            f"Check the address and the network. Or: {_SAVE[0].lower()}{_SAVE[1:]}",
        )
    # It is a kind of timeout in the library.
    refused = isinstance(reason, exceptions.NewConnectionError)
    if isinstance(reason, exceptions.TimeoutError) and not refused:
        return "The server did not answer in time.", f"Try again later. Or: {_SAVE[0].lower()}{_SAVE[1:]}"
    if isinstance(reason, exceptions.SSLError):
        return "The server's certificate is not valid.", f"Open the address in your browser. {_SAVE}"
    if isinstance(reason, exceptions.ResponseError) and "redirect" in str(reason):
        return f"The address redirects more than {REDIRECTS} times.", f"Open it in your browser. {_SAVE}"
    if refused or isinstance(reason, exceptions.ProtocolError | OSError):
        return (
            "The server cannot be reached, or broke the connection off.",
            f"Check the network. Or: {_SAVE[0].lower()}{_SAVE[1:]}",
        )
    return f"The address cannot be loaded: {type(reason).__name__}.", "Check the address."
