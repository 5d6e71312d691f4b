"""Share links and the public page."""

from django.apps import AppConfig


class SharingConfig(AppConfig):
    """The app."""

    name = "sharing"
