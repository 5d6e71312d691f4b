"""Who gets what at every address: the tables in ``access/``, one file an area.

An address that is not listed fails the tests. The ids are those of Gold Trail; the columns after
the bar are people of the other district. All are active in the world of ``tests.world`` with every
gate open: the student's portfolio is shared, the teacher teaches them, the colleague teaches others
at the same school, the family is theirs; ``reader`` is Support under a grant of Gold Trail. The
deputy is a School Admin, limited; the pupil, in a lower grade, signs in with a username and has no
e-mail; nobody taught the student until deactivated, and still has an account and a session.

``in`` is a redirect to the sign-in page; a POST that is done answers 302. 404: there is no such
thing for you. 403: you may see it, but not do that. What is not listed is a 405.
"""

from pathlib import Path

PERSONAS = (
    *("visitor", "support", "reader", "admin", "limited", "principal", "deputy", "counsellor"),
    *("teacher", "colleague", "student", "pupil", "family", "nobody"),
    *("other.admin", "other.teacher", "other.student", "other.family"),
)


def lines() -> list[str]:
    """Return every line of every table, without their heads."""
    tables = sorted((Path(__file__).parent / "access").glob("*.txt"))
    return [line for table in tables for line in table.read_text().splitlines()[1:] if line]
