"""What a plan says, as one short text: an approval is bound to it."""

from districts.sis.statements import SQL, rows
from districts.sis.work import Work


def digest_of(work: Work, *, held_only: bool) -> str:
    """Return the digest of the run's planned changes, or of those that wait.

    Two plans have the same when they would do the same: ids drawn anew and the hour do not count.
    """
    values = {**work.values, "held_only": held_only}
    [(digest,)] = rows(SQL / "measure" / "digest", values)
    return str(digest)
