"""Runs of a connection that wait for a person, and the one that was applied last."""

from django.db.models import Q

from districts.models import ImportRun
from districts.models.import_run import ImportRunQuerySet


def last_applied(run: ImportRun) -> ImportRun | None:
    """Return the last run of the connection that was applied and still counts."""
    return (
        ImportRun.objects.filter(
            connection=run.connection_id, applied_at__isnull=False, undone_at=None, undoes=None
        )
        .order_by("-applied_at")
        .first()
    )


def earlier(run: ImportRun) -> ImportRunQuerySet:
    """Return the runs of the connection from before ``run`` that wait as a whole."""
    return _before(run).filter(
        held_at__isnull=False, applied_at=None, discarded_at=None, dry_run=False
    )


def unsaid(run: ImportRun) -> ImportRunQuerySet:
    """Return those of them that tell of something else: ``run`` may be the same package again."""
    return earlier(run).exclude(_same_package(run))


def unfinished_before(run: ImportRun) -> ImportRunQuerySet:
    """Return the runs of the connection that came before ``run`` and are not finished."""
    return _before(run).unfinished()


def overtaken(run: ImportRun) -> bool:
    """Tell whether a later package of the connection was applied: this one is no longer news."""
    later = ImportRun.objects.filter(
        connection=run.connection_id,
        applied_at__isnull=False,
        undone_at=None,
        undoes=None,
        follows=None,
    )
    after = Q(received_at__gt=run.received_at) | Q(received_at=run.received_at, pk__gt=run.pk)
    return later.filter(after).exists()


def supersede(run: ImportRun, *, delta: bool) -> None:
    """Let ``run`` take the place of earlier ones that wait: its package says it all anew.

    A delta says only what changed: it takes the place of the run it follows, and of those that had
    the very same package.
    """
    whole, removals = earlier(run), _before(run).filter(removals_held=True)
    if delta:
        same = _same_package(run)
        whole, removals = whole.filter(same), removals.filter(Q(followers=run) | same)
    whole.update(discarded_at=run.planned_at)
    removals.update(discarded_at=run.planned_at, removals_held=False)


def _same_package(run: ImportRun) -> Q:
    return Q(package__sha256=run.package.sha256) if run.package else Q(pk=None)


def _before(run: ImportRun) -> ImportRunQuerySet:
    """Return the runs of the connection that came before; ids grow with time, two of a scan too."""
    return ImportRun.objects.filter(connection=run.connection_id).filter(
        Q(received_at__lt=run.received_at) | Q(received_at=run.received_at, pk__lt=run.pk)
    )
