"""A pull: the collections of a service, written down as a folder of OneRoster files.

From there it goes the way of every package. A collection that came completely is a whole file; one
in doubt is a list of changes, which adds and never removes; one that did not come is absent.
"""

import time
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from districts.sis.rest import items
from districts.sis.rest.client import Client
from districts.sis.rest.collection import Came, fetch
from districts.sis.rest.items import READERS, Item
from districts.sis.rest.provider import Provider
from districts.sis.rest.sheet import Sheet
from districts.sis.rest.wire import Wire

AN_HOUR = 3600.0
# What is asked for, in this order; each is a file, and the name of the list in its answers.
COLLECTIONS = ("orgs", "academicSessions", "courses", "classes", "users", "enrollments")
HERE, ENDED = {"", "active"}, {"tobedeleted", "inactive"}
MODES = {True: "bulk", False: "delta"}
# What 1.2 says in a file of its own.
IN_ROLES = frozenset({"role", "orgSourcedIds"})
ROLES = ("userSourcedId", "roleType", "role", "beginDate", "endDate", "orgSourcedId")


@dataclass(frozen=True, slots=True)
class Pulled:
    """What came of each collection, by name."""

    came: Mapping[str, Came] = field(default_factory=dict)

    @property
    def anything(self) -> bool:
        """Tell whether there is anything to import."""
        return any(came.rows for came in self.came.values())


def pull(
    provider: Provider,
    into: Path,
    *,
    at: datetime,
    seconds: float = AN_HOUR,
    sleep: Callable[[float], None] = time.sleep,
    wire: Wire | None = None,
) -> Pulled:
    """Write everything the service tells into the folder ``into`` and return what came.

    ``seconds`` is how long all of it may take; what has not come by then is in doubt.
    """
    line = wire or Wire(private=provider.private)
    client = Client(provider, line, until=time.monotonic() + seconds, sleep=sleep)
    into.mkdir(parents=True, exist_ok=True)
    with closing(line):
        came = _everything(client, into, changed=f"{at:%Y-%m-%dT%H:%M:%S}.{at:%f}"[:-3] + "Z")
    _manifest(into, came)
    return Pulled(came)


def _everything(client: Client, into: Path, *, changed: str) -> dict[str, Came]:
    return {
        name: _users(client, into, changed=changed)
        if name == "users"
        else _collection(client, into, name, changed=changed)
        for name in COLLECTIONS
    }


def _collection(client: Client, into: Path, name: str, *, changed: str) -> Came:
    sheet = Sheet(into, name, tuple(READERS[name]({})))

    def write(item: Item) -> None:
        sheet.write(items.text(item, "sourcedId"), READERS[name](item))

    take = partial(_take, write=write)
    came = fetch(client, name, (name,), begin=sheet.empty, take=take)
    if came.refused and name == "orgs":
        schools = fetch(client, "schools", ("orgs", "schools"), begin=sheet.empty, take=take)
        if schools.rows:
            why = _("Only schools may be read: nothing is known of what is above them.")
            came = Came(schools.rows, complete=False, why_not=why)
    _finish(came, changed, sheet)
    return came


def _take(item: Item, *, write: Callable[[Item], None]) -> bool:
    """Write an item down unless it has ended; tell whether it could be understood."""
    state = items.state(item)
    if items.commas(item) or state not in HERE | ENDED:
        return False
    if state in HERE:
        write(item)
    return True


def _users(client: Client, into: Path, *, changed: str) -> Came:
    """Read the users; roles that are lists are written into a file of their own, as 1.2 has it.

    Some services answer so on the address of 1.1, too: the data decides. Where all users may not be
    read, students and teachers may; then nothing is known of families, and so nothing counts as
    complete.
    """
    people = Sheet(into, "users", tuple(items.person({})))
    roles = Sheet(into, "roles", ROLES)
    lists: list[bool] = []

    def begin() -> None:
        people.empty()
        roles.empty()

    def write(item: Item) -> None:
        if isinstance(item.get("roles"), list) and not lists:
            lists.append(True)
        _person(people, roles, item)

    take = partial(_take, write=write)
    came = fetch(client, "users", ("users",), begin=begin, take=take)
    if came.refused:
        halves = [
            fetch(client, path, ("users", path), begin=_keep, take=take)
            for path in ("students", "teachers")
        ]
        rows = sum(half.rows for half in halves)
        if rows:
            why = _("Only students and teachers may be read: nothing is known of families.")
            came = Came(rows, complete=False, why_not=why)
    if lists:
        _finish(came, changed, people, without=IN_ROLES)
        _finish(came, changed, roles)
    else:
        _finish(came, changed, people)
        roles.throw_away()
    return came


def _keep() -> None:
    """Begin a second collection behind the first: in a list of changes, rows may repeat."""


def _person(people: Sheet, roles: Sheet, item: Item) -> None:
    name = items.text(item, "sourcedId")
    people.write(name, items.person(item))
    for number, role in enumerate(items.roles(item)):
        roles.write(f"{name}:{number}", {"userSourcedId": name, **role})


def _finish(came: Came, changed: str, sheet: Sheet, without: frozenset[str] = frozenset()) -> None:
    """Keep what came; a whole file without rows would read as if everybody had left."""
    if came.refused or not sheet.rows:
        sheet.throw_away()
    else:
        sheet.close(changed="" if came.complete else changed, without=without)


def _manifest(into: Path, came: Mapping[str, Came]) -> None:
    """Say which files there are and how much each tells."""
    version = "1.2" if (into / "roles.csv").exists() else "1.1"
    lines = ["propertyName,value", "manifest.version,1.0", f"oneroster.version,{version}"]
    for name, one in {**came, "roles": came["users"]}.items():
        there = (into / f"{name}.csv").exists()
        lines.append(f"file.{name},{MODES[one.complete] if there else 'absent'}")
    (into / "manifest.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
