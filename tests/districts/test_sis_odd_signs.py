"""Signs that nobody sees do not get into names; those that join letters stay."""

from pathlib import Path

import pytest

from districts.models import ClassGroup, RunState, Student
from families.models import FamilyContact
from tests.samples.advanced_csv import sample
from tests.samples.importing import FAMILY_IMPORTS, importing

pytestmark = pytest.mark.django_db

SEEN = {
    "Ann\u202eevil": "Annevil",
    "O\tBrien": "O Brien",
    "Lee\u2028Roy": "Lee Roy",
    "Zo\u200bë\ufeff": "Zoë",
    "A\r\nBcc: x@y.example": "A Bcc: x@y.example",
    "\u2067Kim\u2069": "Kim",
    "\u200fنو\u200cروز": "نو\u200cروز",
    "Jean\u2011Luc\u00a0D’Arc": "Jean\u2011Luc\u00a0D’Arc",
}


def test_names_are_what_they_look_like(tmp_path: Path) -> None:
    sd74 = importing(tmp_path, *FAMILY_IMPORTS)
    package = sample()
    for row, name in zip(package.rows("Students"), SEEN, strict=False):
        row["First Name"] = name
    package.rows("Classes")[0]["Name"] = "Div\u202e 1"
    package.rows("Family")[0]["Last Name"] = "Roy\u0007"
    sd74.run(package, approve=True)

    ids = [row["User ID"] for row in package.rows("Students")]
    names = dict(Student.objects.values_list("external_ids__value", "first_name"))
    assert [names[name] for name, _ in zip(ids, SEEN, strict=False)] == [*SEEN.values()]
    assert ClassGroup.objects.filter(name="Div 1").exists()
    assert FamilyContact.objects.filter(last_name="Roy").exists()
    assert sd74.run(package).state is RunState.NOTHING
