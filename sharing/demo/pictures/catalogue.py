"""Every picture by the name the posts know it by, as the camera's file that a student uploads."""

from collections.abc import Callable, Mapping
from functools import partial
from io import BytesIO
from random import Random

from PIL import ExifTags, Image

from sharing.demo.pictures import (
    blueprints,
    craft,
    crayons,
    diagrams,
    landscape,
    leaves,
    patterns,
    prints,
)

PICTURES: Mapping[str, Callable[[Random], Image.Image]] = {
    "blueprint": blueprints.blueprint,
    "blueprint-park": blueprints.park,
    "bridge": diagrams.bridge,
    "butterfly": crayons.butterfly,
    "cells": patterns.cells,
    "chart": diagrams.line_chart,
    "chart-throws": diagrams.bar_chart,
    "circuit": diagrams.circuit,
    "contours": diagrams.contours,
    "contours-hike": partial(diagrams.contours, walk=True),
    "court": patterns.court,
    "crayon": crayons.crayon,
    "cyanotype": leaves.cyanotype,
    "cyanotype-two": leaves.cyanotype,
    "dovetail": craft.dovetail,
    "drum": craft.drum,
    "flow": patterns.flow,
    "garden": landscape.garden,
    "harbour": landscape.harbour,
    "harbour-two": landscape.harbour,
    "leaves": leaves.leaves,
    "leaves-autumn": partial(leaves.leaves, tones=("#d2691e", "#a8321f", "#7a4a22")),
    "linocut": prints.linocut,
    "night": landscape.night,
    "notebook": prints.notebook,
    "potato": crayons.potato,
    "pots": craft.pots,
    "quilt": craft.quilt,
    "quilt-two": partial(craft.quilt, tones=("#27476e", "#8fb3d1", "#b23a48", "#f2e8d5")),
    "ridges": landscape.ridges,
    "river": landscape.river,
    "shelves": craft.shelves,
    "stage": prints.stage,
    "truchet": patterns.truchet,
    "truchet-two": partial(patterns.truchet, tones=("#f4efe0", "#3f7d5c")),
    "waveform": patterns.waveform,
}
# Where these were taken is written into the file, as phones do; no page may ever show it.
_WITH_PLACE = {"ridges", "garden", "river"}


def paint(name: str) -> bytes:
    """Return a picture as JPEG; the name is its seed. Raises ``KeyError`` for an unknown one."""
    sheet = PICTURES[name](Random(name))  # noqa: S311 -- the same each time, and no secret
    made = BytesIO()
    sheet.save(made, "JPEG", quality=88, exif=_camera(place=name in _WITH_PLACE))
    return made.getvalue()


def _camera(*, place: bool) -> Image.Exif:
    """Return what a camera notes about itself: its model, and perhaps where it was."""
    notes = Image.Exif()
    notes[ExifTags.Base.Model] = "Pocket camera"
    if place:
        notes.get_ifd(ExifTags.IFD.GPSInfo).update(
            {
                ExifTags.GPS.GPSLatitudeRef: "N",
                ExifTags.GPS.GPSLatitude: (49.0, 16.0, 12.0),
                ExifTags.GPS.GPSLongitudeRef: "W",
                ExifTags.GPS.GPSLongitude: (123.0, 6.0, 30.0),
            }
        )
    return notes
