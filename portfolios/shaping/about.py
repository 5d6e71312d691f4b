"""What a template says about itself to students: full screen at first, later by the i button."""

import uuid
from dataclasses import dataclass

from portfolios import text
from portfolios.frozen import FileView, PhotoView, RecordingView
from portfolios.models import Attachment, MediaKind, PortfolioTemplate
from portfolios.reading.exhibits import RECORDINGS, file_view, photo_views, recording_views


@dataclass(frozen=True, slots=True)
class AboutView:
    """The description with its attachments; only files that are ready."""

    title: str
    description_html: str
    photos: tuple[PhotoView, ...]
    recordings: tuple[RecordingView, ...]
    files: tuple[FileView, ...]


def about(template: PortfolioTemplate, media: str) -> AboutView:
    """Return what is said of a template; ``media`` is the address below which its files lie."""
    shown = list(Attachment.objects.ready().filter(template=template))
    return AboutView(
        title=template.name,
        description_html=text.html(template.description),
        photos=photo_views((one for one in shown if one.kind == MediaKind.PHOTO), media),
        recordings=recording_views((one for one in shown if one.kind in RECORDINGS), media),
        files=tuple(
            file_view(one, media)
            for one in shown
            if one.kind not in RECORDINGS and one.kind != MediaKind.PHOTO
        ),
    )


def says_something(template: PortfolioTemplate) -> bool:
    """Tell whether there is anything to read or open before one begins."""
    return (
        bool(template.description) or Attachment.objects.ready().filter(template=template).exists()
    )


def file_of(template: PortfolioTemplate, attachment_id: uuid.UUID) -> Attachment | None:
    """Return a file of the description that may be shown."""
    return Attachment.objects.ready().filter(template=template, pk=attachment_id).first()
