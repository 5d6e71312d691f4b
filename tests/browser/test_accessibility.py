"""Every page that somebody can open, as the first of the cast who may: axe in light and dark."""

import pytest
from django.urls import reverse
from pytest_django.live_server_helper import LiveServer

from tests.browser.accessibility import findings
from tests.browser.browse import Browse
from tests.contract.access_rows import ROWS, Row
from tests.contract.addresses import all_addresses, url
from tests.world import World

ADDRESSES = {address.name: address for address in all_addresses()}
EVERYBODY = (
    "student",
    "teacher",
    "family",
    "principal",
    "counsellor",
    "limited",
    "admin",
    "support",
)
NOT_PAGES = {
    "districts:logo",
    *("health_live", "health_ready", "metrics", "accent"),
    *("public:media", "portfolios:media", "portfolios:removed_photo"),
    *("sharing:qr", "sharing:qr_png"),
    *("portfolios:template_media", "portfolios:about_media", "portfolios:draft_media"),
    # Parts of a page, which scripts put into it.
    *("portfolios:draft_new_files", "portfolios:draft_edit_files", "portfolios:post_states"),
}
# What looks different for everybody.
FOR_EACH = {"home", "portfolios:list", "portfolios:page"}


def opened_by(row: Row) -> list[str]:
    """Return who looks at the page: whoever comes first, or everybody."""
    able = [who for who in EVERYBODY if row.answers[who] == "200"]
    first = ["visitor"] if row.answers["visitor"] == "200" else able[:1]
    return able if row.name in FOR_EACH else first


LOOKS = [
    (row.name, who)
    for row in ROWS
    if row.method == "GET" and row.name not in NOT_PAGES
    for who in opened_by(row)
]


@pytest.mark.parametrize("who", ["visitor", *EVERYBODY])
def test_everything_somebody_opens_is_accessible(browse: Browse, world: World, who: str) -> None:
    page = browse.visitor() if who == "visitor" else browse.signed_in(getattr(world, who))
    found = []
    for name, _ in filter(lambda look: look[1] == who, LOOKS):
        answer = page.goto(url(ADDRESSES[name], world))
        assert answer is not None
        assert answer.ok, f"{answer.status} {answer.url}"
        found += findings(page)
    assert "\n".join(found) == ""


@pytest.mark.parametrize("status", [404, 410])
def test_what_does_not_open_is_accessible_too(
    browse: Browse, world: World, live_server: LiveServer, status: int
) -> None:
    portfolio = world.portfolio
    token = reverse("public:page", kwargs={"token": "0" * 39})
    if status == 410:
        token = url(ADDRESSES["public:page"], world)
        portfolio.links.update(
            issued_at=world.link.issued_at.replace(year=2025), expires_at=world.now
        )
    page = browse.visitor()
    answer = page.goto(token)
    assert answer is not None
    assert answer.status == status
    assert findings(page) == []
