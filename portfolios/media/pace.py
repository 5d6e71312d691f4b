"""At most so many pictures a second, wherever they lie."""

from portfolios.media.mp4 import MOST_A_SECOND

# Phones' clocks tremble: a picture may come this many seconds before it is due.
_EARLY = 0.01


class Pace:
    """Says of each picture whether it is shown; a slow video keeps all of them, and its rhythm."""

    def __init__(self) -> None:
        """Begin; the first picture is always shown."""
        self._last = -1.0
        self._due = 0.0

    def takes(self, at: float) -> bool:
        """Tell whether to show the picture of ``at`` seconds; time never goes back."""
        if at <= self._last or at < self._due - _EARLY:
            return False
        self._last = at
        self._due = max(self._due, at) + 1 / MOST_A_SECOND
        return True
