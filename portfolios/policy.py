"""Who may do what with a portfolio. Which rows there are at all is ``visible_to``'s to say."""

from districts.actor import Actor, Role
from districts.policy import Power, may
from portfolios.models import Portfolio
from spacesedu.lib import access


def can_write(actor: Actor, portfolio: Portfolio) -> bool:
    """Tell whether ``actor`` may add, edit and delete posts and write the Summary Statement.

    The student, and the teachers with access, while the portfolio is active. Administrators and
    families read.
    """
    if not may(actor, Power.WRITE_PORTFOLIOS):
        return False
    return Portfolio.objects.visible_to(actor).active().filter(pk=portfolio.pk).exists()


def can_edit_templates(actor: Actor) -> bool:
    """Tell whether ``actor`` makes and publishes Portfolio Templates."""
    return may(actor, Power.EDIT_TEMPLATES)


def finds_by_student(actor: Actor) -> bool:
    """Tell whether ``actor`` comes to portfolios by way of a template's list of students."""
    access.note()
    return actor.role is Role.TEACHER or actor.is_admin


def can_read_description(actor: Actor) -> bool:
    """Tell whether ``actor`` reads what the district asks for; families see the work alone."""
    access.note()
    return actor.role is not Role.FAMILY


def works_beside_list(actor: Actor) -> bool:
    """Tell whether the list of students stays beside the work, as teachers need it."""
    access.note()
    return actor.role is Role.TEACHER


def waits_for_welcome(actor: Actor, portfolio: Portfolio) -> bool:
    """Tell whether the student has yet to read the description and press Get Started."""
    access.note()
    if actor.role is not Role.STUDENT or portfolio.welcomed_at is not None:
        return False
    return bool(portfolio.template.description) and can_write(actor, portfolio)
