"""The stage of the machine about work: two portfolios, and what should be in them."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count

from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from hypothesis.stateful import RuleBasedStateMachine

from districts.actor import Actor
from portfolios.models import Attachment, Portfolio, Post
from tests import factories as make
from tests.world import World

# Thirty days, and the rest of the last one.
GONE_AFTER = timedelta(days=31)


@dataclass
class File:
    """A file of a post: the bytes somebody put in, and since when it has been taken out."""

    content: bytes
    removed_at: datetime | None = None

    def lives(self, now: datetime) -> bool:
        """Tell whether it must still be stored."""
        return self.removed_at is None or now - self.removed_at < GONE_AFTER


@dataclass
class Work:
    """A post: its title, its portfolio, its files by their ids, and since when it is deleted."""

    portfolio: uuid.UUID
    title: str
    files: dict[uuid.UUID, File] = field(default_factory=dict)
    deleted_at: datetime | None = None

    @property
    def kept(self) -> set[uuid.UUID]:
        """Return the files that nobody took out."""
        return {pk for pk, file in self.files.items() if file.removed_at is None}

    def lives(self, now: datetime) -> bool:
        """Tell whether it must still be there, deleted or not."""
        return self.deleted_at is None or now - self.deleted_at < GONE_AFTER


@dataclass
class Shut:
    """What keeps a portfolio from being active."""

    archived: bool = False
    narrowed: bool = False


class Stage(RuleBasedStateMachine):
    """The world beside the model, and how somebody acts on both."""

    def __init__(self, world: World) -> None:
        """Give Sunny a second portfolio; everything is taken back at the end."""
        super().__init__()
        self.taken_back = transaction.atomic()
        self.taken_back.__enter__()
        self.world, self.now, self.numbers = world, world.now, count()
        second = make.TemplateFactory.create(district=world.district, name="Capstone")
        capstone = make.PortfolioFactory.create(template=second, student=world.student_record)
        self.portfolios: list[Portfolio] = [world.portfolio, capstone]
        self.shut = {portfolio.pk: Shut() for portfolio in self.portfolios}
        self.away = False
        self.works: dict[uuid.UUID, Work] = {}

    def teardown(self) -> None:
        """Leave the world as it was."""
        transaction.set_rollback(True)
        self.taken_back.__exit__(None, None, None)

    def attempt(self, portfolio: uuid.UUID, do: Callable[[], object]) -> None:
        """Do it: it works while the portfolio is active, and else nothing happens."""
        try:
            with transaction.atomic():
                do()
        except PermissionDenied:
            assert not self.is_open(portfolio)
        else:
            assert self.is_open(portfolio)

    def is_open(self, portfolio: uuid.UUID) -> bool:
        """Tell whether the portfolio is active."""
        shut = self.shut[portfolio]
        return not (self.away or shut.archived or shut.narrowed)

    def person(self, name: str = "student") -> Actor:
        """Return the student or the teacher."""
        actor: Actor = getattr(self.world, name).actor
        return actor

    def portfolio(self, where: int) -> Portfolio:
        """Return one of the two portfolios."""
        return self.portfolios[where % len(self.portfolios)]

    def post(self, what: int, *, deleted: bool) -> tuple[uuid.UUID, Work] | None:
        """Return a post that is deleted, or one that is not; None where there is none."""
        found = [
            (pk, work)
            for pk, work in self.works.items()
            if (work.deleted_at is not None) == deleted and work.lives(self.now)
        ]
        return found[what % len(found)] if found else None

    def stored(self, owner: dict[str, object]) -> tuple[uuid.UUID, File]:
        """Store a photo with bytes of its own."""
        number = next(self.numbers)
        content = f"picture {number}".encode()
        made = make.AttachmentFactory.create(
            folder=f"{uuid.uuid4().hex}-{number}", position=number % 20, **owner
        )
        default_storage.save(f"{made.folder}/640.webp", ContentFile(content))
        return made.pk, File(content)

    def twins(self, work: Work, copy: Post) -> dict[uuid.UUID, File]:
        """Return the files of a copy, each with the bytes of the one it was made from."""
        made = {row.folder: row.pk for row in copy.attachments.all()}
        originals = Attachment.objects.filter(pk__in=work.kept)
        return {made[row.folder]: File(work.files[row.pk].content) for row in originals}

    def posts_seen(self) -> set[uuid.UUID]:
        """Return the posts that Sunny can read."""
        return set(Post.objects.visible_to(self.person()).values_list("pk", flat=True))

    def files_seen(self) -> set[uuid.UUID]:
        """Return the files that Sunny can read."""
        return set(
            Attachment.objects.visible_to(self.person()).ready().values_list("pk", flat=True)
        )

    def look_into_files(self, post: Post, work: Work) -> None:
        """Read every file that must still be there."""
        folders = dict(post.attachments.values_list("pk", "folder"))
        for pk, file in work.files.items():
            if file.lives(self.now):
                with default_storage.open(f"{folders[pk]}/640.webp") as stored:
                    assert stored.read() == file.content
