"""Every setting, read from the environment; nothing unsafe is a default outside DEBUG and DEMO."""

from pathlib import Path
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _

from spacesedu import embedded
from spacesedu.lib.broker_url import broker_url
from spacesedu.lib.mail_url import mailer
from spacesedu.lib.storage_url import storage

env = environ.Env()
BASE_DIR = Path(__file__).resolve().parent.parent
DATA_DIR = embedded.data_folder().path

# With embedded servers and no secrets set, DATA_DIR/env carries random ones (mode 0600).
embedded.read_env(DATA_DIR)

DEBUG = env.bool("DEBUG", default=False)
DEMO = env.bool("DEMO", default=False)
PORT = env.int("PORT", default=8000)

SECRET_KEY = env.str("SECRET_KEY")
# kid:key pairs, newest first; dropping a kid ends every share link and invitation signed by it.
SHARE_LINK_KEYS: dict[str, str] = dict(
    pair.split(":", 1) for pair in env.list("SHARE_LINK_KEYS") if ":" in pair
)
SECRET_LENGTH = 32
if not SHARE_LINK_KEYS or any(len(key) < SECRET_LENGTH for key in SHARE_LINK_KEYS.values()):
    raise ImproperlyConfigured("SHARE_LINK_KEYS needs kid:key pairs, each key 32 characters long.")
if len(SECRET_KEY) < SECRET_LENGTH:
    raise ImproperlyConfigured("SECRET_KEY needs 32 characters or more.")

BASE_URL = env.str("BASE_URL", default=f"http://127.0.0.1:{PORT}").rstrip("/")
PRODUCT_NAME = "SpacesEDU"
SUPPORT_CONTACT = env.str("SUPPORT_CONTACT", default="support@example.org")
_local = DEMO or DEBUG
_https = BASE_URL.startswith("https://")
if not (_local or _https or embedded.in_use()):
    raise ImproperlyConfigured("BASE_URL must begin with https:// outside DEBUG and DEMO.")
if _local and _https:
    raise ImproperlyConfigured("DEBUG and DEMO must be off where BASE_URL is public.")
ALLOWED_HOSTS = (
    ["127.0.0.1", "localhost", "[::1]"] if _local else [urlsplit(BASE_URL).hostname or "invalid"]
)

INSTALLED_APPS = [
    "django.contrib.admin.apps.SimpleAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "django_htmx",
    "lucide",
    "sharing",
    "portfolios",
    "families",
    "districts",
    "spacesedu.lib",
]

MIDDLEWARE = [
    "spacesedu.lib.request_id.RequestIdMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "spacesedu.lib.headers.HeadersMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "districts.middleware.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "districts.middleware.sessions.SessionLimitsMiddleware",
    "districts.middleware.login.LoginRequiredMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "districts.signing_in.second_factor.SecondFactorMiddleware",
    "districts.middleware.support_reading.SupportReadingMiddleware",
]

ROOT_URLCONF = "spacesedu.urls"
WSGI_APPLICATION = "spacesedu.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "spacesedu.context.interface",
            ],
            "builtins": ["spacesedu.lib.templatetags.ui"],
        },
    }
]

DATABASES = {
    "default": {
        **env.db("DATABASE_URL"),
        "CONN_MAX_AGE": 60,
        # Without it every connection fails once after PostgreSQL restarts.
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {
            **env.db("DATABASE_URL").get("OPTIONS", {}),
            # Only imports have temporary tables, and they stay in memory.
            "options": "-c statement_timeout=30000 -c lock_timeout=10000 -c temp_buffers=64MB",
            # Whatever asks to be prepared is, at its first use: see spacesedu.lib.prepared.
            "prepare_threshold": 0,
        },
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Throttles must hold when Valkey is down, so the default cache is PostgreSQL; "pages" may fail.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        # Django's default of 300 would let a flood of sign-ins push the throttles out.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
}
REDIS_URL = env.str("REDIS_URL")

# People: accounts, sign-in, second factors, single sign-on
from spacesedu.people import *  # noqa: E402, F403 -- one idea, one file; nothing there reads ours

SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _https
SESSION_COOKIE_NAME = "__Host-session" if _https else "session"
CSRF_COOKIE_NAME = "__Host-csrf" if _https else "csrf"
CSRF_FAILURE_VIEW = "spacesedu.views.csrf_failure"

# Headers (SecurityMiddleware sets the rest)
SECURE_CSP: dict[str, list[str]] = {
    "default-src": [CSP.NONE],
    "style-src": [CSP.SELF],
    "script-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "media-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "object-src": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if _https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = _https
SECURE_SSL_REDIRECT = env.bool("SSL_REDIRECT", default=False)
SECURE_REDIRECT_EXEMPT = [r"^health/"]
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)
if BEHIND_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    # The visitor's address, for the throttles, is the one our own proxy appended.
    ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=1)
X_FRAME_OPTIONS = "DENY"

# Languages and time
LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("fr-ca", _("French (Canada)")), ("es", _("Spanish"))]
# What a visitor chose on a sign-in page, for a year: the name of a language and nothing else.
LANGUAGE_COOKIE_NAME = "__Host-language" if _https else "language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_SECURE = _https
LANGUAGE_COOKIE_HTTPONLY = True
LANGUAGE_COOKIE_SAMESITE = "Lax"
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "UTC"
USE_TZ = True

# Files. STORAGE_URL: file:///path (default: DATA_DIR/media) or s3://key:secret@host/bucket?region=…
STATIC_URL = "static/"
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(DATA_DIR / "static")))
SHEETS_ROOT = DATA_DIR / "sheets"
STORAGES = {
    "default": storage(env.str("STORAGE_URL", default=f"file://{DATA_DIR / 'media'}")),
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# Watched for SIS packages, one folder a district: SFTP delivers there.
SIS_INBOX = env.str("SIS_INBOX", default=str(DATA_DIR / "inbox"))
SIS_TAKEN = DATA_DIR / "taken"
# nginx's internal location for private media; empty: Django sends the bytes itself.
ACCEL_PREFIX = env.str("ACCEL_PREFIX", default="")
from spacesedu.files import *  # noqa: E402, F403 -- limits, and what the browser loads

# Mail: always through the outbox. In the demo, and beside embedded servers without EMAIL_URL, it is
# written to DATA_DIR/mail and never leaves.
MAIL_DIR = DATA_DIR / "mail"
EMAIL_URL = "" if DEMO else env.str("EMAIL_URL", default="")
if not (EMAIL_URL or _local or embedded.in_use()):
    raise ImproperlyConfigured("EMAIL_URL is needed: without it no invitation would ever arrive.")
MAILERS = {"default": mailer(EMAIL_URL)}
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Portfolios <no-reply@example.org>")
OUTBOX_MODEL = "districts.OutboundEmail"
# purpose -> dotted function(subject id, now) that derives the message at sending time
OUTBOX_EMAILS = {
    "confirm_address": "districts.signing_in.account_emails.confirm_address",
    "family_invitation": "families.emails.invitation",
    "import_sample": "families.sample_email.sample",
    "link_digest": "sharing.emails.digest",
    "link_reminder": "sharing.emails.reminder",
    "password_reset": "districts.emails.password_reset",
    "security_notice": "districts.signing_in.account_emails.security_notice",
    "sign_in_code": "districts.emails.sign_in_code",
    "staff_setup": "districts.setup.mail.staff_setup",
}
# purpose -> dotted function(subject id, outcome, at=now) that is told how the message ended
OUTBOX_OUTCOMES = {
    "family_invitation": "families.actions.delivery.note_outcome",
    "staff_setup": "districts.actions.setup_links.note_outcome",
}

# Higher apps join the SIS pipeline here, in this order.
SIS_IMPORT_STEPS = [
    "districts.sis.steps",
    "families.sis.steps",
    "portfolios.sis.steps",
]
# Where a person's roles come from: dotted functions user -> list of Actor.
ROLE_SOURCES = [
    "districts.roles.support",
    "districts.roles.staff",
    "districts.roles.student",
    "families.roles.family",
]
# Which accounts are somebody's own: dotted functions (account ids) -> those that are no pupil's.
ACCOUNTS_OF_OTHERS = ["families.roles.accounts"]
# What other apps know of a student: dotted functions (actor, student) -> list of Tile.
STUDENT_WAYS = ["portfolios.record.ways", "families.record.ways"]
# What the other apps add to a district's settings: dotted functions actor -> list of Tile.
SETTINGS_WAYS = ["portfolios.storage.page.ways", "sharing.pausing.way.ways"]
# How many share links of a district open: a dotted function (district id, time) -> number.
LINKS_THAT_OPEN = "sharing.exposure.opening.count"
# What the frame of a page knows: dotted functions (actor, facts so far) -> facts.
FACT_SOURCES = [
    "districts.facts.district",
    "districts.facts.support_grant",
    "portfolios.facts.family",
]
# The audit log in plain words: each app's verbs, and the kinds of things it can name.
AUDIT_VERBS = [f"{app}.verbs.VERBS" for app in ("districts", "families", "portfolios", "sharing")]
AUDIT_SUBJECTS = [
    f"{app}.subjects.SUBJECTS" for app in ("districts", "families", "portfolios", "sharing")
]

# Who may read /metrics: whoever sends this as bearer token; without one, this machine alone.
METRICS_TOKEN = env.str("METRICS_TOKEN", default="")

CELERY_APP = "spacesedu.celery.app"
CELERY_BROKER_URL = broker_url(REDIS_URL)
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {
        "redact": {"()": "spacesedu.lib.redact.RedactTokens"},
        "request": {"()": "spacesedu.lib.request_id.AddRequestId"},
    },
    "formatters": {
        "line": {"format": "{asctime} {levelname} [{request_id}] {name}: {message}", "style": "{"}
    },
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "filters": ["redact", "request"],
            "formatter": "line",
        }
    },
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        # It announces itself at every start.
        "pikepdf": {"level": "WARNING"},
        "django": {"handlers": ["console"], "level": "INFO", "propagate": False},
        "django.server": {"handlers": ["console"], "level": "INFO", "propagate": False},
    },
}
