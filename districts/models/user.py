"""Accounts. What somebody is follows from rows that point here, never from a column."""

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import CheckConstraint, Q, UniqueConstraint, Value
from django.db.models.functions import Coalesce, Lower, NullIf
from django.utils.translation import gettext_lazy as _

from spacesedu.lib.db import SortKey

SHOWN_NAME = SortKey(Coalesce(NullIf("name", Value("")), "email", "username"))
"""What ``str(user)`` says, folded, to be searched in."""


class UserManager(BaseUserManager["User"]):
    """Creates accounts; sign-in looks them up by e-mail or by ``slug:username``."""

    def create_user(
        self, *, email: str | None = None, username: str | None = None, **extra: object
    ) -> "User":
        """Create an account without a usable password; the caller sets one."""
        user = self.model(email=email.casefold() if email else None, username=username, **extra)
        user.set_unusable_password()
        user.save(using=self._db)
        return user


class User(AbstractBaseUser, PermissionsMixin):
    """One person's account, in any number of districts and roles.

    ``email`` mirrors the primary verified address that allauth keeps; ``username`` is
    ``slug:name`` for a pupil whose district gives usernames, so it is unique in the installation.
    """

    # NULL, not "": many have none, and both are unique.
    email = models.EmailField(_("e-mail"), null=True, blank=True)  # noqa: DJ001
    username = models.CharField(max_length=120, null=True, blank=True, unique=True)
    name = models.CharField(_("name"), max_length=200, blank=True)
    language = models.CharField(max_length=10, blank=True)
    is_support = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        """Everybody signs in with something."""

        constraints = [
            # On the plain column: sign-in looks for the folded address, in the index and at once.
            UniqueConstraint(fields=["email"], name="user_email_key"),
            CheckConstraint(
                condition=Q(email=None) | Q(email=Lower("email")), name="user_email_is_folded"
            ),
            CheckConstraint(
                condition=Q(username=None) | Q(username=Lower("username")),
                name="user_username_is_folded",
            ),
            CheckConstraint(
                condition=Q(email__isnull=False) | Q(username__isnull=False),
                name="user_has_email_or_username",
            ),
        ]
        indexes = [GinIndex(OpClass(SHOWN_NAME, name="gin_trgm_ops"), name="user_by_shown_name")]

    def __str__(self) -> str:
        """Return a name to show."""
        return self.name or self.email or (self.username or "").partition(":")[2]
