"""PostgreSQL stops in the middle of an import and comes back: a crash, or somebody's upgrade."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.core.management import call_command
from pytest_django import DjangoDbBlocker

from districts.sis import sweep
from districts.sis.sweep import LEFT_ALONE
from spacesedu.lib import clock
from tests.faults.first_import import again, all_happened, approved_import, nothing_happened
from tests.faults.own_cluster import Cluster, own_cluster
from tests.faults.workers import Workers, workers

pytestmark = pytest.mark.faults


@pytest.fixture(scope="module")
def cluster(
    servers: object,
    django_test_environment: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Cluster]:
    """A server of this file's own, with our tables."""
    with django_db_blocker.unblock(), own_cluster(tmp_path_factory.mktemp("own")) as found:
        call_command("migrate", verbosity=0)
        found.remember()
        yield found


@pytest.fixture
def crew(cluster: Cluster) -> Iterator[Workers]:
    """Workers on that server, which knows nothing of the tests before."""
    cluster.forget()
    with workers() as found:
        yield found


@pytest.mark.parametrize(
    ("place", "end"),
    [
        ("reading", Cluster.crash),
        ("applying", Cluster.crash),
        ("committing", Cluster.crash),
        ("applying", Cluster.shut_down),
    ],
)
@pytest.mark.parametrize("noticed", ["while it is away", "when it is back"])
def test_nothing_is_half_done_and_the_next_attempt_does_it(
    cluster: Cluster,
    crew: Workers,
    tmp_path: Path,
    place: str,
    end: Callable[[Cluster], None],
    noticed: str,
) -> None:
    run = approved_import(tmp_path)
    worker = crew.begin(run.pk, place)
    end(cluster)
    if noticed == "while it is away":
        crew.go_on(worker)
        cluster.start()
    else:
        cluster.start()
        crew.go_on(worker)
    nothing_happened(run)

    sweep.sweep(at=clock.now() + LEFT_ALONE)

    all_happened(run)
    assert again(run).attempts == 2
