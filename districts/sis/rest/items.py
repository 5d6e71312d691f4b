"""From a service's objects to the rows of a OneRoster file.

Each function returns the row without its id, status and date. Nothing else of an object is looked
at: passwords and demographics never get here.
"""

from collections.abc import Callable, Mapping

type Item = Mapping[str, object]
type Row = dict[str, str]


def org(item: Item) -> Row:
    """Return a school or another organisation."""
    return {
        "name": text(item, "name"),
        "type": text(item, "type"),
        "identifier": text(item, "identifier"),
        "parentSourcedId": ref(item.get("parent")),
    }


def session(item: Item) -> Row:
    """Return a term."""
    return {
        "title": text(item, "title"),
        "type": text(item, "type"),
        "startDate": text(item, "startDate")[:10],
        "endDate": text(item, "endDate")[:10],
        "parentSourcedId": ref(item.get("parent")),
        "schoolYear": text(item, "schoolYear"),
    }


def course(item: Item) -> Row:
    """Return a course, whose name a class may have instead of its own."""
    return {
        "schoolYearSourcedId": ref(item.get("schoolYear")),
        "title": text(item, "title"),
        "courseCode": text(item, "courseCode"),
        "grades": words(item.get("grades")),
        "orgSourcedId": ref(item.get("org")),
    }


def group(item: Item) -> Row:
    """Return a class."""
    return {
        "title": text(item, "title"),
        "grades": words(item.get("grades")),
        "courseSourcedId": ref(item.get("course")),
        "classCode": text(item, "classCode"),
        "classType": text(item, "classType"),
        "schoolSourcedId": ref(item.get("school")),
        "termSourcedIds": refs(item.get("terms")),
    }


def seat(item: Item) -> Row:
    """Return who is in which class."""
    return {
        "classSourcedId": ref(item.get("class")),
        "schoolSourcedId": ref(item.get("school")),
        "userSourcedId": ref(item.get("user")),
        "role": text(item, "role"),
        "primary": text(item, "primary").lower(),
        "beginDate": text(item, "beginDate")[:10],
        "endDate": text(item, "endDate")[:10],
    }


def person(item: Item) -> Row:
    """Return a user, with the one role and the schools that 1.1 gives them."""
    return {
        "enabledUser": text(item, "enabledUser").lower() or "true",
        "orgSourcedIds": refs(item.get("orgs")),
        "role": text(item, "role"),
        "username": text(item, "username"),
        "givenName": text(item, "givenName"),
        "familyName": text(item, "familyName"),
        "middleName": text(item, "middleName"),
        "identifier": text(item, "identifier"),
        "email": text(item, "email"),
        "agentSourcedIds": refs(item.get("agents")),
        "grades": words(item.get("grades")),
        "preferredGivenName": text(item, "preferredFirstName") or text(item, "preferredGivenName"),
        "preferredFamilyName": text(item, "preferredLastName") or text(item, "preferredFamilyName"),
        "primaryOrgSourcedId": ref(item.get("primaryOrg")),
    }


def roles(item: Item) -> list[Row]:
    """Return a user's roles: those of 1.2, else the one of 1.1 at each school."""
    found = item.get("roles")
    if isinstance(found, list):
        return [
            {
                "roleType": text(role, "roleType"),
                "role": text(role, "role"),
                "beginDate": text(role, "beginDate")[:10],
                "endDate": text(role, "endDate")[:10],
                "orgSourcedId": ref(role.get("org")),
            }
            for role in found
            if isinstance(role, dict)
        ]
    schools = refs(item.get("orgs")).split(",")
    return [
        {
            "roleType": "primary" if number == 0 else "secondary",
            "role": text(item, "role"),
            "beginDate": "",
            "endDate": "",
            "orgSourcedId": school,
        }
        for number, school in enumerate(schools)
    ]


def text(item: Item, name: str) -> str:
    """Return a value as text; nothing for what is no single value."""
    value = item.get(name)
    if isinstance(value, bool):
        return "true" if value else "false"
    return _writable(str(value)) if isinstance(value, (str, int, float)) else ""


def ref(value: object) -> str:
    """Return the id that a reference names."""
    return text(value, "sourcedId") if isinstance(value, dict) else ""


def refs(value: object) -> str:
    """Return the ids that references name, behind commas as a file has them."""
    return ",".join(filter(None, map(ref, value))) if isinstance(value, list) else ""


def words(value: object) -> str:
    """Return a list of words behind commas; some services send one word instead."""
    if isinstance(value, list):
        return ",".join(_writable(str(word)) for word in value if isinstance(word, (str, int)))
    return _writable(value) if isinstance(value, str) else ""


def state(item: Item) -> str:
    """Return the status as the specification writes it."""
    return text(item, "status").lower()


def commas(item: Item) -> bool:
    """Tell whether an id of a list has a comma in it, so that a file would tell it as two."""
    lists = (item.get(name) for name in ("orgs", "agents", "terms"))
    return any(
        "," in ref(entry) for listed in lists if isinstance(listed, list) for entry in listed
    )


def _writable(value: str) -> str:
    """Return text without what JSON can say and neither a file nor a database can keep."""
    if not value.isascii():
        value = value.encode("utf-8", "replace").decode()
    return value.replace("\0", "").strip()


READERS: dict[str, Callable[[Item], Row]] = {
    "orgs": org,
    "academicSessions": session,
    "courses": course,
    "classes": group,
    "enrollments": seat,
    "users": person,
}
