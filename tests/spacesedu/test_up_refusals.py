"""What `manage.py` refuses to start on: one sentence, a non-zero exit, nothing left behind."""

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.spacesedu.processes import manage, processes_of

pytestmark = pytest.mark.enable_socket
REAL = {"DATABASE_URL": "postgresql://x@127.0.0.1:1/x", "REDIS_URL": "redis://127.0.0.1:1/0"}
KEY = "k" * 40


@pytest.fixture
def taken_port() -> Iterator[int]:
    """A port that somebody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield int(server.getsockname()[1])


def test_a_port_in_use_is_named_and_nothing_starts(tmp_path: Path, taken_port: int) -> None:
    refused = manage("up", DATA_DIR=str(tmp_path), PORT=str(taken_port))
    assert refused.returncode == 1
    assert _only_sentence(refused.stderr).startswith(f"manage.py: Port {taken_port} on 127.0.0.1")
    assert f"PORT={taken_port + 1}" in refused.stderr
    assert not processes_of(tmp_path)
    assert not (tmp_path / "postgres").exists()


def test_the_demo_refuses_to_be_seen_from_outside(tmp_path: Path) -> None:
    refused = manage("up", DATA_DIR=str(tmp_path), DEMO="1", HOST="0.0.0.0")  # noqa: S104
    assert refused.returncode == 1
    assert "listens on this machine alone" in _only_sentence(refused.stderr)


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    refused = manage("up", DATA_DIR=str(tmp_path / "file" / "data"))
    assert refused.returncode == 1
    assert "cannot be written" in _only_sentence(refused.stderr)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (REAL, "SECRET_KEY"),
        (REAL | {"SECRET_KEY": KEY}, "SHARE_LINK_KEYS"),
        (REAL | {"SECRET_KEY": KEY, "SHARE_LINK_KEYS": f"a:{KEY}"}, "BASE_URL must begin"),
        (REAL | {"SECRET_KEY": "short", "SHARE_LINK_KEYS": f"a:{KEY}"}, "32 characters"),
        ({"DATABASE_URL": REAL["DATABASE_URL"]}, "set both DATABASE_URL and REDIS_URL"),
    ],
)
def test_real_servers_without_secrets_are_refused(
    given: dict[str, str], sentence: str, tmp_path: Path
) -> None:
    refused = manage("migrate", **given, DATA_DIR=str(tmp_path / "data"))
    assert refused.returncode == 1
    assert sentence in _only_sentence(refused.stderr)
    assert not (tmp_path / "data").exists()


def _only_sentence(text: str) -> str:
    lines = text.splitlines()
    assert len(lines) == 1, text
    return lines[0]
