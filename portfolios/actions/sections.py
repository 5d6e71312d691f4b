"""The sections of a template: added, renamed, put in order, removed and brought back.

All of them lock the template first, so two people who change one template take turns.
"""

import uuid
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from districts.actor import Actor
from portfolios import text
from portfolios.actions.template_ground import (
    TooManySectionsError,
    district_of,
    locked_template,
    note,
)
from portfolios.models import MAX_SECTIONS, PostSection, Section


class SectionNameTakenError(Exception):
    """A second section of one name."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__(_("There is a section of that name already."))


class SectionMovedError(Exception):
    """Somebody else has renamed the section since the person looked."""

    def __init__(self, name: str) -> None:
        """Say how it is called now."""
        super().__init__(
            _("Somebody else has called this section “%(name)s” meanwhile.") % {"name": name}
        )
        self.name = name


@transaction.atomic
def add_section(*, template_id: uuid.UUID, name: str, by: Actor, at: datetime) -> Section:
    """Add a section at the end."""
    template = locked_template(template_id, by=by)
    rows = _rows(template_id)
    if len(rows) >= MAX_SECTIONS:
        raise TooManySectionsError
    words = _free_name(name, rows)
    made = Section.objects.create(
        district_id=template.district_id, template=template, name=words, position=len(rows)
    )
    _put_in_order([*rows, made])
    note("section.added", template, by=by, at=at, section=str(made.pk))
    return made


@transaction.atomic
def rename_section(
    *, section_id: uuid.UUID, name: str, seen: str | None = None, by: Actor, at: datetime
) -> Section:
    """Call a section something else; its posts and its address stay.

    ``seen`` is the name the person looked at; ``SectionMovedError`` when it is another by now.
    """
    section = _locked(section_id, by=by)
    if seen is not None and seen != section.name:
        raise SectionMovedError(section.name)
    words = _free_name(name, [one for one in _rows(section.template_id) if one != section])
    if words != section.name:
        section.name = words
        section.save(update_fields=["name"])
        note("section.renamed", section.template, by=by, at=at, section=str(section.pk))
    return section


@transaction.atomic
def move_section(*, section_id: uuid.UUID, to: int, by: Actor, at: datetime) -> Section:
    """Put a section at place ``to``, counted from 0; beyond either end is that end."""
    section = _locked(section_id, by=by)
    return _put(section, _rows(section.template_id), to, by=by, at=at)


@transaction.atomic
def step_section(*, section_id: uuid.UUID, steps: int, by: Actor, at: datetime) -> Section:
    """Move a section up (-1) or down (1) from the place it has now."""
    section = _locked(section_id, by=by)
    rows = _rows(section.template_id)
    return _put(section, rows, rows.index(section) + steps, by=by, at=at)


@transaction.atomic
def remove_section(
    *, section_id: uuid.UUID, into: uuid.UUID | None = None, by: Actor, at: datetime
) -> Section:
    """Take a section away; its posts stay under Home, and come into section ``into`` if one is.

    Which posts were in it is kept, so that they are in it again when it comes back.
    """
    section = _locked(section_id, by=by)
    if into is not None:
        others = Section.objects.filter(template=section.template_id, removed_at=None)
        _put_posts(section, others.exclude(pk=section.pk).get(pk=into))
    section.removed_at = at
    section.save(update_fields=["removed_at"])
    _put_in_order(_rows(section.template_id))
    note("section.removed", section.template, by=by, at=at, section=str(section.pk))
    return section


@transaction.atomic
def restore_section(*, section_id: uuid.UUID, by: Actor, at: datetime) -> Section:
    """Bring a removed section back to the place it had, with its posts.

    Those that were put into another section when it went leave that one again.
    """
    section = _locked(section_id, by=by, removed=True)
    if section.removed_at is None:
        return section
    rows = _rows(section.template_id)
    if len(rows) >= MAX_SECTIONS:
        raise TooManySectionsError(
            _(
                "A template can have %(most)d sections. Remove another one first, then bring this "
                "one back."
            )
        )
    _free_name(section.name, rows)
    section.removed_at = None
    section.save(update_fields=["removed_at"])
    rows.insert(min(section.position, len(rows)), section)
    _put_in_order(rows)
    section.moved_rows.all().delete()
    note("section.restored", section.template, by=by, at=at, section=str(section.pk))
    return section


def _locked(section_id: uuid.UUID, *, by: Actor, removed: bool = False) -> Section:
    """Return the section as it is once its template is ours."""
    here = Section.objects.filter(district_id=district_of(by))
    template_id = here.values_list("template_id", flat=True).get(pk=section_id)
    template = locked_template(template_id, by=by)
    rows = here if removed else here.filter(removed_at=None)
    section = rows.get(pk=section_id)
    section.template = template
    return section


def _put_posts(section: Section, into: Section) -> None:
    posts = section.post_rows.values_list("post_id", flat=True)
    rows = [
        PostSection(district_id=section.district_id, post_id=post, section=into, moved_from=section)
        for post in posts
    ]
    PostSection.objects.bulk_create(rows, ignore_conflicts=True)


def _put(section: Section, rows: list[Section], to: int, *, by: Actor, at: datetime) -> Section:
    before = rows.index(section)
    moved = rows.pop(before)
    rows.insert(max(0, min(to, len(rows))), moved)
    if rows.index(section) != before:
        _put_in_order(rows)
        note("section.moved", section.template, by=by, at=at, section=str(section.pk))
    return moved


def _rows(template_id: uuid.UUID) -> list[Section]:
    return list(Section.objects.filter(template=template_id, removed_at=None).order_by("position"))


def _put_in_order(rows: list[Section]) -> None:
    """Give every row its place; that no two are at one is looked at when all is done."""
    for place, row in enumerate(rows):
        row.position = place
    Section.objects.bulk_update(rows, ["position"])


def _free_name(name: str, others: list[Section]) -> str:
    words = text.clean(name)
    if words.casefold() in {one.name.casefold() for one in others}:
        raise SectionNameTakenError
    return words
