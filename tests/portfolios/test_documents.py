"""A document on a public page says nothing of who made it and does nothing by itself."""

import io

import pikepdf
import pytest

from portfolios.media import pdf
from portfolios.media.refusal import MediaRefusedError

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
    with pytest.raises(MediaRefusedError):
        rewritten(locked.getvalue())


def rewritten(content: bytes) -> bytes:
    out = io.BytesIO()
    pdf.rewrite(io.BytesIO(content), out)
    return out.getvalue()


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
