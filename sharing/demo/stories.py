"""What the demo's students wrote: one Markdown file a student, ``data/posts/<who>.md``.

``summary:`` on top is the Summary Statement. Each ``# Title`` begins a post, followed by lines
``key: value`` and, after a blank line, its text. ``ago`` counts days back from today, so the work
is as fresh on the day of the demo as it was when somebody wrote it. ``link`` and ``comment`` may
stand more than once; ``by: teacher`` says that the teacher added the post for the student.
"""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal, get_args

FOLDER = Path(__file__).parent / "data" / "posts"

type Kind = Literal["picture", "film", "sound", "document", "paper"]
type Voice = Literal["student", "teacher"]
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
    """One post, written ``days_ago``; ``body`` is Markdown, ``sections`` are names.

    ``links`` are addresses with titles; ``comments`` are voices with what they say, in order.
    """

    title: str
    body: str
    days_ago: int
    sections: tuple[str, ...]
    media: tuple[DemoMedia, ...]
    by: Voice = "student"
    links: tuple[tuple[str, str], ...] = ()
    comments: tuple[tuple[Voice, str], ...] = ()


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
    pairs = [(key, value) for key, _colon, value in (line.partition(": ") for line in lines)]
    said = dict(pairs)
    return DemoPost(
        title=title.strip(),
        body=body.strip(),
        days_ago=int(said["ago"]),
        sections=tuple(said["sections"].split(", ")),
        media=tuple(_media(kind, said[kind]) for kind in _KINDS if kind in said),
        by=_voice(said.get("by", "student")),
        links=tuple(_two(value) for key, value in pairs if key == "link"),
        comments=tuple(
            (_voice(who), words)
            for who, words in (_two(value) for key, value in pairs if key == "comment")
        ),
    )


def _two(text: str) -> tuple[str, str]:
    """Read what stands before and behind the bar."""
    first, _bar, second = text.partition(" | ")
    return first, second


def _voice(text: str) -> Voice:
    return "teacher" if text == "teacher" else "student"


def _media(kind: Kind, text: str) -> DemoMedia:
    """Read ``name | what is to be seen | caption``; what is heard or read has a caption alone."""
    name, described = _two(text)
    if kind in {"picture", "film"}:
        alt, caption = _two(described)
        return DemoMedia(kind, name, alt=alt, caption=caption)
    return DemoMedia(kind, name, caption=described)
