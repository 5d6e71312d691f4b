"""DATA_DIR/env: addresses and secrets for whoever has set none, so that one command just works."""

import os
import secrets
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import quote

from spacesedu.embedded import database, valkey
from spacesedu.embedded.errors import CannotStart
from spacesedu.embedded.folder import DataFolder
from spacesedu.embedded.locks import FileLock

# Handed to child processes, so that they know whose addresses these are.
MARK = "EMBEDDED_SERVERS_OF"
PROJECT = Path(__file__).resolve().parent.parent.parent


def data_folder() -> DataFolder:
    """The folder that DATA_DIR names; `.data` beside manage.py otherwise."""
    return DataFolder(Path(os.environ.get("DATA_DIR") or PROJECT / ".data").resolve())


def in_use() -> bool:
    """Whether this process uses embedded servers, not real ones."""
    return bool(os.environ.get(MARK))


def read_env(path: Path) -> None:
    """Fill in addresses and secrets of the embedded servers of `path`; with real ones, do nothing.

    What the environment sets already, it keeps. With DATABASE_URL nothing is ever made up.
    """
    data = DataFolder(path)
    if os.environ.get(MARK) != str(path):
        given = [bool(os.environ.get(name)) for name in ("DATABASE_URL", "REDIS_URL")]
        if all(given):
            return
        if any(given):
            raise CannotStart(
                "One of two is set: set both DATABASE_URL and REDIS_URL, or neither to use the"
                " embedded servers."
            )
    data.create()
    for name, value in (_secrets(data) | _addresses(data)).items():
        if not os.environ.get(name):
            os.environ[name] = value
    os.environ[MARK] = str(path)


def record(data: DataFolder, values: Mapping[str, str]) -> None:
    """Write settings into DATA_DIR/env and this process, over what was there."""
    with FileLock(data.lock("env")):
        _write(data.secrets, {**_read(data.secrets), **values})
    os.environ.update(values)


def recorded(data: DataFolder) -> Mapping[str, str]:
    """Return the settings that stand in DATA_DIR/env."""
    return _read(data.secrets)


def _addresses(data: DataFolder) -> dict[str, str]:
    sockets = quote(str(data.sockets()), safe="/")
    return {
        "DATABASE_URL": f"postgresql://{database.NAME}@/{database.NAME}?host={sockets}",
        "REDIS_URL": f"unix://{quote(str(valkey.socket_path(data)), safe='/')}?db=0",
    }


def _secrets(data: DataFolder) -> dict[str, str]:
    """The recorded values, with secrets made up on the first call."""
    with FileLock(data.lock("env")):
        values = _read(data.secrets)
        missing = {
            "SECRET_KEY": secrets.token_urlsafe(48),
            "SHARE_LINK_KEYS": f"a:{secrets.token_urlsafe(48)}",
        }
        made = {
            name: value
            for name, value in missing.items()
            if not (os.environ.get(name) or name in values)
        }
        if made:
            values |= made
            _write(data.secrets, values)
    return values


def _read(path: Path) -> dict[str, str]:
    try:
        lines = path.read_text().splitlines()
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise CannotStart(f"{path} cannot be read: {error.strerror}.") from error
    pairs = (line.partition("=") for line in lines if "=" in line and not line.startswith("#"))
    return {name.strip(): value.strip() for name, _, value in pairs}


def _write(path: Path, values: Mapping[str, str]) -> None:
    """Replace the file in one step: it is read by every command, at any time."""
    new = path.with_suffix(".new")
    try:
        new.unlink(missing_ok=True)
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write("# Secrets of this installation. Losing them ends every link and session.\n")
            file.writelines(f"{name}={value}\n" for name, value in values.items())
        new.replace(path)
    except OSError as error:
        raise CannotStart(f"{path} cannot be written: {error.strerror}.") from error
