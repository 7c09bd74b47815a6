"""Warnings of articles in languages that the language model does not read, and a note of pages without words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from builder.annotate.parse.model_package import ModelPackage
from builder.content.site_settings import PATH as SITE_PATH
from builder.edition.interface import has_words, interface_of, known_languages
from builder.model.article import ArticleHead
from builder.model.diagnostic import Diagnostic, note, warning
from builder.model.editorial import Content, Site
from builder.model.graph import Graph
from builder.model.language_tags import primary_language

MOST = 20
"""The largest number of articles that get a warning each: a list of an archive would hide everything else."""

HINTS = "docs/languages.md has more about languages."


def language_warnings(
    graph: Graph, heads: Mapping[str, ArticleHead], content: Content, package: ModelPackage
) -> Iterator[Diagnostic]:
    """Yield a warning for each article without annotations whose language no editor has stated.

    Articles in the site's own language get one warning together. A site in a language that the pages have no words in
    gets a note.

    Args:
        graph: of the site.
        heads: of the articles, by seed id.
        content: the editor's files.
        package: the language model.
    """
    if not has_words(content.site.language):
        yield _of_words(content.site)
    own, others = 0, dict[str, str]()
    for outline in graph.outlines.values():
        settings = content.briefs.get(outline.seed_id)
        if outline.is_annotated or outline.language is None or (settings and settings.language):
            continue
        if primary_language(outline.language) == primary_language(content.site.language):
            own += 1
        else:
            others[heads[outline.seed_id].path] = outline.language
    if own:
        yield _of_site(content.site, own, package)
    for path, language in [*others.items()][:MOST]:
        yield _of_article(path, language, package)
    if len(others) > MOST:
        message = (
            f"{len(others) - MOST} more articles are in languages that the language model does not read."
        )
        yield warning("", None, message, HINTS)


def _of_words(site: Site) -> Diagnostic:
    known = ", ".join(f"{language_name(tag)} (`{tag}`)" for tag in known_languages())
    message = (
        f"The pages have no words in {language_name(site.language)}: what they say themselves is in English."
    )
    return note(SITE_PATH, site.lines.get("language"), message, f"There are words in {known}. {HINTS}")


def _of_site(site: Site, count: int, package: ModelPackage) -> Diagnostic:
    name = language_name(site.language)
    articles = "1 article is" if count == 1 else f"{count:,} articles are"
    message = (
        f"{articles} published without annotations: the language of the site is {name}, and the language model "
        f"{package.name} reads {language_name(package.language)}."
    )
    hint = f"Install a pipeline for {name} and name it in `model:`. {HINTS}"
    return warning(SITE_PATH, site.lines.get("language"), message, hint)


def _of_article(path: str, language: str, package: ModelPackage) -> Diagnostic:
    name = language_name(language)
    seed_id = path.rpartition("/")[2].rpartition(".")[0]
    message = (
        f"The article seems to be in {name}. It is published without annotations: the language model {package.name} "
        f"reads {language_name(package.language)}."
    )
    hint = (
        f"Write `language: {language}` into content/briefs/{seed_id}.yaml if that is right, or the tag of its "
        f"language if not. If all articles are in {name}, write `language: {language}` into {SITE_PATH}, and name a "
        "pipeline for it in `model:`."
    )
    return warning(path, None, message, hint)


def language_name(tag: str) -> str:
    """Return the English name of a language, or its tag in quotation marks if it has none here."""
    return interface_of("en").language_name(tag) or f"“{tag}”"
