"""A role that a person has ended or turned down: the school's records do not bring it back."""

from pathlib import Path

import pytest

from districts.models import StaffRole
from tests import factories as make
from tests.samples.advanced_csv import sample
from tests.samples.importing import Importing, importing, tally

pytestmark = pytest.mark.django_db


@pytest.fixture
def sd74(tmp_path: Path) -> Importing:
    """A district after its first import."""
    district = importing(tmp_path)
    district.run(sample(families=False), approve=True)
    return district


def test_an_ended_role_is_not_given_again_by_the_next_import(sd74: Importing) -> None:
    role = StaffRole.objects.open().filter(from_sis=True).order_by("id").first()
    assert role is not None
    admin = make.UserFactory.create()
    at = make.StaffInvitationFactory.build().queued_at
    StaffRole.objects.filter(pk=role.pk).update(ended_at=at, ended_by=admin)
    report = sd74.run(sample(families=False))
    assert tally(report, "staff")[:3] == (0, 0, 0)
    again = StaffRole.objects.open().filter(staff=role.staff, role=role.role, school=role.school)
    assert not again.exists()


def test_a_role_that_an_import_has_ended_comes_back_with_the_next(sd74: Importing) -> None:
    role = StaffRole.objects.open().filter(from_sis=True).order_by("id").first()
    assert role is not None
    at = make.StaffInvitationFactory.build().queued_at
    StaffRole.objects.filter(pk=role.pk).update(ended_at=at)
    sd74.run(sample(families=False))
    again = StaffRole.objects.open().filter(staff=role.staff, role=role.role, school=role.school)
    assert again.exists()
