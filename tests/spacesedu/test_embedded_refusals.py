"""What the embedded servers refuse to start on, each in one sentence."""

import os
import shutil
from pathlib import Path

import pytest

from spacesedu import embedded
from spacesedu.embedded import port, postgres


@pytest.fixture
def data(tmp_path: Path) -> embedded.DataFolder:
    data = embedded.DataFolder(tmp_path / "data")
    data.create()
    return data


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """A shell in which nothing is set."""
    for name in ("DATABASE_URL", "REDIS_URL", "SECRET_KEY", "SHARE_LINK_KEYS", "PORT", "HOST"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.delenv(embedded.MARK, raising=False)
    return monkeypatch


def test_secrets_are_made_once_for_the_owner_alone(
    data: embedded.DataFolder, bare: pytest.MonkeyPatch
) -> None:
    embedded.read_env(data.path)
    first = data.secrets.read_text()
    assert data.secrets.stat().st_mode & 0o777 == 0o600
    bare.delenv(embedded.MARK)
    bare.delenv("DATABASE_URL")
    bare.delenv("REDIS_URL")
    embedded.read_env(data.path)
    assert data.secrets.read_text() == first


def test_a_secret_in_the_environment_wins_over_the_recorded_one(
    data: embedded.DataFolder, bare: pytest.MonkeyPatch
) -> None:
    mine = "m" * 40
    bare.setenv("SECRET_KEY", mine)
    embedded.read_env(data.path)
    assert os.environ["SECRET_KEY"] == mine
    assert "SECRET_KEY" not in data.secrets.read_text()


def test_real_servers_get_no_made_up_secret(tmp_path: Path, bare: pytest.MonkeyPatch) -> None:
    bare.setenv("DATABASE_URL", "postgresql://db/x")
    bare.setenv("REDIS_URL", "redis://broker")
    embedded.read_env(tmp_path / "data")
    assert not embedded.in_use()
    assert not (tmp_path / "data").exists()
    assert "SECRET_KEY" not in os.environ


@pytest.mark.parametrize("alone", ["DATABASE_URL", "REDIS_URL"])
def test_one_real_server_without_the_other_is_a_mistake(
    alone: str, tmp_path: Path, bare: pytest.MonkeyPatch
) -> None:
    bare.setenv(alone, "somewhere")
    with pytest.raises(embedded.CannotStart, match="set both DATABASE_URL and REDIS_URL"):
        embedded.read_env(tmp_path / "data")


def test_a_folder_that_others_may_enter_holds_no_sockets(data: embedded.DataFolder) -> None:
    (data.path / "run").mkdir(mode=0o755)
    with pytest.raises(embedded.CannotStart, match="not a private folder"):
        data.sockets()


def test_a_link_in_place_of_the_socket_folder_is_not_followed(
    data: embedded.DataFolder, tmp_path: Path
) -> None:
    (data.path / "run").symlink_to(tmp_path)
    with pytest.raises(embedded.CannotStart, match="not a private folder"):
        data.sockets()


def test_a_data_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(embedded.CannotStart, match="cannot be written"):
        embedded.DataFolder(tmp_path / "file" / "data").create()


def test_a_disk_without_room_is_named_before_anything_is_written(
    data: embedded.DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    usage = shutil.disk_usage(data.path)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=2**20))
    with pytest.raises(embedded.CannotStart, match="has 1 MB left and needs 300 MB"):
        data.require_room()


def test_a_cluster_of_another_version_is_left_alone(data: embedded.DataFolder) -> None:
    data.cluster.mkdir()
    (data.cluster / "PG_VERSION").write_text("17\n")
    with pytest.raises(embedded.CannotStart, match="made by PostgreSQL 17"):
        postgres.create_cluster(data)


@pytest.mark.parametrize("text", ["abc", "0", "65536", "-1", "8000 "])
def test_a_port_that_is_no_port_is_refused(text: str, bare: pytest.MonkeyPatch) -> None:
    bare.setenv("PORT", text)
    with pytest.raises(embedded.CannotStart, match="PORT must be a number"):
        port.chosen_port()


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "example.org"])  # noqa: S104
def test_the_demo_listens_on_this_machine_alone(host: str, bare: pytest.MonkeyPatch) -> None:
    bare.setenv("HOST", host)
    assert port.chosen_host(demo=False) == host
    with pytest.raises(embedded.CannotStart, match="on this machine alone"):
        port.chosen_host(demo=True)
