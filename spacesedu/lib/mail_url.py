"""EMAIL_URL in, a Django MAILERS entry out."""

from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

SMTP = "django.core.mail.backends.smtp.EmailBackend"
TIMEOUT_SECONDS = 10


def mailer(url: str) -> dict[str, Any]:
    """Return the entry for ``smtp://``, ``smtp+tls://`` or ``smtp+ssl://``; files without an URL.

    Never the console: a printed message would put its links into a log.
    """
    if not url:
        return {"BACKEND": "spacesedu.lib.file_mail.Backend"}
    parsed = environ.Env.email_url_config(url)
    if parsed["EMAIL_BACKEND"] != SMTP:
        raise ImproperlyConfigured("EMAIL_URL needs the form smtp+tls://user:password@host:587.")
    return {
        "BACKEND": SMTP,
        "OPTIONS": {
            "host": parsed["EMAIL_HOST"],
            "port": parsed["EMAIL_PORT"],
            "username": parsed["EMAIL_HOST_USER"],
            "password": parsed["EMAIL_HOST_PASSWORD"],
            "use_tls": parsed.get("EMAIL_USE_TLS", False),
            "use_ssl": parsed.get("EMAIL_USE_SSL", False),
            "timeout": TIMEOUT_SECONDS,
        },
    }
