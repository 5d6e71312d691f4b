"""People whose ids a source has changed: the pairs a held plan offers, and a file that says so."""

import io
import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from districts.models import (
    ExternalId,
    ImportRun,
    RunState,
    SchoolMembership,
    StaffMember,
    Student,
)
from districts.sis.problems import Problem, RefusedError
from districts.sis.rekey import Pair, digest_of, offers, read
from districts.sis.work import scope_of
from spacesedu.lib.numbers import grouped
from spacesedu.lib.plain_errors import PlainForm

REASON = "ids_changed"
SHOWN = 200
"""More than anybody looks through; all of them are taken."""
FAULTS_SHOWN = 20
LINE = _("Line %(line)s: %(sentence)s")


@dataclass(frozen=True, slots=True)
class Offer:
    """One person, the id they had and have, and what tells them from others of that name."""

    name: str
    place: str
    old: str
    new: str


class MappingForm(PlainForm):
    """A file of old and new ids."""

    mapping = forms.FileField(
        label=_("Old and new ids"),
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
        help_text=_(
            "A CSV file with the columns old and new, a line for each person. Everybody in it "
            "stays who they are, under the new id. Where a student and a teacher share an id, a "
            "third column, kind, says student or staff."
        ),
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        files: "MultiValueDict[str, UploadedFile[bytes]] | None" = None,
    ) -> None:
        """Begin without pairs."""
        super().__init__(data, files)
        self.pairs: list[Pair] = []

    def clean_mapping(self) -> object:
        """Read the pairs; what is wrong with the file is said at it."""
        file = self.cleaned_data["mapping"]
        text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
        try:
            self.pairs = read(text)
        except UnicodeDecodeError:
            raise forms.ValidationError(_("Save the file as UTF-8 first.")) from None
        except RefusedError as refused:
            raise forms.ValidationError(in_words(refused.problems)) from refused
        finally:
            text.detach()
        return file


def has_offers(run: ImportRun) -> bool:
    """Tell whether the run waits because many new people look like missing ones."""
    return run.state() is RunState.HELD and REASON in run.hold_reasons


def lookalikes(run: ImportRun) -> int:
    """Return how many new people look like missing ones in a plan that waits for another reason."""
    return len(offers(run)) if run.state() is RunState.HELD and not has_offers(run) else 0


def strangers(run: ImportRun) -> list[str]:
    """Return what a yes would do to people whose ids have changed, and are not taken as such."""
    number = len(offers(run)) if has_offers(run) else 0
    words = ngettext(
        "%(number)s new person looks like somebody who is missing now, and would begin anew: "
        "without work, families and classes.",
        "%(number)s new people look like people who are missing now, and would begin anew: "
        "without work, families and classes.",
        number,
    )
    return [words % {"number": grouped(number)}] if number else []


@dataclass(frozen=True, slots=True)
class Offered:
    """The first pairs a run offers, how many there are, and the digest of all."""

    pairs: list[Offer]
    count: int
    seen: str


def offers_of(run: ImportRun) -> Offered:
    """Return what a run offers, with the people's names."""
    pairs = offers(run)
    shown = pairs[:SHOWN]
    known = ExternalId.objects.filter(
        district_id=run.district_id,
        connection_id=run.connection_id,
        value__in=[pair.old for pair in shown],
    ).select_related("student", "staff")
    people = {(one.kind, one.value): one.student or one.staff for one in known}
    students = [one for one in people.values() if isinstance(one, Student)]
    places = _places(students, scope_of(run.connection))
    return Offered(
        [_offer(pair, people.get((pair.kind, pair.old)), places) for pair in shown],
        len(pairs),
        digest_of(pairs),
    )


def _offer(pair: Pair, person: Student | StaffMember | None, places: Mapping[object, str]) -> Offer:
    place = places.get(person.pk, "") if person else ""
    return Offer(str(person or ""), place, pair.old, pair.new)


def _places(students: Iterable[Student], scope: Collection[uuid.UUID] | None) -> dict[object, str]:
    """Return where each student is: number, school and grade; only of schools in ``scope``."""
    found = SchoolMembership.objects.filter(student__in=students, ended_at=None)
    if scope is not None:
        # Where else somebody is, is not for one school's source to tell.
        found = found.filter(school__in=scope)
    return {
        one.student_id: " · ".join(
            filter(None, (one.student.student_number, str(one.school), one.grade))
        )
        for one in found.select_related("student", "school").order_by("id")
    }


def in_words(problems: Sequence[Problem]) -> list[str]:
    """Return what is wrong, with its line, the first ones of many."""
    return [
        str(LINE) % {"line": one.line, "sentence": one.message} if one.line else one.message
        for one in problems[:FAULTS_SHOWN]
    ]
