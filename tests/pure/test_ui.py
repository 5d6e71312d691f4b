"""The words of the templates: initials, dates, proportions, icons."""

from dataclasses import dataclass
from datetime import date

import pytest
from django.template import Context, Template
from django.utils import translation

from spacesedu.lib.templatetags.ui import icon, initials, long_date, ratio_class


@dataclass(frozen=True)
class Picture:
    """As wide and high as it is said to be."""

    width: int
    height: int


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Ada Lovelace", "AL"),
        ("Tessa de Vries", "TV"),
        ("Mira", "M"),
        ("ana@example.org", "AE"),
        ("(Bo) Li", "L"),
        ("", ""),
    ],
)
def test_a_person_is_known_by_their_first_and_last_letters(name: str, letters: str) -> None:
    assert initials(name) == letters


@pytest.mark.parametrize(
    ("width", "height", "expected"),
    [
        (1600, 1200, "ratio-13"),
        (600, 1200, "ratio-5"),
        (9000, 100, "ratio-30"),
        (1, 900, "ratio-4"),
    ],
)
def test_a_picture_keeps_its_proportions_in_tenths(width: int, height: int, expected: str) -> None:
    assert ratio_class(Picture(width, height)) == expected


def test_a_picture_of_unknown_height_is_shown_as_a_common_one() -> None:
    assert ratio_class(Picture(100, 0)) == "ratio-15"


def test_a_day_is_written_in_words() -> None:
    with translation.override("en"):
        assert long_date(date(2027, 9, 22)) == "22 September 2027"
    assert not long_date(None)


def test_an_icon_beside_a_word_is_silent_and_alone_it_has_a_name() -> None:
    assert 'aria-hidden="true"' in icon("share-2")
    assert icon("share-2", label='"Share" <x>').startswith(
        '<span role="img" aria-label="&quot;Share&quot; &lt;x&gt;">'
    )


def test_a_component_knows_only_what_it_is_given() -> None:
    page = Template('{% component "card" title="Mine" %}<b>{{ word }}</b>{% endcomponent %}')
    shown = page.render(Context({"word": "<hello>", "well": True}))
    assert "<b>&lt;hello&gt;</b>" in shown
    assert "Mine" in shown
    assert "card--well" not in shown
