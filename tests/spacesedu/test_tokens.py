"""A token opens one door, has one spelling, and dies with its key."""

import pytest
from django.conf import settings as project
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from spacesedu.lib import tokens
from spacesedu.lib.tokens import Secret

PURPOSE = "share-link"


def test_a_token_is_39_plain_characters() -> None:
    text = tokens.token(PURPOSE, tokens.new_secret())
    assert text is not None
    assert len(text) == tokens.TOKEN_LENGTH
    assert text.isalnum()
    assert text == text.lower()


def test_it_matches_its_own_secret_in_upper_case_too() -> None:
    secret = tokens.new_secret()
    text = tokens.token(PURPOSE, secret) or ""
    assert tokens.matches(text, PURPOSE, secret)
    assert tokens.matches(text.upper(), PURPOSE, secret)
    assert tokens.handle_of(text.upper()) == secret.handle


def test_a_token_of_one_purpose_never_opens_another() -> None:
    secret = tokens.new_secret()
    text = tokens.token(PURPOSE, secret) or ""
    assert not tokens.matches(text, "family-invitation", secret)


@given(position=st.integers(0, tokens.TOKEN_LENGTH - 1), sign=st.sampled_from("0123456789abz~. "))
def test_one_character_changed_opens_nothing(position: int, sign: str) -> None:
    secret = Secret(next(iter(project.SHARE_LINK_KEYS)), b"12345678", b"0123456789abcdef")
    text = tokens.token(PURPOSE, secret) or ""
    changed = text[:position] + sign + text[position + 1 :]
    assert tokens.matches(changed, PURPOSE, secret) == (changed == text)


def test_spare_bits_must_be_zero_so_that_a_row_has_one_spelling() -> None:
    secret = tokens.new_secret()
    text = tokens.token(PURPOSE, secret) or ""
    alphabet = "0123456789abcdefghjkmnpqrstvwxyz"
    spelled_otherwise = text[:-1] + alphabet[alphabet.index(text[-1]) + 1]
    assert tokens.handle_of(spelled_otherwise) is None


def test_a_sign_that_is_a_letter_only_in_lower_case_is_another_sign() -> None:
    kelvin = "\N{KELVIN SIGN}"
    assert kelvin.lower() == "k"
    assert tokens.handle_of("k" * 38 + "0") is not None
    assert tokens.handle_of(kelvin * 38 + "0") is None


@pytest.mark.parametrize(
    "text",
    ["", "a", "0" * 38, "0" * 40, "0" * 5000, "é" * 39, "../" * 13, "\0" * 39, "0" * 38 + "\n"],
)
def test_what_is_not_a_token_names_no_handle(text: str) -> None:
    assert tokens.handle_of(text) is None
    assert not tokens.matches(text, PURPOSE, None)


def test_dropping_a_key_kills_its_tokens_and_leaves_the_others(
    settings: Settings,
) -> None:
    settings.SHARE_LINK_KEYS = {"old": "o" * 40}
    old = tokens.new_secret()
    old_text = tokens.token(PURPOSE, old) or ""
    settings.SHARE_LINK_KEYS = {"new": "n" * 40, "old": "o" * 40}
    new = tokens.new_secret()
    assert new.kid == "new"
    assert tokens.matches(old_text, PURPOSE, old)
    settings.SHARE_LINK_KEYS = {"new": "n" * 40}
    assert tokens.token(PURPOSE, old) is None
    assert not tokens.matches(old_text, PURPOSE, old)
    assert tokens.matches(tokens.token(PURPOSE, new) or "", PURPOSE, new)
