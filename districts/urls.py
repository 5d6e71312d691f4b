"""Addresses of the app districts."""

from django.urls import include, path

from districts.views import (
    activity,
    classes,
    district,
    district_settings,
    logo,
    narrowing,
    schools,
    sign_in,
    support_access,
    switch,
)

app_name = "districts"
urlpatterns = [
    path("sign-in/<slug:slug>/", sign_in.district_sign_in, name="sign_in"),
    path("switch/", switch.switch_role, name="switch_role"),
    path("support/", include("districts.support.urls")),
    path("district/", district.settings, name="settings"),
    path("district/brand/", district_settings.brand, name="settings_brand"),
    path("district/time/", district_settings.time, name="settings_time"),
    path("district/names/", district_settings.names, name="settings_names"),
    path("district/leavers/", district_settings.leavers, name="settings_leavers"),
    path("district/features/<slug:feature>/", narrowing.narrowing, name="narrowing"),
    path("logos/<slug:picture>.webp", logo.logo, name="logo"),
    path("schools/", schools.schools, name="schools"),
    path("schools/<uuid:school>/name/", schools.school_name, name="school_name"),
    path("district/support-access/", support_access.support_access, name="support_access"),
    path(
        "district/support-access/end/",
        support_access.support_access_end,
        name="support_access_end",
    ),
    path("activity/", activity.activity, name="activity"),
    path("activity/csv/", activity.activity_csv, name="activity_csv"),
    path("classes/", classes.classes, name="classes"),
    path("", include("districts.imports.urls")),
    path("", include("districts.staffing.urls")),
    path("", include("districts.students.urls")),
]
