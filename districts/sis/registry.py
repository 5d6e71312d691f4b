"""The formats an import understands, and which of them a package is."""

from districts.sis.advanced_csv import ADVANCED_CSV
from districts.sis.formats import Format
from districts.sis.package import Package
from districts.sis.problems import RefusedError, problem

FORMATS = (ADVANCED_CSV,)
KNOWN_NAMES = frozenset(name for known in FORMATS for name in known.by_name)


def format_of(package: Package) -> Format:
    """Return the format whose files are in the package."""
    for known in FORMATS:
        if known.by_name.keys() & package.files.keys():
            return known
    names = ", ".join(name for known in FORMATS for name in known.by_name)
    raise RefusedError(problem("no_known_file", detail=names))
