"""Files as people's phones and programs make them."""

import struct
import wave
import zlib
from io import BytesIO

import av
from PIL import Image, ImageCms

RED, BLUE = (200, 30, 30), (30, 30, 200)
CAMERA = "Secret Camera 9000"


def picture(width: int = 1600, height: int = 1200, mode: str = "RGB") -> Image.Image:
    """Red at the left half, blue at the right."""
    made = Image.new("RGB", (width, height), RED)
    made.paste(BLUE, (width // 2, 0, width, height))
    return made.convert(mode)


def jpeg_with_gps(orientation: int = 1) -> bytes:
    """As a phone writes it: where it was taken, with what, held how."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = CAMERA
    exif.get_ifd(0x8825).update({1: "N", 2: (51.0, 17.0, 53.0), 3: "W", 4: (117.0, 10.0, 1.0)})
    xmp = f"<x:xmpmeta>{CAMERA}</x:xmpmeta>".encode()
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return encoded(picture(), "JPEG", exif=exif, xmp=xmp, icc_profile=srgb)


def encoded(image: Image.Image, kind: str, **options: object) -> bytes:
    """Return the file of an image."""
    out = BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def png_that_claims(width: int, height: int) -> bytes:
    """A tiny file whose header promises a huge picture."""
    return _png(width, height, 8, zlib.compress(b"\0" * 1000))


def png_of_sixteen_bits(colour: tuple[int, int, int]) -> bytes:
    """A scan with more shades than a screen has."""
    row = b"\0" + b"".join(struct.pack(">H", one * 257) for one in colour) * 40
    return _png(40, 30, 16, zlib.compress(row * 30))


def _png(width: int, height: int, bits: int, pixels: bytes) -> bytes:
    def chunk(name: bytes, data: bytes) -> bytes:
        body = name + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    header = struct.pack(">IIBBBBB", width, height, bits, 2, 0, 0, 0)
    content = chunk(b"IHDR", header) + chunk(b"IDAT", pixels)
    return b"\x89PNG\r\n\x1a\n" + content + chunk(b"IEND", b"")


def wav(seconds: float = 1.0) -> bytes:
    """A quiet recording."""
    out = BytesIO()
    with wave.open(out, "wb") as made:
        made.setnchannels(1)
        made.setsampwidth(2)
        made.setframerate(8000)
        made.writeframes(b"\x10\x00" * int(8000 * seconds))
    return out.getvalue()


def recording(kind: str, codec: str) -> bytes:
    """A recording with a title and a place in its tags."""
    out = BytesIO()
    with av.open(BytesIO(wav()), "r") as source, av.open(out, "w", format=kind) as made:
        made.metadata.update({"title": CAMERA, "location": "+51.2980-117.1669/"})
        track = made.add_stream(codec, rate=44_100, layout="mono")
        assert isinstance(track, av.AudioStream)
        for frame in source.decode(audio=0):
            for packet in track.encode(frame):
                made.mux(packet)
        made.mux(track.encode(None))
    return out.getvalue()


PDF = b"""%PDF-1.4
1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj
2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj
3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]>> endobj
xref
0 4
0000000000 65535 f\x20
0000000009 00000 n\x20
0000000054 00000 n\x20
0000000105 00000 n\x20
trailer <</Root 1 0 R/Size 4>>
startxref
170
%%EOF
"""
