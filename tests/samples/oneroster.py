"""A small OneRoster package, in each version, whole or as changes: two schools and their people."""

import csv
import io
import random
import zipfile
from collections.abc import Callable, Iterable
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path

from districts.sis.oneroster.files import FILES

type Row = dict[str, str]

VERSIONS = ("1.0", "1.1", "1.2")
CHANGED = "2025-10-02T08:00:00.000Z"
LATER_ONLY = {"preferredGivenName", "preferredFamilyName", "primaryOrgSourcedId"}


@dataclass
class Sample:
    """The rows of each file, how much each tells, and how to write it down.

    ``modes`` is what the manifest says; without ``version`` there is no manifest.
    """

    version: str
    files: dict[str, list[Row]] = field(default_factory=dict)
    modes: dict[str, str] = field(default_factory=dict)
    headers: dict[str, list[str]] = field(default_factory=dict)
    manifest: bool = True

    def rows(self, name: str) -> list[Row]:
        """Return a file's rows, to be changed."""
        return self.files[name]

    def of(self, name: str, **matching: str) -> Row:
        """Return the first row of a file in which every given column has that value."""
        return next(row for row in self.rows(name) if matching.items() <= row.items())

    def drop(self, name: str, when: Callable[[Row], bool]) -> None:
        """Take rows out of a file."""
        self.files[name] = [row for row in self.rows(name) if not when(row)]

    def without(self, name: str) -> None:
        """Leave a file out, as its manifest says."""
        del self.files[name]
        self.modes[name] = "absent"

    def changes(
        self, *wanted: tuple[str, str], status: str = "active", at: str = CHANGED
    ) -> "Sample":
        """Return a package of changes: the rows with these ids, each (file, id), as they are."""
        other = Sample(self.version, headers=deepcopy(self.headers))
        for name, source_id in wanted:
            row = dict(self.of(name, sourcedId=source_id), status=status, dateLastModified=at)
            other.files.setdefault(name, []).append(row)
        other.modes = {name: "delta" if name in other.files else "absent" for name in self.files}
        return other

    def shuffled(self, seed: random.Random) -> "Sample":
        """Return the same package with everything in another order, some rows twice."""
        other = deepcopy(self)
        for name, rows in other.files.items():
            rows.extend(seed.sample(rows, k=min(2, len(rows))))
            seed.shuffle(rows)
            seed.shuffle(other.headers[name])
        names = seed.sample(sorted(other.files), k=len(other.files))
        other.files = {name: other.files[name] for name in names}
        return other

    def texts(self) -> dict[str, str]:
        """Return the files as they are written, by name."""
        found = {f"{name}.csv": _csv(self.headers[name], rows) for name, rows in self.files.items()}
        if self.manifest:
            lines = [
                {"propertyName": "manifest.version", "value": "1.0"},
                {"propertyName": "oneroster.version", "value": self.version},
                *({"propertyName": f"file.{n}", "value": mode} for n, mode in self.modes.items()),
            ]
            found["manifest.csv"] = _csv(["propertyName", "value"], lines)
        return found

    def write(self, folder: Path) -> Path:
        """Write the files, loose."""
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in self.texts().items():
            (folder / name).write_text(text, newline="")
        return folder

    def zipped(self, path: Path) -> Path:
        """Write the files into one zip."""
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, text in self.texts().items():
                archive.writestr(name, text)
        return path


def sample(version: str = "1.1") -> Sample:
    """Return 8 students at two schools, with staff, classes and families, all files whole.

    s0 to s3 are at Maple (code 100, the class c1 of t1), s4 to s7 at Oak (200, c2 of t2; nobody is
    in c3). a1 is the principal of Maple, x1 an aide there. s0 names their adult p0, p1 names the
    child s1, s2 and p2 name each other, p3 is the adult of s3 and s4; s5 names the teacher t2, who
    is no family.
    """
    files = {
        "orgs": [
            _row("d", name="District", type="district", identifier="900"),
            _row("maple", name="Maple", type="school", identifier="100", parentSourcedId="d"),
            _row("oak", name="Oak", type="school", identifier="200", parentSourcedId="d"),
        ],
        "academicSessions": [
            _row("fall", title="Fall", type="term", startDate="2025-09-02", endDate="2026-01-31"),
            _row(
                "spring", title="Spring", type="term", startDate="2026-02-01", endDate="2026-06-27"
            ),
        ],
        "classes": [_class("c1", "maple"), _class("c2", "oak"), _class("c3", "oak")],
        "users": list(_people()),
        "enrollments": list(_seats()),
    }
    sample = Sample(version, files)
    if version == "1.2":
        files["roles"] = [_role(user) for user in files["users"]]
    sample.headers = {
        spec.name.removesuffix(".csv"): _headers(spec.name, version) for spec in FILES
    }
    sample.modes = dict.fromkeys(files, "bulk") | {"courses": "absent", "demographics": "absent"}
    sample.manifest = version != "1.0"
    return sample


def _people() -> Iterable[Row]:
    agents = {"s0": "p0", "s2": "p2", "s5": "t2"}
    for number in range(8):
        name = f"s{number}"
        yield _user(
            name,
            "student",
            "maple" if number < 4 else "oak",
            identifier=f"90{number}",
            grades=f"{number + 1:02}",
            agentSourcedIds=agents.get(name, ""),
            preferredGivenName="Nia" if name == "s0" else "",
        )
    yield _user("t1", "teacher", "maple,d")
    yield _user("t2", "teacher", "oak")
    yield _user("a1", "administrator", "maple")
    yield _user("x1", "aide", "maple")
    for name, children in {"p0": "", "p1": "s1", "p2": "s2", "p3": "s3,s4"}.items():
        yield _user(name, "parent", "d", agentSourcedIds=children)


def _user(name: str, role: str, orgs: str, **more: str) -> Row:
    return _row(
        name,
        enabledUser="true",
        orgSourcedIds=orgs,
        role=role,
        username=name,
        givenName=f"Élodie-{name}",
        familyName="Tremblay",
        email=f"{name}@people.example",
        primaryOrgSourcedId=orgs.split(",", maxsplit=1)[0],
        **more,
    )


def _role(user: Row) -> Row:
    role = {"administrator": "principal"}.get(user["role"], user["role"])
    return _row(
        f"r-{user['sourcedId']}",
        userSourcedId=user["sourcedId"],
        roleType="primary",
        role=role,
        beginDate="2025-08-01",
        orgSourcedId=user["orgSourcedIds"].split(",")[0],
    )


def _class(name: str, school: str) -> Row:
    return _row(
        name,
        title=f"Division {name}",
        grades="01",
        courseSourcedId="never-sent",
        classType="homeroom",
        schoolSourcedId=school,
        termSourcedIds="fall,spring",
    )


def _seats() -> Iterable[Row]:
    seats = [(f"s{number}", "c1" if number < 4 else "c2", "student") for number in range(8)]
    for person, name, role in [*seats, ("t1", "c1", "teacher"), ("t2", "c2", "teacher")]:
        yield _row(
            f"e-{person}",
            classSourcedId=name,
            schoolSourcedId="maple" if name == "c1" else "oak",
            userSourcedId=person,
            role=role,
            primary="true" if role == "teacher" else "",
        )


def _row(source_id: str, **values: str) -> Row:
    return {"sourcedId": source_id, **values}


def _headers(name: str, version: str) -> list[str]:
    """Return a file's columns: 1.0 has other names for some, 1.2 none for roles at the user."""
    [spec] = (spec for spec in FILES if spec.name == name)
    columns = [column.header for column in spec.columns]
    if name != "users.csv":
        return columns
    missing = {"role", "orgSourcedIds"} if version == "1.2" else LATER_ONLY
    return [header for header in columns if header not in {*missing, "password"}]


def _csv(headers: list[str], rows: Iterable[Row]) -> str:
    out = io.StringIO()
    writer = csv.DictWriter(out, headers, restval="", extrasaction="ignore", lineterminator="\r\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()
