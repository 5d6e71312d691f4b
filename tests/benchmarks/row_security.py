"""What row-level security would cost: the same searches with a WHERE, and with a policy instead.

Two copies of the students have the same indexes: one is read with the district in the query, one
with a policy that adds it, forced upon the owner, too. A policy is a security barrier: operators
that are not leakproof (LIKE and trigram matching among them) may not see a row before it, so their
indexes cannot be used.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from django.db import connection

from districts.models import District
from tests.benchmarks.measure import Figure, compare

ROUNDS = 40
PLAIN, SECURED = "bench_plain", "bench_secured"
COPY = """
CREATE TABLE {table} (LIKE districts_student INCLUDING ALL);
INSERT INTO {table} (id, district_id, student_number, first_name, last_name, preferred_first_name,
    preferred_last_name, email)
SELECT id, district_id, student_number, first_name, last_name, preferred_first_name,
    preferred_last_name, student_number || '@bench.example' FROM districts_student;
CREATE INDEX ON {table} (lower(email));
ANALYZE {table};
"""
POLICY = """
CREATE POLICY own_district ON bench_secured
    USING (district_id = current_setting('bench.district')::uuid);
ALTER TABLE bench_secured ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
"""

SEARCHES = {
    "part of a name": "search_text LIKE '%kaurzz%'",
    "look-up by folded e-mail": "lower(email) = '77@bench.example'",
    "one page by name": "sort_name > 'huang' ORDER BY sort_name, id LIMIT 50",
}


def figures(district: District) -> list[Figure]:
    """Return each search with a WHERE, its own baseline, and with the policy."""
    found: list[Figure] = []
    with _copies(district):
        for name, condition in SEARCHES.items():
            where = f"district_id = current_setting('bench.district')::uuid AND {condition}"
            cases = {
                f"{name}, WHERE (baseline)": partial(_search, PLAIN, where),
                f"{name}, policy": partial(_search, SECURED, condition),
            }
            found += compare(cases, ROUNDS)
    return found


@contextmanager
def _copies(district: District) -> Iterator[None]:
    with connection.cursor() as cursor:
        for table in (PLAIN, SECURED):
            cursor.execute(COPY.format(table=table))
        cursor.execute(POLICY)
        cursor.execute("SELECT set_config('bench.district', %s, false)", [str(district.pk)])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP TABLE {PLAIN}, {SECURED}")


def _search(table: str, condition: str) -> None:
    with connection.cursor() as cursor:
        # Ours from the first letter to the last: nothing here comes from outside.
        cursor.execute(f"SELECT id FROM {table} WHERE {condition}")  # noqa: S608
        cursor.fetchall()
