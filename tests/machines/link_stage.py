"""The stage of the machine about links: a portfolio, its public page, and a clock to be moved."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.test import Client
from hypothesis.stateful import RuleBasedStateMachine

from districts.actor import Actor
from districts.models import District
from sharing.actions import NotShareable
from sharing.menu import LinkView, link_view
from sharing.models import ShareLink
from sharing.policy import Standing, standing
from sharing.queries import newest_link
from spacesedu.lib import clock, valkey
from tests.machines.link_model import Link, Sharing, ten_months_after
from tests.world import World

BEGIN = datetime(2026, 8, 31, 18, 0, tzinfo=UTC)
VANCOUVER = ZoneInfo("America/Vancouver")


class Stage(RuleBasedStateMachine):
    """The world beside the model; what is not there yet is the link."""

    def __init__(self, world: World, monkeypatch: pytest.MonkeyPatch, run: str) -> None:
        """Begin on the last day of August; everything is taken back at the end."""
        super().__init__()
        self.taken_back = transaction.atomic()
        self.taken_back.__enter__()
        self.world, self.now, self.opens_again = world, BEGIN, {}
        # Each run counts its versions from the same number, so it keeps pages of its own.
        monkeypatch.setattr(valkey, "NAMESPACE", run)
        monkeypatch.setattr(clock, "now", lambda: self.now)
        ShareLink.objects.filter(portfolio=world.portfolio).delete()
        self.sharing = Sharing(VANCOUVER)
        self.move_to(VANCOUVER)
        self.title = world.post.title
        picture = f"{world.photo.folder}/640.webp"
        if not default_storage.exists(picture):
            default_storage.save(picture, ContentFile(b"a picture"))

    opens_again: dict[str, Callable[[], object]]

    def teardown(self) -> None:
        """Leave the world as it was."""
        transaction.set_rollback(True)
        self.taken_back.__exit__(None, None, None)

    def move_to(self, zone: ZoneInfo) -> None:
        """Set the time zone of the district."""
        District.objects.filter(pk=self.world.district.pk).update(time_zone=zone.key)
        self.world.portfolio.district.time_zone = zone.key
        self.sharing.zone = zone

    def actor(self, who: str) -> Actor:
        """Return who presses."""
        actor: Actor = getattr(self.world, who).actor
        return actor

    def attempt[T](self, allowed: bool, action: Callable[[], T]) -> T | None:  # noqa: FBT001 -- a test's
        """Do it; what the rules refuse is refused."""
        try:
            with transaction.atomic():
                done = action()
        except NotShareable:
            assert not allowed
            return None
        assert allowed
        return done

    def made(self, row: ShareLink | None, at: datetime) -> None:
        """Write down a link that was made at ``at``, and that it replaces the one before."""
        if row is None:
            return
        for link in self.sharing.links:
            link.closed = True
        token = row.token
        assert token is not None
        self.sharing.links.append(Link(row.pk, token, [self.promise(at)]))

    def promise(self, at: datetime) -> tuple[date, ZoneInfo]:
        """Return the last day of what is made or reset at ``at``."""
        return ten_months_after(at.astimezone(self.sharing.zone).date()), self.sharing.zone

    def page(self, token: str) -> int:
        """Open the public page as a visitor; where it opens, it shows the post as it is now."""
        answer = Client().get(f"/s/{token}/")
        assert (self.title in answer.content.decode()) == (answer.status_code == 200)
        return answer.status_code

    def picture(self, token: str) -> int:
        """Open a picture of the page, read to its end."""
        answer = Client().get(f"/s/{token}/media/{self.world.photo.pk}/640.webp")
        assert (answer.getvalue() == b"a picture") == (answer.status_code == 200)
        return answer.status_code

    def menu(self, who: str) -> tuple[Standing, LinkView | None]:
        """Return what somebody may do with the link, and what the menu says of it."""
        may = standing(self.actor(who), self.world.portfolio.pk, self.now)
        portfolio = self.world.portfolio
        return may, link_view(portfolio, newest_link(portfolio.pk), may, self.now)
