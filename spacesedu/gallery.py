"""All components in all states on one page, for whoever changes them. Served in DEBUG and DEMO."""

from dataclasses import dataclass
from datetime import date

from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from spacesedu.lib.filters import Choice, options
from spacesedu.lib.plain_errors import PlainForm


class GalleryForm(PlainForm):
    """One field of each kind."""

    title = forms.CharField(label=_("Title"), max_length=80)
    email = forms.EmailField(label=_("E-mail"), help_text=_("We write to it once."))
    body = forms.CharField(label=_("Text"), widget=forms.Textarea, required=False)
    day = forms.DateField(
        label=_("Date"), widget=forms.DateInput(attrs={"type": "date"}), required=False
    )
    sections = forms.MultipleChoiceField(
        label=_("Sections"),
        choices=[("a", _("Reading")), ("b", _("Science")), ("c", _("Art"))],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    access = forms.ChoiceField(
        label=_("Teacher Access"),
        choices=[("all", _("all students at the school")), ("own", _("only their classes"))],
        widget=forms.RadioSelect,
    )
    photos = forms.FileField(label=_("Photos"), required=False)
    agree = forms.BooleanField(label=_("Do not link again"), required=False)


@dataclass(frozen=True, slots=True)
class Card:
    """What a portfolio card shows."""

    title: str
    subtitle: str
    post_count: int
    last_activity: date | None
    archived: bool = False
    url: str = "#"
    cover_url: str | None = None
    new_comments: int = 0


@dataclass(frozen=True, slots=True)
class File:
    """What a file card or a player shows."""

    kind: str
    label: str
    size: int
    kind_in_words: str = ""
    duration: str = ""
    url: str = "#"
    cover_url: str = ""
    poster_url: str = ""
    width: int = 1280
    height: int = 720


DAY = date(2027, 9, 22)
CARDS = [
    Card("My learning journey", "Maple School", 12, DAY, new_comments=2),
    Card("Grade 9 capstone", "Maple School", 1, None),
    Card("Kindergarten", "Cedar School", 30, DAY, archived=True),
]
FILES = [
    File("pdf", "Field notes from the creek", 245_760, "PDF"),
    File("file", "Budget for the bake sale", 18_000, "Spreadsheet"),
    File("audio", "Reading aloud: The Salmon", 1_250_000, duration="1 min 18 s"),
    File("video", "The dough overnight", 9_000_000, duration="2 min 5 s"),
]
CHOICES = [
    Choice("role", "Role", "All roles", options([("a", "Teacher"), ("b", "Counsellor")], "b"))
]


@login_not_required
@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Show them, to whoever sits at the machine; elsewhere there is no such page."""
    if not (settings.DEBUG or settings.DEMO):
        raise Http404
    return render(
        request,
        "gallery.html",
        {
            "form": GalleryForm(),
            "wrong": GalleryForm({"title": "", "email": "no address"}),
            "cards": CARDS,
            "files": FILES,
            "choices": CHOICES,
            "pages": Paginator(range(95), 25).page(2),
        },
    )
