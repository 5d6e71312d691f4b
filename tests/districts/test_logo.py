"""A district's logo: what is taken, what is left of it, who sees it, and for how long."""

import zlib
from io import BytesIO
from struct import pack

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image, ImageCms
from pytest_django import DjangoCaptureOnCommitCallbacks

from districts.models import AuditEvent
from districts.office.logo import BOX, LogoRefusedError, remade, stored
from spacesedu.lib.logo import logo_named
from tests.world import World

SCRIPT = b"<script>alert(1)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def picture(kind: str = "PNG", size: tuple[int, int] = (400, 100), **options: object) -> bytes:
    mode = "RGB" if kind == "JPEG" else "RGBA"
    out = BytesIO()
    Image.new(mode, size, (180, 30, 30)).save(out, kind, **options)
    return out.getvalue()


def bomb() -> bytes:
    """A PNG of two hundred million white pixels in a few hundred bytes."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return pack(">I", len(data)) + name + data + pack(">I", zlib.crc32(name + data))

    head = chunk(b"IHDR", pack(">IIBBBBB", 20_000, 10_000, 1, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


def refused(upload: bytes) -> str:
    with pytest.raises(LogoRefusedError) as why:
        remade(BytesIO(upload), len(upload))
    return str(why.value)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_picture_is_made_anew_as_webp(kind: str) -> None:
    upload = picture(kind)
    made = remade(BytesIO(upload), len(upload))
    shown = Image.open(BytesIO(made.webp))
    assert (shown.format, shown.size) == ("WEBP", (made.width, made.height))
    assert shown.size == (400, 100)


def test_a_large_logo_is_made_smaller_in_its_proportions() -> None:
    upload = picture(size=(3000, 300))
    made = remade(BytesIO(upload), len(upload))
    assert (made.width, made.height) == (BOX[0], 64)


def test_what_is_see_through_stays_so() -> None:
    out = BytesIO()
    Image.new("RGBA", (40, 40), (0, 0, 0, 0)).save(out, "PNG")
    made = remade(out, out.tell())
    assert Image.open(BytesIO(made.webp)).convert("RGBA").getpixel((5, 5))[3] == 0  # type: ignore[index]


def test_place_camera_and_comments_stay_behind() -> None:
    exif = Image.Exif()
    exif[0x010F] = "Camera of the secretary"
    exif.get_ifd(0x8825)[1] = "N"
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    upload = picture("JPEG", exif=exif, comment=SCRIPT, icc_profile=profile)
    assert b"Camera of the secretary" in upload
    webp = remade(BytesIO(upload), len(upload)).webp
    assert not [part for part in (b"Camera", SCRIPT, b"EXIF", b"XMP ", b"ICCP") if part in webp]


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_picture_that_is_a_page_as_well_is_only_a_picture_afterwards(kind: str) -> None:
    upload = picture(kind) + b"<html>" + SCRIPT + b"PK\x03\x04"
    webp = remade(BytesIO(upload), len(upload)).webp
    assert SCRIPT not in webp
    assert b"PK\x03\x04" not in webp


@pytest.mark.parametrize(
    "upload",
    [
        SVG,
        b"\n" + SVG,
        b"<!doctype html>" + SCRIPT,
        b"%PDF-1.7",
        b"GIF89a" + bytes(40),
        b"",
        zlib.compress(SVG),
    ],
)
def test_what_is_no_picture_is_refused(upload: bytes) -> None:
    assert "no PNG, JPEG or WebP" in refused(upload)


@pytest.mark.parametrize(
    "upload",
    [
        b"\x89PNG\r\n\x1a\n" + SVG,
        b"\xff\xd8\xff\xe0" + SCRIPT,
        b"RIFF\x00\x00\x00\x00WAVE" + bytes(40),
        picture()[:60],
    ],
)
def test_a_picture_by_its_first_bytes_alone_is_refused(upload: bytes) -> None:
    assert "damaged" in refused(upload)


def test_a_bomb_is_refused_before_it_goes_off() -> None:
    assert "too many pixels" in refused(bomb())


def test_a_big_file_is_refused_before_it_is_read() -> None:
    with pytest.raises(LogoRefusedError, match="too big"):
        remade(BytesIO(picture()), 2 * 1024 * 1024 + 1)


def send(client: Client, upload: bytes | None, **more: str) -> int:
    given: dict[str, object] = {"name": "Gold Trail", "accent_hue": "own", **more}
    if upload is not None:
        given["logo"] = SimpleUploadedFile("../../evil.svg", upload, "image/svg+xml")
    return client.post("/district/brand/", given).status_code


def test_everybody_sees_the_logo_and_visitors_on_the_sign_in_page(
    client: Client, world: World
) -> None:
    client.force_login(world.admin.user)
    assert send(client, picture()) == 302
    world.district.refresh_from_db()
    logo = logo_named(world.district.logo)
    assert logo
    assert (logo.width, logo.height) == (400, 100)
    address = f"/logos/{logo.key}.webp"
    visitor = Client()
    assert address in client.get("/").content.decode()
    assert address in visitor.get("/sign-in/gold-trail/").content.decode()
    assert address not in visitor.get("/sign-in/harbour-coast/").content.decode()
    answer = visitor.get(address)
    assert answer["Content-Type"] == "image/webp"
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert b"".join(answer.streaming_content).startswith(b"RIFF")  # type: ignore[attr-defined]


def test_the_log_says_that_there_is_another_logo_and_nothing_of_it(
    client: Client, world: World
) -> None:
    client.force_login(world.admin.user)
    send(client, picture(), name=world.district.name)
    event = AuditEvent.objects.get(verb="district.changed")
    assert event.detail == {"changed": ["logo"], "before": {}, "after": {}}


def test_the_same_logo_again_changes_nothing(client: Client, world: World) -> None:
    client.force_login(world.admin.user)
    for _time in range(2):
        send(client, picture(), name=world.district.name)
    assert AuditEvent.objects.filter(verb="district.changed").count() == 1


@pytest.mark.parametrize("then", ["another", "none"])
def test_the_old_logo_is_gone_with_the_new_one(
    client: Client,
    world: World,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    then: str,
) -> None:
    client.force_login(world.admin.user)
    send(client, picture())
    world.district.refresh_from_db()
    old = world.district.logo
    assert default_storage.exists(old)
    with django_capture_on_commit_callbacks(execute=True):
        if then == "another":
            send(client, picture(size=(200, 200)))
        else:
            send(client, None, remove_logo="on")
    world.district.refresh_from_db()
    assert world.district.logo != old
    assert bool(world.district.logo) is (then == "another")
    assert not default_storage.exists(old)
    assert Client().get(f"/{old}").status_code == 404


def test_a_logo_that_is_refused_changes_nothing(client: Client, world: World) -> None:
    client.force_login(world.admin.user)
    assert send(client, SVG, name="Silver Trail") == 422
    world.district.refresh_from_db()
    assert world.district.logo == ""
    assert world.district.name != "Silver Trail"


def test_a_logo_nobody_comes_to_own_is_removed_again(db: None) -> None:
    upload = picture()
    made = remade(BytesIO(upload), len(upload))
    names: list[str] = []

    def fail() -> None:
        with stored(made, held="") as name:
            assert name is not None
            names.append(name)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert not default_storage.exists(names[0])


@pytest.mark.parametrize(
    "address",
    [
        "/logos/0123456789abcdef0123456789abcdef-10x10.webp",
        "/logos/x.webp",
        "/logos/..%2f..%2fetc%2fpasswd.webp",
    ],
)
def test_another_address_has_no_logo(client: Client, db: None, address: str) -> None:
    assert client.get(address).status_code == 404
