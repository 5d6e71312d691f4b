"""Settings of accounts and sign-in: allauth, second factors, throttles, single sign-on."""

import environ

from spacesedu.lib import identity_providers

env = environ.Env()

AUTH_USER_MODEL = "districts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "districts.signing_in.passwords.LengthValidator"},
    {"NAME": "districts.signing_in.passwords.GuessedFirstValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "districts.signing_in.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "districts.signing_in.forms.SignInForm",
    "reset_password": "districts.signing_in.forms.PasswordLinkForm",
    "reset_password_from_key": "districts.signing_in.forms.NewPasswordForm",
    "change_password": "districts.signing_in.forms.OtherPasswordForm",
    "set_password": "districts.signing_in.forms.ChosenPasswordForm",
    "request_login_code": "districts.signing_in.sign_in_forms.AskForCodeForm",
    "confirm_login_code": "districts.signing_in.sign_in_forms.CodeFromMailForm",
    "reauthenticate": "districts.signing_in.code_forms.PasswordAgainForm",
    "add_email": "districts.signing_in.address_form.AddressForm",
}
ACCOUNT_LOGIN_METHODS = {"email", "username"}
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_USER_DISPLAY = str
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_PREVENT_ENUMERATION = "strict"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
# A whole school signs in from one address at nine o'clock; one account is guarded by its own key.
ACCOUNT_RATE_LIMITS = {
    "login": "600/m/ip",
    # A class scans its cards at once, from one address; nobody scans one card all the time.
    "card": "600/m/ip,20/5m/key",
    "login_failed": "120/m/ip,10/5m/key",
    "reset_password": "60/m/ip,5/m/key",
    # Three tries a code, six digits: with these, guessing one takes some forty years.
    "request_login_code": "60/m/ip,3/5m/key,20/d/key",
    "reset_password_from_key": "60/m/ip",
    "change_password": "10/m/user",
    # One link a minute and address; the one before still works.
    "confirm_email": "1/m/key",
    # Asking a school's service for a first look, by the press of a button.
    "test_connection": "20/h/key",
}
# A code from the mail instead of a password; see districts.signing_in.sign_in_code.
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
USERSESSIONS_TRACK_ACTIVITY = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_MAX_EMAIL_ADDRESSES = 5
ACCOUNT_EMAIL_CONFIRMATION_AUTHENTICATED_REDIRECT_URL = "account_email"
# How long a proof of who one is counts, see districts.signing_in.step_up.
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_ADAPTER = "districts.signing_in.mfa_adapter.MFAAdapter"
MFA_FORMS = {
    "authenticate": "districts.signing_in.code_forms.CodeForm",
    "reauthenticate": "districts.signing_in.code_forms.CodeAgainForm",
    "activate_totp": "districts.signing_in.code_forms.AppForm",
    "login_webauthn": "districts.signing_in.passkey_forms.PasskeySignInForm",
    "authenticate_webauthn": "districts.signing_in.passkey_forms.PasskeyStepForm",
    "reauthenticate_webauthn": "districts.signing_in.passkey_forms.PasskeyAgainForm",
    "add_webauthn": "districts.signing_in.passkey_forms.NewPasskeyForm",
    "edit_webauthn": "districts.signing_in.passkey_forms.PasskeyNameForm",
}
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = False
MFA_WEBAUTHN_USER_VERIFICATION = "required"
# allauth guards against strangers who sign up with somebody's address; nobody signs up here.
MFA_ALLOW_UNVERIFIED_EMAIL = True
# The code before and the one after count too, since clocks differ; none counts twice.
MFA_TOTP_TOLERANCE = 1
# The demo's people sign in with their password alone.
SECOND_FACTOR_REQUIRED = not env.bool("DEMO", default=False)
# Identity providers, as a JSON list: spacesedu/lib/identity_providers.py says how.
OIDC_APPS = identity_providers.providers(
    env.str("OIDC_PROVIDERS", default=""), local=env.bool("DEBUG", default=False)
)
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": OIDC_APPS, "OAUTH_PKCE_ENABLED": True}}
SOCIALACCOUNT_ADAPTER = "districts.signing_in.social_adapter.SocialAccountAdapter"
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_REQUESTS_TIMEOUT = 5
