"""Which parameters of its address a page looks at."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.http import QueryDict
from django.utils.functional import cached_property


class Watched(QueryDict):
    """A query that notes what it is asked for by name.

    Whoever takes all of it, to write it into a link, looks at nothing in particular.
    """

    looked_at: set[str] | None = None

    def __getitem__(self, key: str) -> Any:  # noqa: ANN401 -- as in the stubs
        """Note it, as ``get`` does too."""
        self._note(key)
        return super().__getitem__(key)

    def __contains__(self, key: object) -> bool:
        """Note it: whether it is there is an answer as well."""
        self._note(str(key))
        return super().__contains__(key)

    def getlist(self, key: str, default: Any = None) -> Any:  # noqa: ANN401 -- as in the stubs
        """Note it."""
        self._note(key)
        return super().getlist(key, default)

    def items(self) -> Any:  # noqa: ANN401 -- as in the stubs
        """Hand out all of it, unnoted."""
        return ((key, values[-1]) for key, values in self.lists())

    def dict(self) -> Any:  # noqa: ANN401 -- as in the stubs
        """Hand out all of it, unnoted."""
        return dict(self.items())

    def _note(self, key: str) -> None:
        if self.looked_at is not None:
            self.looked_at.add(key)


@contextmanager
def watching() -> Iterator[set[str]]:
    """Collect the names of the parameters that are looked at meanwhile."""
    looked_at: set[str] = set()

    def watched(request: WSGIRequest) -> object:
        query: Any = Watched(request.META.get("QUERY_STRING", ""))
        query.looked_at = looked_at
        return query

    with pytest.MonkeyPatch.context() as patch:
        once = cached_property(watched)
        once.__set_name__(WSGIRequest, "GET")
        patch.setattr(WSGIRequest, "GET", once)
        yield looked_at
