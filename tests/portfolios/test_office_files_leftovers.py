"""What somebody took out of an Office file, or never saw in it, is in it no longer."""

import pytest

from portfolios.media.refusal import MediaRefusedError, Refusal
from tests.portfolios.papers import CANARY, WORDS, docx, open_document, rewritten, unzipped, zipped
from tests.portfolios.pictures import jpeg_with_gps

_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"


def test_a_part_that_nothing_leads_to_goes() -> None:
    parts = unzipped(docx())
    parts["word/media/11.xml"] = f"<x>{CANARY}</x>".encode()
    parts["word/_rels/nothing.xml.rels"] = (
        f"<Relationships><!-- {CANARY} --></Relationships>".encode()
    )
    parts["word/media/left.jpeg"] = jpeg_with_gps()
    made = rewritten(zipped(parts))

    assert not {"word/media/11.xml", "word/_rels/nothing.xml.rels", "word/media/left.jpeg"} & set(
        made
    )
    assert "word/media/image1.jpeg" in made


def test_a_letter_that_leads_nowhere_is_refused_not_emptied() -> None:
    parts = unzipped(docx())
    del parts["_rels/.rels"]

    with pytest.raises(MediaRefusedError) as refused:
        rewritten(zipped(parts))
    assert refused.value.refusal is Refusal.DAMAGED


def test_words_that_were_taken_out_of_a_letter_are_in_it_no_longer() -> None:
    body = (
        f'<w:document xmlns:w="urn:w"><w:p><w:pPr><w:rPr><w:del w:id="1"/></w:rPr>'
        f'<w:pPrChange w:id="2"><w:pPr><w:pStyle w:val="{CANARY}"/></w:pPr></w:pPrChange></w:pPr>'
        f"<w:r><w:t>{WORDS}</w:t></w:r>"
        f'<w:del w:id="3"><w:r><w:delText>{CANARY}</w:delText></w:r></w:del>'
        f'<w:moveFrom w:id="4"><w:r><w:t>{CANARY}</w:t></w:r></w:moveFrom>'
        f'<w:moveTo w:id="5"><w:r><w:t>moved here</w:t></w:r></w:moveTo>'
        f"<w:r><w:delText>{CANARY}</w:delText></w:r></w:p></w:document>"
    )
    made = rewritten(docx(**{"word/document.xml": body}))["word/document.xml"].decode()

    assert CANARY not in made
    assert WORDS in made
    assert "moved here" in made


def test_words_that_were_taken_out_of_a_text_are_in_it_no_longer() -> None:
    body = (
        f'<office:document-content xmlns:office="{_OFFICE}" xmlns:text="{_TEXT}">'
        f"<text:tracked-changes><text:changed-region><text:deletion><text:p>{CANARY}</text:p>"
        f"</text:deletion></text:changed-region></text:tracked-changes>"
        f'<text:p>{WORDS}<text:change text:change-id="1"/> and on</text:p>'
        f"</office:document-content>"
    )
    made = rewritten(open_document(**{"content.xml": body}))["content.xml"].decode()

    assert CANARY not in made
    assert f"{WORDS} and on" in made
