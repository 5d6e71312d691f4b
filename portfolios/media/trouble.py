"""Telling our own trouble from a bad file: a full disk, no memory, a clock that ran out.

A person is told that a file is damaged when it is. Where the machine failed, the file is kept, and
the same file may be made ready an hour later.
"""

import errno

import av
from celery.exceptions import SoftTimeLimitExceeded

from portfolios.media.refusal import MediaRefusedError, Refusal

# Of what FFmpeg says with the system's numbers, those that are not about what is in a file.
_OF_THE_MACHINE = {
    *(errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.ENOMEM, errno.EROFS, errno.EFBIG, errno.EMFILE),
    *(errno.ENFILE, errno.EACCES, errno.ENOENT, errno.ESTALE, errno.ETIMEDOUT),
}


def is_ours(error: BaseException) -> bool:
    """Tell whether the machine failed, not the file."""
    if isinstance(error, (MemoryError, SoftTimeLimitExceeded)):
        return True
    if isinstance(error, av.FFmpegError):
        return error.errno in _OF_THE_MACHINE
    # What the system says has a number; Pillow raises the same class, without one, on half a photo.
    return isinstance(error, OSError) and error.errno is not None


def refused(error: Exception) -> MediaRefusedError:
    """Return what a reader's error means: a damaged file, unless the machine failed."""
    return MediaRefusedError(Refusal.STUCK if is_ours(error) else Refusal.DAMAGED)
