"""Finding problems of a package, in the order of its files, and what would have been expected."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from districts.letter import KINDS
from districts.models import ImportProblem, ImportRun

type Words = str | Promise

ORDER = ("file", "place", "id")
MOST_WORDS = 4

# What is wrong, in a few words for a filter. A code that is missing here stands there as it is.
CODES: Mapping[str, Words] = {
    "bad_date": _("Dates"),
    "bad_email": _("E-mail addresses"),
    "bad_encoding": _("Unreadable signs"),
    "changed_since": _("Changed since the import"),
    "conflicting_rows": _("Rows that contradict each other"),
    "family_left_out": _("Family file left out"),
    "file_spelling": _("Names of files"),
    "header_order": _("Order of columns"),
    "header_spelling": _("Names of columns"),
    "ignored_file": _("Files nobody asked for"),
    "inactive_student": _("Inactive students"),
    "missing_column": _("Missing columns"),
    "missing_file": _("Missing files"),
    "missing_value": _("Missing values"),
    "outside_scope": _("Schools of others"),
    "ragged_row": _("Rows with too many or too few fields"),
    "repeated_row": _("Repeated rows"),
    "too_long": _("Values that are too long"),
    "unknown_class": _("Unknown classes"),
    "unknown_column": _("Unknown columns"),
    "unknown_grade": _("Unknown grades"),
    "unknown_school": _("Unknown schools"),
    "unknown_staff": _("Unknown staff"),
    "unknown_student": _("Unknown students"),
    "unknown_word": _("Words nobody knows"),
}

# What the SIS clerk would have to write instead; the problem itself says what is there.
EXPECTED: Mapping[str, Words] = {
    "bad_date": _("A date like 2026-09-01."),
    "bad_email": _("One address, like name@example.org."),
    "bad_encoding": _("A file saved as UTF-8."),
    "column_twice": _("Each column once."),
    "conflicting_rows": _("One row, or rows that say the same."),
    "empty_file": _("At least one row below the header."),
    "header_encoding": _("A file saved as UTF-8."),
    "header_spelling": _("The name exactly as in the format."),
    "missing_column": _("The column with its exact name in the first line."),
    "missing_file": _("The file, by its exact name."),
    "missing_value": _("A value in this column."),
    "open_quote": _("A second quotation mark where the field ends."),
    "ragged_row": _("As many fields as the header has."),
    "too_long": _("A shorter value."),
    "unknown_class": _("The id of a class in the file of classes."),
    "unknown_grade": _("IT, PR, PK, TK, KG, 01 to 13, PS, UG or Other."),
    "unknown_school": _("The code of a school that is known."),
    "unknown_staff": _("The id of somebody in the file of staff."),
    "unknown_student": _("The id of a student in the file of students."),
}
_WORDS_OF: Mapping[tuple[str, str], Words] = {
    ("Staff.csv", "Role"): _("“teacher” or “administrator”."),
    ("Enrollments.csv", "Role"): _("“student” or “teacher”."),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for; what is empty narrows nothing."""

    search: str = ""
    file: str = ""
    code: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One problem as it is read; ``place`` is the file, or for an undo the kind of row."""

    place: Words
    line: int | None
    column: str
    message: str
    expected: Words


def problems_of(run: ImportRun) -> QuerySet[ImportProblem]:
    """Return the problems of a run in the order of the package; ``place`` is the line."""
    rows = ImportProblem.objects.filter(district_id=run.district_id, run=run)
    return rows.annotate(place=Coalesce(F("line"), 0)).order_by(*ORDER)


def wanted_problems(run: ImportRun, wanted: Wanted) -> QuerySet[ImportProblem]:
    """Return the problems that are asked for."""
    found = problems_of(run)
    if wanted.file:
        found = found.filter(file=wanted.file)
    if wanted.code:
        found = found.filter(code=wanted.code)
    for word in wanted.search.split()[:MOST_WORDS]:
        said = Q(message__icontains=word) | Q(file__icontains=word) | Q(column__icontains=word)
        found = found.filter(said | Q(line=int(word)) if word.isascii() and _fits(word) else said)
    return found


def files_of(run: ImportRun) -> list[str]:
    """Return the files that have problems, by name."""
    rows = problems_of(run).exclude(file="").order_by("file")
    return list(rows.values_list("file", flat=True).distinct())


def codes_of(run: ImportRun) -> list[tuple[str, Words]]:
    """Return what is wrong in this package, code and words."""
    rows = problems_of(run).order_by("code").values_list("code", flat=True).distinct()
    return [(code, CODES.get(code, code)) for code in rows]


def row_of(problem: ImportProblem) -> Row:
    """Return one problem with what was expected."""
    told = _WORDS_OF.get((problem.file, problem.column), "")
    expected = told if problem.code == "unknown_word" else EXPECTED.get(problem.code, "")
    if not problem.file:
        # Of an undo: what stands in for the file is the kind of row.
        return Row(KINDS.get(problem.column, ""), None, "", problem.message, expected)
    return Row(problem.file, problem.line, problem.column, problem.message, expected)


def _fits(word: str) -> bool:
    """Tell whether a word is a number that may be a line."""
    return word.isdigit() and int(word) < 2**31
