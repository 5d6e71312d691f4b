"""``manage.py create_admin SLUG EMAIL --name NAME``: a district's first administrator."""

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.db import transaction
from django.utils.translation import gettext as _

from districts.actions.accounts import account_at, create_account, send_password_link
from districts.actions.staff import RoleHeldError, give_role, staff_member_of
from districts.directory import district_at
from districts.models import District, StaffRoleKind
from districts.operator import operator
from spacesedu.lib import clock


class Command(BaseCommand):
    """Makes a District Admin with full rights, who chooses a password by a link in an e-mail."""

    help = (
        "Make somebody District Admin (full). Whoever has no account yet gets an e-mail with a "
        "link to choose a password, which works for three days; ask for a new one at "
        "/accounts/password/reset/."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the district, the address and the name."""
        parser.add_argument("slug", help="the district's slug")
        parser.add_argument(
            "email", help="the administrator's address; the operator vouches for it"
        )
        parser.add_argument("--name", required=True)

    def handle(self, *args: object, slug: str, email: str, name: str, **options: object) -> None:
        """Make them administrator, or say what is wrong, change nothing and exit 2."""
        district = district_at(slug)
        if district is None:
            raise CommandError(_("There is no district “%(slug)s”.") % {"slug": slug}, returncode=2)
        try:
            validate_email(email)
            self._make_admin(district, email, name)
        except ValidationError as reason:
            raise CommandError(" ".join(reason.messages), returncode=2) from None
        except RoleHeldError as reason:
            raise CommandError(str(reason), returncode=2) from None

    @transaction.atomic
    def _make_admin(self, district: District, email: str, name: str) -> None:
        now, by = clock.now(), operator()
        user = account_at(email)
        if user is None:
            user = create_account(email=email, name=name, password=None, by=by, at=now)
            send_password_link(user=user, by=by, at=now)
            told = _("%(email)s gets a link to choose a password.")
        else:
            told = _("%(email)s has an account and keeps its password.")
        staff = staff_member_of(district=district, user=user, by=by, at=now)
        give_role(staff=staff, role=StaffRoleKind.DISTRICT_ADMIN, full=True, by=by, at=now)
        self.stdout.write(told % {"email": email})
