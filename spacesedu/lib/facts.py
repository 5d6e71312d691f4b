"""What the frame of a page needs to know about the person and the district it is drawn for."""

from dataclasses import dataclass
from datetime import datetime

from spacesedu.lib.logo import Logo


@dataclass(frozen=True, slots=True)
class Facts:
    """Facts about one person in one role; apps fill in what is theirs to know.

    ``role`` is one of the words of ``districts.actor.Role``, empty when nobody is signed in. The
    functions named in ``settings.FACT_SOURCES`` take an actor and the facts so far, and return
    the facts with theirs replaced.
    """

    role: str = ""
    full: bool = False
    portfolios: bool = True
    """The district has the Portfolios licence."""
    associations: bool = False
    """School-Family-Student Associations are on."""
    family_portfolios: bool = False
    """At least one portfolio is listed for this family member."""
    district_name: str = ""
    accent_hue: int | None = None
    logo: Logo | None = None
    support_until: datetime | None = None
    """Until when Support can read the district, by its clocks; for those who can end that."""
