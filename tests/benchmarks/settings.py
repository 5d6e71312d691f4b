"""As in production, with one address more, and files as people get them."""

from tests.production import *  # noqa: F403

# isort: split
from spacesedu.settings import STORAGES

ROOT_URLCONF = "tests.benchmarks.urls"
# With the hash in the name, packed, to be kept for ever.
STORAGES |= {"staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}}
