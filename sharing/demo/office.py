"""What the office of a demo district has under way: an invited colleague, and cards for a class."""

from districts.actions.cards import issue_cards
from districts.actions.staff_invites import Colleague, invite_staff
from districts.actor import Actor
from districts.models import School, Student
from districts.staffing.grantable import COUNSELLOR
from sharing.demo.founding import SEED, Founded
from sharing.demo.roster import DOMAIN
from spacesedu.lib.addresses import parse


def colleague(founded: Founded, admin: Actor, school_code: str) -> None:
    """Invite a counsellor who has not followed the set-up link yet."""
    school = School.objects.get(district=founded.district, code=school_code)
    invite_staff(
        person=Colleague(parse(f"okoro@{DOMAIN}"), "Chidi", "Okoro"),
        gift=COUNSELLOR,
        school_ids=[school.pk],
        by=admin,
        at=founded.now,
    )


def cards(founded: Founded, class_name: str) -> None:
    """Give a class of young pupils their cards; who has an e-mail of their own needs none."""
    pupils = Student.objects.filter(
        district=founded.district, enrolments__class_group__name=class_name
    )
    issue_cards(student_ids=pupils.values_list("pk", flat=True), by=SEED, at=founded.now)
