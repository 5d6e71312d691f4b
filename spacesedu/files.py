"""Settings of files: what the browser loads, and how much of what people may bring."""

from pathlib import Path

import environ

env = environ.Env()

_ROOT = Path(__file__).resolve().parent.parent
_INSTALLED = _ROOT / "node_modules"
MEGABYTE = 1024 * 1024

STATICFILES_DIRS = [
    _ROOT / "static",
    ("fonts", _INSTALLED / "@fontsource-variable/atkinson-hyperlegible-next/files"),
    ("markdown-toolbar", _INSTALLED / "@github/markdown-toolbar-element/dist"),
    ("sortable", _INSTALLED / "sortablejs/modular"),
    ("tus", _INSTALLED / "tus-js-client/dist"),
]

STATICFILES_FINDERS = [
    "spacesedu.lib.sheets.SheetFinder",
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]

# What travels as one stylesheet; the first part names the layers, so the rest needs no order.
_BASE = ("app", "upright", "tokens", "reset", "base", "utilities")
# What strangers load, who come once: only what their pages use.
_READ = (
    *("button", "file-card", "icon", "languages", "photo-grid", "player", "post", "prose"),
    *("ribbon", "section-menu"),
)
SHEET_PARTS = _ROOT / "static/css"
SHEETS = {
    "css/site.css": (
        *(*_BASE, "italic", "layout", "components/*"),
        *("pages/portfolio", "pages/list", "pages/share"),
    ),
    "css/visitor.css": (
        *(*_BASE, *(f"components/{name}" for name in _READ)),
        *("pages/portfolio", "pages/public"),
    ),
}

# What one file may have.
PHOTO_MAX_BYTES = 40 * MEGABYTE
PHOTO_MAX_PIXELS = 100_000_000
AUDIO_MAX_BYTES = 100 * MEGABYTE
VIDEO_MAX_BYTES = 1024 * MEGABYTE
PDF_MAX_BYTES = 50 * MEGABYTE
OFFICE_MAX_BYTES = 50 * MEGABYTE

# What one request may bring: a form without files, all files of a plain form together (asked
# before any of it is read), and one part of a file that comes in parts.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
UPLOAD_MAX_BYTES = 500 * MEGABYTE
UPLOAD_PART_BYTES = 8 * MEGABYTE
FILE_UPLOAD_HANDLERS = [
    "spacesedu.lib.uploads.CappedUploadHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# What all files together may take up, where a district has no limits of its own; 0: no limit.
QUOTA_STUDENT_BYTES = env.int("QUOTA_STUDENT_MB", default=5120) * MEGABYTE
QUOTA_DISTRICT_BYTES = env.int("QUOTA_DISTRICT_MB", default=0) * MEGABYTE

# ClamAV, asked about every upload before anything opens it: tcp://host:3310 or unix:///path.
CLAMAV_URL = env.str("CLAMAV_URL", default="")
