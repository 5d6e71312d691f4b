"""Single sign-on: allauth's pages under its own names. Accounts are never made by a form there."""

from allauth.socialaccount import views
from allauth.socialaccount.providers.openid_connect import views as openid_connect
from django.urls import path

from districts.signing_in.own_account import with_address
from districts.views.single_sign_on import connections, leads_out

urlpatterns = [
    path("", with_address(leads_out(connections)), name="socialaccount_connections"),
    path("cancelled/", views.login_cancelled, name="socialaccount_login_cancelled"),
    path("<slug:provider_id>/", leads_out(openid_connect.login), name="openid_connect_login"),
    path("<slug:provider_id>/callback/", openid_connect.callback, name="openid_connect_callback"),
]
