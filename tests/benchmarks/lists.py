"""The long lists of a district with 100,000 students: server time of the view, p95.

Measured through Django's test client in one process, so every middleware, query and template
counts, the network and nginx do not. The baseline is the page that knows nobody: `/health/live`.
"""

from django.test import Client

from districts.acting import SESSION_KEY
from districts.models import ClassGroup, District, School, StaffRoleKind, Student
from tests import factories as make
from tests.benchmarks.measure import Figure, compare
from tests.factories.factors import app_of

ROUNDS = 60


def figures(district: District) -> list[Figure]:
    """Return the times of each list: first page, a page in the middle, a search, each filter."""
    client = administrator(district)
    middle = Student.objects.filter(district=district).order_by("sort_name", "id")
    place = middle.values_list("id", flat=True)[middle.count() // 2]
    school = School.objects.filter(district=district).order_by("code")[7].pk
    class_group = ClassGroup.objects.filter(district=district).order_by("name")[7].pk
    pages = {
        "home": "/",
        "students": "/students/",
        "students, a page in the middle": f"/students/?after={place}",
        "students, a common name": "/students/?q=elodie",
        "students, a rare name": "/students/?q=Kaurzz",
        "students, one letter": "/students/?q=a",
        "students of a school": f"/students/?school={school}",
        "students of a grade": "/students/?grade=07",
        "staff": "/staff/",
        "staff, a name": "/staff/?q=farah",
        "staff who wait for approval": "/staff/?state=waiting",
        "classes": "/classes/",
        "classes of a school": f"/classes/?school={school}",
        "people of a class": f"/classes/{class_group}/people/",
        "schools": "/schools/",
        "activity": "/activity/",
        "activity of one kind": "/activity/?group=students",
        "activity of somebody by name": "/activity/?person=elodiea",
        "activity of somebody, one letter": "/activity/?person=a",
        "families": "/family/",
        "families, a name": "/family/?q=farah",
        "families who are invited": "/family/?status=invited",
    }
    cases = {name: lambda path=path: get(client, path) for name, path in pages.items()}
    return compare({"/health/live (baseline)": lambda: client.get("/health/live"), **cases}, ROUNDS)


def get(client: Client, path: str) -> None:
    """Ask for a page, which must be there."""
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)


def administrator(district: District, email: str = "bench@bench.example") -> Client:
    """Return the browser of a new District Admin."""
    role = make.StaffRoleFactory.create(
        staff__district=district,
        staff__user=make.UserFactory.create(email=email),
        role=StaffRoleKind.DISTRICT_ADMIN,
        school=None,
        full=True,
    )
    client = Client()
    assert role.staff.user is not None
    app_of(role.staff.user).save()
    client.force_login(role.staff.user)
    session = client.session
    session[SESSION_KEY] = f"{role.role}:{role.staff.pk}"
    session.save()
    return client
