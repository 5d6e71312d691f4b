"""One rule for addresses, typed or imported."""

import pytest

from spacesedu.lib.addresses import BadAddressError, parse


@pytest.mark.parametrize(
    ("text", "address", "key"),
    [
        ("Ann@Home.example", "Ann@Home.example", "ann@home.example"),
        ("  ann@home.example\n", "ann@home.example", "ann@home.example"),
        ("Ann@Écoles.example", "Ann@xn--coles-9ra.example", "ann@xn--coles-9ra.example"),
        ("o'brien.x+y@a-b.co", "o'brien.x+y@a-b.co", "o'brien.x+y@a-b.co"),
    ],
)
def test_an_address_and_its_key(text: str, address: str, key: str) -> None:
    assert (parse(text).text, parse(text).key) == (address, key)


@pytest.mark.parametrize(
    "text",
    [
        *("", "@", "ann", "ann@", "@home.example", "ann@home", "ann@home.123", "a@b@c.example"),
        *("ann@home.example,bob@home.example", "ann@home.example;bob@home.example"),
        *("ann@home.example\nBcc: bob@home.example", "ann\r@home.example", "ann @home.example"),
        *("Ann <ann@home.example>", ".ann@home.example", "ann.@home.example", "a..n@home.example"),
        *("élodie@home.example", "ann@-home.example", "ann@home..example", "ann@home.example."),
        *(f"{'x' * 65}@home.example", f"ann@{'x' * 64}.example", f"a@{'x.' * 130}example"),
        *("ann@straße.example", "ann@οδος.example", f"ann@{'é' * 100_000}.example"),
        *('"ann"@home.example', "ann@[127.0.0.1]", "ann@\u200bhome.example", "ann\0@home.example"),
    ],
)
def test_what_is_not_one_address(text: str) -> None:
    with pytest.raises(BadAddressError):
        parse(text)
