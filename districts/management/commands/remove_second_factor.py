"""``manage.py remove_second_factor EMAIL``: a way back in for who has lost phone and codes."""

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from districts.actions.accounts import account_at
from districts.actions.lost_factors import NoFactorsError, remove_factors
from districts.operator import operator
from spacesedu.lib import clock


class Command(BaseCommand):
    """Removes all second factors of one account; its owner is told by mail."""

    help = (
        "Remove every second factor of an account whose owner has lost them all. Make sure first, "
        "by telephone or in person, that it is the owner who asks."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the address the account signs in with."""
        parser.add_argument("email", help="a confirmed e-mail address of the account")

    def handle(self, *args: object, email: str, **options: object) -> None:
        """Remove them, or say what is wrong, change nothing and exit 2."""
        user = account_at(email)
        if user is None:
            raise CommandError(_("Nobody signs in with “%s”.") % email, returncode=2)
        try:
            remove_factors(user=user, by=operator(), at=clock.now())
        except NoFactorsError as reason:
            raise CommandError(str(reason), returncode=2) from None
        self.stdout.write(_("Removed. At the next sign-in a new one is set up."))
