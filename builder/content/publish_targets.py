"""Targets of ``newsgloss publish``: the key ``publish`` of ``content/site.yaml``.

Whoever may write in ``content/`` decides where the files of the site go, but runs no programs: an address is neither
an option of git, rclone or rsync, nor one of their ways to name a command.
"""

from __future__ import annotations

import re

from builder.content.slug import is_slug, slug_hint
from builder.content.values import SITE_ADDRESS
from builder.model.publish_target import Host, PublishTarget, TargetKind
from builder.schema.mapping import (
    CheckedMapping,
    Field,
    Schema,
    ValueKind,
    check_mapping,
    place_of,
    wrong_type,
)
from builder.schema.report import Report
from builder.schema.values import choice, matching, read_line
from builder.schema.yaml_node import YamlKey, YamlMap, YamlNode

# A name of 30 characters or more is a token: those of GitHub have 40, of GitLab 26 after a prefix.
_PASSWORD = re.compile(r"//(?:[^/@\s]*:[^/@\s]*|gh[a-z]_[^/@\s]*|glpat-[^/@\s]*|[^/@\s]{30,})@")
_REMOTE = re.compile(r"(?!-)(?!.*::)[^\s\x00-\x1f]+")
_LEAVE_OUT = "Leave it out. Git asks for it, or has it from a credential helper."


def _read_remote(node: YamlNode, label: str, report: Report) -> str | None:
    """Return the address of a repository or the name of a remote; report a password in it."""
    text = read_line(node, label, report)
    if text is None:
        return None
    if _PASSWORD.search(text):
        report.error(node.line, f"`{label}`: the address has a password or a token in it.", _LEAVE_OUT)
        return None
    if _REMOTE.fullmatch(text):
        return text
    wrong_type(node, label, REMOTE.expects, report, "Write it like origin or git@github.com:ana/news.git.")
    return None


def _read_folder(node: YamlNode, label: str, report: Report) -> str | None:
    return read_line(node, label, report)


REMOTE = ValueKind("the name of a git remote, or the address of a repository", _read_remote)
FOLDER_PATH = ValueKind("the path of a folder", _read_folder)
BRANCH_NAME = matching(
    r"(?!.*(?:\.\.|//|\.lock$|/\.|[./]$))[A-Za-z0-9_][A-Za-z0-9_./-]{0,200}",
    "the name of a git branch",
    "Write it like gh-pages.",
)
RCLONE_PLACE = matching(
    # Without a comma: after it rclone would read options, some of which name programs.
    r"[\w.+@][\w.+@ -]*:[^\x00-\x1f]*",
    "a remote of rclone with a path",
    "Write it like bucket:news. `rclone config` makes a remote, and keeps its secrets.",
)
_SERVER = r"(?:[\w.+][\w.+-]*@)?(?:[\w.][\w.-]*|\[[0-9a-fA-F:.]+\])"
RSYNC_PLACE = matching(
    rf"rsync://{_SERVER}(?::[0-9]+)?/[^\x00-\x1f]+|(?!rsync:){_SERVER}::?[^:\x00-\x1f][^\x00-\x1f]*",
    "a folder on a server, as rsync writes it",
    "Write it like ana@example.org:/var/www/news.",
)
DOMAIN_NAME = matching(
    r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}",
    "a domain",
    "Write it like news.example.org.",
)

BRANCH = Field("branch", BRANCH_NAME, "A branch of a git repository that a host publishes.")
FOLDER = Field("folder", FOLDER_PATH, "A folder, from the site's folder or with its full path.")
RCLONE = Field("rclone", RCLONE_PLACE, "A place that rclone reaches: S3, SFTP, WebDAV and many more.")
RSYNC = Field("rsync", RSYNC_PLACE, "A folder on a server that rsync reaches over SSH.")
REMOTE_NAME = Field("remote", REMOTE, "The repository of `branch`; `origin` without it.")
DOMAIN = Field("domain", DOMAIN_NAME, "A domain of your own for `branch`, which the host reads from a file.")
URL = Field("url", SITE_ADDRESS, "Where readers find the site; the site's `url` without it.")
HOST = Field(
    "host", choice(Host), "The service whose limits count, if neither repository nor address shows it."
)
TARGET = Schema((BRANCH, FOLDER, RCLONE, RSYNC, REMOTE_NAME, DOMAIN, URL, HOST))

_PLACES = {
    TargetKind.BRANCH: BRANCH,
    TargetKind.FOLDER: FOLDER,
    TargetKind.RCLONE: RCLONE,
    TargetKind.RSYNC: RSYNC,
}


def _target(name: YamlKey, record: CheckedMapping, report: Report) -> PublishTarget | None:
    """Return a target; report one without exactly one place, and keys that only a branch has."""
    given = [kind for kind, known in _PLACES.items() if known.name in record.lines]
    if len(given) != 1:
        named = " and ".join(f"`{kind}`" for kind in given)
        what = f"has {named}, which are different places" if given else "has no place"
        message = f"The target “{name.text}” {what}."
        report.error(name.line, message, "Give it one of `branch`, `folder`, `rclone` and `rsync`.")
        return None
    kind = given[0]
    for only_branch in (REMOTE_NAME, DOMAIN):
        if only_branch.name in record.lines and kind is not TargetKind.BRANCH:
            message = f"The target “{name.text}” has `{only_branch.name}`, which belongs to a `branch`."
            report.error(record.lines[only_branch.name], message, "Remove the line.")
    address = record.get(_PLACES[kind])
    if address is None:
        return None
    return PublishTarget(
        name=name.text,
        kind=kind,
        address=address,
        remote=record.get(REMOTE_NAME) or "origin",
        domain=record.get(DOMAIN),
        url=record.get(URL),
        host=record.get(HOST),
        line=name.line,
    )


def _read_targets(node: YamlNode, label: str, report: Report) -> tuple[PublishTarget, ...] | None:
    """Return the targets in the order of the file; report names and targets that are wrong."""
    if not isinstance(node, YamlMap):
        wrong_type(node, label, TARGETS.expects, report, "Write “web: {branch: gh-pages}”.", is_group=True)
        return None
    targets = []
    for key, value in node.entries:
        place = place_of(key.text, label)
        if not is_slug(key.text):
            message = (
                f"`{label}`: “{key.text}” is not a name: expected small letters a to z, digits and hyphens."
            )
            report.error(key.line, message, slug_hint(key.text))
        target = _target(key, check_mapping(value, TARGET, report, label=place), report)
        if target is not None:
            targets.append(target)
    return tuple(targets)


TARGETS = ValueKind("targets, each a name with its keys", _read_targets)
