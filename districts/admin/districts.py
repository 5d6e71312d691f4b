"""Districts: what is on in each, and figures without people."""

from typing import Any

from django.conf import settings
from django.contrib import admin
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from districts.actor import Actor
from districts.admin.reading import ReadMostly, moment, status
from districts.letter import state_of
from districts.models import District
from districts.support.oversight import overview
from districts.switching.features import switches_of


class DistrictAdmin(ReadMostly):
    """Every district, and one page each that leads to what Support may change there."""

    segment = "districts"
    title = gettext_lazy("Districts")
    about = gettext_lazy("What is on in each, how many schools it has, how its last import went.")
    icon = "map"

    list_display = ("name", "sign_in", "switched_on", "schools", "runs", "last_import")
    list_display_links = ("name",)
    search_fields = ("name", "slug")
    search_help_text = gettext_lazy("Name")
    ordering = ("name",)
    fields = ("sign_in", "time_zone", "speaks", "created", "schools", "runs", "last_import")
    readonly_fields = ("sign_in", "speaks", "created", "schools", "runs", "last_import")

    def rows(self, actor: Actor) -> QuerySet[District]:
        """Return the districts with their figures."""
        return overview(actor)

    def get_urls(self) -> list[URLPattern]:
        """Add the page of one district."""
        view = self.admin_site.admin_view(self.change_view)
        name = f"{self.opts.app_label}_{self.opts.model_name}_change"
        return [*super().get_urls(), path("<str:object_id>/", view, name=name)]

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> District:
        """Return the district; an unknown id is 404 like everywhere, not a message."""
        found = super().get_object(request, object_id, from_field)
        if not isinstance(found, District):
            raise Http404
        return found

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        *args: Any,  # noqa: ANN401
        **kwargs: Any,  # noqa: ANN401
    ) -> Any:  # noqa: ANN401 -- Django's
        """Show its switches beside the figures."""
        context = {**context, "switches": switches_of(context["original"])}
        return super().render_change_form(request, context, *args, **kwargs)

    @admin.display(description=gettext_lazy("Sign-in address"))
    def sign_in(self, district: District) -> SafeString:
        """Lead to where its people sign in."""
        url = reverse("districts:sign_in", kwargs={"slug": district.slug})
        return format_html('<a href="{}">{}</a>', url, url)

    @admin.display(description=gettext_lazy("Language"))
    def speaks(self, district: District) -> str:
        """Name the language it is spoken to in."""
        return str(dict(settings.LANGUAGES).get(district.language, district.language))

    @admin.display(description=gettext_lazy("Created (UTC)"))
    def created(self, district: District) -> str:
        """Say since when it is there."""
        return moment(district.created_at)

    @admin.display(description=gettext_lazy("Switched on"))
    def switched_on(self, district: District) -> str:
        """Name the features that are on."""
        return ", ".join(switch.label for switch in switches_of(district) if switch.on) or _("none")

    @admin.display(description=gettext_lazy("Schools"))
    def schools(self, district: District) -> int:
        """Count its schools."""
        count: int = district.schools_count  # type: ignore[attr-defined]  # see overview
        return count

    @admin.display(description=gettext_lazy("Imports"))
    def runs(self, district: District) -> int:
        """Count its import runs."""
        count: int = district.runs_count  # type: ignore[attr-defined]  # see overview
        return count

    @admin.display(description=gettext_lazy("Last import"))
    def last_import(self, district: District) -> SafeString | str:
        """Say how its latest import run stands."""
        for run in district.latest:  # type: ignore[attr-defined]  # see overview
            told = state_of(run)
            return status(told.label, told.kind, told.icon)
        return _("none")
