"""``verify_audit`` finds whatever somebody with the database's own powers does to the log."""

import io
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from districts.chain import seals
from districts.chain.check import Break, Fault, check
from districts.models import AuditEvent, AuditSeal, District
from tests import factories as make
from tests.districts.auditing import happens, minutes


@pytest.fixture
def district(db: None) -> District:
    """A district with six events in three seals, made hours apart."""
    made = make.DistrictFactory.create()
    for hour in range(3):
        for minute in (1, 2):
            happens(in_district=made.pk, at=minutes(90 * hour - minute))
        seals.seal(made.pk, at=minutes(90 * hour))
    return made


@contextmanager
def powers_of_the_superuser() -> Iterator[None]:
    """Switch the triggers off, as only the tables' owner and a superuser can."""
    tables = (AuditEvent._meta.db_table, AuditSeal._meta.db_table)
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        yield
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def ids(district: District) -> list[int]:
    rows = AuditEvent.objects.filter(district_id=district.pk).order_by("id")
    return list(rows.values_list("id", flat=True))


def events(district: District) -> list[AuditEvent]:
    return list(AuditEvent.objects.filter(district_id=district.pk).order_by("id"))


def verify(*args: str) -> str:
    out = io.StringIO()
    call_command("verify_audit", *args, stdout=out, no_color=True)
    return out.getvalue()


def test_an_untouched_log_is_whole(district: District) -> None:
    head = AuditSeal.objects.latest("number").digest
    told = verify("--district", district.slug)
    assert f"{district.slug}: 6 events, 3 seals, head {bytes(head).hex()}" in told


def test_without_a_slug_every_chain_is_checked(district: District) -> None:
    other = make.DistrictFactory.create()
    told = verify()
    assert all(name in told for name in (district.slug, other.slug, "(installation)"))


def test_what_is_not_sealed_yet_is_told_with_its_age(district: District) -> None:
    happens(in_district=district.pk)
    assert "not sealed yet: 1, the oldest from" in verify("--district", district.slug)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("actor_user_id", 4711),
        ("verb", "district.renamed"),
        ("detail", {"on": False}),
        ("at", minutes(1)),
        ("request_id", "another"),
        ("district_id", None),
    ],
)
def test_a_changed_event_is_found(district: District, column: str, value: object) -> None:
    third = ids(district)[2]
    with powers_of_the_superuser():
        AuditEvent.objects.filter(id=third).update(**{column: value})
    found = check(district.pk).first_break
    assert found == Break(Fault.CHANGED, 2, tuple(AuditSeal.objects.get(number=2).event_ids))


def test_a_deleted_event_is_found(district: District) -> None:
    fourth = ids(district)[3]
    with powers_of_the_superuser():
        AuditEvent.objects.filter(id=fourth).delete()
    assert check(district.pk).first_break == Break(Fault.EVENT_MISSING, 2, (fourth,))


def test_an_event_slipped_in_among_old_ones_is_found(district: District) -> None:
    first, gone, *_rest = events(district)
    with powers_of_the_superuser():
        AuditSeal.objects.all().delete()
        AuditEvent.objects.filter(id=gone.id).delete()
        for minute in (0, 90):
            seals.seal(district.pk, at=minutes(minute))
            happens(in_district=district.pk)
        seals.seal(district.pk, at=minutes(180))
    gone.save(force_insert=True)
    assert first.id < gone.id
    assert check(district.pk).first_break == Break(Fault.INSERTED, event_ids=(gone.id,))


def test_two_events_that_changed_places_are_found(district: District) -> None:
    first, second, *_rest = ids(district)
    rows = AuditEvent.objects.filter(district_id=district.pk)
    with powers_of_the_superuser():
        for before, after in ((first, -1), (second, first), (-1, second)):
            rows.filter(id=before).update(id=after)
    assert check(district.pk).first_break == Break(Fault.CHANGED, 1, (first, second))


def test_a_missing_seal_is_found(district: District) -> None:
    with powers_of_the_superuser():
        AuditSeal.objects.filter(number=2).delete()
    assert check(district.pk).first_break == Break(Fault.SEAL_MISSING, 2)


def test_a_seal_moved_to_another_place_is_found(district: District) -> None:
    with powers_of_the_superuser():
        AuditSeal.objects.filter(number=2).update(number=9)
        AuditSeal.objects.filter(number=3).update(number=2)
    assert check(district.pk).first_break == Break(Fault.SEAL_REPLACED, 2)


def test_a_seal_with_another_time_is_found(district: District) -> None:
    with powers_of_the_superuser():
        AuditSeal.objects.filter(number=3).update(sealed_at=minutes(181))
    found = check(district.pk).first_break
    assert found is not None
    assert (found.fault, found.seal) == (Fault.CHANGED, 3)


def test_events_sealed_twice_are_found(district: District) -> None:
    last = AuditSeal.objects.get(number=3)
    head = seals.head_of_chain(district.pk)
    seals._add(district.pk, head, last.event_ids, at=minutes(200))
    assert check(district.pk).first_break == Break(
        Fault.SEALED_TWICE, event_ids=tuple(last.event_ids)
    )


def cut_off_the_end(district: District) -> str:
    """Remove the last seal with its events, and return the digest it had."""
    last = AuditSeal.objects.get(number=3)
    with powers_of_the_superuser():
        AuditEvent.objects.filter(id__in=last.event_ids).delete()
        AuditSeal.objects.filter(number=3).delete()
    return bytes(last.digest).hex()


def test_a_chain_whose_end_was_cut_off_looks_whole(district: District) -> None:
    cut_off_the_end(district)
    assert check(district.pk).first_break is None


def test_a_digest_noted_outside_tells_that_the_end_was_cut_off(district: District) -> None:
    noted = cut_off_the_end(district)
    with pytest.raises(CommandError, match="not as it was") as refused:
        verify("--district", district.slug, "--head", noted)
    assert refused.value.returncode == 1


def test_a_digest_noted_long_ago_is_still_in_the_chain(district: District) -> None:
    noted = bytes(AuditSeal.objects.get(number=1).digest).hex()
    verify("--head", noted)
    verify("--district", district.slug, "--head", noted[:12].upper())


def test_a_broken_chain_ends_with_1_and_says_where(district: District) -> None:
    third = ids(district)[2]
    with powers_of_the_superuser():
        AuditEvent.objects.filter(id=third).update(verb="nothing.happened")
    out = io.StringIO()
    with pytest.raises(CommandError) as refused:
        call_command("verify_audit", stdout=out, no_color=True)
    assert refused.value.returncode == 1
    assert "BROKEN: an event, or the seal itself, was changed; seal 2; events" in out.getvalue()
    assert str(third) in out.getvalue()


@pytest.mark.parametrize("args", [("--district", "nowhere"), ("--head", "xyz"), ("--head", "3f2a")])
def test_what_makes_no_sense_is_refused(db: None, args: tuple[str, ...]) -> None:
    with pytest.raises(CommandError) as refused:
        verify(*args)
    assert refused.value.returncode == 2


def test_the_digest_of_another_district_is_not_in_this_ones_chain(district: District) -> None:
    other = make.DistrictFactory.create()
    happens(in_district=other.pk)
    seals.seal(other.pk, at=minutes(0))
    with pytest.raises(CommandError):
        verify(
            "--district", other.slug, "--head", bytes(seals.head_of_chain(district.pk).digest).hex()
        )


def test_a_chain_nobody_has_begun_is_whole(db: None) -> None:
    assert check(uuid.UUID(int=5)).first_break is None
