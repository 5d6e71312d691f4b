"""Who would see less after an import: adults who see a child's portfolios now, and nobody else."""

from collections.abc import Callable
from pathlib import Path

import pytest

from districts.imports.changes import changes_of
from districts.imports.waiting import noticed
from districts.models import ImportRun
from families.sis.sight import unseeing
from tests.families.sis import ADDRESS, CHILD, Pair, accepted, with_parent, without_parent
from tests.samples.advanced_csv import Sample
from tests.samples.importing import INVITING, Importing, importing

pytestmark = pytest.mark.django_db


@pytest.fixture
def maple(tmp_path: Path) -> Importing:
    """Return a district that creates and removes by itself, with everybody invited."""
    maple = importing(tmp_path, *INVITING, auto_create=True, auto_remove=True)
    maple.run(with_parent(), approve=True)
    return maple


def without_the_child() -> Sample:
    package = with_parent()
    package.drop("Students", lambda row: row["User ID"] == CHILD)
    return package


@pytest.mark.parametrize("package", [without_parent, without_the_child])
def test_only_whoever_has_accepted_would_see_less(
    maple: Importing, package: Callable[[], Sample]
) -> None:
    def lost() -> int:
        plan = maple.run(package(), dry_run=True)
        return unseeing(changes_of(ImportRun.objects.get(pk=str(plan.run))))

    assert lost() == 0
    accepted(Pair(maple))
    assert lost() == 1


def test_a_question_tells_of_adults_once_and_not_of_rows(maple: Importing) -> None:
    accepted(Pair(maple))
    package = without_parent()
    package.files["Students.csv"] = package.rows("Students")[-4:]
    run = maple.worked(maple.hand_in(package))
    assert run.hold_reasons
    told = " ".join(noticed(run, {}))
    assert "1 adult would no longer see the portfolios of a child." in told
    assert ADDRESS not in told
