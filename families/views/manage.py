"""What a manager does on the Family tab: Add Family, Revoke Account, resend, cancel."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from families.actions import invitations
from families.actions.errors import FamiliesOffError, NotAnswerableError, TooManySendsError
from families.actions.revoke import Revocation, Why
from families.actions.revoke import revoke as revoke_account
from families.forms import RevokeForm
from families.models import FamilyInvitation, SchoolAssociation
from families.queries import association_for, class_links
from families.views.family_tab import manager
from spacesedu.lib import clock


@require_http_methods(["GET", "HEAD", "POST"])
def revoke(request: HttpRequest, association: uuid.UUID) -> HttpResponse:
    """Ask, then end one adult's access to one student."""
    actor = manager(request)
    found = association_for(actor, association)
    if found is None:
        raise Http404
    form = RevokeForm(request.POST or None, classes=class_links(found))
    if not form.is_valid():
        return _asked(request, found, form)
    how = Revocation(
        why=Why(form.cleaned_data["why"]),
        do_not_link=form.cleaned_data["do_not_link"],
        class_association_ids=[uuid.UUID(key) for key in form.cleaned_data.get("classes", ())],
    )
    try:
        revoke_account(association_id=found.pk, how=how, by=actor, at=clock.now())
    except SchoolAssociation.DoesNotExist:
        raise Http404 from None
    messages.success(
        request,
        _("%(person)s can no longer see anything of %(student)s.")
        % {"person": found.contact, "student": found.student},
    )
    return redirect("families:family_tab")


@require_POST
def resend(request: HttpRequest, invitation: uuid.UUID) -> HttpResponse:
    """Send an invitation again under the same link."""
    actor = manager(request)
    try:
        invitations.resend(invitation_id=invitation, by=actor, at=clock.now())
    except FamilyInvitation.DoesNotExist:
        raise Http404 from None
    except TooManySendsError:
        messages.error(request, _("It was sent three times today. Try again tomorrow."))
    except FamiliesOffError:
        messages.error(request, _("Nobody can be invited: families are off at that school."))
    except NotAnswerableError:
        messages.error(request, _("This invitation was answered or has ended."))
    else:
        messages.success(request, _("The invitation is on its way again."))
    return redirect("families:family_tab")


@require_POST
def cancel(request: HttpRequest, invitation: uuid.UUID) -> HttpResponse:
    """Take an invitation back."""
    actor = manager(request)
    try:
        invitations.cancel(invitation_id=invitation, by=actor, at=clock.now())
    except FamilyInvitation.DoesNotExist:
        raise Http404 from None
    except NotAnswerableError:
        messages.error(request, _("This invitation was accepted. Use Revoke Account instead."))
    else:
        messages.success(request, _("The invitation is cancelled. Its link says so."))
    return redirect("families:family_tab")


def _asked(request: HttpRequest, found: SchoolAssociation, form: RevokeForm) -> HttpResponse:
    """Ask before the end, and say what it is the end of."""
    if found.started_at is None:
        lead = _("The invitation of %(person)s no longer counts for %(student)s.")
    else:
        lead = _("%(person)s can no longer see anything of %(student)s, from this moment on.")
    named = {"person": found.contact, "student": found.student}
    context = {
        "title": _("Revoke the account of %(person)s for %(student)s?") % named,
        "lead": lead % named,
        "form": form,
        "back_url": reverse("families:family_tab"),
        "back_text": _("Family"),
        "button": _("Revoke Account"),
        "icon": "user-x",
        "danger": True,
    }
    return render(request, "districts/form.html", context)
