"""How many there are, in words."""

from django.utils.translation import ngettext


def students(count: int) -> str:
    """Return “1 student” or “12 students”."""
    return ngettext("%(count)s student", "%(count)s students", count) % {"count": count}
