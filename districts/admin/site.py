"""The site: who gets in, and which addresses there are."""

from collections.abc import Callable
from functools import update_wrapper
from typing import Any, cast

from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from districts.acting import acting, current
from districts.admin.reading import ReadMostly
from districts.policy import Power, may
from districts.support.health import import_health, mail_health
from districts.support.scanner import scanner_in_words
from spacesedu.lib import clock


class SupportConsole(AdminSite):
    """Django's admin without its own doors: no sign-in page, no passwords, nothing to change.

    Who is let in follows from the role in use, not from a flag of the account: whoever also
    teaches, and acts as a teacher now, is as much a stranger here as any teacher. Whatever Support
    changes is a page of its own with a form, and an action that asks and records.
    """

    site_title = _("Support console")
    site_header = _("Support console")
    index_title = _("Console")
    enable_nav_sidebar = False

    def has_permission(self, request: HttpRequest) -> bool:
        """Tell whether the person acts as Support."""
        actor = current(request)
        return actor is not None and may(actor, Power.SEE_HEALTH)

    def admin_view[View: Callable[..., HttpResponseBase]](
        self,
        view: View,
        cacheable: bool = False,  # noqa: ARG002, FBT001, FBT002 -- Django's signature
    ) -> View:
        """Let only Support look; everybody else reads that they may not, and signs in elsewhere."""

        def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            if not self.has_permission(request):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return cast("View", update_wrapper(require_safe(never_cache(guarded)), view))

    def get_urls(self) -> list[URLPattern | URLResolver]:
        """Return the start, the health page and every list; nothing of Django's beside them."""
        return [
            path("", self.admin_view(self.index), name="index"),
            path("health/", self.admin_view(self.health), name="health"),
            *(
                path(f"{listed.segment}/", include(listed.get_urls()))
                for listed in self._registry.values()
                if isinstance(listed, ReadMostly)
            ),
        ]

    def get_app_list(
        self,
        request: HttpRequest,  # noqa: ARG002
        app_label: str | None = None,  # noqa: ARG002
    ) -> list[Any]:
        """Return nothing: lists are not grouped by app, see ``index``."""
        return []

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        """Show a door to every list."""
        lists = [
            {
                "title": listed.title,
                "text": listed.about,
                "icon": listed.icon,
                "url": reverse(f"{self.name}:{listed.list_name}"),
            }
            for listed in self._registry.values()
            if isinstance(listed, ReadMostly)
        ]
        return super().index(request, {**(extra_context or {}), "lists": lists})

    def health(self, request: HttpRequest) -> HttpResponse:
        """Show how imports, mail and the virus scanner are doing."""
        actor, now = acting(request), clock.now()
        context = {
            **self.each_context(request),
            "title": _("Health"),
            "mail": mail_health(actor, now),
            "imports": import_health(actor),
            "scanner": scanner_in_words(),
        }
        request.current_app = self.name  # read by {% url %}
        return TemplateResponse(request, "admin/health.html", context)
