"""What the demo's students wrote: one Markdown file a student, ``data/posts/<who>.md``.

``summary:`` on top is the Summary Statement. Each ``# Title`` begins a post, followed by lines
``key: value`` and, after a blank line, its text. ``ago`` counts days back from today, so the work
is as fresh on the day of the demo as it was when somebody wrote it.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, get_args

FOLDER = Path(__file__).parent / "data" / "posts"

type Kind = Literal["picture", "sound", "document"]
_KINDS: tuple[Kind, ...] = get_args(Kind.__value__)


@dataclass(frozen=True, slots=True)
class DemoMedia:
    """One file of a post; ``name`` says which picture, ``alt`` what is to be seen in it."""

    kind: Kind
    name: str
    alt: str = ""
    caption: str = ""


@dataclass(frozen=True, slots=True)
class DemoPost:
    """One post, written ``days_ago``; ``body`` is Markdown, ``sections`` are names."""

    title: str
    body: str
    days_ago: int
    sections: tuple[str, ...]
    media: tuple[DemoMedia, ...]


def posts_of(who: str) -> tuple[DemoPost, ...]:
    """Return what a student posted, the newest first; nothing for one who wrote nothing."""
    return _shelf(who)[1]


def summary_of(who: str) -> str:
    """Return the Summary Statement, or nothing."""
    return _shelf(who)[0]


@cache
def _shelf(who: str) -> tuple[str, tuple[DemoPost, ...]]:
    file = FOLDER / f"{who}.md"
    if not file.exists():
        return "", ()
    head, *parts = re.split(r"^# ", file.read_text(encoding="utf-8"), flags=re.MULTILINE)
    posts = sorted((_post(part) for part in parts), key=lambda post: post.days_ago)
    return head.removeprefix("summary:").strip(), tuple(posts)


def _post(part: str) -> DemoPost:
    head, _blank, body = part.partition("\n\n")
    title, *lines = head.splitlines()
    said = dict(line.split(": ", 1) for line in lines)
    return DemoPost(
        title=title.strip(),
        body=body.strip(),
        days_ago=int(said["ago"]),
        sections=tuple(said["sections"].split(", ")),
        media=tuple(_media(kind, said[kind]) for kind in _KINDS if kind in said),
    )


def _media(kind: Kind, text: str) -> DemoMedia:
    """Read ``name | what is to be seen``; what is heard or read has it as its caption."""
    name, _bar, described = text.partition(" | ")
    if kind == "picture":
        return DemoMedia(kind, name, alt=described)
    return DemoMedia(kind, name, caption=described)
