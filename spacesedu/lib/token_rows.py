"""Rows that a token opens: three columns that fill themselves, and the search that every door asks.

A door adds what its row needs besides: a share link its gates, a sign-in card its student.
"""

from typing import ClassVar

from django.db import models

from spacesedu.lib import tokens

NO_HANDLE = b"\0" * tokens.HANDLE_BYTES


class TokenRow(models.Model):
    """What a row keeps of its token. ``PURPOSE`` keeps one door's tokens out of another's."""

    PURPOSE: ClassVar[str]

    kid = models.CharField(max_length=20, default=tokens.newest_kid)
    handle = models.BinaryField(max_length=8, unique=True, default=tokens.new_handle)
    nonce = models.BinaryField(max_length=16, default=tokens.new_nonce)

    class Meta:
        """Columns of other tables."""

        abstract = True

    @property
    def secret(self) -> tokens.Secret:
        """Return what the token is derived from."""
        return tokens.Secret(self.kid, bytes(self.handle), bytes(self.nonce))

    @property
    def token(self) -> str | None:
        """Return the token; None when its key has been dropped."""
        return tokens.token(self.PURPOSE, self.secret)

    def renew(self) -> None:
        """Give it another token, under the newest key; the one before opens nothing any more."""
        fresh = tokens.new_secret()
        self.kid, self.handle, self.nonce = fresh.kid, fresh.handle, fresh.nonce
        self.save(update_fields=["kid", "handle", "nonce"])

    @property
    def mark(self) -> str:
        """Return what a session keeps of the row: the handle, which opens nothing by itself."""
        return bytes(self.handle).hex()


def opened[Row: TokenRow](rows: models.QuerySet[Row], token: str) -> Row | None:
    """Return the one of ``rows`` whose token this is, whatever became of it; None for other text.

    An unknown, a forged and a malformed token cost the same query and the same MAC.
    """
    row = rows.filter(handle=tokens.handle_of(token) or NO_HANDLE).first()
    genuine = tokens.matches(token, rows.model.PURPOSE, row.secret if row else None)
    return row if genuine else None


def remembered[Row: TokenRow](rows: models.QuerySet[Row], mark: str) -> Row | None:
    """Return the one of ``rows`` that a session has opened before, by the mark it kept."""
    return rows.filter(handle=bytes.fromhex(mark)).first()
