"""Where packages come from: an administrator sets it up, changes it and ends it."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import Settings

from districts.models import AuditEvent, ExternalId, ImportRun, SisConnection, SisProvider
from districts.sis.rest import Bearer
from districts.sis.sealed import Credentials, SealBrokenError, seal, unseal
from tests import factories as make
from tests.districts.rest.service import school, serving
from tests.world import World

pytestmark = pytest.mark.django_db

LIST = "/imports/connections/"
SECRET = "s3cret-of-the-service"  # noqa: S105 -- opens nothing
SERVICE = {
    "name": "provider",
    "scope": ["district"],
    "base_url": "https://sis.example.org/",
    "version": "1.1",
    "auth": "oauth2",
    "token_url": "https://sis.example.org/token",
    "key": "client-7",
    "secret": SECRET,
}


@pytest.fixture
def admin(client: Client, world: World) -> Client:
    client.force_login(world.admin.user)
    return client


@pytest.fixture
def service(admin: Client) -> SisProvider:
    """A service that was set up on the page."""
    assert admin.post(f"{LIST}new/pull/", SERVICE).status_code == 302
    return SisProvider.objects.select_related("connection").get()


def page_of(service: SisProvider) -> str:
    return f"{LIST}{service.connection_id}/"


def test_an_inbox_says_into_which_folder_packages_go(admin: Client, world: World) -> None:
    made = admin.post(f"{LIST}new/inbox/", {"name": "nightly", "scope": ["district"]})
    page = admin.get(made["Location"]).content.decode()
    assert f"{world.district.slug}/nightly/" in page
    make.ImportSettingsFactory.create(
        district=world.district, window_from="22:00", window_to="05:00"
    )
    listed = admin.get(LIST).content.decode()
    assert "between 10 p.m. and 5 a.m." in listed
    assert "The whole district" in listed
    assert AuditEvent.objects.filter(verb="connection.added").count() == 1


def test_a_school_admin_speaks_of_their_own_school_alone(client: Client, world: World) -> None:
    client.force_login(world.principal.user)
    page = client.get(f"{LIST}new/files/").content.decode()
    assert str(world.maple) in page
    assert str(world.cedar) not in page
    assert "The whole district" not in page
    for scope in (["district"], [str(world.cedar.pk)], []):
        answer = client.post(f"{LIST}new/files/", {"name": "maple", "scope": scope})
        assert answer.status_code == 422
    made = client.post(f"{LIST}new/files/", {"name": "maple", "scope": [str(world.maple.pk)]})
    assert made.status_code == 302
    page = client.get(LIST).content.decode()
    assert "maple" in page
    assert world.connection.name not in page
    assert client.get("/imports/settings/").status_code == 403
    assert "Settings of imports" not in page


def test_credentials_go_in_and_never_come_out(admin: Client, service: SisProvider) -> None:
    page = admin.get(page_of(service)).content.decode()
    assert "client-7" not in page
    assert SECRET not in page
    assert SECRET not in service.sealed
    assert unseal(service.sealed) == Credentials("client-7", SECRET)
    assert SECRET not in repr(unseal(service.sealed))
    said = "".join(str(event.detail) for event in AuditEvent.objects.all())
    assert SECRET not in said
    assert "client-7" not in said


def test_credentials_that_are_left_empty_stay(admin: Client, service: SisProvider) -> None:
    admin.post(page_of(service), {**SERVICE, "version": "1.2", "key": "", "secret": ""})
    service.refresh_from_db()
    assert service.version == "1.2"
    assert unseal(service.sealed).secret == SECRET


@pytest.mark.parametrize(
    "elsewhere",
    [
        {"base_url": "https://evil.example"},
        {"token_url": "https://evil.example/token"},
        {"base_url": "https://sis.example.org/another/tenant"},
        {"auth": "bearer"},
    ],
)
def test_credentials_are_not_told_to_somebody_else(
    admin: Client, service: SisProvider, elsewhere: dict[str, str]
) -> None:
    answer = admin.post(page_of(service), {**SERVICE, **elsewhere, "key": "", "secret": ""})
    assert answer.status_code == 422
    assert "Type the credentials once more" in answer.content.decode()
    before = service.base_url, service.token_url, service.auth
    service.refresh_from_db()
    assert (service.base_url, service.token_url, service.auth) == before


@pytest.mark.parametrize(
    "wrong",
    [
        {"base_url": "http://sis.example.org"},
        {"base_url": "https://user:pw@sis.example.org"},
        {"base_url": "ftp://sis.example.org"},
        {"token_url": ""},
        {"key": ""},
        {"secret": ""},
        {"name": "two words"},
        {"name": "default"},
    ],
)
def test_what_makes_no_sense_is_said_at_its_field(
    admin: Client, world: World, wrong: dict[str, str]
) -> None:
    answer = admin.post(f"{LIST}new/pull/", SERVICE | wrong)
    assert answer.status_code == 422
    assert f'href="#id_{next(iter(wrong))}"' in answer.content.decode()
    assert SECRET not in answer.content.decode()


def test_a_bearer_token_needs_no_key(admin: Client) -> None:
    bearer = {**SERVICE, "auth": "bearer", "key": "", "token_url": ""}
    assert admin.post(f"{LIST}new/pull/", bearer).status_code == 302


def test_an_ended_connection_takes_nothing_more_and_removes_nobody(
    admin: Client, world: World
) -> None:
    page = f"{LIST}{world.connection.pk}/"
    assert "nobody is removed" in admin.get(f"{page}end/").content.decode()
    admin.post(f"{page}end/")
    assert SisConnection.objects.get(pk=world.connection.pk).ended_at is not None
    assert "Set up a connection" in admin.get("/imports/upload/").content.decode()
    assert AuditEvent.objects.filter(verb="connection.ended").count() == 1
    for ask in (admin.post, admin.get):
        assert ask(f"{page}end/")["Location"] == LIST
    assert AuditEvent.objects.filter(verb="connection.ended").count() == 1


def test_support_alone_allows_a_private_address_and_a_new_one_is_asked_for_anew(
    admin: Client, world: World, service: SisProvider
) -> None:
    support = Client()
    support.force_login(world.support.user)
    page = f"/support/{world.district.pk}/services/"
    assert "https://sis.example.org" in support.get(page).content.decode()
    support.post(f"/support/services/{service.pk}/", {"allow": "yes"})
    service.refresh_from_db()
    assert service.private_host_by == "support"
    assert "Allowed" in support.get(page).content.decode()
    admin.post(page_of(service), {**SERVICE, "version": "1.2"})
    service.refresh_from_db()
    assert service.private_host_by == "support"
    admin.post(page_of(service), {**SERVICE, "base_url": "https://10.0.0.7"})
    service.refresh_from_db()
    assert service.private_host_by == ""


@pytest.mark.parametrize(
    ("private", "waits"),
    [
        ({"base_url": "http://127.0.0.1:8080"}, True),
        ({"base_url": "http://localhost"}, True),
        ({"base_url": "https://10.0.0.7"}, True),
        ({"base_url": "https://[fd00::7]"}, True),
        ({"token_url": "https://192.168.1.2/token"}, True),
        ({"base_url": "https://93.184.215.14"}, False),
        ({}, False),
    ],
)
def test_who_types_a_private_address_reads_that_support_has_to_allow_it(
    admin: Client, private: dict[str, str], *, waits: bool
) -> None:
    words = "Nothing is fetched until Support"
    empty = admin.get(f"{LIST}new/pull/").content.decode()
    assert "only once Support has allowed it for this connection" in empty
    made = admin.post(f"{LIST}new/pull/", {**SERVICE, **private})
    assert (words in admin.get(made["Location"]).content.decode()) is waits
    SisProvider.objects.update(private_host_by="support")
    assert words not in admin.get(made["Location"]).content.decode()


def test_a_test_says_what_the_service_answers_and_changes_nothing(
    admin: Client, service: SisProvider
) -> None:
    with serving(school()) as found:
        known = found.provider.auth
        assert isinstance(known, Bearer)
        bearer = {"auth": "bearer", "token_url": "", "key": "", "secret": known.token}
        admin.post(page_of(service), {**SERVICE, "base_url": found.origin, **bearer})
        refused = admin.post(f"{page_of(service)}test/", follow=True).content.decode()
        SisProvider.objects.update(private_host_by="support")
        page = admin.post(f"{page_of(service)}test/", follow=True).content.decode()
    assert "It has 7 people." not in refused
    assert "It has 7 people." in page
    assert known.token not in page
    assert not ImportRun.objects.exists()
    page = admin.post(f"{page_of(service)}test/", follow=True).content.decode()
    assert "could not be reached" in page
    tests = AuditEvent.objects.filter(verb="connection.tested").order_by("id")
    assert [event.detail for event in tests] == [
        {"worked": worked} for worked in (False, True, False)
    ]


def test_a_service_can_be_fetched_again_the_same_day(admin: Client, service: SisProvider) -> None:
    SisProvider.objects.update(pulled_on="2026-03-04")
    page = admin.post(f"{page_of(service)}fetch/", follow=True).content.decode()
    assert "It is fetched within a quarter of an hour" in page
    service.refresh_from_db()
    assert service.pulled_on is None


def test_a_list_of_new_ids_is_taken_whole_or_not_at_all(admin: Client, world: World) -> None:
    for number in (1, 2):
        make.ExternalIdFactory.create(
            connection=world.connection, value=f"old{number}", student__district=world.district
        )
    page = f"{LIST}{world.connection.pk}/ids/"

    def hand_in(text: str) -> str:
        mapping = SimpleUploadedFile("ids.csv", text.encode())
        return admin.post(page, {"mapping": mapping}, follow=True).content.decode()

    assert "Please look at this again" in hand_in("who,what\n1,2\n")
    assert "Please look at this again" in hand_in("old,new\nold1,new1\nnobody,new9\n")
    assert "“old2” is somebody’s already" in hand_in("old,new\nold1,old2\n")
    assert not ExternalId.objects.filter(value="new1").exists()
    assert "2 people have new ids." in hand_in("old,new\nold1,new1\nold2,new2\n")
    assert ExternalId.objects.filter(value="new1").exists()


def test_pairs_of_ids_that_a_plan_offers_are_counted_and_taken_at_one_press(
    admin: Client, world: World
) -> None:
    run = make.ImportRunFactory.create(
        connection=world.connection,
        **dict.fromkeys(("planned_at", "held_at"), world.now),
        hold_reasons=["ids_changed"],
    )
    for number in range(12):
        student = make.StudentFactory.create(district=world.district, student_number=f"7{number}")
        make.ExternalIdFactory.create(
            connection=world.connection, student=student, value=f"old{number}"
        )
        said = {"student_number": f"7{number}", "last_name": student.last_name}
        for key, more in (("new", {"after": said}), ("old", {"subject_id": student.pk})):
            make.PlannedChangeFactory.create(
                run=run,
                key=f"{key}{number}",
                action="create" if key == "new" else "end",
                reason="" if key == "new" else "absent",
                **more,
            )
    page = f"/imports/{run.pk}/ids/"
    told = admin.get(page).content.decode()
    assert "12 people would stay who they are" in " ".join(told.split())
    assert told.count("They are the same people") == 2
    assert told.index("They are the same people") < told.index("old11")
    told = admin.post(page, follow=True).content.decode()
    assert "12 people have new ids." in told
    assert ExternalId.objects.filter(value__startswith="new").count() == 12
    assert "no new ids any more" in admin.post(page, follow=True).content.decode()


def test_what_an_earlier_key_sealed_is_opened_as_long_as_it_is_known(settings: Settings) -> None:
    sealed = seal(Credentials("key", SECRET))
    earlier = settings.SECRET_KEY
    settings.SECRET_KEY = "another-key"  # noqa: S105
    settings.SECRET_KEY_FALLBACKS = [earlier]
    assert unseal(sealed).secret == SECRET
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(SealBrokenError):
        unseal(sealed)


def test_a_service_is_not_asked_without_end(admin: Client, service: SisProvider) -> None:
    pages = [admin.post(f"{page_of(service)}test/", follow=True) for _ in range(21)]
    assert "twenty times" not in pages[19].content.decode()
    assert "twenty times within the hour" in pages[20].content.decode()
    assert AuditEvent.objects.filter(verb="connection.tested").count() == 20
