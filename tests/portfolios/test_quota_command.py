"""``manage.py set_quota``: an operator gives a district more room, or less."""

import pytest
from django.core.management import CommandError, call_command

from districts.models import AuditEvent
from portfolios.models import MediaQuota
from portfolios.storage.quota import limits_of
from tests.world import World

GB = 1024**3


def set_quota(world: World, *sizes: str) -> None:
    call_command("set_quota", world.district.slug, *sizes)


def test_an_operator_sets_both_limits_and_reads_how_it_is(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    set_quota(world, "--per-student", "5GB", "--district", "1.5 tb")

    quota = MediaQuota.objects.get(district=world.district)
    assert (quota.student_bytes, quota.district_bytes) == (5 * GB, 1536 * GB)
    said = capsys.readouterr().out.replace("\xa0", " ")
    assert "5.0 GB a student; 1.5 TB in all" in said
    event = AuditEvent.objects.get(verb="quota.set")
    assert event.detail == {"student_bytes": 5 * GB, "district_bytes": 1536 * GB}
    assert event.district_id == world.district.pk
    assert event.actor_role == "system"


def test_what_is_not_named_stays_and_the_other_district_too(world: World) -> None:
    set_quota(world, "--per-student", "1GB")
    set_quota(world, "--district", "none")

    whole, student = limits_of(world.district.pk)
    assert (whole.limit, student) == (0, GB)
    assert not MediaQuota.objects.filter(district=world.other.district).exists()


def test_default_gives_the_installations_limit_back(world: World) -> None:
    usual = limits_of(world.district.pk)[1]
    set_quota(world, "--per-student", "1GB")
    set_quota(world, "--per-student", "default")
    assert limits_of(world.district.pk)[1] == usual


def test_the_same_again_is_no_event(world: World) -> None:
    set_quota(world, "--per-student", "1GB")
    set_quota(world, "--per-student", "1GB")
    assert AuditEvent.objects.filter(verb="quota.set").count() == 1


@pytest.mark.parametrize("size", ["five", "5", "5GBit", "1e9GB", ""])
def test_what_is_no_size_changes_nothing(world: World, size: str) -> None:
    with pytest.raises(CommandError) as refused:
        set_quota(world, "--per-student", size)
    assert refused.value.returncode == 2
    assert not MediaQuota.objects.exists()


@pytest.mark.django_db
def test_a_district_that_is_none_is_named() -> None:
    with pytest.raises(CommandError, match="“nowhere”"):
        call_command("set_quota", "nowhere", "--district", "1GB")
