"""The Support console: the Django admin, read-mostly, for who acts as Support."""

from districts.admin.approvals import ApprovalAdmin
from districts.admin.districts import DistrictAdmin
from districts.admin.domains import DomainAdmin
from districts.admin.events import EventAdmin
from districts.admin.grants import GrantAdmin
from districts.admin.imports import RunAdmin
from districts.admin.mail import MailAdmin
from districts.admin.site import SupportConsole
from districts.models import (
    AuditEvent,
    District,
    FeatureApproval,
    ImportRun,
    OutboundEmail,
    SupportGrant,
    VerifiedDomain,
)

console = SupportConsole(name="console")
console.register(District, DistrictAdmin)
console.register(FeatureApproval, ApprovalAdmin)
console.register(VerifiedDomain, DomainAdmin)
console.register(SupportGrant, GrantAdmin)
console.register(AuditEvent, EventAdmin)
console.register(ImportRun, RunAdmin)
console.register(OutboundEmail, MailAdmin)

__all__ = ["console"]
