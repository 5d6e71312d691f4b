"""The mails about links that end, derived when they are sent. No link that opens work is in them.

Each leads to a page for which one signs in; a reset is a button there. A mail program that opens
every address prolongs nothing.
"""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from districts.language import mail_language
from districts.models import StaffMember
from portfolios.models import PortfolioTemplate
from sharing.ending.links import renewable
from sharing.ending.teachers import links_of, with_address
from sharing.expiry import shown_day
from sharing.models import LinkDigest, LinkReminder, ShareLink
from spacesedu.lib.mail import Cancelled, Message
from spacesedu.lib.templatetags.ui import long_date

MOST = 20
"""So many students of one template are named; the page that the mail leads to has them all."""


@dataclass(frozen=True, slots=True)
class Ends:
    """The links of one template that end: students with the last days, and how many more."""

    title: str
    url: str
    named: list[tuple[str, date]]
    more: int


def reminder(subject_id: uuid.UUID, now: datetime) -> Message | Cancelled:
    """Remind a student, if their link still ends when it did and can be reset."""
    rows = LinkReminder.objects.select_related(
        "district", "link__portfolio__template", "link__portfolio__student__user"
    )
    found = rows.filter(pk=subject_id).first()
    if found is None:
        return Cancelled("gone")
    if found.link.expires_at != found.expires_at:
        return Cancelled("reset")
    if found.link.token is None or not renewable(now).filter(pk=found.link_id).exists():
        return Cancelled("closed")
    user = found.link.portfolio.student.user
    if user is None or user.email is None or not user.is_active:
        return Cancelled("no_address")
    with translation.override(mail_language(user)):
        title = found.link.portfolio.template.name
        day = shown_day(found.expires_at, found.district.zone)
        return _message(
            user.email,
            _("%(title)s: the link ends on %(day)s") % {"title": title, "day": long_date(day)},
            "link_reminder",
            district_name=found.district.name,
            title=title,
            ends_on=day,
            button_url=_address("sharing:menu", portfolio=found.link.portfolio_id),
        )


def digest(subject_id: uuid.UUID, now: datetime) -> Message | Cancelled:
    """List to a teacher which links of their students end, as they stand now."""
    found = LinkDigest.objects.filter(pk=subject_id).first()
    if found is None or found.stopped_at is not None or found.token is None:
        return Cancelled("stopped")
    rows = with_address().select_related("user", "district")
    teacher = rows.filter(pk=found.staff_id).first()
    if teacher is None or teacher.user is None or teacher.user.email is None:
        return Cancelled("no_address")
    links = links_of(teacher, now)
    if not links:
        return Cancelled("nothing_ends")
    with translation.override(mail_language(teacher.user)):
        return _to_teacher(teacher, teacher.user.email, links, found.token)


def _to_teacher(teacher: StaffMember, address: str, links: list[ShareLink], token: str) -> Message:
    count = len(links)
    said = ngettext(
        "%(count)s link of your students ends soon",
        "%(count)s links of your students end soon",
        count,
    )
    by_template: dict[PortfolioTemplate, list[ShareLink]] = {}
    for link in links:
        by_template.setdefault(link.portfolio.template, []).append(link)
    groups = [_ends(template, group) for template, group in by_template.items()]
    stop = _address("sharing_mail:unsubscribe", token=token)
    return _message(
        address,
        said % {"count": count},
        "link_digest",
        unsubscribe_url=stop,
        district_name=teacher.district.name,
        groups=groups,
        button_url=groups[0].url if len(groups) == 1 else _address("portfolios:list"),
    )


def _ends(template: PortfolioTemplate, links: list[ShareLink]) -> Ends:
    return Ends(
        title=template.name,
        url=_address("sharing:class_links", template=template.pk),
        named=[
            (str(link.portfolio.student), shown_day(link.expires_at, link.district.zone))
            for link in links[:MOST]
        ],
        more=max(0, len(links) - MOST),
    )


def _address(name: str, **arguments: object) -> str:
    return f"{settings.BASE_URL}{reverse(name, kwargs=arguments)}"


def _message(
    to: str,
    subject: str,
    template: str,
    *,
    district_name: str,
    unsubscribe_url: str = "",
    **more: object,
) -> Message:
    context = {
        "subject": subject,
        "school_names": [district_name],
        "unsubscribe_url": unsubscribe_url,
        **more,
    }
    return Message(
        to=to,
        subject=subject,
        text=render_to_string(f"email/{template}.txt", context),
        html=render_to_string(f"email/{template}.html", context),
        unsubscribe_url=unsubscribe_url,
    )
