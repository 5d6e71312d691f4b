"""Whom the servers run as: the user at the keyboard, or, for root, an ordinary user."""

import os
import pwd
from pathlib import Path

NOBODY = 65534


def user_for(folder: Path) -> int | None:
    """The user id to switch to before a server opens `folder`; None: stay as you are.

    Root keeps the owner of a folder that is there already: `sudo` beside an ordinary start works.
    """
    if os.geteuid() != 0:
        return None
    if folder.exists() and (owner := folder.stat().st_uid) != 0:
        return owner
    try:
        return pwd.getpwnam("nobody").pw_uid
    except KeyError:
        return NOBODY


def hand_over(folder: Path) -> int | None:
    """Make `folder` if it is missing and give it, and nothing around it, to that user."""
    user = user_for(folder)
    folder.mkdir(mode=0o700, exist_ok=True)
    if user is not None:
        os.chown(folder, user, user)
    return user
