"""The editor's theme: what of ``content/site.yaml`` decides how the pages look, and what is around them."""

from __future__ import annotations

from msgspec import Struct


class SocialLink(Struct, frozen=True):
    """A link in the footer of every page.

    Attributes:
        address: of another site, or a page's path from the site's root.
        label: what the link says.
        icon: a file from the site's root that is shown before the label, or None.
        line: its line in the file, counted from 1.
    """

    address: str
    label: str
    icon: str | None = None
    line: int = 1

    @property
    def is_elsewhere(self) -> bool:
        """True if the link leads to another site."""
        return "://" in self.address


class Theme(Struct, frozen=True):
    """How the pages of a site look. Without any of it they look as the program's own templates make them.

    Attributes:
        accent: the color of links and rules as the editor wrote it, "#rrggbb", or None.
        logo: a file from the site's root that is shown for the title, or None.
        shows_title: True if the title is shown beside the logo.
        extra_css: style sheets from the site's root, loaded after the built-in ones.
        head: the name of a template that is included in the head of every page, or None.
        csp: what pages may load besides files of the site: directives, each with its sources.
        social: links in the footer.
    """

    accent: str | None = None
    logo: str | None = None
    shows_title: bool = False
    extra_css: tuple[str, ...] = ()
    head: str | None = None
    csp: tuple[tuple[str, tuple[str, ...]], ...] = ()
    social: tuple[SocialLink, ...] = ()

    @property
    def has_sheet(self) -> bool:
        """True if the site has a style sheet made of these settings."""
        return self.accent is not None or self.logo is not None or bool(self.social)
