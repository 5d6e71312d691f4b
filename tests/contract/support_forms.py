"""What Support types: a district, its first admin, its switches and its domains."""

from districts.models import Feature
from tests.world import Cast

APPROVAL = {"approved_by": "The superintendent", "reason": "Board, May"}
NEW_DISTRICT = {"name": "Birch Valley", "slug": "birch-valley", "time_zone": "America/Regina"}
DOMAIN = {"domain": "staff.example.org", "issuer": "https://id.example.org"}


def typed_by_support(name: str, cast: Cast) -> dict[str, object] | None:
    """Return the fields of one of Support's forms; None for everybody else's."""
    match name:
        case "districts:create":
            return dict(NEW_DISTRICT)
        case "districts:first_admin":
            return {"name": "Ada Admin", "email": "ada@example.org"}
        case "districts:domains":
            return {**DOMAIN, **APPROVAL}
        case "districts:switches":
            return {**switched(cast, Feature.PORTFOLIOS, "off"), "confirm": "1"}
        case _:
            return None


def switched(cast: Cast, feature: Feature, state: str) -> dict[str, object]:
    """Return the switches of a district where all is on, but for one; approved and confirmed."""
    board = {one.value: "all" for one in Feature} | {feature.value: state}
    seen = cast.district.approvals.filter(ended_at=None).values_list("id", flat=True)
    return {
        **board,
        **APPROVAL,
        "approved_on": "2026-03-04",
        "confirmed": "on",
        "seen": " ".join(sorted(str(pk) for pk in seen)),
    }
