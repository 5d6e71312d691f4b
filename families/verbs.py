"""The audit log's verbs of this app, as sentences that go on from a name: "Ann … "."""

from django.utils.translation import gettext_lazy as _

from districts.activity.words import Group, Verb

VERBS = {
    "family.accepted": Verb(_("accepted the invitation sent to %(what)s"), Group.FAMILIES),
    "family.bar_lifted": Verb(_("let %(what)s be linked again"), Group.FAMILIES),
    "family.barred": Verb(_("said that %(what)s must not be linked again"), Group.FAMILIES),
    "family.class_link_ended": Verb(_("ended the class connection of %(what)s"), Group.FAMILIES),
    "family.declined": Verb(_("declined the invitation sent to %(what)s"), Group.FAMILIES),
    "family.disowned": Verb(
        _("said “This is not me” to the invitation sent to %(what)s"), Group.FAMILIES
    ),
    "family.invitation_cancelled": Verb(
        _("cancelled the invitation sent to %(what)s"), Group.FAMILIES
    ),
    "family.invitation_resent": Verb(_("sent the invitation to %(what)s again"), Group.FAMILIES),
    "family.invited": Verb(_("added %(what)s as family"), Group.FAMILIES),
    "family.revoked": Verb(_("revoked the account of %(what)s"), Group.FAMILIES),
}
