"""What waits for an administrator: people to approve, and imports that need a look."""

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from districts.actor import Actor
from districts.directory import latest_runs_for
from districts.letter import state_of
from districts.policy import Power, may
from districts.staffing.listing import waiting_count
from districts.support.health import TROUBLE
from spacesedu.lib.home import Waiting


def waiting(actor: Actor) -> tuple[Waiting, ...] | None:
    """Return what the actor may act on now; None if neither is theirs to act on."""
    approves, imports = may(actor, Power.APPROVE_STAFF), may(actor, Power.RUN_IMPORTS)
    if not approves and not imports:
        return None
    return (
        *(_approvals(actor) if approves else ()),
        *(_imports(actor) if imports else ()),
    )


def _approvals(actor: Actor) -> tuple[Waiting, ...]:
    count = waiting_count(actor)
    if not count:
        return ()
    text = ngettext(
        "%(count)d administrator waits for your approval.",
        "%(count)d administrators wait for your approval.",
        count,
    ) % {"count": count}
    url = reverse("districts:staff", query={"state": "waiting"})
    return (Waiting(_("Staff"), text, url, "warn", "user-check"),)


def _imports(actor: Actor) -> tuple[Waiting, ...]:
    """Return each connection's latest run if it stopped; a later one has answered the others."""
    found = []
    for run in latest_runs_for(actor):
        if run.state() in TROUBLE:
            told = state_of(run)
            url = reverse("districts:import_run", kwargs={"run_id": run.pk})
            words = _("From “%(source)s”: %(state)s") % {
                "source": run.connection,
                "state": told.sentence,
            }
            found.append(Waiting(_("Imports"), words, url, told.kind, told.icon))
    return tuple(found)
