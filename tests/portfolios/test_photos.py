"""What becomes of a photo."""

from io import BytesIO

import pillow_heif
import pytest
from PIL import Image, ImageCms

from portfolios.media.accept import accept
from portfolios.media.photo import Renditions, renditions
from portfolios.media.sniff import HEIC
from tests.portfolios.pictures import (
    BLUE,
    CAMERA,
    RED,
    encoded,
    jpeg_with_gps,
    picture,
    png_of_sixteen_bits,
)


def made_of(upload: bytes) -> Renditions:
    file = BytesIO(upload)
    return renditions(file, accept(file, len(upload)))


def shown(made: Renditions, width: int = 320) -> Image.Image:
    return Image.open(BytesIO(made.webp[width])).convert("RGB")


def near(pixel: object, colour: tuple[int, int, int]) -> bool:
    assert isinstance(pixel, tuple)
    return all(abs(a - b) < 25 for a, b in zip(pixel, colour, strict=True))


def test_a_phone_photo_loses_its_place_and_camera() -> None:
    upload = jpeg_with_gps()
    assert CAMERA.encode() in upload

    for webp in made_of(upload).webp.values():
        assert CAMERA.encode() not in webp
        assert not any(chunk in webp for chunk in (b"EXIF", b"XMP ", b"ICCP"))
        again = Image.open(BytesIO(webp))
        assert not again.getexif()
        assert not {"exif", "xmp", "icc_profile"} & set(again.info)


def test_a_photo_comes_in_three_widths() -> None:
    made = made_of(jpeg_with_gps())

    assert [shown(made, width).width for width in (320, 640, 1280)] == [320, 640, 1280]
    assert (made.width, made.height) == (1280, 960)


def test_a_small_photo_is_never_blown_up() -> None:
    made = made_of(encoded(picture(500, 400), "PNG"))

    assert [shown(made, width).width for width in (320, 640, 1280)] == [320, 500, 500]
    assert (made.width, made.height) == (500, 400)


def test_a_photo_held_sideways_stands_upright() -> None:
    made = made_of(jpeg_with_gps(orientation=6))

    assert (made.width, made.height) == (1200, 1600)
    upright = shown(made)
    assert near(upright.getpixel((160, 20)), RED)
    assert near(upright.getpixel((160, upright.height - 20)), BLUE)


def test_a_heic_photo_from_an_iphone_is_shown() -> None:
    heif = pillow_heif.from_pillow(picture(800, 600))
    out = BytesIO()
    heif.save(out, quality=80)

    assert accept(out, len(out.getvalue())) == HEIC
    assert near(shown(made_of(out.getvalue())).getpixel((20, 20)), RED)


@pytest.mark.parametrize("mode", ["CMYK", "L"])
def test_a_print_or_grey_jpeg_is_shown(mode: str) -> None:
    made = shown(made_of(encoded(picture(800, 600, mode), "JPEG")))

    assert made.size == (320, 240)
    assert mode == "L" or near(made.getpixel((20, 20)), RED)


def test_a_sixteen_bit_scan_is_not_white() -> None:
    scan = Image.new("I;16", (400, 300), 0x4000)

    pixel = shown(made_of(encoded(scan, "PNG"))).getpixel((10, 10))
    assert isinstance(pixel, tuple)
    assert abs(pixel[0] - 0x40) < 4


def test_a_see_through_drawing_lies_on_white_paper() -> None:
    drawing = Image.new("RGBA", (400, 300), (0, 0, 0, 0))

    assert near(shown(made_of(encoded(drawing, "PNG"))).getpixel((10, 10)), (255, 255, 255))


@pytest.mark.parametrize(
    ("turned", "corner"),
    [(1, RED), (2, BLUE), (3, BLUE), (4, RED), (5, RED), (6, RED), (7, BLUE), (8, BLUE)],
)
def test_each_of_eight_ways_to_hold_a_camera(turned: int, corner: tuple[int, int, int]) -> None:
    made = made_of(jpeg_with_gps(orientation=turned))

    assert (made.width > made.height) is (turned < 5)
    assert near(shown(made).getpixel((20, 20)), corner)


def test_a_heic_photo_loses_its_place_and_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, CAMERA
    exif.get_ifd(0x8825).update({1: "N", 2: (51.0, 17.0, 53.0)})
    out = BytesIO()
    pillow_heif.from_pillow(picture(800, 600)).save(out, quality=80, exif=exif.tobytes())
    assert CAMERA.encode() in out.getvalue()

    made = made_of(out.getvalue())
    assert all(CAMERA.encode() not in webp for webp in made.webp.values())


def test_a_print_photo_has_the_colours_of_its_print() -> None:
    print_red = Image.new("CMYK", (400, 300), (0, 230, 230, 20))

    assert near(shown(made_of(encoded(print_red, "JPEG"))).getpixel((10, 10)), (235, 23, 23))


def test_a_photo_is_shown_in_the_colours_its_profile_means() -> None:
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    # In this profile red is what blue is elsewhere.
    other = srgb.replace(b"rXYZ", b"????").replace(b"bXYZ", b"rXYZ").replace(b"????", b"bXYZ")
    made = made_of(encoded(picture(), "PNG", icc_profile=other))

    assert near(shown(made).getpixel((10, 10)), BLUE)
    assert all(b"ICCP" not in webp for webp in made.webp.values())


def test_a_profile_that_means_nothing_is_left_out() -> None:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()

    for profile in (lab, b"nonsense"):
        made = made_of(encoded(picture(), "PNG", icc_profile=profile))
        assert near(shown(made).getpixel((10, 10)), RED)


def test_a_colour_scan_of_sixteen_bits_keeps_its_colours() -> None:
    assert near(shown(made_of(png_of_sixteen_bits(RED))).getpixel((5, 5)), RED)


def test_a_panorama_stays_as_wide_as_the_page() -> None:
    made = made_of(encoded(picture(12_000, 1500), "JPEG"))

    assert (made.width, made.height) == (1280, 160)
    assert [shown(made, width).width for width in (320, 640, 1280)] == [320, 640, 1280]


def test_a_palette_picture_with_a_see_through_colour_is_shown() -> None:
    picture_of_two = picture(300, 200).quantize(4)
    upload = encoded(picture_of_two, "PNG", transparency=picture_of_two.getpixel((10, 10)))

    assert near(shown(made_of(upload)).getpixel((10, 10)), (255, 255, 255))


def test_a_very_tall_screenshot_is_scaled_to_what_webp_holds() -> None:
    made = made_of(encoded(picture(800, 20_000), "PNG"))

    assert made.height <= 3 * 1280
