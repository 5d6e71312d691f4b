"""``manage.py give_account SLUG (--student ID | --staff ID)``: a way in for an imported person."""

import sys

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils.translation import gettext as _

from districts.actions.accounts import (
    UsernameError,
    account_at,
    connect_account,
    create_account,
    give_username,
    send_password_link,
)
from districts.directory import person_known_as
from districts.models import StaffMember, Student
from districts.operator import operator
from districts.signing_in.passwords import PUPIL
from spacesedu.lib import clock


class Command(BaseCommand):
    """Connects a student or staff member of the SIS with an account."""

    help = (
        "Let an imported student or staff member sign in. Whoever has an e-mail gets a link to "
        "choose a password; a student without one gets --username, and the password is read from "
        "standard input."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the district and the id that the SIS knows the person by."""
        parser.add_argument("slug", help="the district's slug")
        who = parser.add_mutually_exclusive_group(required=True)
        who.add_argument("--student", metavar="ID", help="the User ID of Students.csv")
        who.add_argument("--staff", metavar="ID", help="the User ID of Staff.csv")
        parser.add_argument("--username", help="for a student without an e-mail")

    def handle(self, *args: object, slug: str, username: str | None, **options: str) -> None:
        """Give them a way in, or say what is wrong, change nothing and exit 2."""
        kind = "student" if options["student"] else "staff"
        person = person_known_as(slug, kind, options[kind])
        if person is None:
            raise CommandError(_("There is no such person in “%s”.") % slug, returncode=2)
        try:
            self.stdout.write(self._given(person, username))
        except UsernameError as reason:
            raise CommandError(str(reason), returncode=2) from None

    @transaction.atomic
    def _given(self, person: Student | StaffMember, username: str | None) -> str:
        now, by = clock.now(), operator()
        if isinstance(person, Student) and username:
            password = sys.stdin.readline().rstrip("\n")
            if len(password) < PUPIL:
                raise UsernameError(_("The password needs %d characters.") % PUPIL)
            user = give_username(student=person, name=username, password=password, by=by, at=now)
            return _("Signs in as %s.") % user.username
        if not person.email:
            raise UsernameError(_("This person has no e-mail. Give a student a --username."))
        known = account_at(person.email)
        account = known or create_account(
            email=person.email, name=str(person), password=None, by=by, at=now
        )
        connect_account(person=person, user=account, by=by, at=now)
        if known:
            return _("%s has an account and keeps its password.") % person.email
        send_password_link(user=account, by=by, at=now)
        return _("%s gets a link to choose a password.") % person.email
