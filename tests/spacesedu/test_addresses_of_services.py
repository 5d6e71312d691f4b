"""STORAGE_URL and REDIS_URL, as the libraries want them."""

from typing import cast

import pytest
from django.core.exceptions import ImproperlyConfigured

from spacesedu.lib.broker_url import broker_url
from spacesedu.lib.storage_url import storage


def options(url: str) -> dict[str, object]:
    return cast("dict[str, object]", storage(url)["OPTIONS"])


def test_a_folder_is_private_to_the_site() -> None:
    assert options("file:///srv/some%20media") == {
        "location": "/srv/some media",
        "file_permissions_mode": 0o600,
        "directory_permissions_mode": 0o700,
    }


def test_a_store_of_ones_own_is_spoken_to_over_tls() -> None:
    found = options("s3://key:se%2Fcret@store.example:9000/media?region=ca-central-1")
    assert found["endpoint_url"] == "https://store.example:9000"
    assert (found["access_key"], found["secret_key"]) == ("key", "se/cret")
    assert (found["bucket_name"], found["region_name"]) == ("media", "ca-central-1")
    assert found["default_acl"] is None


def test_amazons_store_needs_no_host_and_no_key() -> None:
    found = options("s3:///media?region=ca-central-1")
    assert not {"endpoint_url", "access_key"} & set(found)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "media",
        "file://media",
        "https://store.example/media",
        "s3://store.example/",
        "s3://h/a/b",
    ],
)
def test_any_other_address_is_refused(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="STORAGE_URL needs the form"):
        storage(url)


@pytest.mark.parametrize(
    ("redis", "celery"),
    [
        ("unix:///run/v.sock?db=3", "redis+socket:///run/v.sock?virtual_host=3"),
        ("unix:///run/v.sock", "redis+socket:///run/v.sock?virtual_host=0"),
        ("rediss://:secret@valkey:6380/1", "rediss://:secret@valkey:6380/1"),
    ],
)
def test_celery_gets_the_same_broker(redis: str, celery: str) -> None:
    assert broker_url(redis) == celery
