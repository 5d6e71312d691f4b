"""When an identity proves an address, and when it proves nothing."""

import pytest

from districts.signing_in.identity import GOOGLE, UntrustedIdentityError, identity

TOKEN = {"iss": "https://id.example.org", "sub": "7", "email": "Ada@School.example.org"}


def test_an_address_is_folded_and_knows_its_domain() -> None:
    who = identity({"id_token": TOKEN})
    assert (who.email, who.domain) == ("ada@school.example.org", "school.example.org")


def test_user_info_of_the_same_person_may_tell_the_address() -> None:
    token = {"iss": TOKEN["iss"], "sub": "7"}
    who = identity({"id_token": token, "userinfo": {"sub": "7", "email": "ada@example.org"}})
    assert who.email == "ada@example.org"


@pytest.mark.parametrize(
    ("token", "info"),
    [
        ({}, None),
        ({"sub": "7", "email": "ada@example.org"}, None),
        ({**TOKEN, "sub": ""}, None),
        ({**TOKEN, "email": "ada"}, None),
        ({**TOKEN, "email": "@example.org"}, None),
        ({**TOKEN, "email": f"{'x' * 300}@example.org"}, None),
        ({**TOKEN, "email": "ada\0@example.org"}, None),
        ({**TOKEN, "email_verified": False}, None),
        ({**TOKEN, "email_verified": "false"}, None),
        (TOKEN, {"sub": "8", "email": "ada@school.example.org"}),
        (TOKEN, {"email": "ada@school.example.org"}),
        (
            {**TOKEN, "email_verified": True},
            {"sub": "7", "email": "x@y.z", "email_verified": False},
        ),
    ],
)
def test_what_proves_nothing_is_refused(token: dict[str, object], info: dict[str, object]) -> None:
    with pytest.raises(UntrustedIdentityError):
        identity({"id_token": token, "userinfo": info})


@pytest.mark.parametrize(("hosted", "good"), [("school.example.org", True), (None, False)])
def test_a_private_google_account_under_a_schools_address_is_refused(
    hosted: str | None,
    good: bool,  # noqa: FBT001 -- a column of the table
) -> None:
    token = {**TOKEN, "iss": GOOGLE, "email_verified": True, "hd": hosted}
    if good:
        assert identity({"id_token": token}).email == "ada@school.example.org"
    else:
        with pytest.raises(UntrustedIdentityError):
            identity({"id_token": token})
