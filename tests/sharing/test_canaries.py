"""Every word of every row is marked, and no mark but those of the page reaches a visitor."""

from collections.abc import Iterator
from itertools import count

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import DatabaseError, models, transaction
from django.test import Client

from portfolios.models import Attachment, MediaKind, Post
from tests import factories as make
from tests.sharing.paths import public_path
from tests.world import World

MARK = "zqx"

SHOWN = {
    *("PortfolioTemplate.name", "Section.name", "Portfolio.summary_html"),
    *("Post.title", "Post.body_html", "PostLink.url", "PostLink.title"),
    *("Attachment.alt", "Attachment.caption"),
    *("Student.first_name", "Student.preferred_first_name", "Student.display_name"),
}
"""What a page is for."""

WORKS = {
    *("Attachment.kind", "Attachment.folder", "Attachment.content_type"),
    *("District.language", "District.public_names", "District.time_zone"),
    *("ShareLink.kid", "FeatureApproval.feature", "SchoolMembership.grade"),
}
"""What is no word but makes the page work."""


@pytest.fixture
def marked(world: World) -> set[str]:
    """Return which columns hold a mark in every row now."""
    post = make.PostFactory.create(portfolio=world.portfolio, title="Deleted", deleted_at=world.now)
    make.CommentFactory.create(post=world.post)
    make.CommentFactory.create(post=post)
    make.DraftFactory.create(portfolio=world.portfolio)
    make.PostLinkFactory.create(post=world.post)
    make.AttachmentFactory.create(
        post=world.post,
        position=1,
        kind=MediaKind.PDF,
        content_type="application/pdf",
        folder="canary",
    )
    for name in (f"{world.photo.folder}/640.webp", "canary/media"):
        if not default_storage.exists(name):
            default_storage.save(name, ContentFile(b"what was made of it"))
    make.PostFactory.create(portfolio=world.classmate_portfolio)
    numbers, done = count(100_000), set()
    for table in apps.get_models():
        for field in table._meta.concrete_fields:
            name = f"{table.__name__}.{field.name}"
            if name not in SHOWN | WORKS and _takes_words(field) and _mark(table, field, numbers):
                done.add(name)
    return done


def test_of_everything_that_is_kept_only_the_page_is_shown(world: World, marked: set[str]) -> None:
    letter = Attachment.objects.get(folder="canary")
    assert marked >= {
        *("Comment.body", "User.email", "User.name", "Student.email", "Student.student_number"),
        *("Student.last_name", "Attachment.original_name", "Portfolio.summary", "Post.body"),
        *("PortfolioTemplate.description", "School.name", "ClassGroup.name", "Draft.words"),
        *("District.name", "FamilyContact.email", "StaffMember.last_name"),
    }
    assert letter.original_name.startswith(MARK)
    path = public_path(world.link)
    ways = [path, *(f"{path}{one.pk}/" for one in world.sections), f"{path}?lang=fr-ca"]
    files = [f"{path}media/{world.photo.pk}/640.webp", f"{path}media/{letter.pk}/file"]
    for way in [*ways, *ways, *files]:
        answer = Client().get(way)
        assert answer.status_code == 200
        told = f"{sorted(answer.items())} {answer.getvalue().decode()}"
        assert MARK not in told.lower()
    assert Post.objects.get(pk=world.post.pk).title in Client().get(path).content.decode()


def _takes_words(field: "models.Field[object, object]") -> bool:
    words = isinstance(field, models.CharField | models.TextField) and not field.primary_key
    return words and not field.generated and not field.is_relation


def _mark(
    table: type[models.Model], field: "models.Field[object, object]", numbers: Iterator[int]
) -> bool:
    """Mark one column of every row; where the database refuses what is no word, leave it."""
    rows = table._default_manager.all()
    try:
        with transaction.atomic():
            for pk in rows.values_list("pk", flat=True):
                value = f"{MARK}{next(numbers)}"
                rows.filter(pk=pk).update(**{field.name: value})
    except DatabaseError:
        return False
    return rows.exists()
