"""Views that know nobody: whoever looks, no session is read, written or asked for.

The middlewares that would ask who is there leave these views alone.
"""

from collections.abc import Callable
from typing import Any

_MARK = "knows_nobody"


def without_session[View: Callable[..., Any]](view: View) -> View:
    """Mark ``view`` as one that answers everybody alike."""
    setattr(view, _MARK, True)
    return view


def knows_nobody(view: Callable[..., Any]) -> bool:
    """Tell whether ``view`` is marked."""
    return getattr(view, _MARK, False)
