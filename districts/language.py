"""Which language somebody is spoken to in: the one they chose, else their district's."""

from collections.abc import Collection, Iterable

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation.trans_real import parse_accept_lang_header

from districts.acting import actors_of
from districts.actor import Actor
from districts.models import District, User


def language_of(user: User, actor: Actor | None) -> str:
    """Return the account's own language, else that of the district ``actor`` acts in.

    Empty where neither says: a family acts in no district, and the browser knows better.
    """
    if user.language in dict(settings.LANGUAGES):
        return user.language
    if actor is None or actor.district_id is None:
        return ""
    found = District.objects.filter(pk=actor.district_id).values_list("language", flat=True)
    return found.first() or ""


def speak_to(user: User, actor: Actor | None) -> None:
    """Speak that language for the rest of this request, or go on as before where there is none."""
    wanted = language_of(user, actor)
    if wanted:
        translation.activate(wanted)


def browser_language(request: HttpRequest, offered: Collection[str]) -> str:
    """Return the language chosen in this browser, else the first it names, that is ``offered``.

    Empty where it wishes for none of them. Django's ``get_language_from_request`` would fall back
    to the installation's language, and nobody could tell that from a wish.
    """
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    if chosen in offered:
        return chosen
    for code, _ in parse_accept_lang_header(request.headers.get("accept-language", "").lower()):
        try:
            spoken = translation.get_supported_language_variant(code)
        except LookupError:
            continue
        if spoken in offered:
            return spoken
    return ""


def mail_language(user: User) -> str:
    """Return the language to write to somebody in, when no browser is there to ask."""
    if user.language in dict(settings.LANGUAGES):
        return user.language
    spoken = (language_of(user, actor) for actor in actors_of(user))
    return next((language for language in spoken if language), settings.LANGUAGE_CODE)


def languages_for(held: Iterable[Actor]) -> list[tuple[str, str]]:
    """Return code and own name of every language that somebody may choose.

    Those of their districts; every language for whoever acts outside of one as well, like families.
    """
    held = list(held)
    known = [(code, _in_itself(code, name)) for code, name in settings.LANGUAGES]
    if not held or any(actor.district_id is None for actor in held):
        return known
    rows = District.objects.filter(pk__in={actor.district_id for actor in held})
    offered = {code for codes in rows.values_list("languages", flat=True) for code in codes}
    return [(code, name) for code, name in known if code in offered]


def _in_itself(code: str, name: "str | Promise") -> str:
    """Return a language's name as its speakers know it: who reads no English finds it too."""
    with translation.override(code):
        return str(name)
