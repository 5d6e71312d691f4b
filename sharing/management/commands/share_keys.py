"""``manage.py share_keys [--add | --drop KID] [--write]``."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from sharing import keys
from sharing.keys import Key
from spacesedu.lib import clock


class Command(BaseCommand):
    """Shows what each key keeps open, and writes the line with one more or one fewer."""

    help = (
        "Show the keys of SHARE_LINK_KEYS and what each of them keeps open. --add prints the line "
        "with a new key in front, --drop the line without one, after saying what that ends. "
        "Nothing is changed without --write, which can write where the keys stand in DATA_DIR/env."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take one change at a time."""
        change = parser.add_mutually_exclusive_group()
        change.add_argument(
            "--add", action="store_true", help="a new key, which signs from then on"
        )
        change.add_argument("--drop", metavar="KID", help="end everything this key has signed")
        parser.add_argument("--write", action="store_true", help="write it into DATA_DIR/env")

    def handle(self, *args: Any, add: bool, drop: str | None, write: bool, **options: Any) -> None:  # noqa: ANN401 -- Django's signature
        """Report, or change."""
        found = keys.keys()
        if write and not keys.can_write():
            raise CommandError(
                _("The keys do not come from DATA_DIR/env: change SHARE_LINK_KEYS where it is set.")
            )
        if add:
            today = clock.now().date()
            self._change(keys.with_another(today, {key.kid for key in found}), write=write)
        elif drop is not None:
            _refuse(drop)
            [key] = [one for one in found if one.kid == drop]
            self.stdout.write(_("Without %(kid)s these end:") % {"kid": drop})
            self.stdout.write(_holds(key))
            self._change(keys.without(drop), write=write)
        else:
            for key in found:
                self.stdout.write(f"{key.kid}: {_state(key)}")
                self.stdout.write(_holds(key))

    def _change(self, wanted: dict[str, str], *, write: bool) -> None:
        if write:
            keys.write(wanted)
            self.stdout.write(_("Written. Start every process anew."))
        else:
            self.stdout.write(_("Nothing is changed yet. Set this and start every process anew:"))
            self.stdout.write(f"{keys.NAME}={keys.line(wanted)}")


def _refuse(kid: str) -> None:
    if kid not in settings.SHARE_LINK_KEYS:
        raise CommandError(_("There is no key %(kid)s.") % {"kid": kid})
    if len(settings.SHARE_LINK_KEYS) == 1:
        raise CommandError(_("It is the only key: add another first."))


def _state(key: Key) -> str:
    if key.signs:
        return _("signs what is made from now on")
    return _("opens what it has signed") if key.known else _("is gone: these open no more")


def _holds(key: Key) -> str:
    parts = [f"{keys.WORDS[table]}: {count}" for table, count in key.holds.items()]
    return "  " + (", ".join(parts) or _("nothing"))
