"""What a District Admin changes about the district, and what nobody can."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from districts.actions.settings import Brand, TimeAndLanguages, change_settings
from districts.models import AuditEvent, District
from tests.world import World

BRAND: dict[str, object] = {"name": "Gold Trail", "accent_hue": "own"}
TIME: dict[str, object] = {
    "time_zone": "America/Vancouver",
    "language": "en",
    "languages": ["en", "fr-ca", "es"],
}


@pytest.fixture
def admin(client: Client, world: World) -> Client:
    """Gold Trail's District Admin, signed in."""
    client.force_login(world.admin.user)
    return client


def changes(world: World) -> list[dict[str, Any]]:
    rows = AuditEvent.objects.filter(district_id=world.district.pk, verb="district.changed")
    return list(rows.order_by("id").values_list("detail", flat=True))


def test_everybody_who_reads_the_settings_sees_them_and_only_some_change_them(
    client: Client, world: World
) -> None:
    for person, may in ((world.admin, True), (world.limited, False), (world.principal, False)):
        client.force_login(person.user)
        page = client.get("/district/").content.decode()
        assert world.district.name in page
        assert "Maya O." in page
        assert ("/district/brand/" in page, "/district/features/" in page) == (may, may)


def test_a_new_name_and_colour_are_on_the_next_page(admin: Client, world: World) -> None:
    answer = admin.post("/district/brand/", {"name": "  Silver Trail ", "accent_hue": "315"})
    assert (answer.status_code, answer["Location"]) == (302, "/district/")
    page = admin.get("/").content.decode()
    assert "Silver Trail" in page
    assert "/accent/315.css" in page
    assert "/accent/315.css" in Client().get("/sign-in/gold-trail/").content.decode()
    assert changes(world) == [
        {
            "changed": ["name", "accent_hue"],
            "before": {"accent_hue": None},
            "after": {"accent_hue": 315},
        }
    ]


def test_saving_twice_changes_nothing_the_second_time(admin: Client, world: World) -> None:
    for _time in range(2):
        admin.post("/district/names/", {"public_names": "full"})
    assert len(changes(world)) == 1
    assert "Nothing was changed." in admin.get("/district/").content.decode()


@pytest.mark.parametrize(
    ("page", "given"),
    [
        ("brand", {"name": "   "}),
        ("brand", {"name": "x" * 201}),
        ("brand", {"accent_hue": "361"}),
        ("brand", {"accent_hue": "teal"}),
        ("time", {"time_zone": "Atlantis/Capital"}),
        ("time", {"time_zone": ""}),
        ("time", {"language": "de"}),
        ("time", {"languages": []}),
        ("time", {"languages": ["en", "de"]}),
        ("time", {"language": "es", "languages": ["en", "fr-ca"]}),
        ("names", {"public_names": "everything"}),
        ("names", {}),
        ("leavers", {}),
        ("leavers", {"leaver_grace_days": "-1"}),
        ("leavers", {"leaver_grace_days": "61"}),
        ("leavers", {"leaver_grace_days": "a week"}),
    ],
)
def test_what_makes_no_sense_is_said_and_changes_nothing(
    admin: Client, world: World, page: str, given: dict[str, object]
) -> None:
    whole: dict[str, object] = {"brand": BRAND, "time": TIME}.get(page, {})
    answer = admin.post(f"/district/{page}/", whole | given)
    assert answer.status_code == 422
    assert "Please look at this again" in answer.content.decode()
    assert changes(world) == []


def test_a_city_is_enough_for_a_time_zone(admin: Client, world: World) -> None:
    admin.post("/district/time/", TIME | {"time_zone": "st johns"})
    world.district.refresh_from_db()
    assert world.district.time_zone == "America/St_Johns"


def test_links_that_exist_keep_their_end_in_another_time_zone(admin: Client, world: World) -> None:
    before = world.link.expires_at
    admin.post("/district/time/", TIME | {"time_zone": "Pacific/Auckland"})
    world.link.refresh_from_db()
    assert world.link.expires_at == before


def test_languages_are_kept_in_one_order_however_they_are_ticked(
    admin: Client, world: World
) -> None:
    admin.post("/district/time/", TIME | {"languages": ["es", "en", "fr-ca"]})
    assert changes(world) == []


@pytest.mark.parametrize("rule", ["full", "initial", "first"])
def test_visitors_read_the_name_the_rule_makes_at_once(
    admin: Client, world: World, rule: str
) -> None:
    visitor = Client()
    address = f"/s/{world.link.token}/"
    assert visitor.get(address).status_code == 200
    admin.post("/district/names/", {"public_names": rule})
    page = visitor.get(address).content.decode()
    wanted = {
        "full": str(world.student_record),
        "initial": f"{world.student_record.given_name} {world.student_record.family_name[0]}.",
        "first": world.student_record.given_name,
    }[rule]
    assert f">{wanted}<" in page
    if rule != "full":
        assert world.student_record.family_name not in page


def test_the_days_that_links_outlive_a_departure_are_noted(admin: Client, world: World) -> None:
    assert "They close at once." in admin.get("/district/").text
    page = admin.get("/district/leavers/").content.decode()
    assert "Days that links stay open after a student has left" in page
    admin.post("/district/leavers/", {"leaver_grace_days": "14"})
    assert "They stay open for 14 days." in admin.get("/district/").text
    [change] = changes(world)
    assert (change["before"], change["after"]) == (
        {"leaver_grace_days": 0},
        {"leaver_grace_days": 14},
    )


def test_no_other_field_of_a_district_can_be_typed_in(admin: Client, world: World) -> None:
    smuggled = {
        "slug": "stolen",
        "auto_create_associations": "on",
        "public_names": "full",
        "logo": "logos/somebody-elses.webp",
        "district": str(world.other.district.pk),
        "id": str(world.other.district.pk),
    }
    before = District.objects.filter(pk=world.district.pk).values().get()
    theirs = District.objects.filter(pk=world.other.district.pk).values().get()
    admin.post("/district/brand/", {"name": "Silver Trail", "accent_hue": "own"} | smuggled)
    after = District.objects.filter(pk=world.district.pk).values().get()
    assert after == before | {"name": "Silver Trail"}
    assert District.objects.filter(pk=world.other.district.pk).values().get() == theirs


def test_a_long_name_from_right_to_left_stays_in_its_place(admin: Client, world: World) -> None:
    name = "مدارس " * 33
    admin.post("/district/brand/", {"name": name, "accent_hue": "own"})
    assert f"<bdi>{name.strip()}</bdi>" in " ".join(
        admin.get("/district/").content.decode().split()
    ).replace("<bdi> ", "<bdi>").replace(" </bdi>", "</bdi>")


def test_a_hue_from_elsewhere_can_be_kept(admin: Client, world: World) -> None:
    District.objects.filter(pk=world.district.pk).update(accent_hue=123)
    assert "Hue 123" in admin.get("/district/brand/").content.decode()
    admin.post("/district/brand/", {"name": str(world.district), "accent_hue": "123"})
    assert changes(world) == []


@pytest.mark.parametrize(
    "wanted",
    [
        Brand(name="", accent_hue=None),
        Brand(name="Silver Trail", accent_hue=360),
        TimeAndLanguages(time_zone="Nowhere", language="en", languages=["en"]),
        TimeAndLanguages(time_zone="UTC", language="es", languages=["en"]),
        TimeAndLanguages(time_zone="UTC", language="en", languages=["en", "xx"]),
    ],
)
def test_the_action_refuses_what_a_form_would_have(
    world: World, wanted: Brand | TimeAndLanguages
) -> None:
    with pytest.raises(ValidationError):
        change_settings(district=world.district, wanted=wanted, by=world.admin.actor, at=world.now)
    assert changes(world) == []


def test_where_a_feature_is_off_it_says_whom_to_ask_and_there_is_nothing_to_narrow(
    admin: Client, world: World
) -> None:
    world.district.approvals.update(ended_at=world.now, ended_by="The superintendent")
    page = admin.get("/district/").content.decode()
    assert "Students collect their work in portfolios." in page
    assert "support@example.org" in page
    assert "/district/features/" not in page
    assert admin.get("/district/features/portfolios/").status_code == 404
