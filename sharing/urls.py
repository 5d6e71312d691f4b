"""Addresses of the sharing menu, for the student and their teachers."""

from django.urls import path

from sharing import views

app_name = "sharing"
urlpatterns = [
    path("<uuid:portfolio>/", views.menu, name="menu"),
    path("<uuid:portfolio>/reset/", views.reset, name="reset"),
    path("<uuid:portfolio>/new/", views.renew, name="renew"),
    path("<uuid:portfolio>/off/", views.turn_off, name="turn_off"),
    path("<uuid:portfolio>/qr.svg", views.qr, name="qr"),
]
