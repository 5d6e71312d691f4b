"""The harness, switched on for every test."""

import gc
from collections.abc import Iterator

import pytest
from django.template import engines
from pytest_django import DjangoDbBlocker

from tests.harness import asking, fresh, order, undefined


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """Look for garbage seldom, and not in what was imported and collected: a tenth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@pytest.fixture(autouse=True, scope="session")
def _undefined_template_variables_fail(
    django_test_environment: None, django_db_blocker: DjangoDbBlocker
) -> None:
    engines["django"].engine.string_if_invalid = undefined.Undefined()  # type: ignore[attr-defined]


@pytest.fixture(autouse=True, scope="session")
def _whoever_is_signed_in_has_just_shown_who_they_are(django_test_environment: None) -> None:
    fresh.everybody_is_fresh()


@pytest.fixture(autouse=True)
def _unordered_rows_come_in_any_order(monkeypatch: pytest.MonkeyPatch) -> None:
    order.shuffle_what_has_no_order(monkeypatch)


@pytest.fixture(autouse=True)
def _the_frame_does_not_ask_for_the_view(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    asking.keep_the_frame_apart(monkeypatch)
    yield
    asking.forget()
