"""How this app's things are called in the activity of a district."""

from collections.abc import Collection, Mapping

from django.utils.translation import gettext_lazy as _

from districts.activity.words import Kind
from districts.actor import Actor
from portfolios.subjects import title_of
from sharing.models import ShareLink


def _link(actor: Actor, ids: Collection[str]) -> Mapping[str, str]:
    rows = ShareLink.objects.filter(district_id=actor.here, pk__in=ids)
    found = rows.select_related("portfolio__template", "portfolio__student")
    return {str(row.pk): title_of(row.portfolio) for row in found}


SUBJECTS = {"sharing.sharelink": Kind(_("a portfolio"), _link)}
