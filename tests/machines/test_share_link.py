"""Whatever people, gates and the clock do to a link: database, Python, menu and page agree."""

import uuid
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule, run_state_machine_as_test

from districts.models import District
from portfolios import actions as work
from portfolios.models import PortfolioTemplate
from sharing import actions
from sharing.expiry import shown_day
from sharing.models import ShareLink
from sharing.policy import NOTHING, Standing
from sharing.queries import newest_link
from tests.machines.link_model import SHARERS, midnight
from tests.machines.link_stage import Stage
from tests.portfolios.writing import words
from tests.sharing import gates
from tests.world import World

who = st.sampled_from(["student", "teacher", "student", "teacher", "admin", "family", "colleague"])
ZONES = [ZoneInfo(f"America/{name}") for name in ("Vancouver", "St_Johns", "Havana")]
ZONES += [ZoneInfo("Pacific/Auckland"), ZoneInfo("UTC")]
AGES = [timedelta(0), timedelta(seconds=1), timedelta(hours=7), timedelta(days=1)]
AGES += [timedelta(days=days) for days in (30, 90, 304)]
INSTANT = timedelta(microseconds=1)


class ShareLinkMachine(Stage):
    """A new gate is one more name in ``tests.sharing.gates.GATES``."""

    @rule(by=who)
    def open_the_menu(self, by: str) -> None:
        """Press Share: the first time makes the link, and nothing else does."""
        sharing, portfolio = self.sharing, self.world.portfolio.pk
        makes = sharing.makes(by, self.now)
        sees = makes or (sharing.finds(by) and sharing.living is not None)
        row = self.attempt(
            sees if sharing.links else makes,
            lambda: actions.open_menu(portfolio_id=portfolio, by=self.actor(by), at=self.now),
        )
        if not sharing.links:
            self.made(row, self.now)
        elif row is not None:
            assert sharing.shown is not None
            assert row.pk == sharing.shown.pk

    @rule(by=who)
    def reset_expiration(self, by: str) -> None:
        """Reset Expiration: ten months more for a link that is there, expired or not."""
        sharing, portfolio = self.sharing, self.world.portfolio.pk
        row = self.attempt(
            sharing.makes(by, self.now) and sharing.living is not None,
            lambda: actions.reset_expiration(
                portfolio_id=portfolio, by=self.actor(by), at=self.now
            ),
        )
        if row is not None and sharing.living is not None:
            sharing.living.promises.append(self.promise(self.now))
            assert row.token == sharing.living.token

    @rule(by=who, waited=st.sampled_from([0, 0, 1]))
    def new_link(self, by: str, waited: int) -> None:
        """New link: the old one dies; somebody else's may have come first while one waited."""
        sharing, portfolio = self.sharing, self.world.portfolio.pk
        at = self.now - timedelta(seconds=waited)
        row = self.attempt(
            sharing.makes(by, self.now),
            lambda: actions.new_link(portfolio_id=portfolio, by=self.actor(by), at=at),
        )
        self.made(row, at)

    @rule(by=who)
    def turn_off(self, by: str) -> None:
        """Turn off, gates open or not; where nothing is on, it changes nothing."""
        sharing, portfolio, living = self.sharing, self.world.portfolio.pk, self.sharing.living
        allowed = living is None or sharing.finds(by)
        self.attempt(
            allowed,
            lambda: actions.turn_off(portfolio_id=portfolio, by=self.actor(by), at=self.now),
        )
        if living is not None:
            living.closed = allowed

    @rule(by=st.sampled_from(sorted(SHARERS)))
    def look_into_the_menu(self, by: str) -> None:
        """See what one may do, in which state the link is and when it ends."""
        sharing, (may, view) = self.sharing, self.menu(by)
        if not sharing.finds(by):
            assert may == NOTHING
            return
        opens, makes, link = sharing.opens(self.now), sharing.makes(by, self.now), sharing.shown
        assert may == Standing(opens, makes, has_link=sharing.living is not None)
        if link is None or view is None:
            assert (link, view) == (None, None)
            return
        state = link.state(self.now)
        assert view.state == ("blocked" if state == "open" and not opens else state)
        assert view.ends_on == link.last_day(sharing.zone)
        assert (link.token in view.url) == (state == "open" and makes) == bool(view.url)

    @precondition(lambda self: len(self.opens_again) < 2)
    @rule(gate=st.sampled_from(gates.GATES))
    def a_gate_closes(self, gate: str) -> None:
        """Close a gate; two at once at the most, or nearly always nothing would work."""
        if gate not in self.opens_again:
            self.opens_again[gate] = gates.close(self.world, gate)
            self.sharing.shut[gate] = self.now

    @precondition(lambda self: self.opens_again)
    @rule(first=st.booleans())
    def a_gate_opens_again(self, *, first: bool) -> None:
        """Open one of those that were closed."""
        gate = list(self.opens_again)[0 if first else -1]
        self.opens_again.pop(gate)()
        del self.sharing.shut[gate]

    @rule(days=st.sampled_from([0, 1, 60]))
    def the_district_is_patient(self, days: int) -> None:
        """Let links outlive a departure by some days, or by none."""
        District.objects.filter(pk=self.world.district.pk).update(leaver_grace_days=days)
        self.sharing.grace = timedelta(days=days)

    @precondition(lambda self: self.sharing.links)
    @rule()
    def archive_or_take_up_again(self) -> None:
        """Archive the portfolio, or take it up again: an existing link does not mind."""
        self.sharing.archived = not self.sharing.archived
        rows = PortfolioTemplate.objects.filter(pk=self.world.template.pk)
        rows.update(archived_at=self.now if self.sharing.archived else None)

    @rule(seconds=st.sampled_from(AGES))
    def time_goes_on(self, seconds: timedelta) -> None:
        """Let time pass."""
        self.now += seconds

    @precondition(lambda self: self.sharing.links)
    @rule(after=st.sampled_from([-INSTANT, 0 * INSTANT]))
    def the_last_day_is_over(self, after: timedelta) -> None:
        """Go to the end of a link's last day, where it was promised: to the very instant."""
        day, zone = self.sharing.links[-1].promises[-1]
        self.now = max(self.now, midnight(day + timedelta(days=1), zone) + after)

    @rule(zone=st.sampled_from(ZONES))
    def the_district_corrects_its_time_zone(self, zone: ZoneInfo) -> None:
        """Set another time zone: what was promised before stays."""
        self.move_to(zone)

    @precondition(lambda self: self.sharing.makes("student", self.now))
    @rule(number=st.integers(1, 9))
    def the_student_changes_the_post(self, number: int) -> None:
        """Give the post another title: the page that was kept is no longer the page."""
        self.title = f"Bridge number {number}"
        work.edit_post(
            post_id=self.world.post.pk,
            words=words(self.title),
            by=self.actor("student"),
            at=self.now,
        )

    @invariant()
    def database_and_python_say_the_same(self) -> None:
        """Compare the state of every link and its last day, and which of them the menu is about."""
        expected = {link.pk: link.state(self.now) for link in self.sharing.links}
        rows = list(ShareLink.objects.with_state(self.now).filter(portfolio=self.world.portfolio))
        assert {row.pk: row.state(self.now) for row in rows} == expected
        assert {row.pk: vars(row)["state_now"] for row in rows} == expected
        zone, newest = self.sharing.zone, newest_link(self.world.portfolio.pk)
        assert {row.pk: shown_day(row.expires_at, zone) for row in rows} == {
            link.pk: link.last_day(zone) for link in self.sharing.links
        }
        assert (newest and newest.pk) == (self.sharing.shown and self.sharing.shown.pk)

    @invariant()
    def page_and_picture_answer_what_the_rules_say(self) -> None:
        """Ask for the two newest links, be it the same page again or a kept one."""
        for link in self.sharing.links[-2:]:
            expected = self.sharing.answer(link, self.now)
            assert (self.page(link.token), self.picture(link.token)) == (expected, expected)


@pytest.mark.django_db
def test_no_sequence_of_steps_lets_page_menu_and_database_disagree(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_state_machine_as_test(
        lambda: ShareLinkMachine(world, monkeypatch, uuid.uuid4().hex),  # type: ignore[arg-type] # any callable will do
        settings=settings(
            max_examples=20,
            stateful_step_count=30,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
