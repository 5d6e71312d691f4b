"""Stylesheets are joined as they are looked for; none is forgotten, none is asked for in vain."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import Client
from pytest_django import Settings

from sharing.menu import address_of
from tests.world import World

HERE = Path(settings.BASE_DIR)
LINKED = re.compile(r"'css/([\w/-]+)\.css'")


def joined(path: str) -> str:
    found = finders.find(path)
    assert isinstance(found, str)
    return Path(found).read_text()


def linked_by_templates() -> set[str]:
    templates = (HERE / "templates").rglob("*.html")
    return {name for file in templates for name in LINKED.findall(file.read_text())}


def test_each_file_is_in_a_sheet_or_named_by_a_template() -> None:
    site = joined("css/site.css") + joined("css/visitor.css")
    linked = linked_by_templates()
    parts = settings.SHEET_PARTS

    for file in parts.rglob("*.css"):
        name = str(file.relative_to(parts).with_suffix(""))
        assert (file.read_text() in site) != (name in linked), name


def test_a_sheet_names_the_layers_first() -> None:
    for path in settings.SHEETS:
        assert re.sub(r"/\*.*?\*/", "", joined(path), flags=re.DOTALL).lstrip().startswith("@layer")


def test_who_edits_a_component_sees_it_at_the_next_look(settings: Settings, tmp_path: Path) -> None:
    settings.SHEETS_ROOT, settings.SHEET_PARTS = tmp_path / "sheets", tmp_path
    settings.SHEETS = {"css/site.css": ("one", "more/*")}
    (tmp_path / "more").mkdir()
    (tmp_path / "one.css").write_text("a {}")
    (tmp_path / "more/two.css").write_text("b {}")
    assert joined("css/site.css") == "a {}\nb {}"

    (tmp_path / "more/two.css").write_text("b { color: red }")

    assert joined("css/site.css") == "a {}\nb { color: red }"


def test_a_part_that_is_not_there_is_named(settings: Settings, tmp_path: Path) -> None:
    settings.SHEETS_ROOT, settings.SHEET_PARTS = tmp_path / "sheets", tmp_path
    settings.SHEETS = {"css/site.css": ("gone",)}

    with pytest.raises(FileNotFoundError, match="gone"):
        finders.find("css/site.css")


def test_a_visitor_loads_one_stylesheet_and_no_script(world: World) -> None:
    html = Client().get(address_of(world.link) or "").content.decode()

    assert html.count('rel="stylesheet"') == 1
    assert "<script" not in html
