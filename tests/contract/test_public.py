"""Which addresses answer somebody who is not signed in: this list, and not one more."""

from django.urls import URLResolver, get_resolver

from tests.contract.access_rows import ROWS

OPEN = {
    # The operator's, and the front door.
    *("health_live", "health_ready", "metrics", "accent", "gallery", "districts:logo"),
    *("districts:sign_in", "account_login", "account_signed_out", "account_inactive"),
    *("account_request_login_code", "account_confirm_login_code", "account_start_again"),
    *("mfa_authenticate", "mfa_login_webauthn"),
    *("openid_connect_login", "openid_connect_callback", "socialaccount_login_cancelled"),
    "set_language",
    *("account_reset_password", "account_reset_password_done"),
    *("account_reset_password_from_key", "account_reset_password_from_key_done"),
    # Who holds a link or a card.
    *("public:page", "public:section", "public:media", "public:anything_else"),
    "sharing_mail:unsubscribe",
    *("families:invitation", "families:enter", "families:accept", "families:decline"),
    *("families:disown", "families:switch"),
    *("districts:setup", "districts:setup_enter", "districts:setup_accept"),
    *("districts:setup_switch", "districts:card", "districts:card_enter"),
    *("districts:card_sign_in", "districts:card_switch"),
    # These look for themselves: who is signed out already, and whose address it is.
    *("account_logout", "account_confirm_email"),
    # Not there outside of the demo.
    *("demo_mail", "demo_mail_message", "demo_mail_html"),
}


def walk(resolver: URLResolver, namespace: str = "") -> set[str]:
    """Return the names of the addresses whose view asks nobody to sign in."""
    found: set[str] = set()
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            found |= walk(pattern, pattern.namespace or namespace)
        elif not getattr(pattern.callback, "login_required", True):
            found.add(f"{namespace}:{pattern.name}" if namespace else str(pattern.name))
    return found


def test_no_address_is_open_that_is_not_listed() -> None:
    assert walk(get_resolver()) == OPEN


def test_what_is_not_listed_sends_a_visitor_to_sign_in() -> None:
    closed = {
        (row.name, row.method, row.answers["visitor"]) for row in ROWS if row.name not in OPEN
    }
    assert {one for one in closed if one[2] != "in"} == set()
