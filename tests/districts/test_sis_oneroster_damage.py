"""However a row is damaged, whoever it was of is still there."""

import re
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.samples.importing import FAMILY_IMPORTS, Importing, importing
from tests.samples.oneroster import sample

pytestmark = pytest.mark.django_db

type Damage = Callable[[bytes, int], bytes]

FILES = ("orgs.csv", "classes.csv", "users.csv", "roles.csv", "enrollments.csv")
POINTS = re.compile(rb",[astpx]\d,")
DAMAGES: dict[str, Damage] = {
    "no id": lambda line, _: b"," + line.split(b",", 1)[1],
    "nothing but commas": lambda line, _: b"," * line.count(b","),
    "cut off": lambda line, place: line[:place],
    "a byte that is no text": lambda line, place: line[:place] + b"\xff" + line[place:],
    "a zero byte": lambda line, place: line[:place] + b"\0" + line[place:],
    "a field too many": lambda line, place: line[:place] + b',"x",' + line[place:],
    "a field of its own": lambda line, _: line + b",x",
    "a role or seat of nobody's": lambda line, _: (
        POINTS.sub(b",nobody,", line) if line[:2] in {b"r-", b"e-"} else line
    ),
}


@pytest.fixture
def sd74(tmp_path: Path) -> Importing:
    """A district after its first whole package, in the version with most files."""
    found = importing(tmp_path, *FAMILY_IMPORTS)
    found.run(sample("1.2").write(tmp_path / "whole"), approve=True)
    return found


@settings(
    max_examples=15,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_a_damaged_row_removes_nobody(sd74: Importing, data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder, transaction.atomic():
        package = sample("1.2").write(Path(folder) / "package")
        file = package / data.draw(st.sampled_from(FILES))
        lines = file.read_bytes().split(b"\r\n")
        number = data.draw(st.integers(1, len(lines) - 2))
        damage = DAMAGES[data.draw(st.sampled_from(sorted(DAMAGES)))]
        lines[number] = damage(lines[number], data.draw(st.integers(1, len(lines[number]) - 1)))
        file.write_bytes(b"\r\n".join(lines))
        report = sd74.run(package)
        transaction.set_rollback(True)

    assert {kind: row.ended for kind, row in report.counts.items() if row.ended} == {}
