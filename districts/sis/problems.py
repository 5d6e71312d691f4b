"""What can be wrong with a package, in one sentence each."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a person should know of. ``line`` counts the header as line 1."""

    file: str
    line: int | None
    column: str
    code: str
    message: str


# ``{detail}`` is the value in question; SQL fills it in for problems found there.
MESSAGES = {
    # The package
    "busy": _("Another import of this district is running; try again when it has ended."),
    "moved": _("The district's records kept changing while the plan was made; try again."),
    "unreadable": _("This cannot be read: {detail}"),
    "no_known_file": _("There is no SIS file in it. Expected, by exact name: {detail}."),
    "unsafe_archive": _("The archive is refused: {detail}."),
    "missing_file": _("The file is not in the package; nothing is removed because of that."),
    "empty_file": _("The file has no rows; nothing is removed because of that."),
    "ignored_file": _("The file is not part of this import and was left out."),
    "family_left_out": _("Family Data Imports is off for this district; the file was left out."),
    # The header
    "missing_column": _("The column is missing."),
    "column_twice": _("The column stands twice."),
    "header_encoding": _("The header is not valid UTF-8."),
    "too_many_columns": _("The file has more columns than any of its kind."),
    "header_spelling": _("The column is spelt “{detail}”; it was taken all the same."),
    "header_order": _("The columns are in another order than usual; they were taken by name."),
    "unknown_column": _("The column is not known and was left out."),
    # The rows
    "open_quote": _(
        "A quotation mark is opened and not closed; the rows after it cannot be told apart."
    ),
    "bad_encoding": _("The row is not valid UTF-8 and was skipped."),
    "ragged_row": _("The row has more or fewer fields than the header and was skipped."),
    "missing_value": _("A required value is missing; the row was skipped."),
    "too_long": _("The value is too long; the row was skipped."),
    "unknown_word": _(
        "“{detail}” is not one of the values this column may have; the row was skipped."
    ),
    "bad_email": _("This is not one e-mail address; it is not used."),
    "bad_date": _("“{detail}” is not a date written as YYYY-MM-DD; it was left out."),
    "unknown_grade": _("“{detail}” is not a known grade; it is kept as it stands, without effect."),
    "repeated_row": _("The row stands in the file more than once; it was taken once."),
    "conflicting_rows": _("Rows for the same one contradict each other; none of them was taken."),
    "unknown_class": _("There is no class “{detail}”; the row was skipped."),
    "unknown_student": _("There is no student “{detail}”; the row was skipped."),
    "unknown_staff": _("There is no staff member “{detail}”; the row was skipped."),
    "inactive_student": _("Student “{detail}” is inactive; the link is kept, nobody is invited."),
    "more_problems": _("And {detail} more."),
}


def problem(
    code: str, *, file: str = "", line: int | None = None, column: str = "", detail: object = ""
) -> Problem:
    """Return the problem ``code`` with its sentence."""
    message = str(MESSAGES[code]).replace("{detail}", str(detail))
    return Problem(file, line, column, code, message)


class RefusedError(Exception):
    """The package is refused: nothing of it is applied."""

    def __init__(self, *problems: Problem) -> None:
        """Say why."""
        super().__init__(" ".join(p.message for p in problems))
        self.problems = problems
