"""The pages of second factors that are in use, under allauth's names."""

from allauth.mfa.webauthn.views import login_webauthn
from django.contrib.auth.decorators import login_not_required
from django.urls import path

from districts.views import second_factor as views

urlpatterns = [
    path("", views.index, name="mfa_index"),
    path("code/", views.second_step, name="mfa_authenticate"),
    path("passkey/", login_not_required(login_webauthn), name="mfa_login_webauthn"),
    path("app/add/", views.add_app, name="mfa_activate_totp"),
    path("app/remove/", views.remove_app, name="mfa_deactivate_totp"),
    path("codes/", views.recovery_codes, name="mfa_view_recovery_codes"),
    path("codes/new/", views.new_codes, name="mfa_generate_recovery_codes"),
    path("codes/download/", views.download_codes, name="mfa_download_recovery_codes"),
    path("passkeys/add/", views.add_passkey, name="mfa_add_webauthn"),
    path("passkeys/<int:pk>/name/", views.name_passkey, name="mfa_edit_webauthn"),
    path("passkeys/<int:pk>/remove/", views.remove_passkey, name="mfa_remove_webauthn"),
]
