"""One reason why nothing can start, in one sentence for the person at the terminal."""

from django.core.exceptions import ImproperlyConfigured


class CannotStart(ImproperlyConfigured):
    """The sentence names what is wrong and what to do; nothing was left half done."""
