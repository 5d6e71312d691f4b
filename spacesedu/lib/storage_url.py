"""STORAGE_URL: where private files lie, as one address.

`file:///path` is a folder; `s3://key:secret@host[:port]/bucket?region=…` any S3-compatible
service, over https unless `&tls=off`; `s3:///bucket?region=…` is Amazon's own with the machine's
credentials.
"""

from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

LIFETIME_OF_SIGNATURES = 60


def storage(url: str) -> dict[str, object]:
    """The entry for Django's STORAGES."""
    parts = urlsplit(url)
    if parts.scheme == "file" and not parts.netloc and parts.path.startswith("/"):
        return _folder(Path(unquote(parts.path)))
    bucket = unquote(parts.path.strip("/"))
    if parts.scheme != "s3" or not bucket or "/" in bucket:
        raise ImproperlyConfigured(
            "STORAGE_URL needs the form file:///path or s3://key:secret@host/bucket?region=name."
        )
    query = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    options: dict[str, object] = {
        "bucket_name": bucket,
        "region_name": query.get("region"),
        "default_acl": None,
        "querystring_auth": True,
        "querystring_expire": LIFETIME_OF_SIGNATURES,
        # Names are random; a second file under one name would be a mistake to hear about.
        "file_overwrite": False,
        "signature_version": "s3v4",
    }
    if parts.username:
        options["access_key"] = unquote(parts.username)
        options["secret_key"] = unquote(parts.password or "")
    if parts.hostname:
        scheme = "http" if query.get("tls") == "off" else "https"
        port = f":{parts.port}" if parts.port else ""
        options["endpoint_url"] = f"{scheme}://{parts.hostname}{port}"
        options["addressing_style"] = "path"
    return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}


def _folder(path: Path) -> dict[str, object]:
    return {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": str(path),
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    }
