"""A branch of a git repository as a target: GitHub, GitLab and Codeberg publish such branches.

ghp-import writes the stream that git reads a commit from. The commit has the difference only, so everything else on
the branch stays, whatever it is. The branch is fetched without the bytes of its files, into a repository that lasts
as long as the publish does.
"""

from __future__ import annotations

import hashlib
import os
import re
import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from subprocess import PIPE
from typing import Any

from builder.model.publish_target import Host, PublishTarget
from builder.model.site_file import SiteFile, file_of
from builder.publish.destination import BuiltSite, Marks
from builder.publish.folder_destination import user_path
from builder.publish.limits import find_host
from builder.publish.masking import mask_address, mask_text
from builder.publish.programs import (
    Outcome,
    failed_program,
    missing_program,
    program_environment,
    run_program,
)
from builder.publish.publish_error import PublishError
from builder.publish.record import RECORD

_REMOTE = "target"
"""The name of the remote in the repository of a publish."""

_ADDRESS = re.compile(r"^(?:[a-z+]+://)|^[^/]+@[^/]+:|^[./~]|^[A-Za-z0-9.-]+:")
_SERVER = re.compile(r"^(?:[a-z+]+://)?(?:[^/@]*@)?(?P<server>[A-Za-z0-9.-]+)[:/]")
_LOG_IN = r"^(http|credential|url)\.|^core\.(sshcommand|askpass|gitproxy)$|^ssh\."
"""The names of settings by which git reaches a remote and logs in."""

_REFUSED = 1
"""The exit code of git if a branch could not be pushed."""


class BranchDestination:
    """A branch of a repository.

    Args:
        target: the branch, its remote, and its domain.
        site: the site.
        root: the site's root, in whose repository the name of a remote is looked up.
        work: an empty folder for the repository of this publish.

    Raises:
        PublishError: if git is missing, or the repository has no such remote.
    """

    def __init__(self, target: PublishTarget, site: BuiltSite, *, root: Path, work: Path) -> None:
        address = _resolve_remote(target.remote, root)
        found = _SERVER.match(address)
        self.server = found["server"].lower() if found else None
        self.place = f"branch {target.address} of {mask_address(address)}"
        self.extra_files: Mapping[str, SiteFile] = _extra_files(target, self.server)
        self._site = site
        self._branch = target.address
        self._repository = work / "repository"
        self._staged = work / "staged"
        self._sent: dict[str, Path] = {}
        self._removed: list[str] = []
        self._blobs: dict[str, str] = {}
        self.marks: Marks | None = GitMarks(self._blobs)
        self._settings = {
            "GIT_DIR": str(self._repository),
            "GIT_ALLOW_PROTOCOL": "file:git:http:https:ssh",
            # In the environment, and not in a file or on the command line: an address may have a token in it.
            **_git_config([*_log_in_settings(root), (f"remote.{_REMOTE}.url", address), *_identity(root)]),
        }
        if not sys.stdin.isatty():
            self._settings["GIT_TERMINAL_PROMPT"] = "0"

    def list_files(self) -> Mapping[str, int | None]:
        """Return every file of the branch, which is fetched; sizes are not known."""
        self._staged.mkdir()
        self._git("init", "--quiet", "--bare")
        name = f"refs/heads/{self._branch}"
        if not self._git("ls-remote", _REMOTE, name).out.strip():
            return {}
        self._git(
            "fetch", "--quiet", "--depth=1", "--filter=blob:none", "--no-tags", _REMOTE, f"+{name}:{name}"
        )
        for entry in (
            self._git("ls-tree", "-r", "-z", "--full-tree", name).out.decode(errors="replace").split("\0")
        ):
            head, _, path = entry.partition("\t")
            if path:
                mode, _, blob = head.split()
                self._blobs[path] = blob if mode.startswith("100") else ""
        return {path: None if blob else -1 for path, blob in self._blobs.items()}

    def read_file(self, path: str) -> bytes:
        """Return the bytes of a file of the branch."""
        return self._git("cat-file", "blob", self._blobs[path]).out

    def find_same(self, paths: Collection[str]) -> frozenset[str]:
        """Return the paths with the bytes of the site, by git's digests."""
        return frozenset(
            path for path in paths if self._blobs[path] == _blob_id(self._read(path), self._blobs[path])
        )

    def send(self, paths: Sequence[str]) -> Iterator[str]:
        """Put files into the commit that ``finish`` makes."""
        for path in paths:
            if path in self.extra_files:
                self.write_file(path, self._read(path))
            else:
                self._sent[path] = self._site.folder / path
            yield path

    def write_file(self, path: str, data: bytes) -> None:
        """Put a file that is not of the site into the commit that ``finish`` makes."""
        place = self._staged / hashlib.sha256(path.encode()).hexdigest()
        place.write_bytes(data)
        self._sent[path] = place

    def remove(self, paths: Sequence[str], folders: Sequence[str]) -> Iterator[str]:  # noqa: ARG002
        """Leave files out of the commit that ``finish`` makes; git has no empty folders."""
        self._removed += paths
        yield from paths

    def finish(self, message: str) -> None:
        """Commit everything and push the commit: readers see all of it at once, or nothing."""
        self._commit(message)
        name = f"refs/heads/{self._branch}"
        done = self._git("push", "--quiet", _REMOTE, f"{name}:{name}", allowed=(0, _REFUSED))
        if done.code == 0:
            return
        if "fetch first" in done.said or "non-fast-forward" in done.said or "stale info" in done.said:
            message = (
                f"Someone else changed the branch {self._branch} during the publish. Nothing was published."
            )
            raise PublishError(message, "Publish again.")
        raise failed_program("git", done.code, done.said)

    def _commit(self, message: str) -> None:
        """Add a commit with the difference to the branch, with the functions of ghp-import."""
        import ghp_import

        git: Any = _quiet_git(self._settings, self._repository)
        pipe = git.open("fast-import", "--date-format=rfc2822", "--quiet", stdin=PIPE)
        # With a prefix ghp-import removes the files below it only, and not all of the branch. The record is the one
        # file that every commit replaces.
        ghp_import.start_commit(pipe, git, self._branch, message, RECORD)
        for path in self._removed:
            ghp_import.write(pipe, ghp_import.enc(f"D {path}\n"))
        for path, place in self._sent.items():
            ghp_import.add_file(pipe, os.fspath(place), path)
        _, said = pipe.communicate(b"\n")
        if pipe.returncode:
            raise failed_program("git", pipe.returncode, mask_text(said.decode(errors="replace")))

    def _read(self, path: str) -> bytes:
        file = self.extra_files.get(path) or self._site.files[path]
        return file.read()

    def _git(self, *arguments: str, allowed: Collection[int] = (0,)) -> Outcome:
        return run_program(["git", *arguments], settings=self._settings, allowed=allowed)


class GitMarks:
    """Git's digests of files.

    Args:
        blobs: the digests of the files of a branch, by path, filled in when they are listed.
    """

    def __init__(self, blobs: Mapping[str, str]) -> None:
        self._blobs = blobs

    def there(self) -> Mapping[str, str]:
        """Return the digests of the files of the branch."""
        return dict(self._blobs)

    def of(self, files: Mapping[str, SiteFile]) -> Mapping[str, str]:
        """Return the digests that files will have, of the kind that the repository uses."""
        like = next(filter(None, self._blobs.values()), "")
        return {path: _blob_id(file.read(), like) for path, file in files.items()}


def _quiet_git(settings: Mapping[str, str], repository: Path) -> Any:
    """Return the git of ghp-import, for one repository."""
    import ghp_import

    class Git(ghp_import.Git):  # type: ignore[misc]
        def open(self, *arguments: str, **options: Any) -> Any:
            environment = program_environment(settings)
            try:
                return super().open(*arguments, cwd=repository, env=environment, **options)
            except FileNotFoundError as problem:
                raise missing_program("git") from problem

    return Git()


def _resolve_remote(remote: str, root: Path) -> str:
    """Return the address of a remote.

    Raises:
        PublishError: if it is a name that the repository of the site does not have, or a folder of the site.
    """
    if not _ADDRESS.match(remote):
        command = ["git", "-C", os.fspath(root), "remote", "get-url", "--push", remote]
        done = run_program(command, allowed=(0, 2, 128))
        if done.code:
            message = f"The site's folder is in no git repository with a remote “{remote}”."
            hint = f"Add it with `git remote add {remote} ADDRESS`, or write the address as `remote` of the target."
            raise PublishError(message, hint)
        remote = done.out.decode(errors="replace").strip()
    remote = remote.removeprefix("file://")
    if "://" not in remote and not re.match(r"[^/]+:", remote):
        # A repository has hooks, which are programs. Those who write in the site's folder may not choose programs.
        folder = (root / user_path(remote)).resolve()
        if root.resolve() in folder.parents:
            raise PublishError(
                f"The repository {remote} is inside of the site's folder.", "Move it out of there."
            )
        return os.fspath(folder)
    return remote


def _log_in_settings(root: Path) -> Iterator[tuple[str, str]]:
    """Yield the settings of the site's repository by which git reaches a remote and logs in.

    The repository of a publish is another one, and a CI service writes its log-in into the one that it checked out.
    """
    options = ["--local", "--includes", "--null", "--get-regexp", _LOG_IN]
    done = run_program(["git", "-C", os.fspath(root), "config", *options], allowed=(0, 1, 128))
    for entry in done.out.decode(errors="replace").split("\0") if done.code == 0 else ():
        key, separator, value = entry.partition("\n")
        if key:
            yield key, value if separator else "true"


def _identity(root: Path) -> Iterator[tuple[str, str]]:
    """Yield the settings that say who commits: the user of the site's repository, or newsgloss."""
    for key, default in (("user.name", "newsgloss"), ("user.email", "newsgloss@localhost")):
        done = run_program(["git", "-C", os.fspath(root), "config", key], allowed=(0, 1, 128))
        yield key, done.out.decode(errors="replace").strip() or default


def _git_config(values: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Return the variables by which git reads settings, after those that the environment has already."""
    first = int(os.environ.get("GIT_CONFIG_COUNT") or 0)
    settings = {"GIT_CONFIG_COUNT": str(first + len(values))}
    for number, (key, value) in enumerate(values, start=first):
        settings |= {f"GIT_CONFIG_KEY_{number}": key, f"GIT_CONFIG_VALUE_{number}": value}
    return settings


def _extra_files(target: PublishTarget, server: str | None) -> Mapping[str, SiteFile]:
    """Return the files that tell the host how to publish: no Jekyll, and the domain."""
    files = {".nojekyll": file_of(b"")}
    if target.domain is not None:
        host = target.host or find_host(target.url, server)
        name = ".domains" if host is Host.CODEBERG else "CNAME"
        files[name] = file_of(f"{target.domain}\n".encode())
    return files


def _blob_id(data: bytes, like: str) -> str:
    """Return git's digest of a file, of the same kind as another one."""
    kind = hashlib.sha256 if len(like) == 64 else hashlib.sha1
    return kind(b"blob %d\0" % len(data) + data).hexdigest()
