"""Rules for what is not Python: templates, pins, and what the project says of itself."""

import re
import subprocess
from pathlib import Path

import pytest

from tests.contract import ours

# E-mail programs read style attributes and nothing else.
MAIL = "email"
INLINE = {
    "a style attribute": re.compile(r"<[^>]+\sstyle\s*=", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "a script without an address": re.compile(r"<script(?![^>]*\bsrc=)", re.IGNORECASE),
    "an event handler": re.compile(r"<[^>]+\son[a-z]+\s*=", re.IGNORECASE),
    "a javascript: address": re.compile(r"javascript:", re.IGNORECASE),
    # ..._html is sanitised where it is made; help texts are the forms' own words.
    "text that is not escaped": re.compile(r"(?<!_html)(?<!help_text)\|\s*safe\b|autoescape\s+off"),
}


@pytest.mark.parametrize("what", INLINE)
def test_templates_have_nothing_inline(what: str) -> None:
    pages = [path for path in ours.templates() if path.suffix == ".html" and MAIL not in path.parts]
    assert [ours.named(path) for path in pages if INLINE[what].search(path.read_text())] == []


def kept() -> list[Path]:
    """Return every text file that the repository keeps or is about to keep."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],  # noqa: S607
        cwd=ours.ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    binary = {".webp", ".png", ".jpg", ".ico", ".woff2", ".mp3", ".ogg", ".pdf", ".zip", ".heic"}
    paths = [ours.ROOT / name for name in listed]
    return [path for path in paths if path.is_file() and path.suffix not in binary]


# Written in halves, so that this file does not find itself.
FORBIDDEN = {
    "where packages are downloaded from": r"py" r"pi\.org|python" r"hosted|registry\.np" r"mjs",
    "this or that machine's folders": r"(?<![\w.])/wo" r"rk/|/ro" r"ot/|/home/[a-z]",
    "whoever wrote it": r"(?i)\bcl" r"aude\b|\bchat" r"gpt\b|\bllm\b|\bas an a" r"i\b",
    "numbers of tickets": r"(?i)\bissue #?\d",
}


@pytest.mark.parametrize("what", FORBIDDEN)
def test_the_project_does_not_speak_of(what: str) -> None:
    pattern = re.compile(FORBIDDEN[what])
    hits = [ours.named(path) for path in kept() if pattern.search(path.read_text(errors="ignore"))]
    assert hits == []
