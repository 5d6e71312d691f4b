"""The audit log's verbs of this app, as sentences that go on from a name: "Ann … "."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from districts.activity.details import reach_changed
from districts.activity.words import Group, Things, Verb
from districts.support.grants import page_in_words


def _page_read(detail: Mapping[str, Any], things: Things) -> str:  # noqa: ARG001 -- says it all
    return page_in_words(str(detail.get("view", "")))


def _name_given(detail: Mapping[str, Any], things: Things) -> str:  # noqa: ARG001
    """Return the name of that day: the school may have had others since."""
    given = str(detail.get("after", ""))
    if given or not detail.get("before"):
        return given
    return gettext("%(school)s by its code again") % {"school": detail["before"]}


VERBS = {
    # accounts and signing in
    "account.address_asked": Verb(
        _("asked to add an address for %(what)s"), Group.ACCOUNTS, own=_("asked to add an address")
    ),
    "account.address_confirmed": Verb(
        _("added an address for %(what)s"), Group.ACCOUNTS, own=_("added an address")
    ),
    "account.address_primary": Verb(
        _("changed the main address of %(what)s"),
        Group.ACCOUNTS,
        own=_("changed their own main address"),
    ),
    "account.address_removed": Verb(
        _("removed an address of %(what)s"),
        Group.ACCOUNTS,
        own=_("removed one of their own addresses"),
    ),
    "account.admitted": Verb(_("let %(what)s sign in"), Group.ACCOUNTS),
    "account.app_added": Verb(
        _("set up an app with codes for %(what)s"),
        Group.ACCOUNTS,
        own=_("set up an app with codes"),
    ),
    "account.factors_removed": Verb(_("removed every second factor of %(what)s"), Group.ACCOUNTS),
    "account.app_removed": Verb(
        _("removed the app with codes of %(what)s"),
        Group.ACCOUNTS,
        own=_("removed their own app with codes"),
    ),
    "account.codes_renewed": Verb(
        _("made new recovery codes for %(what)s"), Group.ACCOUNTS, own=_("made new recovery codes")
    ),
    "account.connected": Verb(_("connected an account to %(what)s"), Group.ACCOUNTS),
    "account.created": Verb(_("created the account of %(what)s"), Group.ACCOUNTS),
    "account.language": Verb(
        _("changed the language of %(what)s"), Group.ACCOUNTS, own=_("changed their own language")
    ),
    "account.passkey_added": Verb(
        _("added a passkey for %(what)s"), Group.ACCOUNTS, own=_("added a passkey")
    ),
    "account.passkey_removed": Verb(
        _("removed a passkey of %(what)s"),
        Group.ACCOUNTS,
        own=_("removed one of their own passkeys"),
    ),
    "account.password_changed": Verb(
        _("changed the password of %(what)s"), Group.ACCOUNTS, own=_("changed their own password")
    ),
    "account.password_given": Verb(_("gave %(what)s a new password"), Group.ACCOUNTS),
    "account.password_link": Verb(
        _("asked for a link to choose a password for %(what)s"),
        Group.ACCOUNTS,
        own=_("asked for a link to choose a password"),
    ),
    "account.session_ended": Verb(
        _("signed %(what)s out elsewhere"), Group.ACCOUNTS, own=_("signed out elsewhere")
    ),
    "account.sign_in_code": Verb(_("asked for a sign-in code: %(what)s"), Group.ACCOUNTS),
    "account.single_sign_on_added": Verb(
        _("connected single sign-on to %(what)s"), Group.ACCOUNTS, own=_("connected single sign-on")
    ),
    "account.single_sign_on_removed": Verb(
        _("removed single sign-on from %(what)s"), Group.ACCOUNTS, own=_("removed single sign-on")
    ),
    "account.username_given": Verb(_("gave %(what)s a username"), Group.ACCOUNTS),
    "card.issued": Verb(_("made a sign-in card for %(what)s"), Group.ACCOUNTS),
    "card.replaced": Verb(_("replaced the sign-in card of %(what)s"), Group.ACCOUNTS),
    "card.revoked": Verb(_("took back the sign-in card of %(what)s"), Group.ACCOUNTS),
    "identity.connected": Verb(_("connected single sign-on to %(what)s"), Group.ACCOUNTS),
    "identity.disconnected": Verb(_("removed single sign-on from %(what)s"), Group.ACCOUNTS),
    # staff and roles
    "role.approved": Verb(_("approved a role of %(what)s"), Group.STAFF),
    "role.ended": Verb(_("ended a role of %(what)s"), Group.STAFF),
    "role.given": Verb(_("gave a role to %(what)s"), Group.STAFF),
    "role.rejected": Verb(_("turned down a role of %(what)s"), Group.STAFF),
    "role.rights_changed": Verb(_("changed the rights of a role of %(what)s"), Group.STAFF),
    "staff.added": Verb(_("added %(what)s to the staff"), Group.STAFF),
    "staff.deactivated": Verb(_("deactivated %(what)s"), Group.STAFF),
    "staff.link_cancelled": Verb(_("cancelled the set-up link of %(what)s"), Group.STAFF),
    "staff.link_resent": Verb(_("sent the set-up link to %(what)s again"), Group.STAFF),
    "staff.link_sent": Verb(_("sent a set-up link to %(what)s"), Group.STAFF),
    "staff.reactivated": Verb(_("reactivated %(what)s"), Group.STAFF),
    "staff.set_up": Verb(_("set up the account of %(what)s"), Group.STAFF),
    # students
    "student.deactivated": Verb(_("deactivated %(what)s"), Group.STUDENTS),
    "student.display_name_cleared": Verb(
        _("took back the display name of %(what)s"), Group.STUDENTS
    ),
    "student.display_name_set": Verb(_("set the display name of %(what)s"), Group.STUDENTS),
    "student.reactivated": Verb(_("reactivated %(what)s"), Group.STUDENTS),
    # settings and switches
    "demo.seeded": Verb(_("filled the demo"), Group.SETTINGS),
    "district.changed": Verb(_("changed the settings of %(what)s"), Group.SETTINGS),
    "district.created": Verb(_("created %(what)s"), Group.SETTINGS),
    "district.setting": Verb(_("changed a setting of %(what)s"), Group.SETTINGS),
    "domain.ended": Verb(_("ended single sign-on for %(what)s"), Group.SETTINGS),
    "domain.verified": Verb(_("allowed single sign-on for %(what)s"), Group.SETTINGS),
    "feature.narrowed": Verb(_("narrowed %(what)s"), Group.SETTINGS),
    "feature.off": Verb(_("switched %(what)s off"), Group.SETTINGS),
    "feature.on": Verb(_("switched %(what)s on"), Group.SETTINGS),
    "feature.reach_changed": Verb(_("changed %(what)s"), Group.SETTINGS, told=reach_changed),
    "feature.widened": Verb(_("widened %(what)s again"), Group.SETTINGS),
    "school.named": Verb(_("named %(what)s"), Group.SETTINGS, told=_name_given),
    # what comes in from a SIS
    "connection.added": Verb(_("added the connection %(what)s"), Group.IMPORTS),
    "connection.changed": Verb(_("changed the connection %(what)s"), Group.IMPORTS),
    "connection.ended": Verb(_("ended the connection %(what)s"), Group.IMPORTS),
    "connection.fetch_asked": Verb(_("had the connection %(what)s fetched again"), Group.IMPORTS),
    "connection.private_allowed": Verb(
        _("let the connection %(what)s use a private address"), Group.IMPORTS
    ),
    "connection.private_refused": Verb(
        _("let the connection %(what)s use public addresses only"), Group.IMPORTS
    ),
    "connection.tested": Verb(_("tested the connection %(what)s"), Group.IMPORTS),
    "import.applied": Verb(_("brought its changes in"), Group.IMPORTS),
    "import.approve": Verb(_("approved what waited of an import"), Group.IMPORTS),
    "import.approved": Verb(_("was approved"), Group.IMPORTS),
    "import.discard": Verb(_("discarded what waited of an import"), Group.IMPORTS),
    "import.discarded": Verb(_("was discarded; nothing was changed"), Group.IMPORTS),
    "import.downloaded": Verb(_("downloaded a list of an import"), Group.IMPORTS),
    "import.failed": Verb(_("failed; nothing was changed"), Group.IMPORTS),
    "import.held": Verb(_("waits for a person to look at it"), Group.IMPORTS),
    "import.nothing": Verb(_("found nothing to change"), Group.IMPORTS),
    "import.planned": Verb(_("was planned"), Group.IMPORTS),
    "import.quiet_days_added": Verb(_("added quiet days for imports"), Group.IMPORTS),
    "import.quiet_days_removed": Verb(_("took quiet days for imports away"), Group.IMPORTS),
    "import.received": Verb(_("arrived"), Group.IMPORTS),
    "import.refused": Verb(_("was refused; nothing was changed"), Group.IMPORTS),
    "import.removals_held": Verb(
        _("brought its changes in; what it would remove waits for a person"), Group.IMPORTS
    ),
    "import.rekey": Verb(_("gave people of the connection %(what)s their new ids"), Group.IMPORTS),
    "import.settings_changed": Verb(_("changed the settings of imports"), Group.IMPORTS),
    "import.undo": Verb(_("had an import undone"), Group.IMPORTS),
    "import.undone": Verb(_("was undone"), Group.IMPORTS),
    # Support and records
    "activity.exported": Verb(_("downloaded the activity of %(what)s"), Group.OVERSIGHT),
    "grant.ended": Verb(_("ended %(what)s"), Group.OVERSIGHT),
    "grant.given": Verb(_("gave %(what)s"), Group.OVERSIGHT),
    "support.read": Verb(_("read the page %(what)s"), Group.OVERSIGHT, told=_page_read),
}
