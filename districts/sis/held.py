"""Changes of a plan that wait, and plans that are made anew."""

from django.db.models import QuerySet

from districts.models import ImportRun, PlannedChange
from districts.sis.statements import SQL, execute
from districts.sis.work import Work


def forget(run: ImportRun) -> None:
    """Throw away what an earlier attempt at ``run`` had planned and found; nothing of it was done.

    Without Django's collector: nothing hangs on these rows, and they may be millions.
    """
    execute(SQL / "plan" / "forget", {"district": run.district_id, "run": run.pk})


def proposals(work: Work) -> bool:
    """Tell whether the plan itself has changes that wait: those that only propose."""
    return _rows(work).filter(held=True).exists()


def release(work: Work) -> None:
    """Let nothing wait any more: a person has said yes."""
    _rows(work).filter(held=True).update(held=False)


def _rows(work: Work) -> QuerySet[PlannedChange]:
    return PlannedChange.objects.filter(district_id=work.district_id, run_id=work.run_id)
