"""What the addresses of one's own account are filled in with: things that are the teacher's."""

from allauth.account.models import EmailConfirmationHMAC

from tests import factories as make
from tests.factories.factors import passkey_of
from tests.world import Cast


def two_steps(name: str, cast: Cast) -> dict[str, object]:
    """Return a passkey's number, or the key by which an address is confirmed."""
    teacher = cast.teacher.user
    if name in {"mfa_edit_webauthn", "mfa_remove_webauthn"}:
        return {"pk": passkey_of(teacher).pk}
    if name == "account_confirm_email":
        second = make.EmailAddressFactory.create(
            user=teacher, email="second@example.org", primary=False, verified=False
        )
        return {"key": EmailConfirmationHMAC(second).key}
    return {}
