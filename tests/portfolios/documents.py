"""PDFs as they are sent, and as they leave."""

import io
import tempfile

import pikepdf
import pypdfium2
from PIL import Image, ImageCms

from portfolios.media import pdf
from tests.portfolios.pictures import encoded, picture


def rewritten(content: bytes) -> bytes:
    """What a visitor gets of a document."""
    with tempfile.TemporaryFile() as out:
        pdf.rewrite(io.BytesIO(content), out)
        out.seek(0)
        return out.read()


def saved(made: pikepdf.Pdf) -> bytes:
    """A document as a file."""
    out = io.BytesIO()
    made.save(out, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return out.getvalue()


def unpacked(content: bytes) -> bytes:
    """A document with nothing compressed, to be searched."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as made:
        made.save(
            out,
            compress_streams=False,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
        )
    return out.getvalue()


def drawn_document(note: str = "") -> pikepdf.Pdf:
    """One page with letters, a photo, a form in a transparency group, a gradient and a layer.

    ``note`` stands in every place that is not drawn.
    """
    made = pikepdf.new()
    made.add_blank_page(page_size=(400, 300))
    page = made.pages[0].obj
    page.Resources = made.make_indirect(_resources(made, note))
    page.Contents = pikepdf.Array(
        [made.make_stream(one) for one in (_LETTERS, f"% {note}\n".encode(), _inline(note), _REST)]
    )
    page.Group = pikepdf.Dictionary(S=pikepdf.Name.Transparency, CS=pikepdf.Name.DeviceRGB)
    hidden = page.Resources.Properties.Hidden
    made.Root.OCProperties = pikepdf.Dictionary(
        OCGs=[hidden], D=pikepdf.Dictionary(OFF=[hidden], Creator=note, Order=[note, hidden])
    )
    made.Root.Threads = pikepdf.Array([pikepdf.Dictionary(I=pikepdf.Dictionary(Author=note))])
    made.Root.Anything = pikepdf.Dictionary(Says=note)
    made.trailer["/Anything"] = pikepdf.String(note)
    page.Anything = pikepdf.Array([pikepdf.Dictionary(Says=note)])
    return made


_LETTERS = b"/P <</MCID 0>> BDC BT /F1 40 Tf 20 240 Td (Letters \\(100 %\\)) Tj ET EMC"
_REST = (
    b"q 100 0 0 80 20 120 cm /Photo Do Q\n"
    b"q /Half gs 1 0 0 1 100 60 cm /Form Do Q\n"
    b"q 250 20 120 120 re W n /Gradient sh Q\n"
    b"/Measured cs 0.2 0.6 0.3 sc 20 20 60 60 re f\n"
    b"/OC /Hidden BDC 0 0 400 300 re f EMC\n"
)


def _inline(note: str) -> bytes:
    photo = encoded(picture(32, 24), "JPEG", comment=note)
    about = b"/W 32 /H 24 /CS /RGB /BPC 8 /F /DCT /Says (" + note.encode() + b")"
    marked = b"/Span <</Author (" + note.encode() + b")>> BDC\n"
    return marked + b"q 80 0 0 60 300 220 cm BI " + about + b" ID " + photo + b" EI Q EMC"


def _resources(made: pikepdf.Pdf, note: str) -> pikepdf.Dictionary:
    name, said = pikepdf.Name, pikepdf.Dictionary(Metadata=made.make_stream(note.encode()))
    photo = made.make_stream(encoded(picture(100, 80), "JPEG", comment=note))
    photo.stream_dict = pikepdf.Dictionary(
        Type=name.XObject,
        Subtype=name.Image,
        Width=100,
        Height=80,
        ColorSpace=name.DeviceRGB,
        BitsPerComponent=8,
        Filter=name.DCTDecode,
        Exif=note,
    )
    form = made.make_stream(b"1 0 0 rg 0 0 90 90 re f 0 0 1 rg 40 40 90 90 re f % " + note.encode())
    form.stream_dict = pikepdf.Dictionary(
        Type=name.XObject,
        Subtype=name.Form,
        BBox=[0, 0, 150, 150],
        PieceInfo=said,
        Group=pikepdf.Dictionary(S=name.Transparency, K=True),
    )
    program = made.make_stream(b"{ % " + note.encode() + b"\n dup 1 exch sub 0.5 }")
    program.stream_dict = pikepdf.Dictionary(FunctionType=4, Domain=[0, 1], Range=[0, 1] * 3)
    profile = made.make_stream(_profile(note))
    profile.stream_dict = pikepdf.Dictionary(N=3, Alternate=name.DeviceRGB, Says=note)
    return pikepdf.Dictionary(
        Font={
            "/F1": pikepdf.Dictionary(
                Type=name.Font, Subtype=name.Type1, BaseFont=name.Helvetica, Says=note
            )
        },
        XObject={"/Photo": photo, "/Form": form},
        ExtGState={"/Half": pikepdf.Dictionary(ca=0.5, Says=note)},
        Shading={
            "/Gradient": pikepdf.Dictionary(
                ShadingType=2, ColorSpace=name.DeviceRGB, Coords=[250, 0, 370, 0], Function=program
            )
        },
        ColorSpace={"/Measured": [name.ICCBased, profile]},
        Properties={
            "/MC0": said,
            "/Hidden": made.make_indirect(pikepdf.Dictionary(Type=name.OCG, Name=note)),
        },
    )


def _profile(note: str) -> bytes:
    """A profile in which the maker's words are others, of the same length."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return profile.replace("sRGB built-in".encode("utf-16-be"), note[:26].ljust(26).encode())


def shown(content: bytes) -> Image.Image:
    """The first page, as a reader sees it."""
    page = pypdfium2.PdfDocument(content)[0]
    image: Image.Image = page.render(scale=2).to_pil().convert("RGB")
    return image
