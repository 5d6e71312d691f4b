"""For machines that watch: is the process alive, can it serve, how is it doing."""

import ipaddress
import secrets
from http import HTTPStatus

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from spacesedu import probes
from spacesedu.lib import clock

PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8"


@login_not_required
@require_safe
def live(_request: HttpRequest) -> HttpResponse:
    """200 while this process answers at all; asks nobody else."""
    return JsonResponse({"status": "alive"})


@login_not_required
@require_safe
def ready(_request: HttpRequest) -> HttpResponse:
    """200 if pages can be served, 503 if not; `degraded` lists what waits meanwhile."""
    essential = probes.essential()
    can_serve = all(finding.fine for finding in essential)
    others = probes.desirable(clock.now()) if can_serve else []
    status = HTTPStatus.OK if can_serve else HTTPStatus.SERVICE_UNAVAILABLE
    return JsonResponse(
        {
            "status": "ready" if can_serve else "unavailable",
            "degraded": [finding.name for finding in others if not finding.fine],
            "checks": {
                finding.name: finding.detail or ("ok" if finding.fine else "failed")
                for finding in essential + others
            },
        },
        status=status,
    )


@login_not_required
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Prometheus text, for this machine itself or for whoever has METRICS_TOKEN; 404 for others."""
    if not _may_measure(request):
        return HttpResponse(status=HTTPStatus.NOT_FOUND)
    now = clock.now()
    findings = probes.essential()
    lines = []
    if all(finding.fine for finding in findings):
        findings += probes.desirable(now)
        outbox = probes.outbox(now)
        lines = [
            "# HELP outbox_due E-mails that are due and not sent.",
            "# TYPE outbox_due gauge",
            f"outbox_due {outbox.waiting}",
            "# HELP outbox_oldest_seconds How long the oldest of them has been due.",
            "# TYPE outbox_oldest_seconds gauge",
            f"outbox_oldest_seconds {outbox.oldest.total_seconds():.0f}",
        ]
    lines += [
        "# HELP up_check Whether a part of the installation works.",
        "# TYPE up_check gauge",
        *(f'up_check{{name="{finding.name}"}} {int(finding.fine)}' for finding in findings),
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type=PROMETHEUS)


def _may_measure(request: HttpRequest) -> bool:
    """The token decides where one is set: behind a proxy every visitor comes from loopback."""
    if settings.METRICS_TOKEN:
        given = request.headers.get("Authorization", "")
        return secrets.compare_digest(given.encode(), f"Bearer {settings.METRICS_TOKEN}".encode())
    if settings.BEHIND_PROXY or "X-Forwarded-For" in request.headers:
        return False
    try:
        return ipaddress.ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False
