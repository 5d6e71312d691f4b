"""The kernel as a Django app: it has commands and template tags, and no model of its own."""

from django.apps import AppConfig
from django.conf import settings
from django.utils.module_loading import import_string


class LibConfig(AppConfig):
    """Loads the project's Celery app, so that every process wakes the same workers."""

    name = "spacesedu.lib"

    def ready(self) -> None:
        """Celery's current app is the last one loaded; without one it would guess a broker."""
        import_string(settings.CELERY_APP)
