"""The administrators' page of 100,000 live links: first page, each chip, searches, each order.

As for the other long lists: server time of the view through Django's test client, p95. One link in
six is blocked, by pauses; six in ten were opened, on up to ten days each.
"""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from districts.models import District, School, Student
from sharing.models import ShareLink
from tests import factories as make
from tests.benchmarks.lists import ROUNDS, administrator, get
from tests.benchmarks.measure import Figure, compare

FILL = Path(__file__).with_name("links.sql")
PAGE = "/district/sharing/"


def figures(district: District) -> list[Figure]:
    """Return the times of the page by what is asked of it."""
    _fill(district)
    client = administrator(district, "links@bench.example")
    schools = School.objects.filter(district=district).order_by("code")
    half = ShareLink.objects.filter(district=district).order_by("expires_at", "id")
    place = half.values_list("id", flat=True)[
        Student.objects.filter(district=district).count() // 2
    ]
    pages = {
        "share links": "",
        "share links, a page in the middle": f"?after={place}",
        "share links that end soon": "?state=soon",
        "share links never opened": "?state=unopened",
        "share links that are blocked": "?state=blocked",
        "share links, a common name": "?q=elodie",
        "share links, a rare name": "?q=Kaurzz",
        "share links, one letter": "?q=a",
        "share links of a school": f"?school={schools[7].pk}",
        "share links of a grade": "?grade=07",
        "share links by name": "?order=name",
        "share links, oldest first": "?order=age",
        "share links, most opened": "?order=activity",
    }
    cases = {name: lambda path=PAGE + query: get(client, path) for name, query in pages.items()}
    return compare({"/health/live (baseline)": lambda: client.get("/health/live"), **cases}, ROUNDS)


def _fill(district: District) -> None:
    template = make.TemplateFactory.create(district=district)
    kid = next(iter(settings.SHARE_LINK_KEYS))
    values: dict[str, Any] = {"district": district.pk, "template": template.pk, "kid": kid}
    with connection.cursor() as cursor:
        cursor.execute(FILL.read_text(), values)
        cursor.execute("ANALYZE")
