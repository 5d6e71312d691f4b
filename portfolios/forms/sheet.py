"""The whole form of a post: its words, its links and its files, sent as one."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.forms import BoundField
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from portfolios.actions import LinkWords
from portfolios.forms.links import LinksForm, typed_links
from portfolios.forms.media import MediaForm
from portfolios.forms.post import PostForm
from portfolios.media.refusal import MediaRefusedError
from portfolios.models import Section
from portfolios.storage.room import NoRoomError
from portfolios.writing.origin import version
from portfolios.writing.reads import Kept, Place


class Sheet:
    """Three forms that are valid together, and whose errors are summed up together."""

    def __init__(
        self,
        place: Place,
        kept: Kept,
        data: QueryDict | None = None,
        files: "MultiValueDict[str, UploadedFile[bytes]] | None" = None,
        *,
        sections: Iterable[Section],
        today: date,
        section: str = "",
    ) -> None:
        """Begin with what was sent, else with what was kept, else with the post."""
        self.kept = kept
        self.post = PostForm(
            data,
            files,
            sections=sections,
            today=today,
            post=place.post,
            kept=kept.words,
            opened_from=version(kept.draft),
            section=section,
        )
        self.links = LinksForm(data, shown=_links(place, kept))
        self.media = MediaForm(data, attachments=kept.files, kept=kept.words)
        self._parts = (self.post, self.links, self.media)
        self._refused = False

    def is_valid(self) -> bool:
        """Tell whether all of it can be taken; every part is looked at."""
        return all([part.is_valid() for part in self._parts])  # noqa: C419 -- no short cut

    def refuse_files(self, refused: MediaRefusedError | NoRoomError) -> None:
        """Say at the files why they are not taken, all of them."""
        self._refused = True
        reason = refused.refusal.label if isinstance(refused, MediaRefusedError) else str(refused)
        self.post.add_error("uploads", str(reason))

    def taken(self) -> "list[UploadedFile[bytes]]":
        """Return the files that came along and can be kept."""
        return [] if self._refused else self.post.taken()

    @property
    def errors(self) -> dict[str, Any]:
        """Return all errors by field, for the sum of them on top."""
        return {name: said for part in self._parts for name, said in part.errors.items()}

    def non_field_errors(self) -> list[str]:
        """Return what is wrong with no field of its own."""
        return [str(said) for part in self._parts for said in part.non_field_errors()]

    def visible_fields(self) -> Iterator[BoundField]:
        """Yield the fields in the order of the page."""
        for part in self._parts:
            yield from part.visible_fields()


def _links(place: Place, kept: Kept) -> list[LinkWords]:
    if kept.words is not None:
        return typed_links(kept.words)
    if place.post is None:
        return []
    return [LinkWords(link.url, link.title) for link in place.post.links.all()]
