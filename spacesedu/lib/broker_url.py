"""REDIS_URL as Celery spells it."""

from urllib.parse import parse_qs, urlsplit


def broker_url(redis_url: str) -> str:
    """`unix:///path?db=1` becomes `redis+socket:///path?virtual_host=1`; all else stays."""
    parts = urlsplit(redis_url)
    if parts.scheme != "unix":
        return redis_url
    number = parse_qs(parts.query).get("db", ["0"])[-1]
    return f"redis+socket://{parts.path}?virtual_host={number}"
