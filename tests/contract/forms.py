"""What somebody types into each form, so that a POST that may be done is done."""

from collections.abc import Callable

from families.actions.revoke import Why
from tests.world import PASSWORD, Cast

type Fields = dict[str, object]

NEW_PASSWORD = "another-long-password"  # noqa: S105 -- opens nothing but a test's database

FORMS: dict[str, Callable[[Cast], Fields]] = {
    "account_change_password": lambda cast: {
        "oldpassword": PASSWORD,
        "password1": NEW_PASSWORD,
        "password2": NEW_PASSWORD,
    },
    "families:add_family": lambda cast: {
        "email": "aunt@example.org",
        "students": [str(cast.student_record.pk)],
    },
    "families:revoke": lambda cast: {"why": next(iter(Why)).value},
    "portfolios:post_edit": lambda cast: {"title": "A new title", "posted_on": "2026-03-04"},
    "portfolios:post_new": lambda cast: {"title": "A new post", "posted_on": "2026-03-04"},
    "portfolios:summary": lambda cast: {"summary": "What I learned."},
    "portfolios:template_add": lambda cast: {"name": "Capstone", "teacher_access": "classes"},
    "portfolios:template_edit": lambda cast: {"name": "Capstone", "teacher_access": "classes"},
}


def filled_in(name: str, cast: Cast) -> Fields:
    """Return the fields of the form at an address; none where a press of a button is all."""
    return FORMS[name](cast) if name in FORMS else {}
