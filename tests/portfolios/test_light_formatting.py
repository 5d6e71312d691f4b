"""What students write, and what of it reaches a page."""

from html.parser import HTMLParser

import pytest

from portfolios import text


def tags_of(html: str) -> list[tuple[str, dict[str, str]]]:
    """Return what a browser would make of it."""
    found: list[tuple[str, dict[str, str]]] = []

    class Reader(HTMLParser):
        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            found.append((tag, {name: value or "" for name, value in attrs}))

    Reader().feed(html)
    return found


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Hello", "<p>Hello</p>"),
        ("one\ntwo", "<p>one<br>\ntwo</p>"),
        ("**bold** and *soft*", "<p><strong>bold</strong> and <em>soft</em></p>"),
        ("# Big", "<h3>Big</h3>"),
        ("##### Small", "<h4>Small</h4>"),
        ("    indented", "<p>indented</p>"),
        ("See https://example.org/a.", '<p>See <a href="https://example.org/a"'),
        ("so.That and //x.org, ftp://x.org", "<p>so.That and //x.org, ftp://x.org</p>"),
        ("![cat](https://example.org/cat.png)", '<p>!<a href="https://example.org/cat.png"'),
    ],
)
def test_light_formatting_is_shown(written: str, shown: str) -> None:
    assert text.html(written).startswith(shown)


@pytest.mark.parametrize(
    "written",
    [
        "<script>alert(1)</script>",
        '<img src=x onerror="alert(1)">',
        "[click](javascript:alert(1))",
        "[click](JaVaScRiPt&colon;alert(1))",
        "[click](data:text/html,<script>alert(1)</script>)",
        "[click](//evil.example)",
        "[click](/accounts/logout/)",
        '[click](https://ok.example "\\" onmouseover=alert(1)")',
        "<style>*{display:none}</style>",
        "<https://ok.example/\"onmouseover='alert(1)'>",
    ],
)
def test_nothing_a_student_writes_can_run_or_lead_inside(written: str) -> None:
    for tag, attributes in tags_of(text.html(written)):
        assert tag in {"p", "a", "em"}
        assert set(attributes) <= {"href", "rel"}
        assert attributes.get("href", "https://").startswith("https://")


def test_a_link_vouches_for_nobody_and_tells_nobody() -> None:
    assert 'rel="noopener nofollow ugc"' in text.html("[us](https://example.org)")


def test_text_is_kept_without_signs_nobody_can_see() -> None:
    assert text.clean("  one\r\ntwo\x00\u202ethree\t ") == "one\ntwothree"
