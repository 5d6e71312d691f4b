"""What becomes of an Office file: its words and pictures stay, its people do not."""

from io import BytesIO

import pytest
from PIL import Image

from portfolios.media import office
from portfolios.media.accept import examine
from portfolios.media.office import package
from portfolios.media.refusal import MediaRefusedError, Refusal
from tests.portfolios.papers import CANARY, WORDS, docx, open_document, pptx, unzipped, xlsx, zipped
from tests.portfolios.pictures import CAMERA


def rewritten(upload: bytes) -> dict[str, bytes]:
    found, out = examine(BytesIO(upload), len(upload)), BytesIO()
    office.rewrite(BytesIO(upload), out)
    assert examine(out, len(out.getvalue())) == found
    return unzipped(out.getvalue())


def refusal_of(upload: bytes) -> Refusal:
    with pytest.raises(MediaRefusedError) as refused:
        rewritten(upload)
    return refused.value.refusal


OFFICE = [
    pytest.param(docx(), "docx", id="Word"),
    pytest.param(pptx(), "pptx", id="PowerPoint"),
    pytest.param(xlsx(), "xlsx", id="Excel"),
    pytest.param(open_document(), "odt", id="Writer"),
    pytest.param(open_document("presentation"), "odp", id="Impress"),
    pytest.param(open_document("spreadsheet"), "ods", id="Calc"),
]


@pytest.mark.parametrize(("upload", "ending"), OFFICE)
def test_an_office_file_names_nobody(upload: bytes, ending: str) -> None:
    assert examine(BytesIO(upload), len(upload)).reader == ending

    for name, content in rewritten(upload).items():
        assert b"anary" not in content, name
        assert "Canary".encode("utf-16-le") not in content, name
        assert CAMERA.encode() not in content, name
        assert b"GPS" not in content, name


def test_the_words_photos_and_links_of_a_letter_stay() -> None:
    made = rewritten(docx())
    body = made["word/document.xml"].decode()

    for words in (WORDS, "today", "a page", "my disk", "rId2", "rId3"):
        assert words in body
    for gone in ("commentRangeStart", "commentReference", "rsidR", "rId4", "OLEObject"):
        assert gone not in body
    assert b"https://example.org/" in made["word/_rels/document.xml.rels"]
    assert b"comments" not in made["[Content_Types].xml"]
    with Image.open(BytesIO(made["word/media/image1.jpeg"])) as photo:
        # Which way is up is all that is left of what the camera wrote.
        assert dict(photo.getexif()) == {0x0112: 6}


def test_a_value_from_another_file_stays_and_where_it_came_from_goes() -> None:
    made = rewritten(xlsx())
    sheet = made["xl/worksheets/sheet1.xml"].decode()

    assert "<v>42</v>" in sheet
    assert "SUM(T[All])+Other!B1" in sheet
    assert '<pageSetup orientation="portrait"/>' in sheet
    assert "legacyDrawing" not in sheet
    assert "externalReferences" not in made["xl/workbook.xml"].decode()


def test_an_embedded_table_goes_with_its_frame() -> None:
    slide = rewritten(pptx())["ppt/slides/slide1.xml"].decode()

    assert WORDS in slide
    assert "graphicFrame" not in slide
    assert 'r:embed="rId1"' in slide


def test_the_words_around_a_note_in_the_margin_stay() -> None:
    made = rewritten(open_document())
    body = made["content.xml"].decode()

    # Who wrote it is a field, and empty; what stands around it stays.
    assert f"{WORDS} and <text:creator/> go on" in body
    assert "https://example.org/" in body
    assert 'xlink:href="#">my disk' in body
    assert body.count("draw:image") == 1
    assert next(iter(made)) == "mimetype"
    assert set(made) == {"mimetype", "META-INF/manifest.xml", "content.xml", "Pictures/1.jpg"}
    assert b"Thumbnails" not in made["META-INF/manifest.xml"]


def test_the_same_file_gives_the_same_bytes() -> None:
    one, two = BytesIO(), BytesIO()
    office.rewrite(BytesIO(docx()), one)
    office.rewrite(BytesIO(docx()), two)

    assert one.getvalue() == two.getvalue()


MACROS = '<Types><Override PartName="/word/vbaProject.bin" ContentType="x.vbaProject"/></Types>'
LOCKED = '<m xmlns="urn:m"><file-entry><encryption-data/></file-entry></m>'
ENTITIES = '<!DOCTYPE x [<!ENTITY a "ha">]><x>&a;</x>'


@pytest.mark.parametrize(
    ("upload", "reason"),
    [
        pytest.param(docx(**{"[Content_Types].xml": MACROS}), Refusal.MACROS, id="macros"),
        pytest.param(
            open_document(**{"Basic/Standard/Module1.xml": "<module/>"}), Refusal.MACROS, id="Basic"
        ),
        pytest.param(
            open_document(**{"META-INF/manifest.xml": LOCKED}), Refusal.PASSWORD, id="password"
        ),
        pytest.param(pptx(**{"ppt/media/media1.mp4": b"film"}), Refusal.FILM_INSIDE, id="a film"),
        pytest.param(docx(**{"word/styles.xml": ENTITIES}), Refusal.DAMAGED, id="entities"),
        pytest.param(docx(**{"word/styles.xml": "<half"}), Refusal.DAMAGED, id="half of it"),
        pytest.param(docx(**{"../../escape.xml": "<x/>"}), Refusal.DAMAGED, id="a way out"),
        pytest.param(zipped({"a.txt": "a"}), Refusal.ARCHIVE, id="any zip"),
        pytest.param(zipped({"Index/Document.iwa": "a"}), Refusal.OLD_OFFICE, id="Pages"),
        pytest.param(open_document("graphics"), Refusal.OLD_OFFICE, id="a drawing"),
        pytest.param(docx()[:-30], Refusal.DAMAGED, id="cut off"),
    ],
)
def test_it_is_refused_for(upload: bytes, reason: Refusal) -> None:
    assert refusal_of(upload) is reason


def test_a_bomb_is_measured_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "_SMALL", 1_000_000)
    bomb = docx(**{"word/styles.xml": b" " * 20_000_000})

    assert len(bomb) < 100_000
    assert refusal_of(bomb) is Refusal.TOO_BIG


def test_an_encrypted_document_is_told_from_an_old_one() -> None:
    old = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 22 + b"\x09\0" + b"\0" * 480
    locked = old + "EncryptedPackage".encode("utf-16-le")

    assert refusal_of(old) is Refusal.OLD_OFFICE
    assert refusal_of(locked) is Refusal.PASSWORD


def test_a_picture_that_cannot_be_read_becomes_a_white_point() -> None:
    made = rewritten(docx(**{"word/media/image1.jpeg": CANARY.encode()}))

    with Image.open(BytesIO(made["word/media/image1.jpeg"])) as point:
        assert point.size == (1, 1)
