"""Why something about staff is not done: one small error a reason, each with words for a person."""

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _


class StaffError(Exception):
    """Something about staff cannot be done now; ``str()`` tells the person why."""


class NotYoursToGiveError(PermissionDenied):
    """The table ``districts.staffing.grantable`` does not let this person do that: 403."""


class OwnRolesError(StaffError):
    """Nobody changes what they themselves may do."""

    def __init__(self) -> None:
        """Say whom to ask."""
        super().__init__(_("Nobody changes their own roles. Ask another administrator."))


class LastAdminError(StaffError):
    """The district would be left without a District Admin who can sign in and has full rights."""

    def __init__(self) -> None:
        """Say what to do first."""
        super().__init__(
            _("A district keeps at least one District Admin (full). Give somebody else that first.")
        )


class NotOnStaffError(StaffError):
    """The person was deactivated, or has left by the school's records."""

    def __init__(self) -> None:
        """Say what to do first."""
        super().__init__(_("This person is deactivated or has left. Reactivate them first."))


class RoleWaitsError(StaffError):
    """The very role came in with an import and waits for a District Admin."""

    def __init__(self) -> None:
        """Say who decides."""
        super().__init__(_("This role waits for a District Admin’s approval."))


class RoleDecidedError(StaffError):
    """Somebody else has answered the other way meanwhile."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__(_("Somebody has decided otherwise meanwhile. Nothing was changed."))


class HasAccountError(StaffError):
    """There is nothing to set up."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__(_("This person has an account already."))


class NoAddressError(StaffError):
    """No e-mail is known, so no link can be sent."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__(_("No e-mail address is known for this person."))


class TooManySendsError(StaffError):
    """The set-up link was sent three times within a day."""

    def __init__(self) -> None:
        """Say when it goes on."""
        super().__init__(_("It was sent three times today. Try again tomorrow."))


class HasAdminError(StaffError):
    """The district has an administrator who can invite others."""

    def __init__(self) -> None:
        """Say who does it."""
        super().__init__(_("This district has a District Admin (full), who invites the others."))


class NoSchoolError(StaffError):
    """A role at schools was given at none of the giver's."""

    def __init__(self) -> None:
        """Say what is missing."""
        super().__init__(_("Choose at least one school."))
