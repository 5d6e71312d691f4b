"""The cap on what one request may bring, asked before a byte of it is read."""

from typing import IO, Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler


class CappedUploadHandler(FileUploadHandler):
    """Stands first among the handlers: refuses a request that announces too much (400).

    Whoever is not signed in may bring no more than a form.

    The server reads no further than the announced length, so nobody can bring more than they say.
    """

    def handle_raw_input(
        self,
        input_data: IO[bytes],  # noqa: ARG002
        META: dict[str, str],  # noqa: ARG002, N803
        content_length: int,
        boundary: str,  # noqa: ARG002
        encoding: str | None = None,  # noqa: ARG002
    ) -> tuple[Any, Any] | None:
        """Let the request through if it is small enough."""
        known = self.request is not None and self.request.user.is_authenticated
        most = settings.UPLOAD_MAX_BYTES if known else settings.DATA_UPLOAD_MAX_MEMORY_SIZE
        if content_length > most:
            raise RequestDataTooBig("These files are too big together.")
        return None

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:  # noqa: ARG002
        """Pass the bytes on to the next handler."""
        return raw_data

    def file_complete(self, file_size: int) -> "UploadedFile[bytes] | None":  # noqa: ARG002
        """Leave the file to the next handler."""
        return None
