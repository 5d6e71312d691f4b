"""The project's settings over a temporary DATA_DIR: nothing of the developer's is touched."""

import os
import tempfile
from pathlib import Path

from spacesedu import embedded

# What a developer's shell may have set must not reach the tests.
FOREIGN = (
    *("DATABASE_URL", "REDIS_URL", "STORAGE_URL", "EMAIL_URL", "STATIC_ROOT", "ACCEL_PREFIX"),
    *("SECRET_KEY", "SHARE_LINK_KEYS", "BASE_URL", "PORT", "HOST", "DEBUG", "DEMO", embedded.MARK),
)


def _use_a_folder_of_this_run() -> None:
    """Worker processes inherit the folder from the process that started them."""
    if "PYTEST_XDIST_WORKER" in os.environ:
        return
    for name in FOREIGN:
        os.environ.pop(name, None)
    os.environ["DATA_DIR"] = str(Path(tempfile.mkdtemp(prefix="spacesedu-tests-")).resolve())


_use_a_folder_of_this_run()

from spacesedu.settings import *  # noqa: E402, F403 -- only now does the environment say where
from spacesedu.settings import INSTALLED_APPS, MIDDLEWARE, STATIC_ROOT, STORAGES  # noqa: E402

# No collectstatic before a test run, so no manifest of hashed names.
STORAGES |= {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}

# A real hash takes half a second by design; what is tested is never how slow it is.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# WhiteNoise warns of a folder that is not there.
STATIC_ROOT.mkdir(parents=True, exist_ok=True)

# A query in a loop fails the test; so do a GET that writes and a private page that asked nobody.
INSTALLED_APPS += ["zeal"]
MIDDLEWARE = [
    "tests.harness.reading.Middleware",
    "zeal.middleware.zeal_middleware",
    *MIDDLEWARE,
    "tests.harness.asking.Middleware",
]
ZEAL_ALLOWLIST = [
    # Another main address looks up the address and the main one before it, both in allauth.
    {"model": "account.EmailAddress", "field": "get()"},
    # Signing out looks its session up twice, in two places of Django.
    {"model": "sessions.Session", "field": "get()"},
]
