"""Office files as Word, PowerPoint, Excel and LibreOffice write them, in a few lines of XML each.

``CANARY`` stands wherever such a program writes about people, places on a disk, and time.
"""

import zipfile
from collections.abc import Mapping
from io import BytesIO

from portfolios.media import office
from portfolios.media.progress import Progress, unheard
from tests.portfolios.pictures import jpeg_with_gps

CANARY = "Canary Fullname"
WORDS = "What I learned"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MS = "application/vnd.openxmlformats-officedocument"
_W = f'xmlns:w="urn:w" xmlns:r="{_RELATIONSHIPS}"'

type Contents = Mapping[str, str | bytes]


def zipped(contents: Contents) -> bytes:
    """Return a zip of these files."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in contents.items():
            made.writestr(name, content)
    return out.getvalue()


def rewritten(upload: bytes, progress: Progress = unheard) -> dict[str, bytes]:
    """Return the files in what is made of an upload."""
    out = BytesIO()
    office.rewrite(BytesIO(upload), out, progress)
    return unzipped(out.getvalue())


def unzipped(content: bytes) -> dict[str, bytes]:
    """Return the files of a zip."""
    with zipfile.ZipFile(BytesIO(content)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def _types(**parts: str) -> str:
    defaults = "".join(
        f'<Default Extension="{one}" ContentType="x/{one}"/>' for one in ("xml", "rels", "jpeg")
    )
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in parts.items()
    )
    return f'<Types xmlns="{_PACKAGE}/content-types">{defaults}{overrides}</Types>'


def _relations(*rows: tuple[str, str, str]) -> str:
    inner = "".join(
        f'<Relationship Id="{key}" Type="{_RELATIONSHIPS}/{kind}" Target="{target}"'
        f"{' TargetMode=' + chr(34) + 'External' + chr(34) if ':' in target else ''}/>"
        for key, kind, target in rows
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{inner}</Relationships>'


def _led_to(more: Contents) -> list[tuple[str, str, str]]:
    """Relationships to what a test puts into a letter besides."""
    parts = [name.removeprefix("word/") for name in more if name.startswith("word/")]
    return [(f"more{n}", "part", name) for n, name in enumerate(parts) if "_rels/" not in name]


def docx(**more: str | bytes) -> bytes:
    """A page with a photo, a link, a comment, a changed word, a field and an embedded file."""
    body = f"""<?xml version="1.0"?><!-- {CANARY} --><w:document {_W}><w:body>
    <w:p w:rsidR="00AB"><w:commentRangeStart w:id="0"/><w:r><w:t>{WORDS}</w:t></w:r>
    <w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>
    <w:ins w:author="{CANARY}" w:date="2026-01-01T00:00:00Z"><w:r><w:t>today</w:t></w:r></w:ins>
    <w:hyperlink r:id="rId3"><w:r><w:t>a page</w:t></w:r></w:hyperlink>
    <w:hyperlink r:id="rId4"><w:r><w:t>my disk</w:t></w:r></w:hyperlink>
    <w:r><w:instrText>INCLUDEPICTURE "C:\\{CANARY}.png"</w:instrText></w:r>
    <w:docPr id="1" name="Picture 1" descr="C:\\Users\\{CANARY}\\IMG_1.jpg"/>
    <w:blip r:embed="rId2"/><w:OLEObject r:id="rId5"/></w:p></w:body></w:document>"""
    contents: dict[str, str | bytes] = {
        "[Content_Types].xml": _types(
            **{
                "word/document.xml": f"{_MS}.wordprocessingml.document.main+xml",
                "word/comments.xml": f"{_MS}.wordprocessingml.comments+xml",
                "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
            }
        ),
        "_rels/.rels": _relations(
            ("rId1", "officeDocument", "word/document.xml"),
            ("rId2", "core-properties", "docProps/core.xml"),
            ("rId3", "thumbnail", "docProps/thumbnail.jpeg"),
        ),
        "word/document.xml": body,
        "word/_rels/document.xml.rels": _relations(
            ("rId1", "comments", "comments.xml"),
            ("rId2", "image", "media/image1.jpeg"),
            ("rId3", "hyperlink", "https://example.org/"),
            ("rId4", "hyperlink", f"file:///C:/Users/{CANARY}/plan.docx"),
            ("rId5", "oleObject", "embeddings/oleObject1.bin"),
            ("rId6", "attachedTemplate", f"file:///C:/{CANARY}/Normal.dotm"),
            *_led_to(more),
        ),
        "word/comments.xml": f'<w:comments {_W}><w:comment w:author="{CANARY}"/></w:comments>',
        "word/people.xml": f"<people>{CANARY}</people>",
        "word/media/image1.jpeg": jpeg_with_gps(orientation=6),
        "word/embeddings/oleObject1.bin": CANARY.encode(),
        "docProps/core.xml": f"<coreProperties><creator>{CANARY}</creator></coreProperties>",
        "docProps/app.xml": f"<Properties><Company>{CANARY}</Company></Properties>",
        "docProps/thumbnail.jpeg": jpeg_with_gps(),
        "customXml/item1.xml": f"<school>{CANARY}</school>",
    }
    return zipped(contents | more)


def xlsx(**more: str | bytes) -> bytes:
    """A sheet with a note, a printer, and a value that comes from another file."""
    sheet = f"""<worksheet xmlns:r="{_RELATIONSHIPS}"><sheetData><row><c r="A1">
    <f>'C:\\{CANARY}\\[{CANARY}.xlsx]Marks'!A1</f><v>42</v></c><c r="A2"><f>SUM(T[All])+Other!B1</f>
    <v>7</v></c></row></sheetData><pageSetup r:id="rId1" orientation="portrait"/>
    <legacyDrawing r:id="rId2"/></worksheet>"""
    contents: dict[str, str | bytes] = {
        "[Content_Types].xml": _types(**{"xl/workbook.xml": f"{_MS}.spreadsheetml.sheet.main+xml"}),
        "_rels/.rels": _relations(("rId1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f"""<workbook xmlns:r="{_RELATIONSHIPS}">
        <fileSharing userName="{CANARY}"/>
        <absPath url="C:\\Users\\{CANARY}"/><sheets><sheet name="One" r:id="rId1"/></sheets>
        <externalReferences><externalReference r:id="rId2"/></externalReferences></workbook>""",
        "xl/_rels/workbook.xml.rels": _relations(
            ("rId1", "worksheet", "worksheets/sheet1.xml"),
            ("rId2", "externalLink", "externalLinks/externalLink1.xml"),
        ),
        "xl/worksheets/sheet1.xml": sheet,
        "xl/worksheets/_rels/sheet1.xml.rels": _relations(
            ("rId1", "printerSettings", "../printerSettings/printerSettings1.bin"),
            ("rId2", "vmlDrawing", "../drawings/vmlDrawing1.vml"),
            ("rId3", "comments", "../comments1.xml"),
        ),
        "xl/printerSettings/printerSettings1.bin": CANARY.encode("utf-16-le"),
        "xl/drawings/vmlDrawing1.vml": f"<xml>{CANARY}<br></xml>",
        "xl/comments1.xml": f"<comments><author>{CANARY}</author></comments>",
        "xl/externalLinks/externalLink1.xml": f"<externalLink>{CANARY}</externalLink>",
        "xl/calcChain.xml": "<calcChain/>",
    }
    return zipped(contents | more)


def pptx(**more: str | bytes) -> bytes:
    """A slide with a picture and an embedded table."""
    slide = f"""<p:sld xmlns:p="urn:p" xmlns:a="urn:a" xmlns:r="{_RELATIONSHIPS}">
    <a:t>{WORDS}</a:t><p:pic><p:cNvPr id="2" name="IMG_2041.jpg" descr="{CANARY}.jpg"/>
    <a:blip r:embed="rId1"/></p:pic>
    <p:graphicFrame><a:graphic><p:oleObj r:id="rId2"/></a:graphic></p:graphicFrame></p:sld>"""
    contents: dict[str, str | bytes] = {
        "[Content_Types].xml": _types(
            **{"ppt/presentation.xml": f"{_MS}.presentationml.presentation.main+xml"}
        ),
        "_rels/.rels": _relations(("rId1", "officeDocument", "ppt/presentation.xml")),
        "ppt/presentation.xml": "<presentation/>",
        "ppt/_rels/presentation.xml.rels": _relations(("rId1", "slide", "slides/slide1.xml")),
        "ppt/commentAuthors.xml": f"<authors>{CANARY}</authors>",
        "ppt/slides/slide1.xml": slide,
        "ppt/slides/_rels/slide1.xml.rels": _relations(
            ("rId1", "image", "../media/image1.jpeg"),
            ("rId2", "package", "../embeddings/Sheet1.xlsx"),
        ),
        "ppt/media/image1.jpeg": jpeg_with_gps(),
        "ppt/embeddings/Sheet1.xlsx": CANARY.encode(),
    }
    return zipped(contents | more)


_SPACES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xlink="http://www.w3.org/1999/xlink"'
)
_MANIFEST = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"


def open_document(kind: str = "text", **more: str | bytes) -> bytes:
    """A page with a photo, a note in the margin, a changed word and links."""
    body = f"""<office:document-content {_SPACES}><office:scripts>{CANARY}</office:scripts>
    <text:p>{WORDS}<office:annotation><dc:creator>{CANARY}</dc:creator><dc:date>2026</dc:date>
    <text:p>{CANARY}</text:p></office:annotation> and <text:creator>I</text:creator> go on
    <text:a xlink:href="https://example.org/">a page</text:a>
    <text:a xlink:href="file:///home/{CANARY}">my disk</text:a>
    <draw:image xlink:href="Pictures/1.jpg"/><draw:image xlink:href="http://{CANARY}/1.png"/>
    <office:change-info><dc:creator>{CANARY}</dc:creator></office:change-info>
    </text:p></office:document-content>"""
    entries = ("/", "content.xml", "meta.xml", "Pictures/1.jpg", "Thumbnails/thumbnail.png")
    listed = "".join(f'<m:file-entry m:full-path="{one}" m:media-type="x"/>' for one in entries)
    contents: dict[str, str | bytes] = {
        "mimetype": f"application/vnd.oasis.opendocument.{kind}",
        "content.xml": body,
        "meta.xml": f"<meta>{CANARY}</meta>",
        "settings.xml": f"<settings>{CANARY}</settings>",
        "Pictures/1.jpg": jpeg_with_gps(),
        "Thumbnails/thumbnail.png": CANARY.encode(),
        "Basic/Standard/script-lb.xml": "<library/>",
        "META-INF/manifest.xml": f'<m:manifest xmlns:m="{_MANIFEST}">{listed}</m:manifest>',
    }
    return zipped(contents | more)
