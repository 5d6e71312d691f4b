"""Districts, people, roster, imports and the outbox."""

from allauth.account.models import EmailAddress
from factory.declarations import LazyAttribute

from districts.models import (
    ClassGroup,
    District,
    Enrolment,
    ExternalId,
    ExternalKind,
    Feature,
    FeatureApproval,
    ImportProblem,
    ImportRun,
    OutboundEmail,
    PlannedChange,
    School,
    SchoolMembership,
    SisConnection,
    StaffMember,
    StaffRole,
    StaffRoleKind,
    Student,
    User,
)
from tests.factories.rows import (
    Factory,
    IdFactory,
    SelfAttribute,
    Sequence,
    SubFactory,
    beside,
    now,
)


class DistrictFactory(IdFactory[District]):
    """A district where everything is off."""

    slug = Sequence(lambda n: f"district-{n}")
    name = Sequence(lambda n: f"District {n}")
    time_zone = "America/Vancouver"
    created_at = now


class FeatureApprovalFactory(IdFactory[FeatureApproval]):
    """A feature that is on; Portfolios unless another is named."""

    district = SubFactory(DistrictFactory)
    feature = Feature.PORTFOLIOS
    approved_by = "The superintendent"
    reason = "Approved by the board"
    approved_on = LazyAttribute(lambda row: row.approved_at.date())
    approved_at = now


class SchoolFactory(IdFactory[School]):
    """A school."""

    district = SubFactory(DistrictFactory)
    code = Sequence(lambda n: f"{n:05}")
    name = Sequence(lambda n: f"School {n}")


class UserFactory(Factory[User]):
    """An account that signs in by e-mail, without a password."""

    email = Sequence(lambda n: f"person{n}@example.org")
    name = Sequence(lambda n: f"Person {n}")
    password = "!"  # noqa: S105 -- Django's mark of an account without one


class EmailAddressFactory(Factory[EmailAddress]):
    """The verified, primary address of an account."""

    user = SubFactory(UserFactory)
    email = SelfAttribute("user.email")
    verified = True
    primary = True


class StaffMemberFactory(IdFactory[StaffMember]):
    """Somebody on staff, without an account or a role yet."""

    district = SubFactory(DistrictFactory)
    first_name = "Robin"
    last_name = Sequence(lambda n: f"Staff{n}")


class StaffRoleFactory(IdFactory[StaffRole]):
    """An approved role: teacher at a school unless said otherwise."""

    staff = SubFactory(StaffMemberFactory)
    district = SelfAttribute("staff.district")
    school = beside(SchoolFactory)
    role = StaffRoleKind.TEACHER
    approved_at = now


class StudentFactory(IdFactory[Student]):
    """An active student without an account or a school yet."""

    district = SubFactory(DistrictFactory)
    student_number = Sequence(lambda n: f"S{n:06}")
    first_name = "Alex"
    last_name = Sequence(lambda n: f"Pupil{n}")


class MembershipFactory(IdFactory[SchoolMembership]):
    """A student at a school, in grade 8."""

    student = SubFactory(StudentFactory)
    district = SelfAttribute("student.district")
    school = beside(SchoolFactory)
    grade = "08"
    raw_grade = SelfAttribute("grade")


class ClassGroupFactory(IdFactory[ClassGroup]):
    """A class."""

    school = SubFactory(SchoolFactory)
    district = SelfAttribute("school.district")
    name = Sequence(lambda n: f"Class {n}")


class EnrolmentFactory(IdFactory[Enrolment]):
    """A student in a class."""

    class_group = SubFactory(ClassGroupFactory)
    district = SelfAttribute("class_group.district")
    student = beside(StudentFactory)


class TeachingFactory(IdFactory[Enrolment]):
    """A staff member teaching a class."""

    class_group = SubFactory(ClassGroupFactory)
    district = SelfAttribute("class_group.district")
    staff = beside(StaffMemberFactory)


class ConnectionFactory(IdFactory[SisConnection]):
    """A SIS connection whose scope is the district."""

    district = SubFactory(DistrictFactory)
    name = Sequence(lambda n: f"sis-{n}")
    created_at = now


class ExternalIdFactory(IdFactory[ExternalId]):
    """What a SIS calls a student."""

    connection = SubFactory(ConnectionFactory)
    district = SelfAttribute("connection.district")
    kind = ExternalKind.STUDENT
    value = Sequence(lambda n: f"id-{n}")
    student = beside(StudentFactory)


class ImportRunFactory(IdFactory[ImportRun]):
    """A package that has just come in."""

    connection = SubFactory(ConnectionFactory)
    district = SelfAttribute("connection.district")
    received_at = now
    received_by = "tests"


class PlannedChangeFactory(IdFactory[PlannedChange]):
    """A student who would be created."""

    run = SubFactory(ImportRunFactory)
    district = SelfAttribute("run.district")
    kind = "students"
    action = "create"
    key = Sequence(lambda n: f"student {n}")
    subject_id = LazyAttribute(lambda change: change.id)


class ImportProblemFactory(IdFactory[ImportProblem]):
    """A row of the package that was skipped."""

    run = SubFactory(ImportRunFactory)
    district = SelfAttribute("run.district")
    file = "Students.csv"
    code = "skipped"
    message = "A row was left out."


class OutboundEmailFactory(IdFactory[OutboundEmail]):
    """A message that waits to be sent."""

    district = SubFactory(DistrictFactory)
    purpose = "family_invitation"
    subject_id = LazyAttribute(lambda message: message.id)
    recipient = "adult@example.org"
    dedupe_key = Sequence(lambda n: f"message {n}")
    created_at = now
    due_at = now
