"""Months are called what people call them, though a word of the page may be spelt like one."""

from datetime import date

import pytest
from django.utils import translation

from spacesedu.lib.templatetags.ui import long_date

MONTHS = {
    "en": "January February March April May June July August September October November December",
    "es": "enero febrero marzo abril mayo junio"
    " julio agosto septiembre octubre noviembre diciembre",
    "fr-ca": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
}


@pytest.mark.parametrize("language", MONTHS)
def test_each_month_has_its_own_name(language: str) -> None:
    with translation.override(language):
        for month, name in enumerate(MONTHS[language].split(), start=1):
            assert name in long_date(date(2026, month, 19)).split()
