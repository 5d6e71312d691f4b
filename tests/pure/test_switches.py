"""KEY=VALUE as Support types it: what is understood, and what is refused."""

import pytest

from districts.models import Feature
from districts.switching.switches import GradeList, UnknownSwitchError, parse


def test_features_and_settings_are_told_apart() -> None:
    switches = parse(["portfolios=on", "associations=off", "auto_create=on"])
    assert switches.features == {Feature.PORTFOLIOS: True, Feature.ASSOCIATIONS: False}
    assert switches.settings == {"auto_create_associations": True}
    assert switches.grades is None


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("all", None),
        ("10,11", ("10", "11")),
        ("12, 9 ,kg", ("KG", "09", "12")),
        ("other,Other", ("Other",)),
    ],
)
def test_a_list_of_grades_is_kept_in_school_order(
    typed: str, codes: tuple[str, ...] | None
) -> None:
    assert parse([f"sharing_grades={typed}"]).grades == GradeList(codes)


@pytest.mark.parametrize(
    "pair",
    [
        "portfolio=on",
        "portfolios",
        "portfolios=yes",
        "portfolios=ON",
        "portfolios=",
        "=on",
        "sharing_grades=",
        "sharing_grades=14",
        "sharing_grades=10,,11",
        "sharing_grades=10,all",
        "auto_create=all",
    ],
)
def test_what_says_nothing_clear_is_refused(pair: str) -> None:
    with pytest.raises(UnknownSwitchError):
        parse(["associations=on", pair])


def test_a_switch_given_twice_is_refused() -> None:
    with pytest.raises(UnknownSwitchError, match="twice"):
        parse(["portfolios=on", "portfolios=off"])
