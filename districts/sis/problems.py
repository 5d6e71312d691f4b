"""What can be wrong with a package, in one sentence each."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from spacesedu.lib.numbers import grouped


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a person should know of. ``line`` counts from the first line of the file.

    ``message`` is the sentence in the language of whoever asked; ``detail`` the value in it.
    """

    file: str
    line: int | None
    column: str
    code: str
    message: str
    detail: str = ""


DETAIL = "{detail}"
MORE_ALIKE = "more_alike"

# ``{detail}`` is the value in question; SQL fills it in for problems found there.
MESSAGES = {
    # The package
    "busy": _("Another import of this district is running; try again when it has ended."),
    "moved": _("The district's records kept changing while the plan was made; try again."),
    "unreadable": _("This cannot be read: {detail}"),
    "our_fault": _(
        "Something of ours broke while the package was read. Nothing was changed; those who can "
        "mend it will see that."
    ),
    "too_large": _("The package unpacks to more than an import takes."),
    "no_room": _("There was no room left to keep or read the package. Nothing was changed."),
    "broke_off": _("The import broke off three times, each time without changing anything."),
    "erased": _("The files of this import have been erased after 30 days; hand them in again."),
    "overtaken": _("A later package of this connection has been imported; this one was not taken."),
    "older_delta": _(
        "The package tells of changes up to {detail}; later ones are known. It was not taken."
    ),
    "not_latest": _("A later import rests on this one: undo that one first."),
    "changed_since": _("“{detail}” was changed after that import and was left as it is."),
    "service_silent": _("Nothing came from the service: {detail}"),
    "pull_doubt": _("Not all of it may have come, so nobody is missed because of it: {detail}"),
    "pull_empty": _("The service told of not one of them; nobody is missed because of it."),
    "no_known_file": _(
        "There is no SIS file in it. Expected, by exact name, are files of one kind: {detail}."
    ),
    "unsafe_archive": _("The archive is refused: {detail}."),
    "missing_file": _("The file is not in the package; nothing is removed because of that."),
    "unnamed_row": _("The row does not say whom it means; it was skipped."),
    "no_sound_row": _("Not one row of the file could be read; nothing is removed because of that."),
    "rounded_id": _(
        "“{detail}” is what a spreadsheet has made of a long id: format that column as text, and "
        "export it again. The row was skipped."
    ),
    "error_as_id": _(
        "“{detail}” is what a spreadsheet shows where a formula fails, not an id. The row was "
        "skipped."
    ),
    "header_again": _("The names of the columns stand here once more; the row was skipped."),
    "empty_file": _("The file has no rows; nothing is removed because of that."),
    "ignored_file": _("The file is not part of this import and was left out."),
    "file_spelling": _("The file is called “{detail}”; it was taken all the same."),
    "family_left_out": _("Family Data Imports is off for this district; the file was left out."),
    # A OneRoster package
    "no_manifest": _(
        "There is no manifest.csv: the package was read as OneRoster 1.0, each file by its rows."
    ),
    "manifest_header": _(
        "The first line should be propertyName,value; the manifest was read all the same."
    ),
    "manifest_version": _(
        "OneRoster “{detail}” is not a version known here; it was read all the same."
    ),
    "manifest_mode": _(
        "“{detail}” is neither bulk, delta nor absent, or contradicts another line; the rows of "
        "the file decide."
    ),
    "file_not_supplied": _("The manifest announces this file, and it is not in the package."),
    "file_unexpected": _(
        "The manifest says that this file is absent. What it adds was taken; nothing is removed "
        "because of it."
    ),
    "status_in_bulk": _(
        "The file is whole by its manifest, and its rows have a status all the same: it was read "
        "as whole."
    ),
    "mixed_status": _(
        "Some rows have a status and some have none. What they add was taken; nothing is removed "
        "because of this file."
    ),
    "stamped_undeclared": _(
        "Every row has a status, and no manifest says what that means: nobody is removed for not "
        "being in the file."
    ),
    "nameless_rows": _(
        "Some rows do not say for certain whom they mean: nobody is removed for not being in the "
        "file."
    ),
    "delta_unstamped": _(
        "The manifest calls this a file of changes, and no row has a status and a date: nothing of "
        "it was taken."
    ),
    "delta_without": _("A change needs both a status and a date; the row was skipped."),
    "bad_moment": _("“{detail}” is not a date; the row was skipped."),
    "unknown_status": _("“{detail}” is not a status known here; the row was skipped."),
    "unknown_role": _("“{detail}” is not a role known here; the row was skipped."),
    "unknown_user": _("No user “{detail}” is in the package; the row was skipped."),
    "unknown_school": _("There is no school “{detail}”; it was left out."),
    "unknown_boolean": _("“{detail}” is neither true nor false; the row was skipped."),
    "bad_day": _("“{detail}” is not a date, or may be two: write YYYY-MM-DD."),
    "role_later": _("The role begins on {detail}; until then it does not count."),
    "org_as_school": _(
        "“{detail}” is not called a school, but classes are held there; it was taken as one."
    ),
    "boolean_spelling": _("“{detail}” should be true or false; it was understood."),
    "day_spelling": _("Dates are written like “{detail}”; they were understood where possible."),
    "seat_left_out": _("Rows that enrol neither students nor teachers were left out: {detail}."),
    "staff_without_role": _(
        "People whose role is none here, such as aide or counselor: {detail}. They are staff "
        "without a role until somebody gives them one."
    ),
    "role_left_out": _("People whose role is the sender’s own: {detail}. The role was left out."),
    "user_without_role": _("People without any role were left out: {detail}."),
    "role_over": _("People without a role that counts today were left out: {detail}."),
    "student_without_school": _("Students at no school were taken without one: {detail}."),
    "adult_without_email": _("This adult has no e-mail address and cannot be invited."),
    "no_agents": _("Not one row names a student’s relatives; no family link ends because of that."),
    "relatives_unknown": _("Relatives whom students name, and the package does not: {detail}."),
    "adults_left_out": _(
        "Family Data Imports is off for this district; adults were left out: {detail}."
    ),
    # The header
    "missing_column": _("The column is missing."),
    "column_twice": _("The column stands twice."),
    "header_encoding": _(
        "The header cannot be read: it is not valid UTF-8. In Excel, save the file as “CSV UTF-8”."
    ),
    "separated": _(
        "The columns are separated by “{detail}”, and too few of them are known to read on; "
        "expected are commas."
    ),
    "other_separator": _("The columns are separated by “{detail}”; they were read all the same."),
    "wide_encoding": _("The file is written in {detail}; it was read all the same."),
    "guessed_encoding": _(
        "The file is not UTF-8. It was read as {detail}, as Windows writes it; in Excel, save it "
        "as “CSV UTF-8”."
    ),
    "lines_above": _("Lines above the header were left out: {detail}."),
    "too_many_columns": _("The file has more columns than any of its kind."),
    "header_spelling": _("The column is spelt “{detail}”; it was taken all the same."),
    "header_order": _("The columns are in another order than usual; they were taken by name."),
    "secret_column": _("Passwords were taken out before the file was kept; they are not read."),
    "unknown_column": _("The column is not known and was left out."),
    # The rows
    "open_quote": _(
        "A quotation mark is opened and not closed; the rows after it cannot be told apart."
    ),
    "row_too_long": _(
        "The row is longer than 4 MB, or a quotation mark in it is not closed; the rows after it "
        "cannot be told apart."
    ),
    "bad_encoding": _("The row is not valid UTF-8 and was skipped."),
    "ragged_row": _("The row has more or fewer fields than the header and was skipped."),
    "status_as_inactive": _(
        "“{detail}” is not a state known here; students with it count as inactive."
    ),
    "missing_value": _("A required value is missing; the row was skipped."),
    "too_long": _("The value is too long; the row was skipped."),
    "unknown_word": _(
        "“{detail}” is not one of the values this column may have; the row was skipped."
    ),
    "bad_email": _("This is not one e-mail address; it is not used."),
    "bad_date": _("“{detail}” is not a date written as YYYY-MM-DD; it was left out."),
    "unknown_grade": _("“{detail}” is not a known grade; it is kept as it stands, without effect."),
    "address_taken": _("The new address is another adult’s here; both keep the one they have."),
    "at_another_school": _(
        "The student “{detail}” is at another school by now, of which this connection does not "
        "speak; the row was left out."
    ),
    "kept_staff": _(
        "“{detail}” has a role that was given or approved here, or one at another school: name and "
        "address stay as they are."
    ),
    "address_elsewhere": _(
        "This adult has children at other schools, too; the address stays as it is there."
    ),
    "address_later": _(
        "Another adult gives this address up in the same package; it is taken with the next one."
    ),
    "address_of_many": _(
        "Adults who share no child have this same address; nobody is invited at it."
    ),
    "address_of_student": _("This is a student’s own address; nobody is invited at it."),
    "address_shared": _("Two ids have the same address; they are taken for one adult."),
    "repeated_row": _("The row stands in the file more than once; it was taken once."),
    "conflicting_rows": _("Rows for the same one contradict each other; none of them was taken."),
    "unknown_class": _("There is no class “{detail}”; the row was skipped."),
    "unknown_student": _("No student “{detail}” is in the package; the row was skipped."),
    "unknown_staff": _("No staff member “{detail}” is in the package; the row was skipped."),
    "outside_scope": _(
        "School “{detail}” is none of those this connection is for; the row was left out."
    ),
    "inactive_student": _("Student “{detail}” is inactive; the link is kept, nobody is invited."),
    # A file of old and new ids
    "rekey_header": _("The first line must name the columns old,new, and kind where ids need it."),
    "rekey_row": _("The line needs two ids, an old and a new one. Nothing was changed."),
    "rekey_unknown": _("Nobody is known by the id “{detail}”. Nothing was changed."),
    "rekey_kinds": _(
        "The id “{detail}” is known for more than one kind: add a column kind with student, staff, "
        "class or school. Nothing was changed."
    ),
    "rekey_kind": _(
        "“{detail}” is no kind: write student, staff, class or school. Nothing was changed."
    ),
    "rekey_taken": _("The new id “{detail}” is somebody’s already. Nothing was changed."),
    "rekey_twice": _("The id “{detail}” stands in the file more than once. Nothing was changed."),
    "more_problems": _("And {detail} more."),
    "more_alike": _("There are too many of one sort to list them all. Not listed: {detail}"),
}


def problem(
    code: str, *, file: str = "", line: int | None = None, column: str = "", detail: object = ""
) -> Problem:
    """Return the problem ``code`` with its sentence."""
    said = str(detail)
    return Problem(file, line, column, code, in_words(code, said, ""), said)


def in_words(code: str, detail: str, otherwise: str) -> str:
    """Return the sentence of a code; ``otherwise`` where it is unknown or lacks its value."""
    sentence = str(MESSAGES.get(code, ""))
    if code == MORE_ALIKE:
        detail = _of_a_sort(detail)
    if not sentence or (DETAIL in sentence and not detail):
        return otherwise or sentence.replace(DETAIL, detail)
    return sentence.replace(DETAIL, detail)


def _of_a_sort(detail: str) -> str:
    """Return “1,234 × what is wrong” of the number and the code that ``detail`` holds."""
    number, _space, code = detail.partition(" ")
    sentence = str(MESSAGES.get(code, code)).replace(DETAIL, "…")
    return f"{grouped(int(number))} × “{sentence}”" if number.isdecimal() else detail


def codes_with(word: str) -> list[str]:
    """Return the codes whose sentences, in the reader's language, have ``word`` in them."""
    return [code for code, said in MESSAGES.items() if word.casefold() in str(said).casefold()]


class RefusedError(Exception):
    """The package is refused: nothing of it is applied."""

    def __init__(self, *problems: Problem) -> None:
        """Say why."""
        super().__init__(" ".join(p.message for p in problems))
        self.problems = problems
