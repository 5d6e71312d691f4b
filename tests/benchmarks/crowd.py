"""A district as large as the largest page has to bear, put straight into the tables."""

import os
from pathlib import Path
from typing import Any

from django.db import connection

from districts.models import District, Feature
from tests import factories as make

STUDENTS = int(os.environ.get("BENCH_STUDENTS", "100000"))
SCHOOLS = 120
CLASSES = STUDENTS // 20
STAFF = STUDENTS // 15

# Names of a few hundred people, so that a search finds some and not all.
GIVEN = "Ada Björn Chloé Dmitri Élodie Farah Grace Hiro Inés Jonas Kofi Léa Maya Noor Olu Priya"
FAMILY = (
    "Anderson Bouchard Côté Dubois Evans Fernández Gagnon Huang Ivanov Johnson Kaur Lavoie Nguyen"
)

FILL = Path(__file__).with_name("crowd.sql")


def crowd() -> District:
    """Fill a new district with ``STUDENTS`` students and everything around them; return it."""
    district = make.DistrictFactory.create(slug="crowd", name="Crowd")
    for feature in Feature:
        make.FeatureApprovalFactory.create(district=district, feature=feature)
    values: dict[str, Any] = {
        "district": district.pk,
        "given": GIVEN.split(),
        "family": FAMILY.split(),
        "count": STUDENTS,
        "schools": SCHOOLS,
        "classes": CLASSES,
        "staff": STAFF,
    }
    with connection.cursor() as cursor:
        cursor.execute(FILL.read_text(), values)
        cursor.execute("ANALYZE")
    return district
