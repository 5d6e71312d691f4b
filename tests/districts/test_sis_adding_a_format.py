"""The example in docs/adding-an-import-format.md is a format that works, as it stands there."""

import re
from pathlib import Path

import pytest

from districts.models import RunState
from districts.sis import formats, keeping, receive, registry
from districts.sis.formats import Format
from tests.samples.importing import codes, importing, tally

pytestmark = pytest.mark.django_db

PAGE = Path(__file__).resolve().parents[2] / "docs" / "adding-an-import-format.md"
ROSTER = "Grade,given,family,id,school\n5,Ada,Okafor,s1,maple\nKG,Bo,Roy,s2,maple\n,,Lee,s3,oak\n"


def flat_roster(folder: Path) -> Format:
    """Return the example's format, its module and statements put into ``folder``."""
    text = PAGE.read_text()
    [module] = re.findall(r"```python\n(.+?)```", text, re.DOTALL)
    [statements] = re.findall(r"```sql\n(.+?)```", text, re.DOTALL)
    (folder / "sql" / "flat_roster").mkdir(parents=True)
    (folder / "sql" / "flat_roster" / "students.sql").write_text(statements)
    names = {**vars(formats), "__file__": str(folder / "flat_roster.py")}
    exec(module, names)  # noqa: S102 -- our own page
    found = names["FLAT_ROSTER"]
    assert isinstance(found, Format)
    return found


def test_the_example_of_the_page_imports_a_roster(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    form = flat_roster(tmp_path)
    monkeypatch.setattr(registry, "FORMATS", (*registry.FORMATS, form))
    for module in (keeping, receive):
        monkeypatch.setattr(module, "KNOWN_NAMES", registry.KNOWN_NAMES | form.names)
    package = tmp_path / "package"
    package.mkdir()
    (package / "roster.csv").write_text(ROSTER)
    sd74 = importing(tmp_path)
    report = sd74.run(package, approve=True)

    assert (report.state, tally(report, "students")[0]) == (RunState.APPLIED, 2)
    assert ("roster.csv", 4, "missing_value") in codes(report)
    assert sd74.run(package).state is RunState.NOTHING
