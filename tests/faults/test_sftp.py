"""A district's own software delivers by SFTP, to a real OpenSSH server."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import LazySettings

from districts.models import ConnectionKind, ImportRun, RunState, SisConnection, Student
from districts.sis import inbox, sweep
from spacesedu.lib import clock
from tests.samples.advanced_csv import sample
from tests.samples.importing import importing

SSHD = shutil.which("sshd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        SSHD is None or shutil.which("sftp") is None, reason="no OpenSSH server on this machine"
    ),
]

CONFIG = """
Port {port}
ListenAddress 127.0.0.1
HostKey {keys}/host
PidFile none
AuthorizedKeysFile {keys}/client.pub
StrictModes no
UsePAM no
PasswordAuthentication no
PermitRootLogin prohibit-password
Subsystem sftp internal-sftp
ForceCommand internal-sftp -d {home}
"""


@dataclass(frozen=True)
class Server:
    """An SFTP server on loopback whose one user lands in ``home``."""

    port: int
    keys: Path
    home: Path

    def put(self, *commands: str) -> None:
        """Run SFTP commands as the district's software would."""
        options = {
            "StrictHostKeyChecking": "no",
            "UserKnownHostsFile": "/dev/null",
            "IdentitiesOnly": "yes",
            "LogLevel": "ERROR",
        }
        subprocess.run(
            [
                *("sftp", "-b", "-", "-P", str(self.port), "-i", str(self.keys / "client")),
                *(part for name, value in options.items() for part in ("-o", f"{name}={value}")),
                "127.0.0.1",
            ],
            input="\n".join(commands),
            check=True,
            capture_output=True,
            text=True,
            timeout=30,
        )


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    keys, home = tmp_path / "keys", tmp_path / "inbox" / "sd74"
    for folder in (keys, home):
        folder.mkdir(parents=True)
    for name in ("host", "client"):
        make = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(keys / name)]
        subprocess.run(make, check=True, timeout=30)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    config = keys / "sshd_config"
    config.write_text(CONFIG.format(port=port, keys=keys, home=home))
    if os.geteuid() == 0:
        # Where sshd steps down to before somebody has signed in.
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
    with subprocess.Popen(
        [str(SSHD), "-D", "-e", "-f", str(config)], stderr=subprocess.DEVNULL
    ) as process:
        try:
            _wait_for(port)
            yield Server(port, keys, home)
        finally:
            process.terminate()


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + 10
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            if time.monotonic() > deadline:
                raise
        else:
            return


def test_what_arrives_by_sftp_is_imported(
    server: Server, tmp_path: Path, settings: LazySettings
) -> None:
    settings.SIS_INBOX = str(tmp_path / "inbox")
    settings.SIS_TAKEN = tmp_path / "taken"
    sd74 = importing(tmp_path)
    sd74.district.slug = "sd74"
    sd74.district.save()
    SisConnection.objects.create(
        district=sd74.district, name="nightly", kind=ConnectionKind.INBOX, created_at=clock.now()
    )
    package = sample(families=False).zipped(tmp_path / "districtsync_sd74_2026-01-02.zip")

    # Under a name of its own while it is on its way, as most software does; then twice the same.
    server.put(f"put {package} package.filepart")
    assert inbox.scan(at=clock.now() + timedelta(minutes=5)) == 0
    server.put("rename package.filepart districtsync.zip", f"put {package} districtsync.zip")
    assert inbox.scan(at=clock.now() + timedelta(minutes=5)) == 1

    sweep.sweep(at=clock.now() + timedelta(hours=1))
    run = ImportRun.objects.get()
    assert (run.state(), run.counts["students"]["created"]) == (RunState.HELD, 20)
    assert not Student.objects.exists()
    assert list(server.home.iterdir()) == []
