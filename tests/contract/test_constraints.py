"""Each invariant has a name in the database, and here is who trips over it."""

import uuid
from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import CheckConstraint, Model, UniqueConstraint

from districts.models import Feature, StaffRoleKind
from families.models import EndReason
from spacesedu.lib import clock
from spacesedu.lib.constraints import TenantKey
from tests import factories as make
from tests.contract import ours

pytestmark = pytest.mark.django_db

NOW = clock.now()
ENDED = {"ended_at": NOW, "end_reason": EndReason.LEFT}


def account() -> dict[str, Any]:
    """Give the row an account, which its factory does not."""
    return {"user": make.UserFactory.create()}


def district_wide() -> dict[str, Any]:
    """Describe a role without a school: two of them are the same all the same."""
    return {"role": StaffRoleKind.DISTRICT_ADMIN, "school": None}


def edited() -> dict[str, Any]:
    """Describe a draft of changes to a post."""
    post = make.PostFactory.create()
    return {"post": post, "portfolio": post.portfolio}


# What a row needs besides its factory's values for its unique constraint to apply.
NEEDS: dict[str, Callable[[], dict[str, Any]]] = {
    "comment_sent_once": lambda: {"sent_as": uuid.uuid4()},
    "draft_of_an_edit": edited,
    "post_sent_once": lambda: {"sent_as": uuid.uuid4()},
    "staff_member_user_key": account,
    "staff_role_one_open": district_wide,
    "student_user_key": account,
}

# What ends a row, so that there may be another one.
ENDS: dict[str, dict[str, Any]] = {
    "class_association_one_open": ENDED,
    "draft_of_a_new_post": {"discarded_at": NOW},
    "draft_of_an_edit": {"discarded_at": NOW},
    "summary_draft_one_open": {"discarded_at": NOW},
    "family_bar_one_open": {"lifted_at": NOW},
    "family_invitation_one_pending": {"revoked_at": NOW},
    "feature_approval_one_open": {"ended_at": NOW},
    "feature_narrowing_one_open": {"ended_at": NOW},
    "school_association_one_open": ENDED,
    "share_link_one_open": {"closed_at": NOW},
    "sharing_pause_one_open": {"ended_at": NOW},
    "sign_in_card_one_valid": {"revoked_at": NOW},
    "staff_invitation_one_pending": {"revoked_at": NOW},
    "staff_member_user_key": {"user": None},
    "staff_role_one_open": {"ended_at": NOW},
    "student_user_key": {"user": None},
    "support_grant_one_open": {"ended_at": NOW},
    "verified_domain_one_open": {"ended_at": NOW},
}

IMPOSSIBLE: dict[str, Callable[[], Model]] = {
    "attachment_cover_has_both_sides": lambda: make.AttachmentFactory.create(cover_width=640),
    "attachment_failure_has_reason": lambda: make.AttachmentFactory.create(
        ready_at=None, failed_at=NOW
    ),
    "attachment_has_one_owner": lambda: make.AttachmentFactory.create(
        draft=make.DraftFactory.create()
    ),
    "attachment_percent": lambda: make.AttachmentFactory.create(percent=101),
    "attachment_ready_or_failed": lambda: make.AttachmentFactory.create(
        failed_at=NOW, failure="unreadable"
    ),
    "audit_seal_seals_something": lambda: make.AuditSealFactory.create(event_ids=[]),
    "class_association_end_has_reason": lambda: make.ClassAssociationFactory.create(ended_at=NOW),
    "comment_length": lambda: make.CommentFactory.create(body=""),
    "district_accent_is_a_hue": lambda: make.DistrictFactory.create(accent_hue=360),
    "district_language_is_offered": lambda: make.DistrictFactory.create(
        language="fr-ca", languages=["en"]
    ),
    "district_leaver_grace_is_short": lambda: make.DistrictFactory.create(leaver_grace_days=61),
    "district_slug_is_plain": lambda: make.DistrictFactory.create(slug="Gold_Trail"),
    "enrolment_is_of_one_person": lambda: make.EnrolmentFactory.create(student=None),
    "external_id_names_its_kind": lambda: make.ExternalIdFactory.create(kind="class"),
    "family_contact_has_email": lambda: make.FamilyContactFactory.create(email_key=""),
    "family_invitation_accepted_is_final": lambda: make.FamilyInvitationFactory.create(
        accepted_at=NOW, revoked_at=NOW
    ),
    "feature_approval_grades_are_for_url_sharing": lambda: make.FeatureApprovalFactory.create(
        grades=["08"]
    ),
    "feature_approval_schools_are_for_some": lambda: make.FeatureApprovalFactory.create(
        feature=Feature.URL_SHARING, school_ids=[]
    ),
    "feature_approval_says_who_and_why": lambda: make.FeatureApprovalFactory.create(reason=""),
    "feature_narrowing_grades_are_for_url_sharing": lambda: make.FeatureNarrowingFactory.create(
        feature=Feature.PORTFOLIOS, grades=["08"]
    ),
    "feature_narrowing_narrows": lambda: make.FeatureNarrowingFactory.create(off=False),
    "feature_narrowing_schools_are_for_some": lambda: make.FeatureNarrowingFactory.create(
        school_ids=[]
    ),
    "import_run_applied_was_planned": lambda: make.ImportRunFactory.create(applied_at=NOW),
    "import_run_dry_is_not_applied": lambda: make.ImportRunFactory.create(
        dry_run=True, planned_at=NOW, applied_at=NOW
    ),
    "import_run_held_needs_approval": lambda: make.ImportRunFactory.create(
        planned_at=NOW, held_at=NOW, applied_at=NOW
    ),
    "import_settings_percents": lambda: make.ImportSettingsFactory.create(removed_percent=101),
    "import_settings_window": lambda: make.ImportSettingsFactory.create(window_from=time(1)),
    "link_reminder_days": lambda: make.LinkReminderFactory.create(days=10),
    "outbound_email_ends_one_way": lambda: make.OutboundEmailFactory.create(
        sent_at=NOW, cancelled_at=NOW
    ),
    "portfolio_summary_length": lambda: make.PortfolioFactory.create(summary="x" * 5001),
    "portfolio_template_archived_was_published": lambda: make.TemplateFactory.create(
        published_at=None, archived_at=NOW
    ),
    "school_association_end_has_reason": lambda: make.SchoolAssociationFactory.create(ended_at=NOW),
    "post_link_to_the_web": lambda: make.PostLinkFactory.create(url="javascript:alert(1)"),
    "quiet_days_in_order": lambda: make.QuietDaysFactory.create(last_day=date(2026, 12, 18)),
    "section_at_most_twenty": lambda: make.SectionFactory.create(position=20),
    "share_link_ends_after_it_begins": lambda: make.ShareLinkFactory.create(expires_at=NOW),
    "sharing_pause_covers_one_thing": lambda: make.SharingPauseFactory.create(
        grade="08", template=make.TemplateFactory.create()
    ),
    "sharing_pause_says_why": lambda: make.SharingPauseFactory.create(reason=""),
    "staff_invitation_ends_one_way": lambda: make.StaffInvitationFactory.create(
        accepted_at=NOW, revoked_at=NOW
    ),
    "staff_role_school_fits": lambda: make.StaffRoleFactory.create(
        role=StaffRoleKind.DISTRICT_ADMIN
    ),
    "support_grant_is_a_day_at_most": lambda: make.SupportGrantFactory.create(
        ends_at=NOW + timedelta(hours=25)
    ),
    "support_grant_says_why": lambda: make.SupportGrantFactory.create(reason=""),
    "upload_finished_whole": lambda: make.UploadFactory.create(finished_at=NOW),
    "upload_has_one_owner": lambda: make.UploadFactory.create(post=make.PostFactory.create()),
    "upload_not_beyond_its_end": lambda: make.UploadFactory.create(received=1001),
    "user_email_is_folded": lambda: make.UserFactory.create(email="Ada@example.org"),
    "user_has_email_or_username": lambda: make.UserFactory.create(email=None),
    "user_username_is_folded": lambda: make.UserFactory.create(username="gold-trail:Sunny"),
    "verified_domain_is_folded": lambda: make.VerifiedDomainFactory.create(domain="Example.org"),
    "verified_domain_says_who_and_why": lambda: make.VerifiedDomainFactory.create(reason=""),
}

CHECKS = ours.constraints(CheckConstraint)
UNIQUE = ours.constraints(UniqueConstraint)
# What composite keys point to; no row can trip it, for its id is the primary key.
KEYS = ours.constraints(TenantKey)
SINGLE = {name: found for name, found in UNIQUE.items() if name not in KEYS}


def test_every_check_has_somebody_who_trips_it() -> None:
    assert IMPOSSIBLE.keys() == CHECKS.keys()


@pytest.mark.parametrize("name", IMPOSSIBLE)
def test_the_database_refuses_what_cannot_be(name: str) -> None:
    with pytest.raises(IntegrityError, match=f'"{name}"'):
        IMPOSSIBLE[name]()


@pytest.mark.parametrize("name", SINGLE)
def test_the_database_refuses_a_second_one(name: str) -> None:
    with pytest.raises(IntegrityError, match=f'"{name}"'):
        _two_alike(name)


@pytest.mark.parametrize("name", ENDS)
def test_another_one_may_come_when_the_first_has_ended(name: str) -> None:
    _two_alike(name, first=ENDS[name])


def test_every_constraint_with_a_condition_can_come_to_an_end() -> None:
    conditional = {name for name, (_, found) in SINGLE.items() if found.condition is not None}
    assert conditional == ENDS.keys()


@pytest.mark.parametrize("name", sorted(KEYS))
def test_every_tenant_row_can_be_pointed_to_together_with_its_district(name: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT contype FROM pg_constraint WHERE conname = %s", [name])
        assert cursor.fetchall() == [("u",)]


def test_two_sections_may_change_places_but_not_stand_at_one() -> None:
    first = make.SectionFactory.create(position=0)
    second = make.SectionFactory.create(template=first.template, position=1)
    places = type(first)._default_manager
    places.filter(pk=first.pk).update(position=1)
    places.filter(pk=second.pk).update(position=0)
    connection.check_constraints()
    places.filter(pk=second.pk).update(position=1)
    with pytest.raises(IntegrityError, match='"section_one_a_place"'):
        connection.check_constraints()


def _two_alike(name: str, *, first: dict[str, Any] | None = None) -> None:
    """Make two rows that agree in what the constraint counts; ``first`` changes the first one."""
    model, constraint = SINGLE[name]
    factory = ours.factory_of(model)
    extra = NEEDS[name]() if name in NEEDS else {}
    row = factory.create(**extra)
    same = {field: getattr(row, field) for field in constraint.fields or ("email",)}
    if first:
        model._default_manager.filter(pk=row.pk).update(**first)
    with transaction.atomic():
        factory.create(**{**extra, **same})
