"""Sealing: every committed event is in one seal of its district's chain, in id order."""

import json
import uuid
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest
from django.db import IntegrityError, connection, transaction
from pytest_django import DjangoAssertNumQueries

from districts.chain import canonical, seals
from districts.chain.check import check
from districts.models import AuditEvent, AuditSeal
from districts.tasks import seal_audit
from tests import factories as make
from tests.districts.auditing import happens, minutes

WRITERS = 8
EVENTS_EACH = 40


@pytest.fixture
def here(db: None) -> uuid.UUID:
    return make.DistrictFactory.create().pk


def sealed(district_id: uuid.UUID | None) -> list[list[int]]:
    rows = AuditSeal.objects.filter(seals.of(district_id)).order_by("number")
    return list(rows.values_list("event_ids", flat=True))


def test_what_happened_is_sealed_once_in_the_order_of_ids(here: uuid.UUID) -> None:
    first, second = happens(in_district=here), happens(in_district=here)
    assert seals.seal(here, at=minutes(1)) == 2
    assert seals.seal(here, at=minutes(2)) == 0
    third = happens(in_district=here)
    assert seals.seal(here, at=minutes(3)) == 1
    assert sealed(here) == [[first.id, second.id], [third.id]]
    assert check(here).first_break is None


def test_each_district_and_the_installation_have_chains_of_their_own(here: uuid.UUID) -> None:
    there = make.DistrictFactory.create().pk
    events = {chain: happens(in_district=chain) for chain in (here, there, None)}
    assert seals.seal_everything(at=minutes(1)) == 3
    assert {chain: sealed(chain) for chain in events} == {
        chain: [[event.id]] for chain, event in events.items()
    }


def test_each_seal_stands_on_the_one_before(here: uuid.UUID) -> None:
    for minute in (1, 2):
        happens(in_district=here)
        seals.seal(here, at=minutes(minute))
    first, second = AuditSeal.objects.order_by("number")
    assert bytes(first.previous) == seals.START
    assert bytes(second.previous) == bytes(first.digest)


def test_a_backlog_is_sealed_in_pieces_and_what_a_run_cannot_hold_waits_for_the_next(
    here: uuid.UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(seals, "EVENTS_A_SEAL", 2)
    monkeypatch.setattr(seals, "SEALS_A_RUN", 2)
    ids = [happens(in_district=here).id for _ in range(5)]
    assert seals.seal(here, at=minutes(1)) == 4
    # Long after: what was left behind is not taken for something that came too late.
    assert seals.seal(here, at=minutes(500)) == 1
    assert sealed(here) == [ids[:2], ids[2:4], ids[4:]]


def test_events_of_long_ago_are_looked_for_no_more(
    here: uuid.UUID, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for minute in (0, 30, 61, 62):
        happens(in_district=here)
        seals.seal(here, at=minutes(minute))
    first = AuditSeal.objects.get(number=1)
    assert seals.head_of_chain(here).settled == first.last_event_id
    with django_assert_num_queries(6):  # the savepoint's two, the lock, the head's two, the look
        seals.seal(here, at=minutes(63))


@pytest.mark.django_db(transaction=True)
def test_what_is_committed_late_is_sealed_later() -> None:
    here, written, go_on = make.DistrictFactory.create().pk, Event(), Event()
    with ThreadPoolExecutor(1) as pool:
        slow = pool.submit(_slowly, here, written, go_on)
        written.wait()
        after = happens(in_district=here)
        seals.seal(here, at=minutes(1))
        go_on.set()
        late = slow.result()
    assert late < after.id
    assert seals.seal(here, at=minutes(2)) == 1
    assert sealed(here) == [[after.id], [late]]
    assert check(here).first_break is None


def _slowly(here: uuid.UUID, written: Event, go_on: Event) -> int:
    try:
        with transaction.atomic():
            event = happens(in_district=here)
            written.set()
            go_on.wait()
        return event.id
    finally:
        connection.close()


@pytest.mark.django_db(transaction=True)
def test_eight_writers_and_two_sealers_at_once_leave_one_whole_chain() -> None:
    here, start, done = make.DistrictFactory.create().pk, Barrier(WRITERS + 2), Event()

    def writes() -> None:
        try:
            start.wait()
            for number in range(EVENTS_EACH):
                with transaction.atomic():
                    happens(in_district=here)
                    if number % 7 == 0:
                        transaction.set_rollback(True)
        finally:
            connection.close()

    def keeps_sealing() -> None:
        try:
            start.wait()
            while not done.is_set():
                seals.seal(here, at=minutes(1))
        finally:
            connection.close()

    with ThreadPoolExecutor(WRITERS + 2) as pool:
        sealers = [pool.submit(keeps_sealing) for _ in range(2)]
        for writer in [pool.submit(writes) for _ in range(WRITERS)]:
            writer.result()
        done.set()
        for sealer in sealers:
            sealer.result()
    seals.seal(here, at=minutes(2))
    ids = [one for seal in sealed(here) for one in seal]
    assert sorted(ids) == list(AuditEvent.objects.order_by("id").values_list("id", flat=True))
    assert len(ids) == len(set(ids)) == WRITERS * (EVENTS_EACH - len(range(0, EVENTS_EACH, 7)))
    assert len(sealed(here)) > 1
    finding = check(here)
    assert (finding.first_break, finding.unsealed) == (None, 0)


@pytest.mark.django_db(transaction=True)
def test_whoever_finds_another_sealing_leaves_it_to_them() -> None:
    here = make.DistrictFactory.create().pk
    happens(in_district=here)
    with transaction.atomic(), ThreadPoolExecutor(1) as pool:
        seals.seal(here, at=minutes(1))
        assert pool.submit(_seal_elsewhere, here).result() == 0
    assert len(sealed(here)) == 1


def _seal_elsewhere(here: uuid.UUID) -> int:
    try:
        return seals.seal(here, at=minutes(1))
    finally:
        connection.close()


def test_a_worker_seals_every_chain(here: uuid.UUID) -> None:
    happens(in_district=here)
    happens(in_district=None)
    seal_audit()
    assert AuditSeal.objects.count() == 2


@pytest.mark.parametrize(
    "change", ["UPDATE districts_auditseal SET number = 9", "DELETE FROM districts_auditseal"]
)
def test_a_seal_is_neither_changed_nor_removed(here: uuid.UUID, change: str) -> None:
    happens(in_district=here)
    seals.seal(here, at=minutes(1))
    with pytest.raises(IntegrityError, match="insert-only"), connection.cursor() as cursor:
        cursor.execute(change)


def test_the_bytes_of_an_event_never_change(here: uuid.UUID) -> None:
    event = AuditEvent(
        id=7,
        at=minutes(0),
        district_id=uuid.UUID(int=1),
        actor_user_id=3,
        actor_label="teacher:Zoë",
        actor_role="teacher",
        verb="post.added",
        subject_type="portfolios.post",
        subject_id="12",
        detail={"b": [1, None], "a": "é\n"},
        request_id="5f0c2b7a9d3e4f60",
    )
    assert canonical.line_of(event) == (
        b'{"actor_label":"teacher:Zo\\u00eb","actor_role":"teacher","actor_user_id":3,'
        b'"at":"2026-11-22T18:00:00.000000Z","detail":{"a":"\\u00e9\\n","b":[1,null]},'
        b'"district_id":"00000000-0000-0000-0000-000000000001","id":7,'
        b'"request_id":"5f0c2b7a9d3e4f60","subject_id":"12","subject_type":"portfolios.post",'
        b'"verb":"post.added"}\n'
    )
    head = canonical.head_of(None, 1, minutes(0))
    assert head == (
        b'{"district_id":null,"number":1,"sealed_at":"2026-11-22T18:00:00.000000Z","version":1}\n'
    )
    assert canonical.digest_of(seals.START, head, [event]).hex() == (
        "ab6aff54a0c934a1fd8dc00d57b2f782bfe9e51a75be88a66c21f472a8e2227e"
    )


def test_every_column_of_an_event_is_in_its_bytes() -> None:
    columns = {field.name for field in AuditEvent._meta.concrete_fields}
    event = AuditEvent(at=minutes(0))
    assert columns == json.loads(canonical.line_of(event)).keys()
