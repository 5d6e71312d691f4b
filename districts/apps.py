"""The app districts."""

from django.apps import AppConfig


class DistrictsConfig(AppConfig):
    """Tenancy, people, roster, SIS."""

    name = "districts"
