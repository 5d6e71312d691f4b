"""A file of nothing but faults: enough of them are listed, and the rest are counted."""

from pathlib import Path

import pytest
from django.utils import translation

from districts.models import ImportProblem, ImportRun
from districts.sis.problems import in_words
from tests.samples.advanced_csv import sample
from tests.samples.importing import importing

pytestmark = pytest.mark.django_db

LISTED = 10_000
MORE = 1_234


def test_of_each_sort_ten_thousand_are_listed_and_the_others_counted(tmp_path: Path) -> None:
    sd74 = importing(tmp_path)
    sd74.run(sample(families=False), approve=True)
    package = sample(families=False)
    first = package.rows("Enrollments")[0]
    nameless = [first | {"School ID": ""}] * (LISTED + MORE)
    package.rows("Enrollments").extend(nameless)
    package.rows("Students")[3]["Last Name"] = ""

    report = sd74.run(package)

    found = ImportProblem.objects.filter(run=ImportRun.objects.get(pk=str(report.run)))
    kept = found.filter(code="missing_value", file="Enrollments.csv")
    assert kept.count() == LISTED
    assert list(kept.order_by("line").values_list("line", flat=True)[:2]) == [26, 27]
    more = found.get(code="more_alike")
    assert (more.file, more.line, more.column) == ("Enrollments.csv", None, "School ID")
    said = "1,234 × “A required value is missing; the row was skipped.”"
    assert said in in_words(more.code, more.detail, more.message)
    assert said in more.message
    with translation.override("es"):
        assert "1234 ×" in in_words(more.code, more.detail, more.message).replace("\xa0", "")
    # One fault of another sort is there as ever, and so is what the run says of itself.
    assert found.filter(code="missing_value", file="Students.csv").count() == 1
    assert ImportRun.objects.get(pk=str(report.run)).settings["files"]["Enrollments.csv"] == (
        24 + LISTED + MORE
    )
