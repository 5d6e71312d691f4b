"""Portfolios on a home screen: laid out for who works in them."""

from django.urls import reverse
from django.utils.translation import gettext as _

from districts.actor import Actor, Role
from districts.models import Feature
from districts.switching.reach import features_for
from portfolios import queries
from portfolios.reasons import reasons
from portfolios.shelf import card, nothing_yet, shelf, template_card
from spacesedu.lib.home import Part, Section, Tile


def part(actor: Actor) -> Part:
    """Return what is in reach, and whose work a family cannot see."""
    match actor.role:
        case Role.FAMILY:
            section = _shelf(actor)
            sections = (section,) if section.books else ()
            return Part(sections=sections, reasons=tuple(reasons(actor)))
        case Role.STUDENT if Feature.PORTFOLIOS in features_for(actor):
            return Part(sections=(_shelf(actor),))
        case Role.TEACHER if Feature.PORTFOLIOS in features_for(actor):
            return Part(sections=(_templates(actor),))
        case Role.SUPPORT:
            return Part()
        case _ if Feature.PORTFOLIOS in features_for(actor):
            return Part(tiles=(_door(),))
        case _:
            return Part()


def _door() -> Tile:
    """Lead the office there: laid out, the work of a hundred thousand students is too much."""
    text = _("What the students of your schools have collected.")
    return Tile(_("Portfolios"), text, _url(), "library")


def _shelf(actor: Actor) -> Section:
    cards = (card(one, actor) for one in shelf(actor))
    books = tuple(one for one in cards if not one.archived)
    return Section("portfolios", _("Portfolios"), _url(), nothing_yet(actor), books=books)


def _templates(actor: Actor) -> Section:
    cards = (template_card(one) for one in queries.templates(actor))
    tiles = tuple(
        Tile(one.title, one.in_words, one.url, "library") for one in cards if not one.archived
    )
    return Section("portfolios", _("Portfolios"), _url(), nothing_yet(actor), tiles=tiles)


def _url() -> str:
    return reverse("portfolios:list")
