"""A document on a public page says nothing of who made it and does nothing by itself."""

import io
import zlib
from base64 import a85encode
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from portfolios.media.pdf.first_page import first_page
from portfolios.media.refusal import MediaRefusedError, Refusal
from tests.portfolios.documents import rewritten
from tests.portfolios.pictures import CAMERA, jpeg_with_gps

CANARY = "Canary Fullname C:\\Users\\canary\\secret.docx"


def test_author_title_scripts_files_and_notes_are_gone_and_the_pages_stay() -> None:
    made = rewritten(document())
    assert b"anary" not in made
    with pikepdf.open(io.BytesIO(made)) as shown:
        assert len(shown.pages) == 2
        assert "/Info" not in shown.trailer
        for key in ("/Metadata", "/OpenAction", "/AA", "/Names", "/AcroForm"):
            assert key not in shown.Root
        assert all("/Annots" not in page.obj and "/AA" not in page.obj for page in shown.pages)


def test_the_same_document_gives_the_same_bytes() -> None:
    assert rewritten(document()) == rewritten(document())


@pytest.mark.parametrize("content", [b"%PDF-1.7\nnothing\n%%EOF", b"", b"%PDF-1.7\n" + b"x" * 999])
def test_what_cannot_be_read_is_refused(content: bytes) -> None:
    with pytest.raises(MediaRefusedError):
        rewritten(content)


def test_a_document_behind_a_password_is_refused() -> None:
    locked = io.BytesIO()
    with pikepdf.open(io.BytesIO(document())) as plain:
        plain.save(locked, encryption=pikepdf.Encryption(owner="o", user="u"))
    with pytest.raises(MediaRefusedError) as refused:
        rewritten(locked.getvalue())
    assert refused.value.refusal is Refusal.PASSWORD


def test_a_photo_in_a_document_loses_its_place_and_keeps_its_pixels() -> None:
    photo = jpeg_with_gps()
    made = rewritten(document_with(photo))

    assert CAMERA.encode() not in made
    with pikepdf.open(io.BytesIO(made)) as shown:
        (drawn,) = shown.pages[0].get_images().values()
        assert isinstance(drawn, pikepdf.Stream)
        assert CAMERA.encode() not in drawn.read_raw_bytes()
        with (
            Image.open(io.BytesIO(photo)) as before,
            pikepdf.PdfImage(drawn).as_pil_image() as after,
        ):
            assert not after.getexif()
            assert before.tobytes() == after.tobytes()


@pytest.mark.parametrize(
    ("wrapping", "wrap"),
    [("/FlateDecode", zlib.compress), ("/ASCII85Decode", lambda data: a85encode(data) + b"~>")],
)
def test_a_photo_packed_once_more_is_unpacked(
    wrapping: str, wrap: Callable[[bytes], bytes]
) -> None:
    made = rewritten(document_with(wrap(jpeg_with_gps()), wrapping))

    with pikepdf.open(io.BytesIO(made)) as shown:
        (drawn,) = shown.pages[0].get_images().values()
        assert drawn["/Filter"] == "/DCTDecode"
        assert CAMERA.encode() not in drawn.read_raw_bytes()


def test_a_photo_nobody_can_look_into_does_not_leave() -> None:
    for photo, wrapping in ((b"nothing", None), (b"nothing", "/FlateDecode"), (b"x", "/LZWDecode")):
        with pytest.raises(MediaRefusedError):
            rewritten(document_with(photo, wrapping))


def test_a_bomb_that_says_it_is_a_photo_is_refused() -> None:
    with pytest.raises(MediaRefusedError) as refused:
        rewritten(document_with(zlib.compress(bytes(101_000_000)), "/FlateDecode"))
    assert refused.value.refusal is Refusal.TOO_BIG


def test_a_document_shows_its_first_page(tmp_path: Path) -> None:
    path = tmp_path / "made.pdf"
    path.write_bytes(rewritten(document_with(jpeg_with_gps())))

    with path.open("rb") as made:
        page = first_page(made)
    assert page is not None
    assert page.size == (1280, 960)
    assert page.convert("L").getextrema() != (255, 255)


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 nonsense", b"%PDF-1.7\n" + b"\xff" * 5000])
def test_a_damaged_document_has_no_first_page(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "made.pdf"
    path.write_bytes(content)

    with path.open("rb") as made:
        assert first_page(made) is None


def test_a_page_that_takes_for_ever_has_no_picture(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("portfolios.media.pdf.first_page.SECONDS", 0.01)
    path = tmp_path / "made.pdf"
    path.write_bytes(document())

    with path.open("rb") as made:
        assert first_page(made) is None


def document() -> bytes:
    """Two pages with everything a document can carry besides."""
    made, out = pikepdf.new(), io.BytesIO()
    for _ in range(2):
        made.add_blank_page()
    made.docinfo["/Author"] = CANARY
    with made.open_metadata() as metadata:
        metadata["dc:title"] = CANARY
    script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=f"app.alert('{CANARY}')")
    made.Root.OpenAction = script
    made.Root.AcroForm = pikepdf.Dictionary(Fields=[])
    made.attachments["canary.txt"] = CANARY.encode()
    note = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, T=CANARY, Contents=CANARY, Rect=[0] * 4
    )
    made.pages[0].obj.Annots = made.make_indirect(pikepdf.Array([note]))
    made.pages[1].obj.AA = pikepdf.Dictionary(O=script)
    made.save(out)
    return out.getvalue()


def document_with(photo: bytes, wrapping: str | None = None) -> bytes:
    """One page, all of it a photo as it came from the camera."""
    made, out = pikepdf.new(), io.BytesIO()
    made.add_blank_page(page_size=(400, 300))
    kinds = [pikepdf.Name.DCTDecode] if wrapping is None else [wrapping, "/DCTDecode"]
    drawn = made.make_stream(photo)
    drawn.stream_dict = pikepdf.Dictionary(
        Type=pikepdf.Name.XObject,
        Subtype=pikepdf.Name.Image,
        Width=1600,
        Height=1200,
        ColorSpace=pikepdf.Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=pikepdf.Array([pikepdf.Name(str(kind)) for kind in kinds]),
    )
    made.pages[0].obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=drawn))
    made.pages[0].obj.Contents = made.make_stream(b"q 400 0 0 300 0 0 cm /Im0 Do Q")
    made.save(out, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return out.getvalue()
