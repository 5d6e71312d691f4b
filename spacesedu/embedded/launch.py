"""Become another program: without root's powers, and ended with the process that asked for it.

Run by path as a script (`python -I -S launch.py …`), so it needs the standard library alone.

PostgreSQL refuses to run as root. As root, this switches to an ordinary user and keeps one power,
to reach files past closed folders: clone, .venv and DATA_DIR may lie in a folder that only root may
enter, no parent folder is opened and no user is made.
"""

import ctypes
import os
import signal
import sys
from pathlib import Path

PR_SET_PDEATHSIG, PR_SET_SECUREBITS, PR_SET_NO_NEW_PRIVS, PR_CAP_AMBIENT = 1, 28, 38, 47
PR_CAP_AMBIENT_RAISE = 2
# Keep capabilities over the change of user, and let access(2), which PostgreSQL asks about its own
# binary, see them too.
SECUREBITS = (1 << 4) | (1 << 2)
CAPABILITY_VERSION_3 = 0x20080522
CAP_DAC_OVERRIDE = 1


def command(
    program: list[str], *, user: int | None = None, at_parents_end: signal.Signals = signal.SIGKILL
) -> list[str]:
    """The command line that becomes `program`, as `user` if given.

    `at_parents_end` is the signal it gets when its parent dies (Linux).
    """
    script = str(Path(__file__))
    who = "" if user is None else str(user)
    signal_number, parent = str(int(at_parents_end)), str(os.getpid())
    return [sys.executable, "-I", "-S", script, who, signal_number, parent, *program]


def _checked(result: int) -> None:
    if result < 0:
        code = ctypes.get_errno()
        raise OSError(code, os.strerror(code))


def _give_up_root(libc: ctypes.CDLL, user: int) -> None:
    _checked(libc.prctl(PR_SET_SECUREBITS, SECUREBITS, 0, 0, 0))
    os.setgroups([])
    os.setresgid(user, user, user)
    os.setresuid(user, user, user)
    header = (ctypes.c_uint32 * 2)(CAPABILITY_VERSION_3, 0)
    # effective, permitted, inheritable; low words, then high words
    sets = (ctypes.c_uint32 * 6)(*[1 << CAP_DAC_OVERRIDE] * 3, 0, 0, 0)
    _checked(libc.capset(header, sets))
    _checked(libc.prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_RAISE, CAP_DAC_OVERRIDE, 0, 0))
    _checked(libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))


def main() -> None:
    """Become the program named on the command line; see `command`."""
    user, death_signal, parent, *program = sys.argv[1:]
    if sys.platform == "linux":
        libc = ctypes.CDLL(None, use_errno=True)
        if user:
            _give_up_root(libc, int(user))
        _checked(libc.prctl(PR_SET_PDEATHSIG, int(death_signal), 0, 0, 0))
        if os.getppid() != int(parent):
            sys.exit("The process that started this one is gone.")
    # A background shell hands down an ignored SIGINT, by which these programs are stopped; a
    # supervisor holds signals back while it starts them.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_SETMASK, ())
    os.execv(program[0], program)  # noqa: S606 -- becoming another program is the point


if __name__ == "__main__":
    main()
