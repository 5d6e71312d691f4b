"""The app families."""

from django.apps import AppConfig


class FamiliesConfig(AppConfig):
    """Adults, their ties to students, and invitations."""

    name = "families"
