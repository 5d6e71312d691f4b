"""Translations are compiled without gettext, when they changed; placeholders are checked."""

import gettext
import os
from pathlib import Path

import pytest

from spacesedu.lib.translations import compile_stale, mistakes

HEAD = (
    'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n'
    '"Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n\n'
)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "fr" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    path.write_text(HEAD + 'msgid "School"\nmsgstr "École"\n')
    return path


def test_a_translation_is_compiled_once_and_again_when_it_changed(
    source: Path, tmp_path: Path
) -> None:
    assert compile_stale([tmp_path]) == [source.with_suffix(".mo")]
    with source.with_suffix(".mo").open("rb") as compiled:
        assert gettext.GNUTranslations(compiled).gettext("School") == "École"
    assert compile_stale([tmp_path]) == []
    later = source.stat().st_mtime + 10
    os.utime(source, (later, later))
    assert compile_stale([tmp_path]) == [source.with_suffix(".mo")]


def test_a_lost_placeholder_is_a_mistake(source: Path, tmp_path: Path) -> None:
    assert mistakes([tmp_path]) == []
    source.write_text(
        HEAD + '#, python-format\nmsgid "%(count)s schools"\nmsgstr "écoles %(cont)s"\n'
    )
    assert len(mistakes([tmp_path])) == 1
