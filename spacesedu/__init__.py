"""The project. Celery's app is loaded with it, so that every process wakes the same workers."""

from spacesedu.celery import app as celery_app

__all__ = ["celery_app"]
