"""Every kind of mail can be written, and Support reads in words what each is for."""

import pytest
from django.conf import settings
from django.utils.module_loading import import_string

from districts.support.purposes import PURPOSES


def test_every_kind_of_mail_has_words_for_support_and_no_words_are_left_over() -> None:
    assert PURPOSES.keys() == settings.OUTBOX_EMAILS.keys()


@pytest.mark.parametrize("purpose", settings.OUTBOX_EMAILS)
def test_every_kind_of_mail_has_somebody_who_writes_it(purpose: str) -> None:
    assert callable(import_string(settings.OUTBOX_EMAILS[purpose]))
