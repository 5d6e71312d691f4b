"""One PDF: the science fair poster of the creek, written by hand in the few signs a PDF needs."""

from collections.abc import Iterator

WIDTH, HEIGHT = 612, 792

_PLACES = (8.1, 8.0, 7.9, 7.6, 5.2, 5.4, 6.3, 6.9, 7.2)
_TEXT = (
    "Question: where does the creek behind our school get its dirty water?",
    "We measured the oxygen at nine places, every Friday for six weeks.",
    "Fish need 6 mg in every litre. At place 5 there were only 5.2.",
    "Place 5 is not below the parking lot, as we had thought. It is where the",
    "old culvert drains the sports field, and it is bad only after rain.",
    "Our conclusion: what we believe before measuring is called a guess.",
)


def poster() -> bytes:
    """Return one page with a title, six sentences and a chart of nine bars."""
    drawing = "\n".join((*_title(), *_sentences(), *_chart())).encode("ascii")
    font = b"<< /Type /Font /Subtype /Type1 /BaseFont /%b /Encoding /WinAnsiEncoding >>"
    return _file(
        b"<< /Type /Catalog /Pages 2 0 R /Lang (en) >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R /F2 6 0 R >> >> >>" % (WIDTH, HEIGHT),
        b"<< /Length %d >>\nstream\n%b\nendstream" % (len(drawing), drawing),
        font % b"Helvetica",
        font % b"Helvetica-Bold",
    )


def _title() -> Iterator[str]:
    yield "0.93 0.96 0.94 rg 0 0 612 792 re f"
    yield "0.12 0.36 0.42 rg 0 640 612 152 re f"
    yield "1 1 1 rg BT /F2 33 Tf 48 714 Td (What the creek was telling us) Tj ET"
    yield "0.83 0.92 0.89 rg BT /F1 16 Tf 48 676 Td (Nine places, six Fridays, one surprise) Tj ET"


def _sentences() -> Iterator[str]:
    yield "0.13 0.19 0.21 rg BT /F1 14 Tf 24 TL 48 594 Td"
    for sentence in _TEXT:
        yield f"({sentence}) Tj T*"
    yield "ET"


def _chart() -> Iterator[str]:
    bottom, unit = 90, 36
    for number, oxygen in enumerate(_PLACES):
        x, tall = 70 + number * 54, oxygen * unit
        worst = oxygen == min(_PLACES)
        yield "0.78 0.31 0.2 rg" if worst else "0.23 0.53 0.6 rg"
        yield f"{x} {bottom} 38 {tall:.1f} re f"
        yield f"0.13 0.19 0.21 rg BT /F2 12 Tf {x + 10} {bottom + tall + 6:.1f} Td ({oxygen}) Tj ET"
        yield f"BT /F1 12 Tf {x + 15} {bottom - 18} Td ({number + 1}) Tj ET"
    line = bottom + 6 * unit
    yield f"0.78 0.31 0.2 RG 1.5 w [5 4] 0 d 56 {line} m 564 {line} l S"
    yield f"0.13 0.19 0.21 RG [] 0 d 56 {bottom} m 564 {bottom} l S"
    legend = "(Oxygen in mg a litre; dashed: what fish need)"
    yield f"0.13 0.19 0.21 rg BT /F1 12 Tf 56 46 Td {legend} Tj ET"


def _file(*objects: bytes) -> bytes:
    """Return the objects, numbered from 1, with the table that says where each begins."""
    made = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(made))
        made += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    return made + head + table + tail % (len(objects) + 1, len(made))
