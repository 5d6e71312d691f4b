"""What every list of the console has in common: it starts at the person, and changes nothing."""

from abc import abstractmethod
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib import admin
from django.core.exceptions import BadRequest
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import URLPattern, path
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy

from districts.acting import acting
from districts.actor import Actor
from districts.admin.sheet import NOTHING, Sheet
from districts.policy import Power, may

if TYPE_CHECKING:
    Base = admin.ModelAdmin[Model]
else:
    # Django's class takes no type argument when it runs.
    Base = admin.ModelAdmin


# Its parts stay on one line in a narrow column.
DAY = "j\u00a0M\u00a0Y"


class ReadMostly(Base):
    """A list, its search and its filters; no page to add, change or delete anything.

    ``segment`` is its address below the console, ``title`` and ``about`` are what its door says.
    """

    segment: ClassVar[str]
    title: ClassVar[str | Promise]
    about: ClassVar[str | Promise]
    icon: ClassVar[str]

    search_help_text = gettext_lazy("District")
    actions = None
    list_display_links: tuple[str, ...] | None = None
    list_per_page = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER

    @abstractmethod
    def rows(self, actor: Actor) -> QuerySet[Any]:
        """Return what the actor may read of this table; each list says so."""

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Start at the person."""
        return self.rows(acting(request))

    def get_changelist(self, request: HttpRequest, **kwargs: object) -> type[Sheet]:  # noqa: ARG002
        """Draw the list cell by cell."""
        return Sheet

    def get_urls(self) -> list[URLPattern]:
        """Return the list's address and no other."""
        view = self.admin_site.admin_view(self.changelist_view)
        return [path("", view, name=self.list_name)]

    @property
    def list_name(self) -> str:
        """Return the name of the list's address, as the admin's own templates expect it."""
        return f"{self.opts.app_label}_{self.opts.model_name}_changelist"

    def lookup_allowed(
        self,
        lookup: str,
        value: str,  # noqa: ARG002
        request: HttpRequest,  # noqa: ARG002
    ) -> bool:
        """Let an address filter by what the page offers, and by the district.

        Django allows every column: whoever asks for mail whose recipient begins with "a", then
        "an", reads an address without ever being shown one.
        """
        offered = {getattr(one, "parameter_name", one) for one in self.list_filter}
        return lookup.removesuffix("__exact") in {*offered, "district__id"}

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> Any:  # noqa: ANN401 -- Django's: a page or a redirect
        """Head the list with its own words; refuse an address that no text column can answer."""
        if any("\0" in value for _name, values in request.GET.lists() for value in values):
            raise BadRequest
        words = {"title": self.title, "about": self.about}
        return super().changelist_view(request, {**words, **(extra_context or {})})

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:  # noqa: ARG002
        """Let Support look."""
        return may(acting(request), Power.SEE_HEALTH)

    def has_module_permission(self, request: HttpRequest) -> bool:
        """Let Support look."""
        return self.has_view_permission(request)

    def has_add_permission(self, request: HttpRequest) -> bool:  # noqa: ARG002
        """Nothing is added here."""
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:  # noqa: ARG002
        """Nothing is changed here."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:  # noqa: ARG002
        """Nothing is deleted here."""
        return False


def moment(at: datetime | None) -> str:
    """Return an instant as every list of the console writes it: short, in UTC, day before hour."""
    return date_format(at.astimezone(UTC), f"{DAY}, H:i") if at else NOTHING


def status(text: str | Promise, kind: str, icon: str) -> SafeString:
    """Return a state as the component draws it."""
    values = {"text": text, "kind": kind, "icon": icon}
    return render_to_string("components/status.html", values)
