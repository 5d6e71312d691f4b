"""The attachments of a description: who adds them, who may open them, and where they come back."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from portfolios.actions import duplicate_template, process_attachment
from portfolios.keeping.days import KEPT_FOR
from portfolios.models import Attachment, Portfolio, PortfolioTemplate
from spacesedu.lib import clock
from tests import factories as make
from tests.portfolios.pictures import jpeg_with_gps
from tests.portfolios.templates import FORM, drafted, published
from tests.world import World


@pytest.fixture
def admin(client: Client, world: World) -> Client:
    """A District Admin's browser."""
    client.force_login(world.admin.user)
    return client


def photo(name: str = "Our rules.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, jpeg_with_gps(), "image/jpeg")


def shown(template: PortfolioTemplate, **says: object) -> Attachment:
    """Return a photo that is ready, with its bytes."""
    made = make.AttachmentFactory.create(
        post=None, district=template.district, template=template, **says
    )
    default_storage.save(f"{made.folder}/640.webp", ContentFile(b"RIFF0000WEBP" + bytes(100)))
    return made


def status_of(client: Client, address: str) -> int:
    """Return how a file is answered, once all of it has come."""
    answer = client.get(address)
    assert b"".join(answer)
    return answer.status_code


def test_attachments_come_along_with_the_new_template(admin: Client) -> None:
    sent = FORM | {"uploads": [photo(), photo("Ideas.jpg")]}

    assert admin.post("/portfolios/manage/add/", sent).status_code == 302

    files = Attachment.objects.filter(template__name="Capstone")
    assert [file.caption for file in files] == ["Our rules", "Ideas"]
    assert (
        "Waiting to be made ready."
        in admin.get(f"/portfolios/manage/{files[0].template_id}/files/").content.decode()
    )


def test_a_refused_file_costs_no_typed_word(admin: Client) -> None:
    sent = FORM | {"uploads": SimpleUploadedFile("notes.exe", b"MZ" + bytes(600))}

    answer = admin.post("/portfolios/manage/add/", sent)

    assert answer.status_code == 422
    assert "notes.exe" in answer.content.decode()
    assert "Capstone" in answer.content.decode()
    # The good ones are gone with it.
    assert "Choose the files once more." in answer.content.decode()
    assert not PortfolioTemplate.objects.filter(name="Capstone").exists()


def test_who_has_to_mend_something_else_is_told_to_choose_the_files_again(admin: Client) -> None:
    answer = admin.post("/portfolios/manage/add/", FORM | {"name": "", "uploads": [photo()]})

    assert answer.status_code == 422
    assert "Choose the files once more." in answer.content.decode()


def test_a_file_without_room_is_refused_in_words(admin: Client, world: World) -> None:
    make.MediaQuotaFactory.create(district=world.district, district_bytes=1)

    answer = admin.post("/portfolios/manage/add/", FORM | {"uploads": photo()})

    assert answer.status_code == 422
    assert "The files of your district take up" in answer.content.decode()


def test_where_a_photo_was_taken_never_reaches_a_student(admin: Client, world: World) -> None:
    template = published(world)
    admin.post(f"/portfolios/manage/{template.pk}/files/", {"uploads": photo()})
    made = Attachment.objects.get(template=template)

    assert process_attachment(attachment_id=made.pk, at=clock.now())

    answer = admin.get(f"/portfolios/manage/{template.pk}/files/{made.pk}/640.webp")
    picture = BytesIO(b"".join(answer))
    assert answer["Content-Type"] == "image/webp"
    assert b"Exif" not in picture.getvalue()


def test_names_are_changed_and_a_file_goes_and_comes_back(admin: Client, world: World) -> None:
    template = drafted(world)
    file = shown(template, caption="IMG_0001")
    page = f"/portfolios/manage/{template.pk}/files/"
    typed = {f"caption-{file.pk}": "Our class", f"alt-{file.pk}": "Children in a row"}

    admin.post(page, typed)
    file.refresh_from_db()
    assert (file.caption, file.alt) == ("Our class", "Children in a row")

    after = admin.post(page, typed | {"remove": str(file.pk)}, follow=True).content.decode()
    assert "“Our class” is removed." in after
    assert status_of(admin, f"{page}{file.pk}/640.webp") == 404

    admin.post(f"{page}{file.pk}/restore/")
    assert status_of(admin, f"{page}{file.pk}/640.webp") == 200


def test_a_file_removed_long_ago_stays_away(admin: Client, world: World) -> None:
    template = drafted(world)
    removed = shown(template, deleted_at=world.now - KEPT_FOR - timedelta(days=2))
    page = f"/portfolios/manage/{template.pk}/files/"

    answer = admin.post(f"{page}{removed.pk}/restore/", follow=True)

    assert "more than 30 days ago" in answer.content.decode()
    assert status_of(admin, f"{page}{removed.pk}/640.webp") == 404


def test_only_a_file_that_is_made_ready_is_asked_for_again(admin: Client, world: World) -> None:
    template = drafted(world)
    shown(template)
    page = f"/portfolios/manage/{template.pk}/files/"
    assert "every 3s" not in admin.get(page).content.decode()

    admin.post(page, {"uploads": photo()})

    assert admin.get(page).content.decode().count("every 3s") == 1


def test_nobody_removes_a_file_of_another_template(admin: Client, world: World) -> None:
    theirs = shown(world.template)
    page = f"/portfolios/manage/{drafted(world).pk}/files/"

    assert admin.post(page, {"remove": str(theirs.pk)}).status_code == 404
    assert admin.post(f"{page}{theirs.pk}/restore/").status_code == 404
    assert admin.post(f"{page}{theirs.pk}/retry/").status_code == 404
    assert admin.get(f"{page}{theirs.pk}/640.webp").status_code == 404


@pytest.mark.parametrize(
    ("persona", "status"),
    [("student", 200), ("teacher", 200), ("principal", 200), ("family", 403), ("pupil", 404)],
)
def test_who_reads_the_description_opens_its_attachments(
    client: Client, world: World, persona: str, status: int
) -> None:
    file = shown(world.template, caption="What we look for")
    client.force_login(getattr(world, persona).user)
    about = f"/portfolios/{world.portfolio.pk}/about/"

    assert status_of(client, f"{about}files/{file.pk}/640.webp") == status
    page = client.get(about)
    assert page.status_code == status
    assert ("What we look for" in page.content.decode()) is (status == 200)


def test_a_file_of_another_template_is_not_opened_by_this_one(client: Client, world: World) -> None:
    elsewhere = shown(drafted(world))
    client.force_login(world.student.user)

    about = f"/portfolios/{world.portfolio.pk}/about/files"
    assert client.get(f"{about}/{elsewhere.pk}/640.webp").status_code == 404


def test_the_welcome_waits_where_there_is_only_an_attachment(client: Client, world: World) -> None:
    PortfolioTemplate.objects.filter(pk=world.template.pk).update(description="")
    Portfolio.objects.filter(pk=world.portfolio.pk).update(welcomed_at=None)
    shown(world.template, caption="Read me")
    client.force_login(world.student.user)

    page = client.get(f"/portfolios/{world.portfolio.pk}/").content.decode()

    assert "Get Started" in page
    assert "Read me" in page


def test_a_copy_shares_the_files_and_stores_nothing(world: World) -> None:
    old = drafted(world)
    file = shown(old, caption="What we look for")
    make.AttachmentFactory.create(post=None, district=world.district, template=old, ready_at=None)

    copy = duplicate_template(template_id=old.pk, by=world.admin.actor, at=clock.now())

    mine = Attachment.objects.get(template=copy)
    assert (mine.folder, mine.stored, mine.caption) == (file.folder, 0, "What we look for")
    assert mine.pk != file.pk


def test_a_failed_file_says_why_and_is_tried_again(admin: Client, world: World) -> None:
    template = drafted(world)
    file = shown(template, ready_at=None, failed_at=clock.now(), failure="stuck")
    page = f"/portfolios/manage/{template.pk}/files/"
    assert "This file could not be made ready." in admin.get(page).content.decode()

    admin.post(f"{page}{file.pk}/retry/")

    file.refresh_from_db()
    assert file.failed_at is None
    assert "Waiting to be made ready." in admin.get(page).content.decode()


def test_a_refused_file_says_why_waits_for_nothing_and_is_not_tried_again(
    admin: Client, world: World
) -> None:
    template = drafted(world)
    file = shown(template, ready_at=None, failed_at=clock.now(), failure="damaged")
    page = f"/portfolios/manage/{template.pk}/files/"
    html = admin.get(page).content.decode()
    assert "This file is damaged and could not be opened." in html
    assert f"{page}{file.pk}/retry/" not in html
    assert "every 3s" not in html

    told = admin.post(f"{page}{file.pk}/retry/", follow=True).content.decode()

    assert "Trying again changes nothing." in told
    file.refresh_from_db()
    assert file.failed_at is not None
