"""Office files, rewritten: what is written and drawn in them stays, who wrote it does not.

They are zips of XML. Properties, comments, change histories, printers, thumbnails, embedded files
and links to other people's files are left out; pictures lose what their cameras wrote. The result
is a download and never shown in a page.
"""

from portfolios.media.office.rewriting import check, rewrite

__all__ = ["check", "rewrite"]
