"""Rows without an order come in any order: whoever relies on one will see."""

import random

import pytest
from django.db.models import Model, QuerySet


def shuffle_what_has_no_order(monkeypatch: pytest.MonkeyPatch) -> None:
    """Shuffle what a queryset without ``order_by`` has fetched."""
    fetch = QuerySet._fetch_all

    def fetch_and_shuffle(self: "QuerySet[Model]") -> None:
        fresh = self._result_cache is None
        fetch(self)
        if fresh and self._result_cache and not self.ordered:
            random.shuffle(self._result_cache)

    monkeypatch.setattr(QuerySet, "_fetch_all", fetch_and_shuffle)
