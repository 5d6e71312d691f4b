"""Every row that another one names is there: the database holds each pointer, and once."""

from collections import defaultdict

import pytest
from django.db import connection
from django.db.models import ForeignKey, Model

from districts.models import Enrolment, ExternalId, PlannedChange, SchoolMembership
from families.models import SisContactId, SisFamilyLink
from tests.contract import ours
from tests.contract.test_tenancy import LOOSE

pytestmark = pytest.mark.django_db

# Of each a first import brings as many as the district has people, or more.
MILLIONS = {
    *(Enrolment, ExternalId, PlannedChange, SchoolMembership),
    *(SisContactId, SisFamilyLink),
}

KEYS = """
SELECT conrelid::regclass::text, array_agg(attname::text ORDER BY place)
  FROM pg_constraint
  JOIN LATERAL unnest(conkey) WITH ORDINALITY AS of_key (attnum, place) ON true
  JOIN pg_attribute ON attrelid = conrelid AND pg_attribute.attnum = of_key.attnum
 WHERE contype = 'f' AND connamespace = 'public'::regnamespace
 GROUP BY pg_constraint.oid
"""

type Keys = dict[str, list[tuple[str, ...]]]


@pytest.fixture
def keys() -> Keys:
    """Return the columns of every foreign key, by table."""
    found: Keys = defaultdict(list)
    with connection.cursor() as cursor:
        cursor.execute(KEYS)
        for table, columns in cursor.fetchall():
            found[table].append(tuple(columns))
    return found


def test_every_pointer_is_held_by_the_database(keys: Keys) -> None:
    loose = {
        (model.__name__, field.name)
        for model in ours.models()
        for field in pointers(model)
        if not is_held(field, keys[model._meta.db_table])
    }
    assert loose == LOOSE.keys()


def test_what_comes_in_millions_is_checked_once(keys: Keys) -> None:
    for model in MILLIONS:
        assert {len(columns) for columns in keys[model._meta.db_table]} == {2}, model


def pointers(model: type[Model]) -> "list[ForeignKey[Model, Model]]":
    """Return the foreign keys of a model."""
    return [field for field in model._meta.concrete_fields if isinstance(field, ForeignKey)]


def is_held(field: "ForeignKey[Model, Model]", keys: list[tuple[str, ...]]) -> bool:
    """Tell whether a key holds it, alone or beside the district.

    The district is held as well by whatever always has to be in the same one.
    """
    if any(columns[-1] == field.column for columns in keys):
        return True
    always = {other.column for other in pointers(field.model) if not other.null}
    return any(columns[0] == field.column and columns[-1] in always for columns in keys)
