"""Taking stored files away for good."""

from django.core.files.storage import default_storage


def erase(folder: str) -> None:
    """Erase a folder and whatever lies in it; erasing it again does nothing."""
    try:
        _folders, names = default_storage.listdir(folder)
    except FileNotFoundError:
        return
    for name in names:
        default_storage.delete(f"{folder}/{name}")
    # A folder on disk is there until it is deleted too; in an object store there are none.
    default_storage.delete(folder)
