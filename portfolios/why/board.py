"""The panel as a page shows it: every gate with the ways to change it that the reader has."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from districts.actor import Actor
from districts.policy import Power, may
from families.policy import has_family_tab
from portfolios.models import Portfolio
from portfolios.why.explain import Panel
from portfolios.why.line import Line, Who


@dataclass(frozen=True, slots=True)
class Changer:
    """Who can change a gate, and the address of the place when the reader may go there."""

    words: str
    url: str


@dataclass(frozen=True, slots=True)
class Row:
    """One gate."""

    line: Line
    changers: tuple[Changer, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Gates under one heading."""

    key: str
    title: str | Promise
    rows: tuple[Row, ...]

    @property
    def closed(self) -> tuple[Row, ...]:
        """Return the gates in the way."""
        return tuple(row for row in self.rows if not row.line.open)

    @property
    def fine(self) -> tuple[Row, ...]:
        """Return the gates that are open."""
        return tuple(row for row in self.rows if row.line.open)


def groups(panel: Panel, actor: Actor, portfolio: Portfolio) -> list[Group]:
    """Return the gates of a portfolio's panel in the order they are read."""
    urls = ways(actor, portfolio)
    return [
        Group(key, title, tuple(_row(line, urls) for line in lines))
        for key, title, lines in (
            ("everybody", _("For everybody"), panel.everybody),
            ("in-use", _("For an active portfolio"), panel.in_use),
            ("by-link", _("For a link"), panel.by_link),
            ("by-family", _("For families"), panel.by_family),
        )
    ]


def ways(actor: Actor, portfolio: Portfolio) -> dict[Who, str]:
    """Return where the reader can change something, as far as their role allows."""
    student = portfolio.student
    found: dict[Who, str] = {}
    if may(actor, Power.EDIT_SETTINGS):
        found[Who.SETTINGS] = reverse("districts:settings")
    if may(actor, Power.PAUSE_SHARING):
        found[Who.PAUSES] = reverse("sharing_district:pauses")
    if may(actor, Power.EDIT_TEMPLATES):
        address = {"template": portfolio.template_id}
        found[Who.TEMPLATE] = reverse("portfolios:template_edit", kwargs=address)
    if may(actor, Power.MANAGE_STUDENTS):
        found[Who.RECORD] = _record(student.pk)
    if may(actor, Power.SEE_FAMILIES) and has_family_tab(actor):
        found[Who.OFFICE] = reverse("families:family_tab", query={"q": str(student)})
    if may(actor, Power.RUN_IMPORTS):
        found[Who.SIS] = reverse("districts:imports")
    return found


def _record(student_id: object) -> str:
    try:
        return reverse("districts:student", args=[student_id])
    except NoReverseMatch:
        return ""


def _row(line: Line, urls: Mapping[Who, str]) -> Row:
    changers = tuple(Changer(str(who.label), urls.get(who, "")) for who in line.who)
    return Row(line, changers)
