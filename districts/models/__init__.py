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
from districts.models.import_run import ImportRun, RunState
from districts.models.import_settings import ImportSettings, QuietDays
from districts.models.mail import OutboundEmail
from districts.models.package import StoredPackage
from districts.models.planned_change import ChangeAction, ImportProblem, PlannedChange
from districts.models.provider import ProviderAuth, SisProvider
from districts.models.roster import ClassGroup, Enrolment, SchoolMembership
from districts.models.setup import SetupState, StaffInvitation
from districts.models.single_sign_on import VerifiedDomain
from districts.models.sis import (
    ConnectionKind,
    ConnectionSchool,
    ExternalId,
    ExternalKind,
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
    "ConnectionKind",
    "ConnectionSchool",
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
    "ImportSettings",
    "OutboundEmail",
    "PlannedChange",
    "ProviderAuth",
    "PublicNames",
    "QuietDays",
    "RunState",
    "School",
    "SchoolMembership",
    "SetupState",
    "SignInCard",
    "SisConnection",
    "SisProvider",
    "StaffInvitation",
    "StaffMember",
    "StaffRole",
    "StaffRoleKind",
    "StoredPackage",
    "Student",
    "SupportGrant",
    "User",
    "VerifiedDomain",
    "active_features",
    "feature_on",
]
