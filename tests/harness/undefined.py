"""A variable that a template names and nobody gave fails, instead of showing nothing."""

import sys
from pathlib import Path

from django.conf import settings

OURS = (Path(settings.BASE_DIR) / "templates", Path(settings.BASE_DIR) / "spacesedu")


class UndefinedVariableError(AssertionError):
    """A template of ours names a variable that its view does not give."""


class Undefined(str):
    """What Django asks when a variable is missing; other people's templates get an empty string."""

    __slots__ = ()

    def __bool__(self) -> bool:
        """Be asked."""
        return True

    def __contains__(self, key: object) -> bool:
        """Ask for the variable to be filled in."""
        return key == "%s"

    def __mod__(self, variable: object) -> str:
        """Fail if the template is one of ours."""
        context = sys._getframe(1).f_locals["context"]
        origin = context.render_context.template.origin
        if any(Path(origin.name).is_relative_to(folder) for folder in OURS):
            raise UndefinedVariableError(f"{origin.template_name} names {variable}")
        return ""
