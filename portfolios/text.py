"""Light formatting: what students write in Markdown, as HTML in which nothing can run.

Three walls: the parser knows no HTML and few marks; what it makes is sanitised before it is kept,
and again whenever it is shown.
"""

import re
from collections.abc import Sequence

import nh3
from markdown_it import MarkdownIt
from markdown_it.token import Token

_TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "h3", "h4", "a", "blockquote"}
_SCHEMES = {"http", "https", "mailto"}
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")


def _parser() -> MarkdownIt:
    # A line break typed is a line break shown. No code: four spaces before a word are no program.
    parser = MarkdownIt("commonmark", {"html": False, "breaks": True, "linkify": True})
    parser.disable(["image", "code", "fence", "backticks", "hr", "html_block", "html_inline"])
    parser.enable("linkify")
    assert parser.linkify is not None
    # An address that is typed begins with https://: a word with a dot in it is none.
    parser.linkify.add("ftp:", None).add("//", None)
    parser.linkify.set({"fuzzy_link": False, "fuzzy_email": False})
    return parser


_PARSER = _parser()


def clean(source: str) -> str:
    """Return text as it is kept: one kind of line end, no control or direction-turning signs."""
    lines = source.replace("\r\n", "\n").replace("\r", "\n")
    return _CONTROL.sub("", lines).strip()


def html(source: str) -> str:
    """Return Markdown as safe HTML; links tell nothing and are vouched for by nobody."""
    tokens = _PARSER.parse(source)
    _lower_headings(tokens)
    made = _PARSER.renderer.render(tokens, _PARSER.options, {})
    return safe(made)


def safe(made: str) -> str:
    """Return HTML with nothing in it but our few tags; what ``html`` made comes back as it was."""
    return nh3.clean(
        made,
        tags=_TAGS,
        attributes={"*": set(), "a": {"href"}},
        url_schemes=_SCHEMES,
        url_relative="deny",
        link_rel="noopener nofollow ugc",
    ).strip()


def _lower_headings(tokens: Sequence[Token]) -> None:
    """Put headings below the post's own title, which is an h2."""
    for token in tokens:
        if token.type in {"heading_open", "heading_close"}:
            token.tag = "h3" if token.tag in {"h1", "h2", "h3"} else "h4"
