"""Which browser somebody used, in the words they know."""

import pytest

from spacesedu.lib.browsers import browser, system

KIT = "AppleWebKit/537.36 (KHTML, like Gecko)"
APPLE = "AppleWebKit/605.1.15 (KHTML, like Gecko)"
PHONE = f"Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) {APPLE}"

SEEN = [
    (
        f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {KIT} Chrome/140.0.0.0 Safari/537.36",
        ("Chrome", "Windows"),
    ),
    (
        f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {KIT} Chrome/140.0.0.0 Safari/537.36 Edg/140.0",
        ("Edge", "Windows"),
    ),
    (
        f"Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) {KIT} Chrome/140.0.0.0 Safari/537.36",
        ("Chrome", "ChromeOS"),
    ),
    (
        f"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) {APPLE} Version/18.5 Safari/605.1.15",
        ("Safari", "Mac"),
    ),
    (f"{PHONE} Version/18.5 Mobile/15E148 Safari/604.1", ("Safari", "iPhone")),
    (f"{PHONE} CriOS/140.0 Mobile/15E148 Safari/604.1", ("Chrome", "iPhone")),
    (f"{PHONE} FxiOS/140.0 Mobile/15E148 Safari/604.1", ("Firefox", "iPhone")),
    (
        f"Mozilla/5.0 (Linux; Android 10; K) {KIT} SamsungBrowser/28.0 Chrome/130.0 Safari/537.36",
        ("Samsung Internet", "Android"),
    ),
    (
        "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
        ("Firefox", "Linux"),
    ),
    ("curl/8.5.0", ("", "")),
    ("", ("", "")),
]


@pytest.mark.parametrize(("user_agent", "expected"), SEEN)
def test_browser_and_system_are_told_by_name(user_agent: str, expected: tuple[str, str]) -> None:
    assert (browser(user_agent), system(user_agent)) == expected
