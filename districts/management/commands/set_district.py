"""``manage.py set_district SLUG --approved-by WHO --reason WHY KEY=VALUE…``."""

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from districts.actions.features import Approval, SharingIsOffError, set_switches
from districts.directory import district_at
from districts.models import District, Feature
from districts.operator import operator
from districts.switching.switches import KEYS, UnknownSwitchError, parse
from spacesedu.lib import clock

MAX_NAME = 200


class Command(BaseCommand):
    """Switches a district's features; all that is asked for, or nothing."""

    help = (
        "Switch a district's features on or off, with its approval. KEY=VALUE, where KEY is one of "
        f"{', '.join(KEYS)} and VALUE is on or off (sharing_grades: a comma list, or all). "
        "--approved-by stands for the district's confirmation that it has reviewed the feature "
        "against its own policy and passed the advice on."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the district, the approval and at least one switch."""
        parser.add_argument("slug")
        parser.add_argument("--approved-by", required=True, help="who approved it for the district")
        parser.add_argument("--reason", required=True, help="why, in a few words")
        parser.add_argument("switches", nargs="+", metavar="KEY=VALUE")

    def handle(
        self,
        *args: object,
        slug: str,
        approved_by: str,
        reason: str,
        switches: list[str],
        **options: object,
    ) -> None:
        """Apply all switches, or say what is wrong, change nothing and exit 2."""
        approval = Approval(by=approved_by.strip(), reason=reason.strip())
        if not approval.by or not approval.reason or len(approval.by) > MAX_NAME:
            raise CommandError(_("Say who approved it, in a line, and why."), returncode=2)
        district = district_at(slug)
        if district is None:
            raise CommandError(_("There is no district “%(slug)s”.") % {"slug": slug}, returncode=2)
        try:
            changed = set_switches(
                district=district,
                switches=parse(switches),
                approval=approval,
                by=operator(),
                at=clock.now(),
            )
        except (UnknownSwitchError, SharingIsOffError) as wrong:
            raise CommandError(str(wrong), returncode=2) from None
        self.stdout.write(
            _("Changed for %(name)s: %(changed)s.")
            % {
                "name": district.name,
                "changed": ", ".join(changed) or _("nothing, it is so already"),
            }
        )
        self._tell_grades(district)

    def _tell_grades(self, district: District) -> None:
        sharing = district.approvals.filter(feature=Feature.URL_SHARING, ended_at=None).first()
        if sharing is not None:
            grades = ", ".join(sharing.grades) if sharing.grades else _("all, none set included")
            self.stdout.write(_("URL sharing is on for grades: %(grades)s.") % {"grades": grades})
