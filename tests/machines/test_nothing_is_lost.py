"""No sequence of steps loses a student's work, but for what somebody deleted a month ago."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule, run_state_machine_as_test

from districts.models import SchoolMembership, Student
from portfolios import actions
from portfolios.actions import FileChanges, Words
from portfolios.actions.erasing import erase_deleted
from portfolios.actions.sections import remove_section, restore_section
from portfolios.models import Post, Section, TemplateSchool
from tests.machines.work_stage import Stage, Work
from tests.portfolios.writing import DAY, in_draft
from tests.world import World

which = st.integers(min_value=0, max_value=99)
who = st.sampled_from(["student", "teacher"])


class WorkMachine(Stage):
    """Sunny and the teacher work in two portfolios, while the school changes around them."""

    # ------------------------------------------------------------------------ what people do

    @rule(where=which, files=st.integers(0, 2), by=who)
    def write(self, where: int, files: int, by: str) -> None:
        """Write a post with what was put into its draft."""
        place, title = self.portfolio(where).pk, f"Post {len(self.works)}"

        def do() -> None:
            draft = actions.ensure_draft(
                portfolio_id=place, post_id=None, by=self.person(by), at=self.now
            )
            made = [self.stored(in_draft(draft)) for _ in range(files)]
            post = actions.add_post(
                portfolio_id=place,
                words=Words(title, title, DAY),
                by=self.person(by),
                at=self.now,
            )
            self.works[post.pk] = Work(place, title, dict(made))

        self.attempt(place, do)

    @rule(what=which, take_out=st.booleans(), by=who)
    def edit(self, what: int, take_out: bool, by: str) -> None:  # noqa: FBT001 -- drawn
        """Give a post another title, and perhaps take its first file out."""
        if not (found := self.post(what, deleted=False)):
            return
        post, work = found
        title = f"{work.title}'"
        kept = [pk for pk, file in work.files.items() if file.removed_at is None]
        out = set(kept[:1]) if take_out else set()

        def do() -> None:
            actions.edit_post(
                post_id=post,
                words=Words(title, title, DAY),
                changes=FileChanges(removed=out),
                by=self.person(by),
                at=self.now,
            )
            work.title = title
            for pk in out:
                work.files[pk].removed_at = self.now

        self.attempt(work.portfolio, do)

    @rule(what=which, by=who)
    def delete(self, what: int, by: str) -> None:
        """Delete a post."""
        if found := self.post(what, deleted=False):
            post, work = found

            def do() -> None:
                actions.delete_post(post_id=post, by=self.person(by), at=self.now)
                work.deleted_at = self.now

            self.attempt(work.portfolio, do)

    @rule(what=which, by=who)
    def restore(self, what: int, by: str) -> None:
        """Bring a deleted post back."""
        if found := self.post(what, deleted=True):
            post, work = found

            def do() -> None:
                actions.restore_post(post_id=post, by=self.person(by), at=self.now)
                work.deleted_at = None

            self.attempt(work.portfolio, do)

    @rule(what=which)
    def restore_files(self, what: int) -> None:
        """Put back into a post whatever was taken out of it."""
        if not (found := self.post(what, deleted=False)):
            return
        _post, work = found
        out = {pk: file for pk, file in work.files.items() if file.removed_at}

        def do() -> None:
            for pk, file in out.items():
                if file.lives(self.now):
                    actions.restore_file(attachment_id=pk, by=self.person(), at=self.now)
                    file.removed_at = None

        if any(file.lives(self.now) for file in out.values()):
            self.attempt(work.portfolio, do)

    @rule(what=which, sections=st.sets(st.integers(0, 2)))
    def move(self, what: int, sections: set[int]) -> None:
        """Put a post into other sections."""
        if found := self.post(what, deleted=False):
            post, work = found
            chosen = {self.world.sections[number].pk for number in sections}
            self.attempt(
                work.portfolio,
                lambda: actions.move_post(
                    post_id=post, section_ids=chosen, by=self.person(), at=self.now
                ),
            )

    @rule(what=which)
    def copy(self, what: int) -> None:
        """Copy a post into the other portfolio."""
        if not (found := self.post(what, deleted=False)) or self.away:
            return
        post, work = found
        target = next(one for one in self.portfolios if one.pk != work.portfolio)

        def do() -> None:
            made = actions.copy_post(
                post_id=post,
                portfolio_id=target.pk,
                section_ids=set(),
                by=self.person(),
                at=self.now,
            ).post
            copied = self.twins(work, made)
            self.works[made.pk] = Work(target.pk, work.title, copied)

        self.attempt(target.pk, do)

    # ------------------------------------------------------------------- what happens around

    @rule(where=which)
    def template_archived(self, where: int) -> None:
        """End a template."""
        template = self.portfolio(where).template_id
        actions.archive_template(template_id=template, by=self.world.admin.actor, at=self.now)
        self.shut[self.portfolio(where).pk].archived = True

    @rule(where=which)
    def template_published(self, where: int) -> None:
        """Open it again."""
        template = self.portfolio(where).template_id
        actions.publish_template(template_id=template, by=self.world.admin.actor, at=self.now)
        self.shut[self.portfolio(where).pk].archived = False

    @rule(where=which)
    def audience_narrowed(self, where: int) -> None:
        """Make a template one for a school that Sunny does not go to."""
        template = self.portfolio(where).template
        TemplateSchool.objects.get_or_create(
            district=self.world.district, template=template, school=self.world.cedar
        )
        self.shut[self.portfolio(where).pk].narrowed = True

    @rule(where=which)
    def audience_widened(self, where: int) -> None:
        """Make it one for everybody again."""
        TemplateSchool.objects.filter(template=self.portfolio(where).template_id).delete()
        self.shut[self.portfolio(where).pk].narrowed = False

    @rule()
    def student_leaves(self) -> None:
        """Let an import find Sunny no more."""
        student = self.world.student_record.pk
        SchoolMembership.objects.filter(student=student).update(ended_at=self.now)
        Student.objects.filter(pk=student).update(left_at=self.now)
        self.away = True

    @rule()
    def student_comes_back(self) -> None:
        """Let the next import find them again."""
        student = self.world.student_record.pk
        SchoolMembership.objects.filter(student=student).update(ended_at=None)
        Student.objects.filter(pk=student).update(left_at=None)
        self.away = False

    @rule()
    def section_removed(self) -> None:
        """Take the first section away, or bring it back."""
        section = Section.objects.get(pk=self.world.sections[0].pk)
        change = restore_section if section.removed_at else remove_section
        change(section_id=section.pk, by=self.world.admin.actor, at=self.now)

    @rule(days=st.sampled_from([1, 15, 31]))
    def days_pass(self, days: int) -> None:
        """Let every night erase what is due."""
        self.now += timedelta(days=days)
        erase_deleted(at=self.now)

    @rule()
    def everything_opens_again(self) -> None:
        """Bring Sunny back and publish for everybody: all of it can be read, files too."""
        self.student_comes_back()
        for number in range(len(self.portfolios)):
            self.template_published(number)
            self.audience_widened(number)
        kept = [work for work in self.works.values() if work.deleted_at is None]
        assert all(self.is_open(work.portfolio) for work in kept)
        assert {pk for work in kept for pk in work.kept} <= self.files_seen()

    # ----------------------------------------------------------------------------- what holds

    @invariant()
    def everything_is_there(self) -> None:
        """Find every post that must be there, as it was written, with the bytes of its files."""
        alive = {pk: work for pk, work in self.works.items() if work.lives(self.now)}
        rows = Post.objects.in_bulk(list(alive))
        assert rows.keys() == alive.keys()
        for pk, work in alive.items():
            assert (rows[pk].title, rows[pk].body) == (work.title, work.title)
            assert rows[pk].deleted_at == work.deleted_at
            self.look_into_files(rows[pk], work)

    @invariant()
    def whoever_may_open_the_portfolio_reads_it(self) -> None:
        """Show Sunny every kept post of an active portfolio."""
        kept = {pk: work for pk, work in self.works.items() if work.deleted_at is None}
        readable = {pk for pk, work in kept.items() if self.is_open(work.portfolio)}
        if readable:
            assert readable <= self.posts_seen()


@pytest.mark.django_db
def test_no_sequence_of_steps_loses_what_nobody_deleted(world: World) -> None:
    run_state_machine_as_test(
        lambda: WorkMachine(world),  # type: ignore[arg-type] # any callable will do
        settings=settings(
            max_examples=8,
            stateful_step_count=12,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
