"""What opens and closes doors: approvals taken back, grants, trusted domains, links and cards."""

from datetime import timedelta

from factory.declarations import LazyAttribute

from districts.models import (
    AuditSeal,
    Feature,
    FeatureNarrowing,
    SignInCard,
    StaffInvitation,
    SupportGrant,
    VerifiedDomain,
)
from districts.models.setup import VALID_FOR
from tests.factories.districts import DistrictFactory, StaffMemberFactory, StudentFactory
from tests.factories.rows import Factory, IdFactory, SelfAttribute, Sequence, SubFactory, now


class FeatureNarrowingFactory(IdFactory[FeatureNarrowing]):
    """URL sharing, switched off by the district itself."""

    district = SubFactory(DistrictFactory)
    feature = Feature.URL_SHARING
    off = True
    narrowed_at = now


class SupportGrantFactory(IdFactory[SupportGrant]):
    """Support may read for an hour."""

    district = SubFactory(DistrictFactory)
    reason = "A teacher cannot see her class"
    given_at = now
    ends_at = LazyAttribute(lambda grant: grant.given_at + timedelta(hours=1))


class VerifiedDomainFactory(IdFactory[VerifiedDomain]):
    """A domain that a provider vouches for."""

    district = SubFactory(DistrictFactory)
    domain = "school.example.org"
    issuer = "https://id.example.org"
    approved_by = "The superintendent"
    reason = "Staff sign in with their school account"
    verified_at = now


class StaffInvitationFactory(IdFactory[StaffInvitation]):
    """A set-up link that was sent a minute after it was queued."""

    staff = SubFactory(StaffMemberFactory)
    district = SelfAttribute("staff.district")
    email = Sequence(lambda n: f"new-teacher-{n}@example.org")
    queued_at = now
    sent_at = LazyAttribute(lambda invitation: invitation.queued_at + timedelta(minutes=1))
    expires_at = LazyAttribute(lambda invitation: invitation.queued_at + VALID_FOR)


class SignInCardFactory(IdFactory[SignInCard]):
    """A student's valid card."""

    student = SubFactory(StudentFactory)
    district = SelfAttribute("student.district")
    issued_at = now


class AuditSealFactory(Factory[AuditSeal]):
    """A seal over one event; what it seals does not exist."""

    number = 1
    event_ids = [1]
    previous = bytes(32)
    digest = bytes(32)
    sealed_at = now
