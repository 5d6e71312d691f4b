"""Addresses of the sharing menu, for the student and their teachers."""

from django.urls import path

from sharing.views import menu, qr

app_name = "sharing"
urlpatterns = [
    path("<uuid:portfolio>/", menu.menu, name="menu"),
    path("<uuid:portfolio>/reset/", menu.reset, name="reset"),
    path("<uuid:portfolio>/new/", menu.renew, name="renew"),
    path("<uuid:portfolio>/off/", menu.turn_off, name="turn_off"),
    path("<uuid:portfolio>/qr.svg", qr.qr, name="qr"),
]
