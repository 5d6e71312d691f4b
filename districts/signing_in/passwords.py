"""How long a password has to be: fifteen characters for adults, eight for pupils with a username.

Forms and commands ask; actions trust their callers, so the demo's people keep their short one.
"""

import re

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from districts.models import User

ADULT, PUPIL = 15, 8


class LengthValidator:
    """A password validator that knows for whom it is."""

    def validate(self, password: str, user: User | None = None) -> None:
        """Refuse a password that is too short for this account."""
        least = PUPIL if user is not None and user.username and not user.email else ADULT
        if len(password) < least:
            raise ValidationError(
                ngettext(
                    "Make it at least %(least)d character long.",
                    "Make it at least %(least)d characters long.",
                    least,
                ),
                code="password_too_short",
                params={"least": least},
            )

    def get_help_text(self) -> str:
        """Say what is asked for, for a form that does not know its account yet."""
        return _("A few words that only you would put together: long is what makes it safe.")


class CommonValidator(CommonPasswordValidator):
    """Refuses a common password, also one only made long: by digits around it, or by repeating it.

    Django's list has hardly a word of fifteen signs, so the list alone would never speak.
    """

    def validate(self, password: str, user: User | None = None) -> None:
        """Refuse ``password1234567`` and ``qwertyqwertyqwerty`` as it refuses the words in them."""
        super().validate(password, user)
        # Nothing but digits and signs is as common as the digits from one to six.
        core = _AROUND.sub("", password.casefold()) or "123456"
        part = _REPEATED.fullmatch(core)
        super().validate(part[1] if part else core, user)


_AROUND = re.compile(r"^[\W\d_]+|[\W\d_]+$")
_REPEATED = re.compile(r"(.+?)\1+")
