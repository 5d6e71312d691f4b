"""Addresses a visitor opens: no session, no cookie, gates asked on every request."""

from django.urls import URLPattern

app_name = "public"
urlpatterns: list[URLPattern] = []
