"""EMAIL_URL in, a Django MAILERS entry out."""

from typing import Any

import environ

SMTP = "django.core.mail.backends.smtp.EmailBackend"
TIMEOUT_SECONDS = 10


def mailer(url: str) -> dict[str, Any]:
    """Return the entry for ``smtp://``, ``smtp+tls://``, ``smtp+ssl://`` or ``consolemail://``."""
    parsed = environ.Env.email_url_config(url)
    if parsed["EMAIL_BACKEND"] != SMTP:
        return {"BACKEND": parsed["EMAIL_BACKEND"]}
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
