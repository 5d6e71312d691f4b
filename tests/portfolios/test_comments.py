"""Comments: who reads them, who writes them, who takes them away."""

import uuid
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from pytest_django import DjangoAssertNumQueries

from districts.models import AuditEvent
from portfolios import actions
from portfolios.actions.comments import ArchivedError, PostGoneError
from portfolios.models import LONGEST_COMMENT, Comment, Post
from portfolios.policy import can_comment, can_delete_comment
from portfolios.reading.comments import threads
from spacesedu.lib import clock
from tests import factories as make
from tests.portfolios import changes
from tests.portfolios.talking import by, everybody_by_name, read, say
from tests.world import Person, World

# who: reads, writes, deletes their own, deletes somebody else's
TABLE = """
admin       yes yes yes yes
limited     yes yes yes yes
principal   yes yes yes yes
deputy      yes yes yes yes
counsellor  yes yes yes no
teacher     yes yes yes yes
colleague   no  no  no  no
student     yes yes yes no
pupil       no  no  no  no
family      no  no  no  no
reader      yes no  no  no
stranger    no  no  no  no
"""


@pytest.mark.parametrize("line", TABLE.strip().splitlines(), ids=lambda line: line.split()[0])
def test_who_reads_writes_and_takes_away(world: World, line: str) -> None:
    name, *expected = line.split()
    who = everybody_by_name(world)[name]
    said = make.CommentFactory.create(post=world.post)
    own = make.CommentFactory.create(post=world.post, author=who.user)

    found = (
        bool(read(who, world.post)),
        may_say(who, world.post),
        may_delete(who, own),
        may_delete(who, said),
    )
    assert ["yes" if one else "no" for one in found] == expected


def may_say(who: Person, post: Post) -> bool:
    """Try it, and find the policy of the same mind."""
    try:
        say(who, post)
    except PermissionDenied:
        done = False
    else:
        done = True
    assert can_comment(who.actor, post.portfolio) is done
    return done


def may_delete(who: Person, comment: Comment) -> bool:
    """Try it, and find the button there just when it works."""
    shown = [one for one in read(who, comment.post) if one.id == comment.pk]
    try:
        actions.delete_comment(comment_id=comment.pk, **by(who))
    except PermissionDenied:
        done = False
    else:
        done = True
    assert any(one.delete_url for one in shown) is done
    return done


def test_a_comment_says_who_wrote_it_in_which_role_and_when(world: World) -> None:
    say(world.teacher, world.post, "What would you change?")
    say(world.student, world.post, "The middle.\n\nIt sags.")

    asked, answered = read(world.student, world.post)
    assert (asked.author, asked.role) == (str(world.teacher.user), "Teacher")
    assert (answered.author, answered.role) == (str(world.student_record), "Student")
    assert answered.body == "The middle.\n\nIt sags."
    assert asked.at == clock.wall_time(
        Comment.objects.get(pk=asked.id).created_at, world.district.zone
    )


def test_whoever_was_a_teacher_when_they_wrote_stays_one(world: World) -> None:
    say(world.teacher, world.post)
    world.teacher_record.deactivated_at = clock.now()
    world.teacher_record.save()

    assert [one.role for one in read(world.student, world.post)] == ["Teacher"]


def test_somebody_whose_account_is_gone_is_not_named(world: World) -> None:
    make.CommentFactory.create(post=world.post, author=None)
    assert read(world.student, world.post)[0].author == "Somebody whose account is gone"


@pytest.mark.parametrize("posts", [1, 40])
def test_all_threads_of_a_page_are_one_question(
    world: World, posts: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    rows = [make.PostFactory.create(portfolio=world.portfolio) for _ in range(posts)]
    ids = [make.CommentFactory.create(post=post).post_id for post in rows]

    with django_assert_num_queries(1):
        assert len(threads(world.teacher.actor, ids)) == posts
    with django_assert_num_queries(0):
        assert threads(world.family.actor, ids) == {}


def test_the_same_form_sent_twice_is_one_comment(world: World) -> None:
    form = uuid.uuid4()
    for _ in range(2):
        actions.add_comment(
            post_id=world.post.pk,
            body="Well built!",
            sent_as=form,
            by=world.teacher.actor,
            at=clock.now(),
        )
    assert len(read(world.student, world.post)) == 1


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        ("", "Write something first."),
        (" \n\u202e ", "Write something first."),
        ("x" * (LONGEST_COMMENT + 1), "A comment may have 2,000 characters; this one has 2,001."),
    ],
)
def test_what_is_no_comment_is_refused_with_a_reason(
    world: World, body: str, sentence: str
) -> None:
    with pytest.raises(actions.CommentRefusedError, match=f"^{sentence}$"):
        say(world.student, world.post, body)


def test_a_line_break_counts_once_however_it_is_sent(world: World) -> None:
    said = say(world.student, world.post, "\r\n".join("x" * (LONGEST_COMMENT // 2)))
    assert len(said.body) == LONGEST_COMMENT - 1


def test_in_an_archived_portfolio_comments_are_read_and_none_is_added(world: World) -> None:
    said = say(world.teacher, world.post)
    changes.archive_template(world)

    assert len(read(world.student, world.post)) == 1
    with pytest.raises(ArchivedError):
        say(world.student, world.post)
    assert not can_comment(world.student.actor, world.portfolio)
    assert can_delete_comment(world.teacher.actor, said)


def test_comments_go_with_their_post_and_come_back_with_it(world: World) -> None:
    say(world.teacher, world.post)
    actions.delete_post(post_id=world.post.pk, **by(world.student))
    assert read(world.teacher, world.post) == ()
    with pytest.raises(PostGoneError):
        say(world.teacher, world.post, "Where is it?")

    actions.restore_post(post_id=world.post.pk, **by(world.student))
    assert len(read(world.teacher, world.post)) == 1


def test_a_deleted_comment_comes_back_as_it_was(world: World) -> None:
    said = say(world.student, world.post, "The middle sags.")
    for _ in range(2):
        actions.delete_comment(comment_id=said.pk, **by(world.student))
    assert read(world.teacher, world.post) == ()

    for _ in range(2):
        actions.restore_comment(comment_id=said.pk, **by(world.student))
    assert [one.body for one in read(world.teacher, world.post)] == ["The middle sags."]
    verbs = AuditEvent.objects.filter(subject_id=str(said.pk)).order_by("id")
    assert [event.verb for event in verbs] == [
        *("comment.added", "comment.deleted", "comment.restored"),
    ]


def test_what_a_teacher_took_away_its_author_cannot_put_back(world: World) -> None:
    said = say(world.student, world.post, "Not so nice.")
    actions.delete_comment(comment_id=said.pk, **by(world.teacher))

    with pytest.raises(PermissionDenied):
        actions.restore_comment(comment_id=said.pk, **by(world.student))
    actions.restore_comment(comment_id=said.pk, **by(world.principal))
    assert len(read(world.student, world.post)) == 1


def test_what_its_author_took_back_nobody_else_puts_up_again(world: World) -> None:
    said = say(world.student, world.post, "Not so nice.")
    actions.delete_comment(comment_id=said.pk, **by(world.student))

    for who in (world.teacher, world.principal, world.admin):
        with pytest.raises(PermissionDenied):
            actions.restore_comment(comment_id=said.pk, **by(who))


def test_new_is_what_others_said_since_the_reader_looked(world: World) -> None:
    now = clock.now()
    say(world.teacher, world.post, "Old", at=now - timedelta(days=2))
    say(world.teacher, world.post, "Mine or not", at=now)

    def new_to(who: Person) -> list[bool]:
        found = threads(who.actor, [world.post.pk], since=now - timedelta(days=1))
        return [one.is_new for one in found[world.post.pk]]

    assert new_to(world.student) == [False, True]
    assert new_to(world.teacher) == [False, False]
    assert [one.is_new for one in read(world.student, world.post)] == [False, False]
