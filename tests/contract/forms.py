"""What somebody types into each form, so that a POST that may be done is done."""

from families.actions.revoke import Why
from tests.contract.imports import typed_for_imports
from tests.contract.support_forms import typed_by_support
from tests.districts.factors import code_for
from tests.factories.factors import SECRET
from tests.world import PASSWORD, Cast

type Fields = dict[str, object]

NEW_PASSWORD = "another-long-password"  # noqa: S105 -- opens nothing but a test's database

TEMPLATE: Fields = {
    "name": "Capstone",
    "audience": ["district"],
    "teacher_access": "classes",
    "family_view": "with_sharing",
}
ALIKE: dict[str, Fields] = {
    "account_change_password": {
        "oldpassword": PASSWORD,
        "password1": NEW_PASSWORD,
        "password2": NEW_PASSWORD,
    },
    "districts:student_name": {"display_name": "Addie"},
    "districts:student_sign_in": {"username": "chris.c", "password": "otter-maple-kettle"},
    "account_email": {"action_add": "", "email": "second@example.org"},
    "account_reauthenticate": {"password": PASSWORD},
    "mfa_edit_webauthn": {"name": "The tablet at home"},
    "account_language": {"language": "en"},
    "account_request_login_code": {"email": "somebody@example.org"},
    "families:revoke": {"why": next(iter(Why)).value},
    "districts:staff_rights": {"rights": "limited"},
    "districts:support_access": {"hours": "2", "reason": "The classes list stays empty"},
    "districts:narrowing": {"use": "off", "confirm": "1"},
    "districts:school_name": {"name": "Poplar School"},
    "districts:settings_brand": {"name": "Gold Trail and District", "accent_hue": "260"},
    "districts:settings_leavers": {"leaver_grace_days": "14"},
    "districts:settings_names": {"public_names": "first"},
    "districts:settings_time": {
        "time_zone": "America/St_Johns",
        "language": "fr-ca",
        "languages": ["en", "fr-ca"],
    },
    "sharing_district:pauses": {
        "what": "district",
        "reason": "A photo shows names",
        "confirm": "1",
    },
    "portfolios:comments": {"body": "I like how you explain it."},
    "portfolios:post_edit": {"title": "A new title", "posted_on": "2026-03-04"},
    "portfolios:post_new": {"title": "A new post", "posted_on": "2026-03-04"},
    "portfolios:summary": {"summary": "What I learned."},
    "portfolios:summary_draft": {"summary": "What I lear"},
    "portfolios:section_rename": {"name": "Reading aloud"},
    "portfolios:template_add": TEMPLATE,
    "portfolios:template_edit": TEMPLATE | {"student_url_sharing": "on"},
    "portfolios:template_sections": {"name": "Sports"},
}


def filled_in(name: str, cast: Cast) -> Fields:
    """Return the fields of the form at an address; none where a press of a button is all."""
    if name == "portfolios:section_move":
        return {"down": str(cast.sections[0].pk)}
    if name == "families:add_family":
        return {"email": "aunt@example.org", "students": [str(cast.student_record.pk)]}
    if name in {"districts:staff_invite", "districts:staff_role"}:
        role: Fields = {"role": "counsellor:limited", "schools": [str(cast.maple.pk)]}
        person = {"email": "nia@example.org", "first_name": "Nia", "last_name": "Newcomer"}
        return role | person
    if name in {"districts:issue_cards", "districts:replace_cards", "districts:revoke_cards"}:
        return {"student": [str(cast.classmate.pk)], "sure": "on"}
    if name == "mfa_reauthenticate":
        return {"code": code_for(SECRET)}
    return typed_by_support(name, cast) or typed_for_imports(name, cast) or ALIKE.get(name, {})
