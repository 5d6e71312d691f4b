"""What the pages of Portfolio Templates begin with: who makes them, and the template itself."""

import uuid
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from districts.acting import acting
from districts.actor import Actor
from portfolios.models import PortfolioTemplate, Section
from portfolios.policy import can_edit_templates
from portfolios.shaping import reads as shaping


@dataclass(frozen=True, slots=True)
class Tab:
    """One of the ways through a template, as ``components/tabs.html`` takes it."""

    label: str
    url: str
    icon: str
    current: bool
    exact: bool = True


def maker(request: HttpRequest) -> Actor:
    """Return whoever makes templates; refuse anybody else."""
    actor = acting(request)
    if not can_edit_templates(actor):
        raise PermissionDenied
    return actor


def loaded(request: HttpRequest, template_id: uuid.UUID) -> tuple[Actor, PortfolioTemplate]:
    """Return who asks and the template, or say that there is none."""
    actor = maker(request)
    return actor, get_object_or_404(shaping.managed(actor), pk=template_id)


def address(name: str, template: PortfolioTemplate, **more: object) -> str:
    """Return the address of one of a template's pages."""
    return reverse(f"portfolios:{name}", kwargs={"template": template.pk, **more})


def head(template: PortfolioTemplate, here: str) -> dict[str, object]:
    """Return what stands above every page of a template; ``here`` is the page's name."""
    kind, icon = shaping.LOOKS[template.state]
    pages = (
        ("template_edit", _("Settings"), "sliders-horizontal"),
        ("template_sections", _("Sections"), "list"),
        ("template_files", _("Attachments"), "paperclip"),
    )
    return {
        "template": template,
        "state": {"label": template.state.label, "kind": kind, "icon": icon},
        "audience": shaping.audience_in_words(template),
        "tabs": [
            Tab(label, address(name, template), icon, name == here) for name, label, icon in pages
        ],
        "back_url": reverse("portfolios:templates"),
    }


def section_of(found: PortfolioTemplate, section: uuid.UUID, *, removed: bool = False) -> Section:
    """Return one section of the template, or say that there is none."""
    one = shaping.section(found, section, removed=removed)
    if one is None:
        raise Http404
    return one
