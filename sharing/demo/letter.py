"""One office file: the fewest parts that Word and LibreOffice open as a document."""

import zipfile
from collections.abc import Sequence
from io import BytesIO

_NAMES = "http://schemas.openxmlformats.org"
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_TYPES = (
    f'<Types xmlns="{_NAMES}/package/2006/content-types"><Default Extension="rels"'
    ' ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override'
    f' PartName="/word/document.xml" ContentType="{_KIND}"/></Types>'
)
_RELATIONS = (
    f'<Relationships xmlns="{_NAMES}/package/2006/relationships"><Relationship Id="document"'
    f' Type="{_NAMES}/officeDocument/2006/relationships/officeDocument"'
    ' Target="word/document.xml"/></Relationships>'
)
# The day a zip can say at the earliest: the same bytes each time.
_DAY = (1980, 1, 1, 0, 0, 0)

AGENDA = (
    "Mural meeting, 5 minutes each",
    "1. What we decide today, and what we do not",
    "2. Two proposals: each side explains the other one",
    "3. What nobody has said yet",
    "4. Who does what until Friday",
)
PLANNER = (
    "My plan for the term",
    "What I want to be able to do by the end:",
    "How I will see that I can:",
    "Who could help me:",
    "What I will show in my portfolio:",
)


def document(lines: Sequence[str]) -> bytes:
    """Return a document of plain lines; they may hold no sign that XML knows."""
    paragraphs = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
    body = (
        f'<w:document xmlns:w="{_NAMES}/wordprocessingml/2006/main">'
        f"<w:body>{paragraphs}</w:body></w:document>"
    )
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in (
            ("[Content_Types].xml", _TYPES),
            ("_rels/.rels", _RELATIONS),
            ("word/document.xml", body),
        ):
            made.writestr(zipfile.ZipInfo(name, _DAY), content)
    return out.getvalue()
