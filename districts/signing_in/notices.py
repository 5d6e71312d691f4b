"""What is said by mail about an account's own safety, so that no change goes unnoticed.

allauth names the occasions; each becomes a verb of the audit log, and the message is written from
that entry when it is sent.
"""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# allauth's template prefix -> verb
VERBS = {
    "account/email/password_changed": "account.password_changed",
    "account/email/password_set": "account.password_changed",
    "account/email/password_reset": "account.password_changed",
    "account/email/email_changed": "account.address_primary",
    "account/email/email_deleted": "account.address_removed",
    "mfa/email/totp_activated": "account.app_added",
    "mfa/email/totp_deactivated": "account.app_removed",
    "mfa/email/webauthn_added": "account.passkey_added",
    "mfa/email/webauthn_removed": "account.passkey_removed",
    "mfa/email/recovery_codes_generated": "account.codes_renewed",
    "socialaccount/email/account_connected": "account.single_sign_on_added",
    "socialaccount/email/account_disconnected": "account.single_sign_on_removed",
}
ADDRESS_CONFIRMED = "account.address_confirmed"
FACTORS_REMOVED = "account.factors_removed"

WORDS: dict[str, str | Promise] = {
    "account.password_changed": _("Your password was changed."),
    "account.address_primary": _("Your account has another main e-mail address now."),
    "account.address_removed": _("An e-mail address was removed from your account."),
    ADDRESS_CONFIRMED: _("An e-mail address was added to your account."),
    "account.app_added": _("An app with codes was set up for signing in."),
    "account.app_removed": _("The app with codes was removed from your account."),
    "account.passkey_added": _("A passkey was added to your account."),
    "account.passkey_removed": _("A passkey was removed from your account."),
    "account.codes_renewed": _("New recovery codes were made for your account."),
    FACTORS_REMOVED: _("The operator removed every second factor from your account."),
    "account.single_sign_on_added": _("Single sign-on was connected to your account."),
    "account.single_sign_on_removed": _("Single sign-on was taken off your account."),
}
