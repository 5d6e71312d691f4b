"""Embedded servers: shared while somebody uses them, gone after, whatever was killed before."""

import os
import signal
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from spacesedu import embedded
from spacesedu.embedded import database, postgres, valkey
from spacesedu.embedded.locks import is_held
from tests.spacesedu.processes import (
    User,
    clean_environment,
    eventually,
    kill_all,
    processes_of,
    using,
)


@pytest.fixture(scope="module")
def cluster() -> Iterator[Path]:
    """A folder with a complete cluster; each test leaves it in order."""
    with tempfile.TemporaryDirectory(prefix="spacesedu-cluster-") as folder:
        with using(Path(folder)) as user:
            user.leave()
        yield Path(folder)


@pytest.fixture
def data(cluster: Path) -> Iterator[embedded.DataFolder]:
    yield embedded.DataFolder(cluster)
    kill_all(cluster)
    eventually(lambda: not processes_of(cluster))


def test_a_second_user_finds_the_servers_of_the_first_and_the_last_one_stops_them(
    data: embedded.DataFolder,
) -> None:
    with using(data.path) as first, using(data.path) as second:
        first.leave()
        assert database.run(data, ["SELECT 1"]) == "1"
        assert postgres.answers(valkey.socket_path(data))
        second.leave()
    assert not processes_of(data.path)


def test_four_users_who_start_at_once_share_one_pair_of_servers(data: embedded.DataFolder) -> None:
    users = [User(data.path) for _ in range(4)]
    for user in users:
        user.wait_until_up()
    assert sum("-D" in command for command in processes_of(data.path).values()) == 1
    assert [user.leave() for user in users] == ["", "", "", ""]
    assert not processes_of(data.path)


def test_servers_stop_by_themselves_when_their_last_user_was_killed(
    data: embedded.DataFolder,
) -> None:
    with using(data.path) as user:
        user.kill()
        eventually(lambda: not processes_of(data.path))


def test_servers_end_with_their_keeper_and_come_back_for_the_next_user(
    data: embedded.DataFolder,
) -> None:
    with using(data.path):
        keeper = next(pid for pid, shown in processes_of(data.path).items() if "keeper" in shown)
        os.kill(keeper, signal.SIGKILL)
        with using(data.path) as next_user:
            assert database.run(data, ["SELECT 1"]) == "1"
            next_user.leave()


def test_the_database_is_restarted_when_it_dies_under_its_users(data: embedded.DataFolder) -> None:
    with using(data.path):
        postmaster = int((data.cluster / "postmaster.pid").read_text().split()[0])
        os.kill(postmaster, signal.SIGKILL)
        eventually(
            lambda: str(postmaster) not in _pid_file(data) and database.is_ready(data), within=20
        )


def test_a_stale_pid_file_that_names_a_stranger_is_not_believed(data: embedded.DataFolder) -> None:
    with using(data.path):
        lines = _pid_file(data).splitlines()
        kill_all(data.path)
        eventually(lambda: not processes_of(data.path))
    (data.cluster / "postmaster.pid").write_text("\n".join([str(os.getpid()), *lines[1:]]) + "\n")
    with using(data.path) as user:
        assert database.run(data, ["SELECT 1"]) == "1"
        user.leave()


def test_committed_rows_survive_a_power_cut_of_all_processes(data: embedded.DataFolder) -> None:
    with using(data.path):
        database.run(data, ["CREATE TABLE kept AS SELECT 7 AS seven", "CHECKPOINT"])
        kill_all(data.path)
        eventually(lambda: not processes_of(data.path))
    with using(data.path) as user:
        assert database.run(data, ["SELECT seven FROM kept"]) == "7"
        user.leave()


def test_nothing_listens_on_the_network_and_the_application_is_no_superuser(
    data: embedded.DataFolder,
) -> None:
    with using(data.path):
        assert database.run(data, ["SHOW listen_addresses"]) == ""
        asked = "SELECT rolsuper FROM pg_roles WHERE rolname = 'spacesedu'"
        assert database.run(data, [asked]) == "f"


def test_names_sort_the_same_whatever_the_shell_speaks(data: embedded.DataFolder) -> None:
    with using(data.path, LC_ALL="sv_SE.UTF-8"):
        asked = "SELECT datname, datlocprovider, datlocale FROM pg_database"
        assert "spacesedu|b|C.UTF-8" in database.run(data, [asked]).splitlines()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root gives up root")
def test_root_runs_the_servers_as_somebody_else_and_opens_no_folder_for_it(
    cluster: Path, data: embedded.DataFolder
) -> None:
    before = Path("/etc/passwd").read_text()
    with using(cluster):
        postmaster = int(_pid_file(data).split()[0])
        assert Path(f"/proc/{postmaster}").stat().st_uid != 0
    assert data.cluster.stat().st_uid != 0
    for folder in (cluster, data.sockets()):
        assert folder.stat().st_uid == 0
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert Path("/etc/passwd").read_text() == before


def test_a_deep_folder_gets_short_sockets_without_a_run_time_folder(tmp_path: Path) -> None:
    deep = embedded.DataFolder(tmp_path / ("d" * 60) / ("e" * 60))
    assert "XDG_RUNTIME_DIR" not in clean_environment()
    with using(deep.path) as user:
        assert database.run(deep, ["SELECT 1"]) == "1"
        assert user.leave() == ""
    assert len(os.fsencode(postgres.socket_path(deep))) < 104
    assert stat.S_IMODE(deep.sockets().stat().st_mode) == 0o700
    deep.sockets().rmdir()


def _pid_file(data: embedded.DataFolder) -> str:
    path = data.cluster / "postmaster.pid"
    return path.read_text() if path.exists() else ""


def test_a_lock_is_free_as_soon_as_nobody_holds_it(data: embedded.DataFolder) -> None:
    with using(data.path) as user:
        assert is_held(data.lock("keeper"))
        user.leave()
    assert not is_held(data.lock("keeper"))
