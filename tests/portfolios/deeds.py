"""What people do that a visitor can see afterwards, and what no visitor can see."""

from collections.abc import Callable
from datetime import datetime
from typing import TypedDict

from django.core.files.uploadedfile import SimpleUploadedFile

from districts.actor import Actor
from districts.models import District, Student
from districts.public_name import PublicNames
from portfolios import actions
from portfolios.actions.looks import note_look
from portfolios.media.receive import received
from portfolios.models import Attachment, Post, Section
from tests import factories as make
from tests.portfolios.pictures import encoded, picture
from tests.portfolios.writing import words
from tests.world import World

type Deed = Callable[[World], object]
"""What somebody does, in the student's portfolio or around it."""


class Done(TypedDict):
    """Who does it, and when."""

    by: Actor
    at: datetime


def mine(world: World) -> Done:
    """By the student."""
    return {"by": world.student.actor, "at": world.now}


def theirs(world: World) -> Done:
    """By the District Admin."""
    return {"by": world.admin.actor, "at": world.now}


def edit(world: World, **more: object) -> Post:
    return actions.edit_post(post_id=world.post.pk, **mine(world), **more)  # type: ignore[arg-type] # a test's


def of_file(world: World, **more: object) -> Post:
    return edit(world, words=words(), changes=actions.FileChanges(**more))  # type: ignore[arg-type] # a test's


def a_photo(world: World) -> object:
    upload = SimpleUploadedFile("kite.png", encoded(picture(40, 30), "PNG"))
    with received([upload], None) as files:
        return edit(world, words=words(), files=files)


def a_link(world: World) -> object:
    return edit(world, words=words(links=(actions.LinkWords("https://example.org/", "Wings"),)))


def it_becomes_ready(world: World) -> object:
    waits = Attachment.objects.get(post=world.post, ready_at=None)
    return actions.process_attachment(attachment_id=waits.pk, at=world.now)


def to_section(world: World) -> object:
    sections = Section.objects.filter(template=world.template).order_by("-position")[:1]
    ids = {one.pk for one in sections}
    return actions.move_post(post_id=world.post.pk, section_ids=ids, **mine(world))


def of_section(what: Callable[..., object], **more: object) -> Deed:
    def deed(world: World) -> object:
        section = Section.objects.filter(template=world.template).order_by("position")[0]
        return what(section_id=section.pk, **theirs(world), **more)

    return deed


def of_template(what: Callable[..., object], **more: object) -> Deed:
    return lambda world: what(template_id=world.template.pk, **theirs(world), **more)


def called(name: str) -> Deed:
    def deed(world: World) -> object:
        draft = actions.TemplateDraft(name=name, student_url_sharing=True)
        return actions.edit_template(template_id=world.template.pk, draft=draft, **theirs(world))

    return deed


def of_student(**columns: object) -> Deed:
    return lambda world: Student.objects.filter(pk=world.student_record.pk).update(**columns)


def by_first_name(world: World) -> object:
    return District.objects.filter(pk=world.district.pk).update(public_names=PublicNames.FIRST)


def summary(world: World) -> object:
    return actions.write_summary(
        portfolio_id=world.portfolio.pk, summary="A year of bridges.", **mine(world)
    )


def delete(world: World) -> object:
    return actions.delete_post(post_id=world.post.pk, **mine(world))


def restore(world: World) -> object:
    return actions.restore_post(post_id=world.post.pk, **mine(world))


def restore_file(world: World) -> object:
    return actions.restore_file(attachment_id=world.photo.pk, **mine(world))


def copy_here(world: World) -> object:
    template = make.TemplateFactory.create(district=world.district)
    other = make.PortfolioFactory.create(template=template, student=world.student_record)
    post = make.PostFactory.create(portfolio=other, author=world.student.user)
    return actions.copy_post(
        post_id=post.pk, portfolio_id=world.portfolio.pk, section_ids=set(), **mine(world)
    )


SEEN: dict[str, list[Deed]] = {
    "a new post": [
        lambda world: actions.add_post(
            portfolio_id=world.portfolio.pk, words=words("Kites"), **mine(world)
        )
    ],
    "a copied post": [copy_here],
    "another title": [lambda world: edit(world, words=words("Bridges"))],
    "another text": [lambda world: edit(world, words=words(body="Of wood."))],
    "a link, and none again": [a_link, lambda world: edit(world, words=words())],
    "a photo, when it is ready": [a_photo, it_becomes_ready],
    "what is to be seen in a photo": [
        lambda world: of_file(world, alts={world.photo.pk: "A bridge"})
    ],
    "its caption": [lambda world: of_file(world, captions={world.photo.pk: "Day one"})],
    "the order of files": [lambda world: of_file(world, order=[world.photo.pk])],
    "a photo taken out and put back": [
        lambda world: of_file(world, removed={world.photo.pk}),
        restore_file,
    ],
    "a post put into another section": [to_section],
    "a post deleted and restored": [delete, restore],
    "the Summary Statement": [summary],
    "the student's display name": [of_student(display_name="Sky")],
    "their name in the SIS": [of_student(first_name="Skylar")],
    "their preferred name": [of_student(preferred_first_name="Sky")],
    "the district's way of naming students": [by_first_name],
    "the title, and the old one again": [called("Growing"), called("Learning")],
    "a section added": [of_template(actions.add_section, name="Wonder")],
    "a section renamed": [of_section(actions.rename_section, name="Wonder")],
    "a section moved": [of_section(actions.step_section, steps=1)],
}

UNSEEN: dict[str, Deed] = {
    "a comment": lambda world: actions.add_comment(
        post_id=world.post.pk, body="Well done.", **mine(world)
    ),
    "a look": lambda world: note_look(
        portfolio_id=world.portfolio.pk, user_id=world.teacher.user.pk, at=world.now
    ),
    "a draft": lambda world: actions.save_draft(
        portfolio_id=world.portfolio.pk, post_id=None, words="title=Kites", **mine(world)
    ),
    "the welcome that was read": lambda world: actions.get_started(
        portfolio_id=world.portfolio.pk, **mine(world)
    ),
    "what no visitor reads of a student": of_student(email="s@example.org", student_number="7"),
    "the post of a classmate": lambda world: make.PostFactory.create(
        portfolio=world.classmate_portfolio
    ),
}
