"""Addresses of the sharing menu, for the student and their teachers."""

from django.urls import path

from sharing.views import class_links, menu, qr, weekly

app_name = "sharing"
urlpatterns = [
    path("<uuid:portfolio>/", menu.menu, name="menu"),
    path("<uuid:portfolio>/reset/", menu.reset, name="reset"),
    path("<uuid:portfolio>/new/", menu.renew, name="renew"),
    path("<uuid:portfolio>/off/", menu.turn_off, name="turn_off"),
    path("<uuid:portfolio>/qr.svg", qr.qr, name="qr"),
    path("<uuid:portfolio>/qr.png", qr.qr_png, name="qr_png"),
    path("weekly/", weekly.weekly, name="weekly"),
    path("templates/<uuid:template>/links/", class_links.class_links, name="class_links"),
    path(
        "templates/<uuid:template>/links/csv/", class_links.class_links_csv, name="class_links_csv"
    ),
    path(
        "templates/<uuid:template>/links/cards/",
        class_links.class_links_cards,
        name="class_links_cards",
    ),
]
