"""The district ``other``: the same cast, separate, so that one can try what must not be seen."""

from sharing.demo.roster import Pupil, Roster, Worker, adult

LIGHTHOUSE = "500"

_PUPILS = (
    ("other-student", "Nora", "Power", "10", "other-student@demo.example", "other-family"),
    ("declan", "Declan", "Walsh", "10", "", "both"),
    ("sadie", "Sadie", "Penney", "11", "", ""),
    ("jude", "Jude", "Hynes", "09", "", ""),
)


def _pupil(who: str, first: str, last: str, grade: str, email: str, parent: str) -> Pupil:
    family = (adult("Mary", last, at=parent),)
    return Pupil(who, first, last, grade, LIGHTHOUSE, "Homeroom 10", email, family)


OUTPORT = Roster(
    slug="other",
    name="Outport Schools",
    time_zone="America/St_Johns",
    schools={LIGHTHOUSE: "Lighthouse Collegiate"},
    pupils=tuple(_pupil(*row) for row in _PUPILS),
    staff=(Worker("other-teacher", "Gerald", "Noseworthy", LIGHTHOUSE, classes=("Homeroom 10",)),),
)
