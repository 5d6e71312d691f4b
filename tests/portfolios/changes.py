"""What can happen to a district, a student, a template or a family: one verb each."""

from collections.abc import Callable
from datetime import timedelta

from districts.models import Feature, FeatureApproval, School, SchoolMembership, Student
from families.models import EndReason, SchoolAssociation
from portfolios.models import FamilyView, PortfolioTemplate
from tests import factories as make
from tests.world import World

type Change = Callable[[World], object]


def all_of(*changes: Change) -> Change:
    """Let several things happen, in order."""

    def happen(world: World) -> None:
        for change in changes:
            change(world)

    return happen


def nothing(world: World) -> None:
    """Leave everything as it is: all on."""


def switch_off(feature: Feature, world: World) -> None:
    """End the approval of a feature."""
    open_one = FeatureApproval.objects.filter(district=world.district, feature=feature)
    open_one.update(ended_at=world.now, ended_by="Support")


def limit_sharing_to(world: World, *grades: str) -> None:
    """Put a grade list on URL sharing."""
    rows = FeatureApproval.objects.filter(district=world.district, feature=Feature.URL_SHARING)
    rows.update(grades=list(grades))


def allow_at(feature: Feature, world: World, *schools: School) -> None:
    """Let Support allow a feature at some schools only."""
    rows = FeatureApproval.objects.filter(district=world.district, feature=feature, ended_at=None)
    rows.update(school_ids=[school.pk for school in schools])


def narrow(feature: Feature, world: World, **what: object) -> None:
    """Let a District Admin take something back of a feature: ``off``, ``grades``, schools."""
    make.FeatureNarrowingFactory.create(
        district=world.district, feature=feature, **{"off": False, **what}
    )


def narrow_and_give_back(feature: Feature, world: World) -> None:
    """Let a District Admin switch a feature off, and on again."""
    narrow(feature, world, off=True, ended_at=world.now)


def pause(world: World, **what: object) -> None:
    """Let an administrator pause links: of a ``school``, a ``grade``, a ``template``, or all."""
    make.SharingPauseFactory.create(district=world.district, **what)


def give_grade(world: World, grade: str) -> None:
    """Move the student to another grade; empty is none, or one nobody knows."""
    SchoolMembership.objects.filter(student=world.student_record).update(grade=grade)


def add_school(world: World, grade: str) -> None:
    """Let the student go to Cedar School too."""
    make.MembershipFactory.create(student=world.student_record, school=world.cedar, grade=grade)


def take_from_school(world: World) -> None:
    """End the student's only membership."""
    rows = SchoolMembership.objects.filter(student=world.student_record)
    rows.update(ended_at=world.now)


def move_to_cedar(world: World) -> None:
    """Let the student change schools inside the district."""
    take_from_school(world)
    add_school(world, "08")


def student_leaves(world: World) -> None:
    """Let the SIS no longer know the student."""
    Student.objects.filter(pk=world.student_record.pk).update(left_at=world.now)


def deactivate(world: World) -> None:
    """Let an administrator deactivate the student."""
    Student.objects.filter(pk=world.student_record.pk).update(deactivated_at=world.now)


def template_without_sharing(world: World) -> None:
    """Turn the template's Student URL Sharing off."""
    PortfolioTemplate.objects.filter(pk=world.template.pk).update(student_url_sharing=False)


def template_always_for_families(world: World) -> None:
    """Make the template Visible to families always."""
    rows = PortfolioTemplate.objects.filter(pk=world.template.pk)
    rows.update(family_view=FamilyView.ALWAYS)


def archive_template(world: World) -> None:
    """End the template."""
    PortfolioTemplate.objects.filter(pk=world.template.pk).update(archived_at=world.now)


def template_for_maple_only(world: World) -> None:
    """Name one school as the template's audience."""
    make.TemplateSchoolFactory.create(template=world.template, school=world.maple)


def template_for_grades(world: World, *grades: str) -> None:
    """Name grades as the template's audience."""
    PortfolioTemplate.objects.filter(pk=world.template.pk).update(grades=list(grades))


def association_only_invited(world: World) -> None:
    """Take back the acceptance."""
    SchoolAssociation.objects.filter(pk=world.association.pk).update(started_at=None)


def association_ends(world: World, reason: EndReason = EndReason.REVOKED) -> None:
    """End the association."""
    rows = SchoolAssociation.objects.filter(pk=world.association.pk)
    rows.update(ended_at=world.now, end_reason=reason)


def class_association_instead(world: World) -> None:
    """Leave the adult with the class alone."""
    association_ends(world)
    make.ClassAssociationFactory.create(
        contact=world.contact, student=world.student_record, class_group=world.class_group
    )


def link_expires(world: World) -> None:
    """Let the share link end by itself."""
    world.portfolio.links.update(issued_at=world.now - timedelta(days=300), expires_at=world.now)


def no_link(world: World) -> None:
    """Let nobody have shared the portfolio."""
    world.portfolio.links.all().delete()
