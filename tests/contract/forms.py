"""What somebody types into each form, so that a POST that may be done is done."""

from families.actions.revoke import Why
from tests.world import PASSWORD, Cast

type Fields = dict[str, object]

NEW_PASSWORD = "another-long-password"  # noqa: S105 -- opens nothing but a test's database

ALIKE: dict[str, Fields] = {
    "account_change_password": {
        "oldpassword": PASSWORD,
        "password1": NEW_PASSWORD,
        "password2": NEW_PASSWORD,
    },
    "families:revoke": {"why": next(iter(Why)).value},
    "portfolios:post_edit": {"title": "A new title", "posted_on": "2026-03-04"},
    "portfolios:post_new": {"title": "A new post", "posted_on": "2026-03-04"},
    "portfolios:summary": {"summary": "What I learned."},
    "portfolios:template_add": {"name": "Capstone", "teacher_access": "classes"},
    "portfolios:template_edit": {"name": "Capstone", "teacher_access": "classes"},
}


def filled_in(name: str, cast: Cast) -> Fields:
    """Return the fields of the form at an address; none where a press of a button is all."""
    if name == "families:add_family":
        return {"email": "aunt@example.org", "students": [str(cast.student_record.pk)]}
    return ALIKE.get(name, {})
