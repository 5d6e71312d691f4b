"""Approvals: who approved which feature for which district, when, and when that ended."""

from django.contrib import admin
from django.db.models import QuerySet
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from districts.actor import Actor
from districts.admin.reading import DAY, ReadMostly, status
from districts.admin.sheet import NOTHING
from districts.grades import spans
from districts.models import FeatureApproval
from districts.support.oversight import approvals_for


class ApprovalAdmin(ReadMostly):
    """The history of every switch; the open rows are what is on."""

    segment = "approvals"
    title = gettext_lazy("Approvals")
    about = gettext_lazy("Every switch that was ever turned: by whose approval, why and when.")
    icon = "stamp"

    list_display = ("feature", "district", "state", "limit", "who", "day", "why")
    list_filter = ("feature",)
    search_fields = ("district__name", "district__slug", "approved_by", "reason")
    ordering = ("-approved_at", "-id")

    def rows(self, actor: Actor) -> QuerySet[FeatureApproval]:
        """Return every approval."""
        return approvals_for(actor)

    @admin.display(description=gettext_lazy("State"))
    def state(self, row: FeatureApproval) -> SafeString:
        """Say whether it holds."""
        return (
            status(_("On"), "good", "check")
            if row.ended_at is None
            else status(_("Ended"), "", "minus")
        )

    @admin.display(description=gettext_lazy("Limited to"))
    def limit(self, row: FeatureApproval) -> str:
        """Name the grades, count the schools."""
        if row.grades is not None:
            return _("grades %(grades)s") % {"grades": spans(row.grades)}
        if row.school_ids is None:
            return NOTHING
        count = len(row.school_ids)
        return ngettext("%(count)d school", "%(count)d schools", count) % {"count": count}

    @admin.display(description=gettext_lazy("Approved by"), ordering="approved_by")
    def who(self, row: FeatureApproval) -> str:
        """Name who approved it, and who ended it."""
        if row.ended_at is None:
            return row.approved_by
        words = {"began": row.approved_by, "ended": row.ended_by}
        return _("%(began)s; ended: %(ended)s") % words

    @admin.display(description=gettext_lazy("Day"), ordering="approved_on")
    def day(self, row: FeatureApproval) -> str:
        """Say on which day the district approved."""
        return date_format(row.approved_on, DAY) if row.approved_on else NOTHING

    @admin.display(description=gettext_lazy("Reason"))
    def why(self, row: FeatureApproval) -> str:
        """Give the reason, and that of the end."""
        return " · ".join(filter(None, (row.reason, row.end_reason)))
