"""Which addresses of services may be asked, and what their errors say."""

import json
from ipaddress import ip_address

import pytest

from districts.sis.rest.networks import may_be_asked
from districts.sis.rest.said import said

PUBLIC = ("93.184.215.14", "2606:2800:21f:cb07:6820:80da:af6b:8b2c")
INSIDE = ("127.0.0.1", "10.0.0.8", "172.16.0.1", "192.168.1.1", "100.64.0.1", "::1", "fd00::1")
NEVER = (
    *("169.254.169.254", "0.0.0.0", "224.0.0.1", "255.255.255.255", "240.0.0.1"),  # noqa: S104
    *("::", "fe80::1", "fec0::1", "ff02::1", "fd00:ec2::254", "100.100.100.200"),
    *("::ffff:93.184.215.14", "::10.0.0.8", "64:ff9b::5db8:d70e", "64:ff9b:1::a00:8"),
    *("2002:a00:8::1", "2001:0:4136:e378:8000:63bf:3fff:fdd2", "192.88.99.1"),
    *("168.63.129.16", "192.0.0.192", "fd20:ce::254", "fd00:ec2::23", "fd00:c1::a9fe:a9fe"),
    *("fd00:42::42", "fd00:a9fe:a9fe::1", "fd00:100::100:200"),
)


@pytest.mark.parametrize("address", PUBLIC)
def test_services_on_the_internet_may_be_asked(address: str) -> None:
    assert may_be_asked(ip_address(address), private=False)
    assert may_be_asked(ip_address(address), private=True)


@pytest.mark.parametrize("address", INSIDE)
def test_those_inside_only_where_somebody_allowed_it(address: str) -> None:
    assert not may_be_asked(ip_address(address), private=False)
    assert may_be_asked(ip_address(address), private=True)


@pytest.mark.parametrize("address", NEVER)
def test_what_is_wrapped_or_gives_out_keys_is_never_asked(address: str) -> None:
    assert not may_be_asked(ip_address(address), private=False)
    assert not may_be_asked(ip_address(address), private=True)


STATUS = {"imsx_codeMajor": "failure", "imsx_description": "Unknown offset"}


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (STATUS, "Unknown offset"),
        ({"imsx_StatusInfo": STATUS}, "Unknown offset"),
        ({"statusInfoSet": [STATUS]}, "Unknown offset"),
        ([STATUS], "Unknown offset"),
        ({"error": "invalid_scope", "error_description": "No\tsuch  scope"}, "No such scope"),
        ({"error": "invalid_scope"}, "invalid_scope"),
        ({"error": {"message": "Sorry"}}, "Sorry"),
        ({"message": "x" * 500}, "x" * 120),
        ({"message": "ask ada@people.example"}, ""),
        ({"message": "your secret is hunter2"}, ""),
        ({"a": {"b": {"c": {"d": {"message": "too deep"}}}}}, ""),
        ({"error": 7}, ""),
        (None, ""),
    ],
)
def test_an_errors_own_words_are_found(answer: object, words: str) -> None:
    assert said(json.dumps(answer).encode(), secrets=["hunter2", ""]) == words


@pytest.mark.parametrize("body", [b"", b"<html>Sorry</html>", b"[" * 60_000, b"\xff\xfe"])
def test_what_is_not_meant_for_us_has_no_words(body: bytes) -> None:
    assert said(body) == ""
