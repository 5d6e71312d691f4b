"""What draws a document stays; nothing that only says something, and nothing exhausts us."""

import io
import tempfile
import zlib

import pikepdf
import pytest
from PIL import ImageChops

from portfolios.media import pdf
from portfolios.media.pdf import rewriting
from portfolios.media.pdf.contents import without_comments
from portfolios.media.refusal import MediaRefusedError, Refusal
from tests.portfolios.documents import drawn_document, rewritten, saved, shown, unpacked

CANARY = "CANARY-Amara-Okafor"


def test_nothing_that_is_not_drawn_leaves() -> None:
    sent = saved(drawn_document(CANARY))
    assert unpacked(sent).count(CANARY.encode()) > 15

    made = rewritten(sent)

    assert CANARY.encode() not in unpacked(made)
    assert CANARY.encode() not in made


def test_the_page_looks_as_it_did() -> None:
    sent = saved(drawn_document(CANARY))
    before, after = shown(sent), shown(rewritten(sent))

    assert len(before.getcolors(maxcolors=1_000_000) or []) > 100
    assert max(ImageChops.difference(before, after).tobytes()) <= 1


def test_what_a_layer_hid_stays_hidden() -> None:
    with pikepdf.open(io.BytesIO(rewritten(saved(drawn_document(CANARY))))) as made:
        layers = made.Root.OCProperties
        assert layers.D.OFF[0].objgen == layers.OCGs[0].objgen
        assert set(layers.D.keys()) == {"/OFF"}
        assert b"/OC /Hidden BDC" in made.pages[0].obj.Contents.read_bytes()


@pytest.mark.parametrize(
    ("colours", "bits", "size"),
    [
        (b"/DeviceRGB", 8, 5 * 3 * 4),
        (b"/DeviceGray", 1, 4),
        (b"[/Indexed /DeviceRGB 1 <000000ffffff>]", 4, 3 * 4),
        (b"[/DeviceN [/One /Two] /DeviceRGB << /FunctionType 4 >>]", 8, 10 * 4),
    ],
)
@pytest.mark.parametrize("packed", ["pixels", "after", "wrong", "not"])
def test_nothing_stands_after_the_last_pixel_of_a_picture(
    colours: bytes, bits: int, size: int, packed: str
) -> None:
    made = pikepdf.new()
    made.add_blank_page()
    pixels, more = bytes(range(size)), CANARY.encode()
    drawn = made.make_stream(pixels + more)
    drawn.update(pikepdf.Dictionary(Subtype=pikepdf.Name.Image, Width=5, Height=4))
    drawn.ColorSpace, drawn.BitsPerComponent = pikepdf.Object.parse(colours), bits
    if packed != "not":
        inside, behind = (pixels + more, b"") if packed == "pixels" else (pixels, more)
        end = -4 if packed == "wrong" else None  # without its sum, as careless programs leave it
        drawn.write(zlib.compress(inside)[:end] + behind, filter=pikepdf.Name.FlateDecode)
    made.pages[0].obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=drawn))
    made.pages[0].obj.Contents = made.make_stream(b"/Im0 Do")

    after = rewritten(saved(made))

    assert more not in unpacked(after)
    assert more not in after
    with pikepdf.open(io.BytesIO(after)) as shown_to_others:
        assert shown_to_others.pages[0].obj.Resources.XObject.Im0.read_bytes() == pixels


def test_nothing_stands_after_the_last_pixel_of_a_picture_between_the_letters() -> None:
    made = pikepdf.new()
    made.add_blank_page()
    pixels = bytes(range(12))
    inside = zlib.compress(pixels + CANARY.encode()).hex().encode()
    begins = b"q BI /W 4 /H 3 /CS /G /BPC 8 /F [/AHx /Fl] ID "
    made.pages[0].obj.Contents = made.make_stream(begins + inside + b">\nEI Q")

    with pikepdf.open(io.BytesIO(rewritten(saved(made)))) as after:
        _q, drawn, _end = pikepdf.parse_content_stream(after.pages[0])
        assert isinstance(drawn, pikepdf.ContentStreamInlineImage)
        assert drawn.iimage.read_bytes()[:12] == pixels
        assert CANARY.encode() not in drawn.iimage.read_bytes()


def test_words_for_no_operator_go() -> None:
    made = drawn_document()
    made.pages[0].obj.Contents = made.make_stream(b"BX (CANARY) say EX (CANARY) re 1 0 0 rg")

    assert b"CANARY" not in unpacked(rewritten(saved(made)))


def test_a_sign_in_a_string_is_no_comment() -> None:
    assert without_comments(b"(100 % of it) def % CANARY\nend") == b"(100 % of it) def \nend"


def test_a_page_without_contents_stays_a_page() -> None:
    made = pikepdf.new()
    made.add_blank_page()
    del made.pages[0].obj["/Contents"]

    with pikepdf.open(io.BytesIO(rewritten(saved(made)))) as after:
        assert len(after.pages) == 1


def test_a_small_file_that_unpacks_to_a_huge_one_is_refused() -> None:
    pack = zlib.compressobj(9)
    packed = b"".join(pack.compress(b" " * 10_000_000) for _ in range(30)) + pack.flush()
    twice = zlib.compress(packed, 9)
    made = pikepdf.new()
    made.add_blank_page()
    bomb = pikepdf.Stream(made, b"")
    bomb.write(twice, filter=pikepdf.Array([pikepdf.Name.FlateDecode] * 2))
    made.pages[0].obj.Contents = made.make_indirect(bomb)
    sent = saved(made)
    assert len(twice) < 5000

    with pytest.raises(MediaRefusedError):
        rewritten(sent)


def test_a_document_that_takes_for_ever_is_given_up_and_somebody_says_so_meanwhile(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(rewriting, "SECONDS", 0)
    monkeypatch.setattr(rewriting, "_BREATH", 0.01)
    told: list[float] = []

    with tempfile.TemporaryFile() as out, pytest.raises(MediaRefusedError) as refused:
        pdf.rewrite(io.BytesIO(saved(drawn_document())), out, told.append)
    assert refused.value.refusal is Refusal.STUCK
    assert told
