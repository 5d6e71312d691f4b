"""The Summary Statement, when two people write it: the second is shown what the first has saved."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from portfolios.actions import summary_mark
from portfolios.models import Portfolio
from tests.world import World


def page_of(world: World) -> str:
    return reverse("portfolios:summary", kwargs={"portfolio": world.portfolio.pk})


def browser(world: World, who: str) -> Client:
    client = Client()
    client.force_login(getattr(world, who).user)
    return client


def mark_in(html: str) -> str:
    found = re.search(r'name="seen" value="(\w+)"', html)
    assert found is not None
    return found[1]


def now_says(world: World) -> str:
    return Portfolio.objects.values_list("summary", flat=True).get(pk=world.portfolio.pk)


@pytest.mark.parametrize("first_words", ["I build bridges.", ""])
def test_who_saves_second_sees_both_and_decides(world: World, first_words: str) -> None:
    page, student, teacher = page_of(world), browser(world, "student"), browser(world, "teacher")
    Portfolio.objects.filter(pk=world.portfolio.pk).update(summary="Before.")
    begun = mark_in(teacher.get(page).content.decode())
    seen = mark_in(student.get(page).content.decode())
    assert student.post(page, {"summary": first_words, "seen": seen}).status_code == 302

    refused = teacher.post(page, {"summary": "She builds bridges.", "seen": begun})

    html = refused.content.decode()
    assert refused.status_code == 409
    assert "She builds bridges." in html
    assert first_words in html
    assert now_says(world) == first_words
    again = {"summary": "She builds bridges.", "seen": mark_in(html)}
    assert teacher.post(page, again).status_code == 302
    assert now_says(world) == "She builds bridges."


def test_the_same_words_sent_twice_are_no_conflict(world: World) -> None:
    student, page = browser(world, "student"), page_of(world)
    sent = {"summary": "I build bridges.", "seen": summary_mark(world.portfolio.summary)}
    assert [student.post(page, sent).status_code for _ in range(2)] == [302, 302]
