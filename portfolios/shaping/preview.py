"""The page of a portfolio that nobody has: what a template looks like before the first post."""

import uuid

from django.urls import reverse
from django.utils.translation import gettext as _

from portfolios.frozen import PortfolioPage, SectionLink
from portfolios.models import PortfolioTemplate
from portfolios.shaping.reads import section_rows


def empty_page(template: PortfolioTemplate, section: uuid.UUID | None) -> PortfolioPage | None:
    """Return the empty page, whole or one section; None when there is no such section."""
    rows = section_rows(template)
    if section is not None and section not in {row.id for row in rows}:
        return None
    return PortfolioPage(
        title=template.name,
        name=_("Name of the student"),
        summary_html="",
        sections=(
            SectionLink(_("Home"), _address(template), 0, current=section is None),
            *(
                SectionLink(row.name, _address(template, row.id), 0, current=row.id == section)
                for row in rows
            ),
        ),
        posts=(),
        newer_url="",
        older_url="",
    )


def _address(template: PortfolioTemplate, section: uuid.UUID | None = None) -> str:
    if section is None:
        return reverse("portfolios:template_preview_page", kwargs={"template": template.pk})
    where = {"template": template.pk, "section": section}
    return reverse("portfolios:template_preview_section", kwargs=where)
