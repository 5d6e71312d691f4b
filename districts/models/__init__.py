"""Tenancy, people, roster, SIS, audit and the outbox."""

from districts.models.audit import AuditEvent, AuditSeal
from districts.models.card import SignInCard
from districts.models.district import District, School
from districts.models.feature import (
    BY_SCHOOL,
    Feature,
    FeatureApproval,
    FeatureNarrowing,
    Grade,
    active_features,
    feature_on,
)
from districts.models.grant import SupportGrant
from districts.models.mail import OutboundEmail
from districts.models.roster import ClassGroup, Enrolment, SchoolMembership
from districts.models.setup import SetupState, StaffInvitation
from districts.models.single_sign_on import VerifiedDomain
from districts.models.sis import (
    ChangeAction,
    ExternalId,
    ExternalKind,
    ImportProblem,
    ImportRun,
    PlannedChange,
    RunState,
    SisConnection,
)
from districts.models.staff import StaffMember, StaffRole, StaffRoleKind
from districts.models.student import Student
from districts.models.user import SHOWN_NAME, User
from districts.public_name import PublicNames

__all__ = [
    "BY_SCHOOL",
    "SHOWN_NAME",
    "AuditEvent",
    "AuditSeal",
    "ChangeAction",
    "ClassGroup",
    "District",
    "Enrolment",
    "ExternalId",
    "ExternalKind",
    "Feature",
    "FeatureApproval",
    "FeatureNarrowing",
    "Grade",
    "ImportProblem",
    "ImportRun",
    "OutboundEmail",
    "PlannedChange",
    "PublicNames",
    "RunState",
    "School",
    "SchoolMembership",
    "SetupState",
    "SignInCard",
    "SisConnection",
    "StaffInvitation",
    "StaffMember",
    "StaffRole",
    "StaffRoleKind",
    "Student",
    "SupportGrant",
    "User",
    "VerifiedDomain",
    "active_features",
    "feature_on",
]
