"""How stored files are sent."""

import os
from collections.abc import Iterator

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.signals import request_finished
from django.db import close_old_connections
from django.http import Http404, HttpResponseBase, StreamingHttpResponse
from django.test import RequestFactory
from pytest_django import Settings

from spacesedu.lib.media import StoredFile, respond
from spacesedu.lib.storage_url import storage

BYTES = bytes(range(256)) * 1000
# A name of this process alone: all workers write to one folder.
SOUND = StoredFile(f"sent/{os.getpid()}", "audio/mpeg", "audio.mp3")


@pytest.fixture(autouse=True)
def _sound() -> Iterator[None]:
    default_storage.save(SOUND.storage_name, ContentFile(BYTES))
    # Closing an answer would look after the database's connections; there is none here.
    request_finished.disconnect(close_old_connections)
    yield
    request_finished.connect(close_old_connections)
    default_storage.delete(SOUND.storage_name)


def asked(file: StoredFile = SOUND, method: str = "GET", **headers: str) -> HttpResponseBase:
    return respond(RequestFactory().generic(method, "/", headers=headers), file)


def body(response: HttpResponseBase) -> bytes:
    assert isinstance(response, StreamingHttpResponse)
    content = b"".join(iter(response))
    response.close()
    return content


def test_a_player_gets_the_whole_file_or_a_part_of_it() -> None:
    whole = asked()
    assert (whole.status_code, whole["Content-Length"]) == (200, str(len(BYTES)))
    assert body(whole) == BYTES

    part = asked(Range="bytes=100000-199999")
    assert part.status_code == 206
    assert part["Content-Range"] == f"bytes 100000-199999/{len(BYTES)}"
    assert body(part) == BYTES[100_000:200_000]

    beyond = asked(Range="bytes=999999-")
    assert (beyond.status_code, beyond["Content-Range"]) == (416, f"bytes */{len(BYTES)}")


def test_a_part_of_what_may_have_changed_is_the_whole() -> None:
    whole = asked(SOUND, **{"Range": "bytes=0-9", "If-Range": '"x"'})

    assert whole.status_code == 200
    whole.close()


def test_asking_for_the_headers_opens_nothing() -> None:
    head = asked(method="HEAD", Range="bytes=0-9")

    assert (head.status_code, head["Content-Length"]) == (206, "10")
    assert not head.streaming


def test_a_sent_file_can_do_nothing_but_be_shown() -> None:
    response = asked(method="HEAD")

    assert response["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cross-Origin-Resource-Policy"] == "same-origin"
    assert response["Cache-Control"] == "private, no-store"
    assert "noindex" in response["X-Robots-Tag"]
    assert response["Content-Disposition"] == "inline"


def test_a_document_is_a_download_under_a_name_of_ours() -> None:
    paper = StoredFile(SOUND.storage_name, "application/pdf", "pdf.pdf")

    assert asked(paper, "HEAD")["Content-Disposition"] == 'attachment; filename="pdf.pdf"'


def test_a_file_that_is_gone_is_not_found() -> None:
    with pytest.raises(Http404):
        asked(StoredFile("sent/nothing", "audio/mpeg"))


def test_the_web_server_sends_the_bytes_where_there_is_one(settings: Settings) -> None:
    settings.ACCEL_PREFIX = "/private/"

    response = asked()
    assert response["X-Accel-Redirect"] == f"/private/{SOUND.storage_name}"
    assert response["Content-Type"] == "audio/mpeg"


def test_a_remote_store_is_asked_through_the_web_server_by_a_signed_address(
    settings: Settings,
) -> None:
    settings.ACCEL_PREFIX = "/_s3/"
    entry = storage("s3://key:secret@store.example:9000/bucket?region=ca-central-1")
    settings.STORAGES = {**settings.STORAGES, "default": entry}

    address = asked()["X-Accel-Redirect"]
    assert address.startswith(f"/_s3/bucket/{SOUND.storage_name}?")
    assert "X-Amz-Signature=" in address
    assert "secret" not in address
