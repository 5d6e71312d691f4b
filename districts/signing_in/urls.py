"""The pages of allauth that are in use, under its own names. What is not listed does not exist.

Without ``account_signup`` nobody can make an account by themselves: accounts come from invitations,
usernames from the district. Only who has an e-mail address can add another one.
"""

from allauth.account import views
from allauth.mfa.base.views import reauthenticate as reauthenticate_by_code
from allauth.mfa.webauthn.views import reauthenticate_webauthn
from django.urls import include, path, re_path

from districts.signing_in.own_account import with_address
from districts.signing_in.step_up import step_up
from districts.views import addresses, again, language, sessions, sign_in, sign_in_code, signed_out

urlpatterns = [
    path("login/", sign_in.sign_in, name="account_login"),
    path("single-sign-on/", include("districts.signing_in.single_sign_on_urls")),
    path("login/code/", sign_in_code.ask_for_code, name="account_request_login_code"),
    path("login/code/confirm/", sign_in_code.type_code, name="account_confirm_login_code"),
    path("login/again/", sign_in_code.start_again, name="account_start_again"),
    path("logout/", views.logout, name="account_logout"),
    path("signed-out/", signed_out.signed_out, name="account_signed_out"),
    path("inactive/", views.account_inactive, name="account_inactive"),
    # A pupil's password is the office's to give: a found card must not become an account.
    path("password/change/", with_address(views.password_change), name="account_change_password"),
    path("password/set/", with_address(step_up(views.password_set)), name="account_set_password"),
    path("password/reset/", views.password_reset, name="account_reset_password"),
    path("password/reset/done/", views.password_reset_done, name="account_reset_password_done"),
    path(
        "password/reset/key/done/",
        views.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>[^/]+)/$",
        views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("email/", addresses.addresses, name="account_email"),
    re_path(
        r"^email/confirm/(?P<key>[-:\w]+)/$",
        addresses.confirm_address,
        name="account_confirm_email",
    ),
    path("two-steps/", include("districts.signing_in.second_factor_urls")),
    path("again/", again.sign_in_again, name="account_sign_in_again"),
    path("again/password/", views.reauthenticate, name="account_reauthenticate"),
    path("again/code/", reauthenticate_by_code, name="mfa_reauthenticate"),
    path("again/passkey/", reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("language/", language.language, name="account_language"),
    path("sessions/", sessions.sessions, name="usersessions_list"),
    path("sessions/<int:session_id>/end/", sessions.end, name="usersessions_end"),
]
