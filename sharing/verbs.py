"""The audit log's verbs of this app, as sentences that go on from a name: "Ann … "."""

from django.utils.translation import gettext_lazy as _

from districts.activity.words import Group, Verb

VERBS = {
    "class_links.downloaded": Verb(_("downloaded share links of %(what)s"), Group.SHARING),
    "class_links.printed": Verb(_("printed share links of %(what)s"), Group.SHARING),
    "link_digest.resumed": Verb(
        _("turned on the weekly e-mail about share links for %(what)s"), Group.SHARING
    ),
    "link_digest.stopped": Verb(
        _("turned off the weekly e-mail about share links for %(what)s"), Group.SHARING
    ),
    "share_links.downloaded": Verb(_("downloaded share links of %(what)s"), Group.SHARING),
    "share_link.made": Verb(_("made the share link of %(what)s"), Group.SHARING),
    "share_link.renewed": Verb(_("made a new share link of %(what)s"), Group.SHARING),
    "share_link.reset": Verb(
        _("reset the expiration of the share link of %(what)s"), Group.SHARING
    ),
    "share_link.turned_off": Verb(_("turned off the share link of %(what)s"), Group.SHARING),
}
