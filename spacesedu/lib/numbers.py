"""Numbers as people read them: 5,000 in English, 5 000 in French."""

from django.utils.formats import number_format
from django.utils.functional import lazy


def grouped(number: int) -> str:
    """Return a whole number with its thousands set apart, in the language of the moment."""
    return str(number_format(number, force_grouping=True))


grouped_lazy = lazy(grouped, str)
"""The same for words that are translated when they are shown."""
