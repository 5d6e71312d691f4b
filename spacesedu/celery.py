"""Celery: queues, limits and the beat table. Tasks are wake-ups; PostgreSQL holds the truth."""

import os
from datetime import timedelta

from celery import Celery
from celery.schedules import crontab

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "spacesedu.settings")
app = Celery("spacesedu")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.conf.update(
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    worker_prefetch_multiplier=1,
    task_ignore_result=True,
    task_time_limit=1500,
    task_soft_time_limit=1440,
    # Longer than any task may run, so that no task runs twice at once.
    broker_transport_options={
        "visibility_timeout": 1800,
        "socket_timeout": 1,
        "socket_connect_timeout": 1,
        # A silent broker would cost whoever presses a button four seconds, not one [measured].
        "max_retries": 0,
    },
    broker_connection_retry_on_startup=True,
    worker_hijack_root_logger=False,
    timezone="UTC",
    task_routes={
        "districts.tasks.sweep_imports": {"queue": "imports"},
        "districts.tasks.sweep_packages": {"queue": "imports"},
        "districts.tasks.send_*": {"queue": "mail"},
        "districts.tasks.sweep_*": {"queue": "mail"},
        "districts.tasks.run_import": {"queue": "imports"},
        "districts.tasks.scan_inboxes": {"queue": "imports"},
        "districts.tasks.fetch_*": {"queue": "imports"},
        "portfolios.tasks.*": {"queue": "media"},
    },
)

# One line a job.
app.conf.beat_schedule = {
    "audit sealing": {"task": "districts.tasks.seal_audit", "schedule": timedelta(seconds=60)},
    "session sweep": {"task": "districts.tasks.sweep_sessions", "schedule": timedelta(hours=1)},
    "outbox sweep": {"task": "districts.tasks.sweep_outbox", "schedule": timedelta(seconds=60)},
    "service fetching": {
        "task": "districts.tasks.fetch_packages",
        "schedule": crontab(minute="*/15"),
    },
    "inbox scan": {"task": "districts.tasks.scan_inboxes", "schedule": timedelta(seconds=60)},
    "import sweep": {"task": "districts.tasks.sweep_imports", "schedule": timedelta(seconds=60)},
    # At night, from the Atlantic to the Pacific.
    "nightly erasing": {
        "task": "portfolios.tasks.erase_deleted",
        "schedule": crontab(hour="8", minute="10"),
    },
    "package erasing": {
        "task": "districts.tasks.sweep_packages",
        "schedule": crontab(hour="8", minute="40"),
    },
    "orphan erasing": {
        "task": "portfolios.tasks.erase_orphans",
        "schedule": crontab(hour="9", minute="10"),
    },
    "link opens": {
        "task": "sharing.tasks.write_down_opens",
        "schedule": timedelta(seconds=60),
    },
    # Often, since it is morning at another time in each zone: some are a quarter of an hour apart.
    "link ends": {"task": "sharing.tasks.tell_of_ends", "schedule": crontab(minute="*/15")},
    "media sweep": {"task": "portfolios.tasks.sweep_media", "schedule": timedelta(minutes=5)},
    "upload sweep": {"task": "portfolios.tasks.sweep_uploads", "schedule": timedelta(hours=1)},
}
