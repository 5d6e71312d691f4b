"""Who may do what with a portfolio. Which rows there are at all is ``visible_to``'s to say."""

from districts.actor import Actor, Role
from districts.policy import Power, may
from portfolios.models import Comment, Portfolio
from portfolios.shaping.about import says_something
from spacesedu.lib import access

_KEEPS_ORDER = frozenset({Role.TEACHER, Role.SCHOOL_ADMIN, Role.DISTRICT_ADMIN})


def can_write(actor: Actor, portfolio: Portfolio) -> bool:
    """Tell whether ``actor`` may add, edit and delete posts and write the Summary Statement.

    The student, and the teachers with access, while the portfolio is active. Administrators and
    families read.
    """
    if not may(actor, Power.WRITE_PORTFOLIOS):
        return False
    return _open_and_active(actor, portfolio)


def can_keep(actor: Actor, portfolio: Portfolio) -> bool:
    """Tell whether what ``actor`` types here is kept as their draft, published or not.

    Wherever they may write, and where they might until the portfolio was archived.
    """
    if not may(actor, Power.WRITE_PORTFOLIOS):
        return False
    return Portfolio.objects.kept_for(actor).filter(pk=portfolio.pk).exists()


def can_edit_templates(actor: Actor) -> bool:
    """Tell whether ``actor`` makes and publishes Portfolio Templates."""
    return may(actor, Power.EDIT_TEMPLATES)


def can_preview(actor: Actor) -> bool:
    """Tell whether ``actor`` writes anything that is formatted: posts, or a description."""
    return may(actor, Power.WRITE_PORTFOLIOS) or can_edit_templates(actor)


def can_see_storage(actor: Actor) -> bool:
    """Tell whether ``actor`` reads how much room the district's files take up, and whose."""
    return may(actor, Power.EDIT_SETTINGS)


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
    return says_something(portfolio.template) and can_write(actor, portfolio)


def can_read_comments(actor: Actor) -> bool:
    """Tell whether ``actor`` reads comments where they read posts: students and staff do."""
    return may(actor, Power.READ_COMMENTS)


def can_comment(actor: Actor, portfolio: Portfolio) -> bool:
    """Tell whether ``actor`` may comment on the posts of a portfolio that is open to them.

    While it is active: what is archived can be read, and nothing is added.
    """
    if not may(actor, Power.COMMENT):
        return False
    return _open_and_active(actor, portfolio)


def can_delete_comment(actor: Actor, comment: Comment) -> bool:
    """Tell whether ``actor`` may take away a comment that they can read, archived or not.

    Everybody takes back their own words; teachers and administrators also take away what should
    not have been said, to whomever.
    """
    if not may(actor, Power.COMMENT):
        return False
    return comment.author_id == actor.user_id or actor.role in _KEEPS_ORDER


def can_restore_comment(actor: Actor, comment: Comment) -> bool:
    """Tell whether ``actor`` may bring back a deleted comment.

    What others took from them they may not, nor what its own author took back.
    """
    if not can_delete_comment(actor, comment):
        return False
    if comment.deleted_by_id in {None, actor.user_id}:
        return True
    return actor.role in _KEEPS_ORDER and comment.deleted_by_id != comment.author_id


def follows(actor: Actor) -> bool:
    """Tell whether it is remembered until when ``actor`` has read a portfolio.

    Of students and of those who work at their schools, to show them what is new. When a parent
    looked is nobody's business, and Support under a grant leaves its trace in the audit log alone.
    """
    access.note()
    return actor.role not in {Role.FAMILY, Role.SUPPORT, Role.SUPPORT_READER}


def _open_and_active(actor: Actor, portfolio: Portfolio) -> bool:
    """Ask the database, unless the row has just come with the answer (``queries.opened``)."""
    known: bool | None = getattr(portfolio, "is_active", None)
    if known is not None:
        return known
    return Portfolio.objects.visible_to(actor).active().filter(pk=portfolio.pk).exists()
