"""Documents, rewritten: the pages stay, whoever made them and whatever they would run does not.

A word processor writes the author's full name, the file's title and sometimes its path into a PDF,
a phone where its photos were taken; scripts, embedded files and actions would act on the reader's
machine.
"""

from portfolios.media.pdf.rewriting import CONTENT_TYPE, check, rewrite

__all__ = ["CONTENT_TYPE", "check", "rewrite"]
