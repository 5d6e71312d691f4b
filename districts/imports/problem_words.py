"""What can be wrong with a package, for a filter, and what the clerk would have to write. Pure."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from districts.sis.problems import MESSAGES

type Words = str | Promise

# In a few words; what is missing here is called by its own sentence.
CODES: Mapping[str, Words] = {
    "address_elsewhere": _("Adults of other schools"),
    "address_later": _("E-mail addresses just given up"),
    "address_of_many": _("One address for many adults"),
    "address_of_student": _("Addresses of students"),
    "address_shared": _("Shared e-mail addresses"),
    "address_taken": _("E-mail addresses of others"),
    "adult_without_email": _("Adults without e-mail"),
    "at_another_school": _("Students who are at other schools by now"),
    "bad_date": _("Dates"),
    "bad_day": _("Days"),
    "bad_email": _("E-mail addresses"),
    "bad_encoding": _("Unreadable signs"),
    "bad_moment": _("Times of change"),
    "boolean_spelling": _("How true and false are spelt"),
    "changed_since": _("Changed since the import"),
    "conflicting_rows": _("Rows that contradict each other"),
    "day_spelling": _("How days are spelt"),
    "delta_without": _("Changes without a date"),
    "family_left_out": _("Family file left out"),
    "file_spelling": _("Names of files"),
    "guessed_encoding": _("Codes of letters"),
    "header_order": _("Order of columns"),
    "header_spelling": _("Names of columns"),
    "ignored_file": _("Files nobody asked for"),
    "inactive_student": _("Inactive students"),
    "kept_staff": _("Staff with a role that was given here"),
    "lines_above": _("Lines above the header"),
    "missing_column": _("Missing columns"),
    "missing_file": _("Missing files"),
    "missing_value": _("Missing values"),
    "nameless_rows": _("Rows that say not whom they mean"),
    "no_agents": _("No relatives named"),
    "other_separator": _("Signs between columns"),
    "outside_scope": _("Schools of others"),
    "ragged_row": _("Rows with too many or too few fields"),
    "repeated_row": _("Repeated rows"),
    "role_later": _("Roles that begin later"),
    "row_too_long": _("Rows without an end"),
    "secret_column": _("Passwords"),
    "separated": _("Unknown signs between columns"),
    "status_as_inactive": _("Unknown states of students"),
    "too_long": _("Values that are too long"),
    "unknown_boolean": _("Neither true nor false"),
    "unknown_class": _("Unknown classes"),
    "unknown_column": _("Unknown columns"),
    "unknown_grade": _("Unknown grades"),
    "unknown_role": _("Unknown roles"),
    "unknown_school": _("Unknown schools"),
    "unknown_staff": _("Unknown staff"),
    "unknown_status": _("Unknown states"),
    "unknown_student": _("Unknown students"),
    "unknown_word": _("Words nobody knows"),
    "wide_encoding": _("Files in UTF-16"),
}

# What would have to stand there instead; the problem itself says what does.
EXPECTED: Mapping[str, Words] = {
    "address_of_many": _("Each adult’s own address, or none."),
    "address_of_student": _("The adult’s own address."),
    "address_shared": _("One id for each person."),
    "adult_without_email": _("One address, like name@example.org."),
    "bad_date": _("A date like 2026-09-01."),
    "bad_day": _("A date like 2026-09-01."),
    "bad_email": _("One address, like name@example.org."),
    "bad_encoding": _("A file saved as UTF-8."),
    "bad_moment": _("A time like 2026-09-01T08:30:00.000Z."),
    "boolean_spelling": _("“true” or “false”."),
    "column_twice": _("Each column once."),
    "conflicting_rows": _("One row, or rows that say the same."),
    "day_spelling": _("A date like 2026-09-01."),
    "delta_without": _("A status and the time of the change."),
    "empty_file": _("At least one row below the header."),
    "file_not_supplied": _("The file, or “absent” in the manifest."),
    "file_unexpected": _("“bulk” or “delta” in the manifest."),
    "guessed_encoding": _("A file saved as UTF-8."),
    "header_encoding": _("A file saved as UTF-8."),
    "header_spelling": _("The name exactly as in the format."),
    "manifest_mode": _("“bulk”, “delta” or “absent”."),
    "missing_column": _("The column with its exact name in the first line."),
    "missing_file": _("The file, by its exact name."),
    "missing_value": _("A value in this column."),
    "no_manifest": _("A manifest.csv."),
    "open_quote": _("A second quotation mark where the field ends."),
    "other_separator": _("Commas between the columns."),
    "ragged_row": _("As many fields as the header has."),
    "role_later": _("In a package of changes: the row once more when the role begins."),
    "row_too_long": _("A second quotation mark where the field ends."),
    "secret_column": _("No passwords at all."),
    "separated": _("Commas between the columns."),
    "status_as_inactive": _("“Active”, “PreReg” or “Inactive”."),
    "status_in_bulk": _("No status in a file that is whole."),
    "too_long": _("A shorter value."),
    "unknown_boolean": _("“true” or “false”."),
    "unknown_class": _("The id of a class in the file of classes."),
    "unknown_grade": _("IT, PR, PK, TK, KG, 01 to 13, PS, UG or Other."),
    "unknown_school": _("The id or code of a school that is known."),
    "unknown_staff": _("The id of somebody in the file of staff."),
    "unknown_status": _("“active” or “tobedeleted”."),
    "unknown_student": _("The id of a student in the file of students."),
    "wide_encoding": _("A file saved as UTF-8."),
}
_WORDS_OF: Mapping[tuple[str, str], Words] = {
    ("Staff.csv", "Role"): _("“teacher” or “administrator”."),
    ("Enrollments.csv", "Role"): _("“student” or “teacher”."),
}


def called(code: str) -> str:
    """Return what a kind of problem is called."""
    known = CODES.get(code) or MESSAGES.get(code, code)
    return str(known).replace("{detail}", "…")


def expected(code: str, file: str, column: str) -> Words:
    """Return what would have to stand there; empty where the problem says all there is to say."""
    if code == "unknown_word":
        return _WORDS_OF.get((file, column), "")
    return EXPECTED.get(code, "")
