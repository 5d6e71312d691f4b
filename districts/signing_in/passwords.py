"""What a password has to be: long, and nothing that is guessed first.

Long is fifteen characters for adults, and eight for pupils with a username.
Forms and commands ask; actions trust their callers, so the demo's people keep their short one.
"""

import re
from collections.abc import Iterator

from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from districts.models import User
from spacesedu.lib.db import fold

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


class GuessedFirstValidator(CommonPasswordValidator):
    """Refuses what is guessed first: a common password, or the account's own name and address.

    Neither is better for having been made long, by digits around it or by repeating it. Django's
    list has hardly a word of fifteen signs, so the list alone would never speak.
    """

    def validate(self, password: str, user: User | None = None) -> None:
        """Refuse ``password1234567``, ``qwertyqwertyqwerty`` and ``ann.lee@school.org!``."""
        super().validate(password, user)
        # Nothing but digits and signs is as common as the digits from one to six.
        core = _AROUND.sub("", password.casefold()) or "123456"
        part = _REPEATED.fullmatch(core)
        super().validate(part[1] if part else core, user)
        if user is not None and _is_their_own(password, user):
            raise ValidationError(
                _("Leave out name, e-mail and username: they are guessed first."),
                code="password_too_similar",
            )

    def get_help_text(self) -> str:
        """Say what else is asked for."""
        return _("Nothing well known, and not your name or e-mail.")


_AROUND = re.compile(r"^[\W\d_]+|[\W\d_]+$")
_REPEATED = re.compile(r"(.+?)\1+")
_SIGNS = re.compile(r"[\W_]+")
# What is shorter stands in many other words.
_SHORTEST = 3
# Two of the words a school proposes, beside a third that happens to be the pupil's name.
_ENOUGH = 6


def _is_their_own(password: str, user: User) -> bool:
    """Tell whether a password is the account's own words, with little or nothing beside them."""
    typed = rest = _SIGNS.sub("", fold(password))
    for word in sorted(set(_own_words(user)), key=len, reverse=True):
        rest = rest.replace(word, "")
    return rest != typed and len(_AROUND.sub("", rest)) < _ENOUGH


def _own_words(user: User) -> Iterator[str]:
    """Yield name, username, address, what stands before its @, and the words in them.

    All without signs, so that ``Ann Lee`` is found in ``ann.lee`` and ``annlee``.
    """
    local = (user.email or "").partition("@")[0]
    bare = (user.username or "").rpartition(":")[2]
    for text in map(fold, (user.name, user.email or "", local, bare)):
        words = _SIGNS.split(text)
        yield from (word for word in ("".join(words), *words) if len(word) >= _SHORTEST)
