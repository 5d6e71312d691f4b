"""What a page asks for: each function starts at the person, or at a public label."""

from allauth.socialaccount.models import SocialAccount
from django.db.models import Exists, F, OuterRef, Prefetch, Q, QuerySet

from districts.actor import Actor
from districts.models import (
    ClassGroup,
    ConnectionSchool,
    District,
    Enrolment,
    ExternalId,
    FeatureApproval,
    FeatureNarrowing,
    ImportRun,
    QuietDays,
    School,
    SisConnection,
    StaffMember,
    Student,
    User,
)
from districts.policy import Power, may
from spacesedu.lib import access
from spacesedu.lib.db import fold
from spacesedu.lib.logo import storage_name


def district_at(slug: str) -> District | None:
    """Return the district a sign-in address names; asked before anybody is signed in."""
    return District.objects.filter(slug=slug).first()


def district_with_logo(key: str) -> District | None:
    """Return the district whose logo has this key; asked for the sign-in page, too."""
    return District.objects.filter(logo=storage_name(key)).first()


def trusted_issuers(district: District) -> set[str]:
    """Return the identity providers that Support verified for one of the district's domains."""
    return set(district.verified_domains.filter(ended_at=None).values_list("issuer", flat=True))


def identities_of(user: User) -> list[tuple[int, str]]:
    """Return id and provider of the outside identities that sign the account in."""
    access.note()
    rows = SocialAccount.objects.filter(user=user).order_by("provider", "id")
    return list(rows.values_list("pk", "provider"))


def person_known_as(slug: str, kind: str, sis_id: str) -> Student | StaffMember | None:
    """Return the one student or staff member of a district that a SIS knows by an id.

    ``kind`` is ``student`` or ``staff``. None for nobody, and for two people whom two sources
    happen to number alike: an operator must not be handed the wrong one.
    """
    rows = ExternalId.objects.filter(district__slug=slug, kind=kind, value=sis_id)
    found = {row.student or row.staff for row in rows.select_related("student", "staff")}
    return found.pop() if len(found) == 1 else None


def district_of(actor: Actor) -> District | None:
    """Return the district the actor acts in; none for Support and families."""
    if actor.district_id is None:
        return None
    return District.objects.visible_to(actor).get(id=actor.here)


def districts_for(actor: Actor) -> QuerySet[District]:
    """Return the actor's districts with what is on there, as ``features.switches_of`` tells it.

    ``open_approvals`` are Support's, ``open_narrowings`` the district's own, ``listed_schools``
    the schools that one of them names.
    """
    approvals = FeatureApproval.objects.filter(ended_at=None)
    narrowings = FeatureNarrowing.objects.filter(ended_at=None)
    named = {"district": OuterRef("district"), "school_ids__contains": [OuterRef("pk")]}
    listed = School.objects.filter(
        Exists(approvals.filter(**named)) | Exists(narrowings.filter(**named))
    )
    return (
        District.objects.visible_to(actor)
        .prefetch_related(
            Prefetch("approvals", approvals, to_attr="open_approvals"),
            Prefetch("narrowings", narrowings, to_attr="open_narrowings"),
            Prefetch("schools", listed, to_attr="listed_schools"),
        )
        .order_by("name", "id")
    )


def schools_for(actor: Actor) -> QuerySet[School]:
    """Return the actor's schools, by name."""
    return School.objects.visible_to(actor).order_by("name", "code")


def classes_for(
    actor: Actor, search: str = "", school: School | None = None
) -> QuerySet[ClassGroup]:
    """Return the actor's current classes by name: those that every word of ``search`` fits.

    A word fits the class, its school or one of its teachers.
    """
    found = ClassGroup.objects.visible_to(actor).filter(ended_at=None)
    if school is not None:
        found = found.filter(school=school)
    teaching = Enrolment.objects.filter(class_group=OuterRef("pk"), ended_at=None)
    for word in fold(search).split():
        taught = Exists(teaching.filter(staff__sort_name__contains=word))
        in_school = Q(school__name__icontains=word)
        found = found.filter(Q(sort_name__contains=word) | in_school | taught)
    return found.select_related("school").order_by("sort_name", "id")


def schools_with_classes(actor: Actor) -> QuerySet[School]:
    """Return the schools of the actor's current classes, by name."""
    classes = ClassGroup.objects.visible_to(actor).filter(ended_at=None)
    return School.objects.filter(pk__in=classes.values("school")).order_by("name", "code")


def runs_for(actor: Actor) -> QuerySet[ImportRun]:
    """Return the import runs the actor may read, newest first."""
    runs = ImportRun.objects.visible_to(actor)
    known = ("connection", "district", "package", "asked_by", "answered_by", "undoes", "follows")
    return runs.select_related(*known).order_by("-received_at", "-id")


def connections_for(actor: Actor) -> QuerySet[SisConnection]:
    """Return the connections the actor may use, those that have ended last, with their scopes."""
    scope = Prefetch("scope", ConnectionSchool.objects.select_related("school"))
    found = SisConnection.objects.visible_to(actor).prefetch_related(scope)
    found = found.select_related("district__import_settings")
    return found.order_by(F("ended_at").asc(nulls_first=True), "name")


def quiet_days_for(actor: Actor) -> QuerySet[QuietDays]:
    """Return the quiet days of the actor's district, in order; for those who may set them."""
    found = QuietDays.objects.filter(district_id=actor.here)
    return found if may(actor, Power.EDIT_SETTINGS) else found.none()


def latest_runs_for(actor: Actor) -> QuerySet[ImportRun]:
    """Return the latest run of each connection the actor may read; rehearsals do not count."""
    runs = ImportRun.objects.visible_to(actor).filter(dry_run=False)
    return runs.order_by("connection", "-received_at", "-id").distinct("connection")


def student_count(actor: Actor) -> int:
    """Return how many active students the actor sees."""
    return Student.objects.visible_to(actor).active().count()


def staff_count(actor: Actor) -> int:
    """Return how many people work where the actor administers."""
    here = StaffMember.objects.filter(district_id=actor.here, left_at=None)
    if not actor.whole_district:
        here = here.filter(roles__school__in=actor.school_ids, roles__ended_at=None).distinct()
    return here.count()
