"""Files in which one word stands wherever cameras, phones and programs leave notes."""

import struct
from io import BytesIO

import av
import pikepdf
from PIL import Image, PngImagePlugin

from tests.portfolios.films import film, moving
from tests.portfolios.pictures import encoded, picture, recording, wav

MARK = "ZQMARKERQZ"
_BYTES = MARK.encode()


def jpeg() -> bytes:
    """A phone's photo: IPTC, a note by its maker, XMP, a comment, and behind it a second photo."""
    notes = Image.Exif()
    notes[0x010E] = notes[0x013B] = notes[0x8298] = MARK
    notes[0x9C9D] = MARK.encode("utf-16-le")
    notes.get_ifd(0x8769).update({0x927C: b"Maker" + _BYTES, 0xA430: MARK, 0xA431: MARK})
    notes.get_ifd(0x8825).update({1: "N", 2: (51.0, 17.0, 53.0), 27: _BYTES})
    xmp = f"<x:xmpmeta>{MARK}</x:xmpmeta>".encode()
    photo = encoded(picture(640, 480), "JPEG", exif=notes, xmp=xmp, comment=MARK)
    said = b"\x1c\x02\x50" + struct.pack(">H", len(MARK)) + _BYTES
    iptc = b"Photoshop 3.0\0008BIM\4\4\0\0" + struct.pack(">I", len(said)) + said
    segment = b"\xff\xed" + struct.pack(">H", len(iptc) + 2) + iptc
    return photo[:2] + segment + photo[2:] + encoded(picture(32, 32), "JPEG", comment=MARK)


def png() -> bytes:
    """A screenshot: texts plain, packed and international, and words after its end."""
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", MARK)
    texts.add_text("Comment", MARK, zip=True)
    texts.add_itxt("XML:com.adobe.xmp", MARK)
    return encoded(picture(400, 300), "PNG", pnginfo=texts) + _BYTES


def gif() -> bytes:
    """A moving one with a comment, a block of XMP, one of plain text, and words after its end."""
    drawn = moving("GIF", comment=_BYTES)
    said = bytes([len(MARK)]) + _BYTES + b"\0"
    blocks = b"\x21\xff\x0bXMP DataXMP" + said + b"\x21\x01\x0c" + bytes(12) + said
    head = 13 + (3 << ((drawn[10] & 7) + 1) if drawn[10] & 0x80 else 0)
    return drawn[:head] + blocks + drawn[head:] + _BYTES


def mp3() -> bytes:
    """A song with a title, a cover that has a comment, an attached file, and tags at its end."""

    def frame(name: bytes, content: bytes) -> bytes:
        return name + struct.pack(">I", len(content)) + b"\0\0" + content

    cover = encoded(picture(50, 50), "JPEG", comment=MARK)
    tags = (
        frame(b"TIT2", b"\3" + _BYTES)
        + frame(b"APIC", b"\0image/jpeg\0\3" + _BYTES + b"\0" + cover)
        + frame(b"GEOB", b"\0text/plain\0" + _BYTES + b"\0\0" + _BYTES)
        + frame(b"PRIV", _BYTES + b"\0x")
    )
    size = bytes((len(tags) >> shift) & 127 for shift in (21, 14, 7, 0))
    song = recording("mp3", "libmp3lame")
    return b"ID3\3\0\0" + size + tags + song + b"TAG" + _BYTES.ljust(125, b"\0")


def wave() -> bytes:
    """A recording with an artist, a broadcaster's notes and XMP."""

    def chunk(name: bytes, content: bytes) -> bytes:
        return name + struct.pack("<I", len(content)) + content + b"\0" * (len(content) % 2)

    made = wav() + chunk(b"LIST", b"INFO" + chunk(b"IART", _BYTES))
    made += chunk(b"bext", _BYTES.ljust(602, b"\0")) + chunk(b"_PMX", _BYTES)
    return made[:4] + struct.pack("<I", len(made) - 8) + made[8:]


def mp4() -> bytes:
    """A video with a track of words, as cameras write one of places, and boxes nobody reads."""
    out = BytesIO()
    with av.open(BytesIO(film(kind="mp4")), "r") as source, av.open(out, "w", format="mp4") as made:
        pictures = made.add_stream_from_template(source.streams.video[0])
        pictures.metadata["handler_name"] = MARK
        words = made.add_stream("mov_text")
        words.codec_context.subtitle_header = b""
        made.metadata["title"] = MARK
        for packet in source.demux(source.streams.video[0]):
            if packet.dts is not None:
                packet.stream = pictures
                made.mux(packet)
        said = av.Packet(struct.pack(">H", len(MARK)) + _BYTES)
        said.stream, said.pts, said.dts, said.duration = words, 0, 0, 500
        made.mux(said)
    boxes = ((b"uuid", bytes(16) + _BYTES), (b"free", _BYTES), (b"mpvd", _BYTES))
    return out.getvalue() + b"".join(
        struct.pack(">I4s", len(content) + 8, name) + content for name, content in boxes
    )


def pdf() -> bytes:
    """A paper with an author, XMP, an attachment, a note at the edge, a bookmark, a last line."""
    out = BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page(page_size=(300, 300))
        page = made.pages[0].obj
        page.Contents = made.make_stream(b"10 10 80 80 re f % " + _BYTES)
        name = pikepdf.Name
        note = pikepdf.Dictionary(
            Type=name.Annot, Subtype=name.Text, Rect=[0, 0, 9, 9], Contents=MARK, T=MARK
        )
        page.Annots = pikepdf.Array([made.make_indirect(note)])
        made.docinfo["/Author"] = MARK
        with made.open_metadata() as about:
            about["dc:creator"] = [MARK]
        made.attachments[f"{MARK}.txt"] = _BYTES
        with made.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem(MARK, 0))
        made.save(out)
    return out.getvalue() + b"\n% " + _BYTES + b"\n"
