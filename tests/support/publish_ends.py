"""Real ends of a publish: a folder, a git repository, servers of SSH, WebDAV and S3 on this machine."""

from __future__ import annotations

import getpass
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from builder.model.publish_target import PublishTarget, TargetKind
from builder.pipeline.progress import Progress, SilentProgress
from builder.publish.publish_report import PublishReport
from tests.support.sites import read_tree, write_files

PROGRAMS = ("git", "rsync", "rclone", "sshd", "ssh-keygen")
"""The programs that the ends need; ``make test`` installs them."""

ACCESS, SECRET = "AKIATEST", "moto-secret-key"


class End(Protocol):
    """A target, and what a reader or someone else does there without newsgloss."""

    target: PublishTarget

    def read(self) -> dict[str, bytes]:
        """Return every file there, by path."""
        ...

    def put(self, path: str, data: bytes | None) -> None:
        """Write a file as someone else, or remove it."""
        ...


@dataclass
class DiskEnd:
    """A target whose files are in a folder of this machine."""

    target: PublishTarget
    folder: Path

    def read(self) -> dict[str, bytes]:
        return read_tree(self.folder)

    def put(self, path: str, data: bytes | None) -> None:
        write_files(self.folder, {path: data})


@dataclass
class BranchEnd:
    """A branch of a bare repository."""

    target: PublishTarget
    repository: Path
    work: Path

    def git(self, *arguments: str, folder: Path | None = None) -> bytes:
        identity = ["-c", "user.name=Someone", "-c", "user.email=someone@example.org"]
        command = ["git", *identity, "-C", str(folder or self.repository), *arguments]
        return subprocess.run(command, check=True, capture_output=True).stdout

    def read(self) -> dict[str, bytes]:
        names = self.git("ls-tree", "-r", "-z", "--name-only", self.target.address).decode().split("\0")
        return {name: self.git("show", f"{self.target.address}:{name}") for name in names if name}

    def put(self, path: str, data: bytes | None) -> None:
        shutil.rmtree(self.work, ignore_errors=True)
        self.git("clone", "--quiet", str(self.repository), str(self.work), folder=self.repository.parent)
        has_branch = self.git("branch", "--list", self.target.address).strip()
        start = [f"origin/{self.target.address}"] if has_branch else []
        options = ["-B"] if has_branch else ["--orphan"]
        self.git("checkout", "--quiet", *options, self.target.address, *start, folder=self.work)
        write_files(self.work, {path: data})
        self.git("add", "--all", folder=self.work)
        self.git("commit", "--quiet", "--message", "Someone else's", folder=self.work)
        self.git("push", "--quiet", "origin", f"HEAD:{self.target.address}", folder=self.work)


@dataclass
class BucketEnd:
    """A part of an S3 bucket."""

    target: PublishTarget
    client: Any
    bucket: str
    prefix: str = "news/"

    def read(self) -> dict[str, bytes]:
        found = self.client.list_objects_v2(Bucket=self.bucket).get("Contents", [])
        keys = [entry["Key"] for entry in found]
        return {
            key.removeprefix(self.prefix): self._bytes(key) for key in keys if key.startswith(self.prefix)
        }

    def put(self, path: str, data: bytes | None) -> None:
        place = {"Bucket": self.bucket, "Key": self.prefix + path}
        if data is None:
            self.client.delete_object(**place)
        else:
            self.client.put_object(**place, Body=data)

    def _bytes(self, key: str) -> bytes:
        data: bytes = self.client.get_object(Bucket=self.bucket, Key=key)["Body"].read()
        return data


@dataclass
class SshServer:
    """An SSH server of the user who runs the tests.

    Attributes:
        shell: the command by which rsync reaches it.
    """

    port: int
    key: Path
    user: str = field(default_factory=getpass.getuser)

    @property
    def shell(self) -> str:
        options = "-F none -o BatchMode=yes -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null"
        # One connection for all commands: a log-in takes a third of a second.
        shared = f"-o ControlMaster=auto -o ControlPersist=60 -o ControlPath={self.key.parent}/c"
        return f"ssh -p {self.port} -i {self.key} {options} -o LogLevel=ERROR {shared}"


def free_port() -> int:
    with closing(socket.socket()) as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


@contextmanager
def serving(command: list[str], port: int, settings: Mapping[str, str]) -> Iterator[None]:
    """Run a server for a ``with`` block, which begins when the port answers."""
    log = subprocess.DEVNULL
    process = subprocess.Popen(command, stdout=log, stderr=log, env={**os.environ, **settings})
    try:
        _wait_for(port, process)
        yield
    finally:
        process.terminate()
        process.wait()


def _wait_for(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        assert process.poll() is None, f"{process.args!r} ended at once"
        with closing(socket.socket()) as client:
            if client.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError(f"{process.args!r} does not answer")


@contextmanager
def ssh_server(folder: Path) -> Iterator[SshServer]:
    """Run an SSH server on this machine, with a key of its own."""
    for name in ("host", "user"):
        command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)]
        subprocess.run(command, check=True)
    if os.getuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)
    port = free_port()
    (folder / "config").write_text(
        f"ListenAddress 127.0.0.1:{port}\nHostKey {folder}/host\nAuthorizedKeysFile {folder}/user.pub\n"
        "StrictModes no\nUsePAM no\nPasswordAuthentication no\nPermitRootLogin yes\nPidFile none\n"
        "Subsystem sftp internal-sftp\n"
    )
    sshd = shutil.which("sshd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
    assert sshd is not None
    with serving([sshd, "-D", "-e", "-f", str(folder / "config")], port, {}):
        server = SshServer(port, folder / "user")
        yield server
        command = [*server.shell.split(), "-O", "exit", "127.0.0.1"]
        subprocess.run(command, check=False, capture_output=True)


@contextmanager
def webdav_server(folder: Path) -> Iterator[str]:
    """Serve a folder by WebDAV; return the address."""
    port = free_port()
    command = ["rclone", "serve", "webdav", str(folder), "--addr", f"127.0.0.1:{port}", "--dir-cache-time=0s"]
    with serving([*command, "--user=ana", "--pass=dav-password"], port, {"RCLONE_CONFIG": "/dev/null"}):
        yield f"http://127.0.0.1:{port}"


@contextmanager
def s3_server() -> Iterator[str]:
    """Run an S3 server in memory; return the address."""
    port = free_port()
    with serving([sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)], port, {}):
        yield f"http://127.0.0.1:{port}"


def make_target(kind: TargetKind, address: str, **settings: Any) -> PublishTarget:
    return PublishTarget(name="web", kind=kind, address=address, line=2, **settings)


def rclone_settings(**values: str) -> dict[str, str]:
    """Return the variables that make the remote “web” of rclone."""
    settings = {f"RCLONE_CONFIG_WEB_{name.upper()}": value for name, value in values.items()}
    return {"RCLONE_CONFIG": "/dev/null", "RCLONE_LOW_LEVEL_RETRIES": "2", "RCLONE_RETRIES": "1", **settings}


def silent(_report: PublishReport) -> AbstractContextManager[Progress]:
    """Return a progress that shows nothing."""
    return nullcontext(SilentProgress())


def obscured(password: str) -> str:
    """Return a password in the form that rclone's configuration has it in."""
    done = subprocess.run(["rclone", "obscure", password], check=True, capture_output=True, text=True)
    return done.stdout.strip()
