"""Whatever people can take along to a spreadsheet: no cell of it is read as a formula."""

import csv
import io
from collections.abc import Mapping

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from districts import audit
from districts.actor import System
from districts.models import ClassGroup, District, School, StaffMember, Student
from families.models import FamilyContact
from portfolios.models import PortfolioTemplate
from spacesedu.lib import clock
from tests import factories as make
from tests.contract.addresses import all_addresses
from tests.world import World

pytestmark = pytest.mark.django_db

FORMULAS = ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"]
STARTS = ("=", "+", "-", "@", "\t", "\r")
PEOPLE = (Student, StaffMember, FamilyContact)
# Every export: its address, and who takes it.
EXPORTS: Mapping[str, str] = {
    "districts:activity_csv": "admin",
    "districts:import_changes_csv": "admin",
    "districts:import_problems_csv": "admin",
    "sharing:class_links_csv": "teacher",
    "sharing_district:links_csv": "admin",
}
MODULES = {
    "districts/views/activity.py",
    "districts/views/import_lists.py",
    "sharing/views/class_links.py",
    "sharing/views/exposure.py",
}


def planted(world: World, formula: str) -> Mapping[str, object]:
    """Call everybody and everything by a formula; return what addresses are filled in with."""
    for model in PEOPLE:
        model.objects.update(first_name=formula, last_name=formula)
    Student.objects.update(preferred_first_name=formula, preferred_last_name=formula)
    for named in (School, ClassGroup, PortfolioTemplate, District):
        named.objects.update(name=formula)
    run = make.ImportRunFactory.create(connection=world.connection, planned_at=world.now)
    make.PlannedChangeFactory.create(
        run=run, key=formula, after={"first_name": formula, "last_name": formula}
    )
    make.ImportProblemFactory.create(
        run=run, file=formula, column=formula, code=formula, message=formula
    )
    audit.record(
        "import.applied",
        by=System(formula),
        at=clock.now(),
        district_id=world.district.pk,
        subject=run,
        detail={"held": [formula]},
    )
    return {"run_id": run.pk, "template": world.template.pk}


@pytest.mark.parametrize("formula", FORMULAS)
@pytest.mark.parametrize("name", EXPORTS)
def test_no_cell_is_a_formula(client: Client, world: World, name: str, formula: str) -> None:
    values = planted(world, formula)
    [arguments] = [one.arguments for one in all_addresses() if one.name == name]
    client.force_login(getattr(world, EXPORTS[name]).user)

    answer = client.post(reverse(name, kwargs={key: values[key] for key in arguments}))

    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    text = b"".join(answer).decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
    assert any(formula.strip() in cell for cell in cells), "the formula has to be in the file"
    assert not [cell for cell in cells if cell.startswith(STARTS)]


def test_every_export_is_in_this_table() -> None:
    assert {one.name for one in all_addresses() if "csv" in one.name} == set(EXPORTS)
    writers = {
        str(path.relative_to(settings.BASE_DIR))
        for app in ("districts", "families", "portfolios", "sharing", "spacesedu")
        for path in (settings.BASE_DIR / app).rglob("*.py")
        if "text/csv; charset" in path.read_text()
    }
    assert writers == MODULES
