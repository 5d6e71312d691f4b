"""What tests of templates do again and again."""

from collections.abc import Sequence

from portfolios.actions import TemplateDraft, create_template, publish_template
from portfolios.models import Portfolio, PortfolioTemplate
from spacesedu.lib import clock
from tests.world import World

SECTIONS = ["Reading", "Science", "Art"]
FORM: dict[str, object] = {
    "name": "Capstone",
    "audience": ["district"],
    "teacher_access": "classes",
    "family_view": "with_sharing",
}


def drafted(
    world: World, *, sections: Sequence[str] = SECTIONS, **says: object
) -> PortfolioTemplate:
    """Return a draft that the admin has made."""
    return create_template(
        draft=TemplateDraft(**({"name": "Capstone"} | says)),  # type: ignore[arg-type] # its fields
        sections=sections,
        by=world.admin.actor,
        at=clock.now(),
    )


def published(world: World, **says: object) -> PortfolioTemplate:
    """Return a template that the admin has made and published."""
    made = drafted(world, **says)  # type: ignore[arg-type] # its fields
    return publish_template(template_id=made.pk, by=world.admin.actor, at=clock.now())


def students_of(template: PortfolioTemplate) -> set[object]:
    """Return who has a portfolio of it, active or not."""
    return set(Portfolio.objects.filter(template=template).values_list("student_id", flat=True))


def active_in(template: PortfolioTemplate) -> set[object]:
    """Return whose portfolio of it is active."""
    rows = Portfolio.objects.active().filter(template=template)
    return set(rows.values_list("student_id", flat=True))


def names(template: PortfolioTemplate) -> list[str]:
    """Return its sections in order."""
    rows = template.sections.filter(removed_at=None).order_by("position")
    return list(rows.values_list("name", flat=True))
