"""Every address, by app. What is open to visitors is said here and at its view."""

from django.urls import include, path

urlpatterns = [
    path("s/", include("sharing.public_urls")),
    path("share/", include("sharing.urls")),
    path("portfolios/", include("portfolios.urls")),
    path("", include("families.urls")),
    path("", include("districts.urls")),
    path("accounts/", include("allauth.urls")),
]
