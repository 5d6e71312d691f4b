"""Rows for tests. A row made without its parents makes them, all in one district.

``StudentFactory(district=sd74)`` saves one student; ``PortfolioFactory()`` saves a district, a
template, a student and the portfolio. ``build`` makes rows that are not saved yet; ids are given in
Python, so that they can refer to each other before.
"""

from tests.factories.districts import (
    ClassGroupFactory,
    ConnectionFactory,
    DistrictFactory,
    EmailAddressFactory,
    EnrolmentFactory,
    ExternalIdFactory,
    FeatureApprovalFactory,
    ImportProblemFactory,
    ImportRunFactory,
    MembershipFactory,
    OutboundEmailFactory,
    PlannedChangeFactory,
    SchoolFactory,
    StaffMemberFactory,
    StaffRoleFactory,
    StudentFactory,
    TeachingFactory,
    UserFactory,
)
from tests.factories.doors import (
    AuditSealFactory,
    FeatureNarrowingFactory,
    SignInCardFactory,
    StaffInvitationFactory,
    SupportGrantFactory,
    VerifiedDomainFactory,
)
from tests.factories.families import (
    BarFactory,
    ClassAssociationFactory,
    FamilyContactFactory,
    FamilyInvitationFactory,
    SchoolAssociationFactory,
    SisFamilyLinkFactory,
)
from tests.factories.portfolios import (
    AttachmentFactory,
    PortfolioFactory,
    PostFactory,
    PostSectionFactory,
    SectionFactory,
    TemplateFactory,
    TemplateSchoolFactory,
)
from tests.factories.sharing import ShareLinkFactory

__all__ = [
    "AttachmentFactory",
    "AuditSealFactory",
    "BarFactory",
    "ClassAssociationFactory",
    "ClassGroupFactory",
    "ConnectionFactory",
    "DistrictFactory",
    "EmailAddressFactory",
    "EnrolmentFactory",
    "ExternalIdFactory",
    "FamilyContactFactory",
    "FamilyInvitationFactory",
    "FeatureApprovalFactory",
    "FeatureNarrowingFactory",
    "ImportProblemFactory",
    "ImportRunFactory",
    "MembershipFactory",
    "OutboundEmailFactory",
    "PlannedChangeFactory",
    "PortfolioFactory",
    "PostFactory",
    "PostSectionFactory",
    "SchoolAssociationFactory",
    "SchoolFactory",
    "SectionFactory",
    "ShareLinkFactory",
    "SignInCardFactory",
    "SisFamilyLinkFactory",
    "StaffInvitationFactory",
    "StaffMemberFactory",
    "StaffRoleFactory",
    "StudentFactory",
    "SupportGrantFactory",
    "TeachingFactory",
    "TemplateFactory",
    "TemplateSchoolFactory",
    "UserFactory",
    "VerifiedDomainFactory",
]
