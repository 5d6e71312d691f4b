"""``manage.py verify_audit [--district SLUG] [--head HEX]``."""

import uuid
from datetime import datetime

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from districts.chain.check import Break, Finding, check, is_noted
from districts.chain.seals import chains
from spacesedu.lib import clock

LEAST_DIGITS = 8
IDS_SHOWN = 10


class Command(BaseCommand):
    """Recomputes the audit log's chains and says where the first of each breaks."""

    help = (
        "Check that no audit event was changed, removed or added after it was sealed. Exit 0: all "
        "is as it was; 1: something is not; 2: there is no such district or digest. --head takes a "
        "digest noted earlier outside of this database: a chain whose end was cut off, or that was "
        "written anew, does not hold it."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take one district, else all and the installation itself; and a digest."""
        parser.add_argument("--district", metavar="SLUG", help="only this district's chain")
        parser.add_argument("--head", metavar="HEX", help="a digest that was noted earlier")

    def handle(
        self, *args: object, district: str | None, head: str | None, **options: object
    ) -> None:
        """Report every chain, then leave with 1 if one is broken or does not hold the digest."""
        checked = chains(district)
        if not checked:
            raise CommandError(
                _("There is no district “%(slug)s”.") % {"slug": district}, returncode=2
            )
        _refuse_nonsense(head)
        at = clock.now()
        broken = [name for name, id_ in checked.items() if not self._tell(name, id_, at)]
        if head and not is_noted(head, list(checked.values())):
            broken.append(head)
            self.stdout.write(_("No chain holds the digest %(head)s.") % {"head": head})
        if broken:
            raise CommandError(_("The audit log is not as it was."), returncode=1)

    def _tell(self, name: str, district_id: uuid.UUID | None, at: datetime) -> bool:
        finding = check(district_id)
        self.stdout.write(_summary(name, finding))
        if finding.oldest_unsealed is not None:
            minutes = (at - finding.oldest_unsealed).total_seconds() / 60
            self.stdout.write(
                _("  not sealed yet: %(count)d, the oldest from %(minutes).1f minutes ago")
                % {"count": finding.unsealed, "minutes": minutes}
            )
        if finding.first_break is not None:
            self.stdout.write(self.style.ERROR(_where(finding.first_break)))
        return finding.first_break is None


def _refuse_nonsense(head: str | None) -> None:
    if head is None:
        return
    if len(head) < LEAST_DIGITS or not set(head.lower()) <= set("0123456789abcdef"):
        message = _("A digest is written in hexadecimal digits, %(least)d of them at least.")
        raise CommandError(message % {"least": LEAST_DIGITS}, returncode=2)


def _summary(name: str, finding: Finding) -> str:
    values = {
        "name": name,
        "events": finding.events,
        "seals": finding.seals,
        "head": finding.head.hex() if finding.seals else _("none"),
    }
    return _("%(name)s: %(events)d events, %(seals)d seals, head %(head)s") % values


def _where(found: Break) -> str:
    shown = ", ".join(str(one) for one in found.event_ids[:IDS_SHOWN])
    more = ", …" if len(found.event_ids) > IDS_SHOWN else ""
    parts = [_("  BROKEN: %(fault)s") % {"fault": found.fault.label}]
    if found.seal is not None:
        parts.append(_("seal %(number)d") % {"number": found.seal})
    if shown:
        parts.append(_("events %(ids)s") % {"ids": shown + more})
    return "; ".join(parts)
