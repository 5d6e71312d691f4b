"""OneRoster CSV as an import format."""

from psycopg import sql

from districts.sis.formats import FileSpec, Format
from districts.sis.oneroster.files import FILES, MANIFEST
from districts.sis.oneroster.judge import FOLDER, judge
from districts.sis.statements import execute


def blank_out(spec: FileSpec) -> None:
    """Read NULL, written out, as nothing: that is what many databases write for it."""
    fields = [sql.Identifier(column.field) for column in spec.read]
    comma = sql.SQL(", ")
    execute(
        FOLDER / "blanks",
        {},
        raw=sql.Identifier(f"raw_{spec.part}"),
        fields=comma.join(fields),
        blanked=comma.join(
            sql.SQL("{0} = CASE WHEN {0} = 'NULL' THEN '' ELSE {0} END").format(field)
            for field in fields
        ),
    )


ONEROSTER = Format(
    name="oneroster",
    files=FILES,
    folder=FOLDER,
    things=("schools", "places", "people", "students", "staff", "classes"),
    ties=("enrolments", "families", "notes"),
    guides=frozenset({MANIFEST}),
    prepare=blank_out,
    judge=judge,
)
