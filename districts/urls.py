"""Addresses of the app districts."""

from django.urls import path

from districts.views import classes, district, imports, sign_in, support, switch

app_name = "districts"
urlpatterns = [
    path("sign-in/<slug:slug>/", sign_in.district_sign_in, name="sign_in"),
    path("switch/", switch.switch_role, name="switch_role"),
    path("support/", support.districts, name="list"),
    path("district/", district.settings, name="settings"),
    path("classes/", classes.classes, name="classes"),
    path("imports/", imports.runs, name="imports"),
    path("imports/<uuid:run_id>/", imports.run, name="import_run"),
]
