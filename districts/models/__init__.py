"""Tenancy, people, roster, SIS, audit and the outbox."""

from districts.models.audit import AuditEvent
from districts.models.district import (
    District,
    Feature,
    FeatureApproval,
    Grade,
    School,
    active_features,
    feature_on,
)
from districts.models.mail import OutboundEmail
from districts.models.person import StaffMember, StaffRole, StaffRoleKind, Student, User
from districts.models.roster import ClassGroup, Enrolment, SchoolMembership
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

__all__ = [
    "AuditEvent",
    "ChangeAction",
    "ClassGroup",
    "District",
    "Enrolment",
    "ExternalId",
    "ExternalKind",
    "Feature",
    "FeatureApproval",
    "Grade",
    "ImportProblem",
    "ImportRun",
    "OutboundEmail",
    "PlannedChange",
    "RunState",
    "School",
    "SchoolMembership",
    "SisConnection",
    "StaffMember",
    "StaffRole",
    "StaffRoleKind",
    "Student",
    "User",
    "active_features",
    "feature_on",
]
