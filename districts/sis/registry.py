"""The formats an import understands, and which of them a package is."""

from districts.sis.advanced_csv import ADVANCED_CSV
from districts.sis.formats import Format
from districts.sis.oneroster.format import ONEROSTER
from districts.sis.package import Package
from districts.sis.problems import RefusedError, problem

FORMATS = (ADVANCED_CSV, ONEROSTER)
KNOWN_NAMES = frozenset(name for known in FORMATS for name in known.names)


def format_of(package: Package) -> Format:
    """Return the format most of whose files are in the package.

    Some formats give a file the same name but for its case: Classes.csv and classes.csv. The number
    of files decides, then their spelling, then the order above.
    """
    likest = max(FORMATS, key=lambda known: known.likeness(package.files))
    if not any(likest.likeness(package.files)):
        names = "; ".join(", ".join(spec.name for spec in known.files) for known in FORMATS)
        raise RefusedError(problem("no_known_file", detail=names))
    return likest
