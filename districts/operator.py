"""Who types a command: the operating system's user is the actor of the audit log."""

import getpass
import os

from districts.actor import System


def operator() -> System:
    """Return the user this process runs as; a container may have a number without a name."""
    try:
        name = getpass.getuser()
    except (KeyError, OSError):
        name = f"uid {os.getuid()}"
    return System(name)
