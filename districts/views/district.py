"""A district's own settings: what it says of itself, what is on and whom to ask."""

from django.conf import settings as project
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.module_loading import import_string
from django.views.decorators.http import require_safe

from districts.acting import acting
from districts.directory import districts_for
from districts.home import figures
from districts.office.accents import accent_called
from districts.office.settings_forms import example
from districts.policy import Power, may, require
from districts.public_name import PublicNames
from districts.switching.features import switches_of


@require_safe
def settings(request: HttpRequest) -> HttpResponse:
    """Show what the actor administers."""
    actor = acting(request)
    require(actor, Power.SEE_SETTINGS)
    district = districts_for(actor).first()
    if district is None:
        raise Http404
    context = {
        "district": district,
        "may_edit": may(actor, Power.EDIT_SETTINGS),
        "may_grant": may(actor, Power.GRANT_SUPPORT),
        "accent": accent_called(district.accent_hue),
        "languages": [name for code, name in project.LANGUAGES if code in district.languages],
        "main_language": dict(project.LANGUAGES).get(district.language, district.language),
        "names": PublicNames(district.public_names).label,
        "name_example": example(PublicNames(district.public_names)),
        "stats": figures(actor),
        "switches": switches_of(district),
        "ways": [way for name in project.SETTINGS_WAYS for way in import_string(name)(actor)],
    }
    return render(request, "districts/settings.html", context)
