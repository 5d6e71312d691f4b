"""Pages of long lists that go on from a row instead of counting to a number.

Page 2,000 is as fast as page 1, and a row that is added meanwhile moves nothing. The address says
``?after=<id>`` or ``?before=<id>``: an id instead of a name, since addresses end up in histories.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest

PAGE = 50


@dataclass(frozen=True, slots=True)
class KeysetPage[M: Model]:
    """Some rows in order, and the addresses of the pages around them; empty where there is none."""

    rows: list[M]
    previous_url: str = ""
    next_url: str = ""


def page_of[M: Model](
    rows: QuerySet[M],
    request: HttpRequest,
    *,
    among: QuerySet[M],
    by: tuple[str, ...] = ("id",),
    descending: bool = False,
    size: int = PAGE,
) -> KeysetPage[M]:
    """Return the page of ``rows`` that the address asks for; the first for an id nobody has.

    ``by`` are columns, not null, that together are unique and indexed in this order; ``rows`` is
    ordered here. ``among`` are the rows the person may see at all: where to go on is looked up
    there, so that a row which has left the filter meanwhile still marks the place.
    """
    before = _place(among, request.GET.get("before", ""), by)
    after = None if before else _place(among, request.GET.get("after", ""), by)
    start = before or after
    backwards = before is not None
    downwards = descending is not backwards
    found = rows if start is None else rows.filter(_beyond(by, start, downwards=downwards))
    order = [f"-{name}" if downwards else name for name in by]
    shown = list(found.order_by(*order)[: size + 1])
    return _page(request, shown, size, backwards=backwards, begun=start is not None)


def page_in_groups[M: Model](
    rows: QuerySet[M],
    request: HttpRequest,
    *,
    among: QuerySet[M],
    group: tuple[str, Sequence[str]],
    by: tuple[str, ...] = ("id",),
    size: int = PAGE,
) -> KeysetPage[M]:
    """Return the page of ``rows`` that stand group after group, and in each by ``by``.

    ``group`` is a column and its values, in an order that no index knows: one group is asked for
    after the other until the page is full. Rows of other groups are not shown.
    """
    column, values = group
    before = _place(among, request.GET.get("before", ""), (column, *by))
    after = None if before else _place(among, request.GET.get("after", ""), (column, *by))
    start, backwards = before or after, before is not None
    left = list(reversed(values)) if backwards else list(values)
    if start is not None and start[0] in left:
        left = left[left.index(str(start[0])) :]
    shown: list[M] = []
    for value in left:
        found = rows.filter(**{column: value})
        if start is not None and value == start[0]:
            found = found.filter(_beyond(by, start[1:], downwards=backwards))
        order = [f"-{name}" if backwards else name for name in by]
        shown += found.order_by(*order)[: size + 1 - len(shown)]
        if len(shown) > size:
            break
    return _page(request, shown, size, backwards=backwards, begun=start is not None)


def _page[M: Model](
    request: HttpRequest, found: list[M], size: int, *, backwards: bool, begun: bool
) -> KeysetPage[M]:
    """Return the page of what was found in the direction of reading, one row more than shown."""
    more, shown = len(found) > size, found[:size]
    if backwards:
        shown.reverse()
    has_previous, has_next = (more, True) if backwards else (begun, more)
    return KeysetPage(
        shown,
        previous_url=_url(request, "before", shown[0]) if shown and has_previous else "",
        next_url=_url(request, "after", shown[-1]) if shown and has_next else "",
    )


def _place[M: Model](
    among: QuerySet[M], given: str, by: tuple[str, ...]
) -> tuple[object, ...] | None:
    """Return the columns of the row with that id."""
    if not given:
        return None
    try:
        return next(iter(among.filter(pk=given).values_list(*by)[:1]), None)
    except (ValueError, ValidationError):
        return None


def _beyond(by: tuple[str, ...], start: tuple[object, ...], *, downwards: bool) -> Q:
    """Return "sorts after ``start``", spelt so that an index on ``by`` begins at the place."""
    way = "lt" if downwards else "gt"
    condition = Q()
    for index in range(len(by)):
        equal = dict(zip(by[:index], start[:index], strict=True))
        condition |= Q(**equal, **{f"{by[index]}__{way}": start[index]})
    return Q(**{f"{by[0]}__{way}e": start[0]}) & condition


def _url(request: HttpRequest, name: str, row: Model) -> str:
    query = request.GET.copy()
    for other in ("after", "before", "page"):
        query.pop(other, None)
    query[name] = str(row.pk)
    return f"{request.path}?{query.urlencode()}"
