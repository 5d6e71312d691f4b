"""Who is who: the ids a package names, and the rows of ours they are."""

from psycopg import sql

from districts.sis.statements import SQL, execute
from districts.sis.work import Work

MATCH = SQL / "match"

# kind, part, what came in, the column of ExternalId
KINDS = (
    ("student", "students", "incoming_student", "student_id"),
    ("staff", "staff", "incoming_staff", "staff_id"),
    ("class", "classes", "incoming_class", "class_group_id"),
)
# Who may be known by an address: their table, and the one that says at which schools they are.
PEOPLE = {
    "student": ("districts_student", "districts_schoolmembership"),
    "staff": ("districts_staffmember", "districts_staffrole"),
}
NAMED = "JOIN {} AS row ON row.external = known.value"


def match(work: Work) -> None:
    """Fill ``identity`` with everything good that came in, and with what it may refer to."""
    execute(MATCH / "begin", work.values)
    if work.scope is not None:
        execute(MATCH / "outside", work.values)
    for kind, part, incoming, subject in KINDS:
        values = {**work.values, "kind": kind}
        pieces = {"incoming": sql.Identifier(incoming), "subject": sql.Identifier(subject)}
        named = sql.SQL(NAMED if part in work.parts else "").format(sql.Identifier(incoming))
        execute(MATCH / "known", values, subject=pieces["subject"], named=named)
        people = PEOPLE.get(kind)
        email = sql.SQL("lower(email)" if people else "''")
        if not execute(MATCH / "strangers", values, incoming=pieces["incoming"], email=email):
            continue
        if people:
            table, place = map(sql.Identifier, people)
            execute(MATCH / "by_email", values, table=table, place=place, **pieces)
        execute(MATCH / "new", values)
    if work.scope is not None:
        execute(MATCH / "inside", work.values)
    execute(MATCH / "end", {})
