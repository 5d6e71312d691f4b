"""The audit log's verbs of this app, as sentences that go on from a name: "Ann … "."""

from django.utils.translation import gettext_lazy as _

from districts.activity.words import Group, Verb

VERBS = {
    "attachment.retried": Verb(_("tried %(what)s again"), Group.WORK),
    "portfolio.started": Verb(_("began %(what)s"), Group.WORK),
    "portfolio.summary_written": Verb(_("wrote the Summary Statement of %(what)s"), Group.WORK),
    "post.added": Verb(_("added %(what)s"), Group.WORK),
    "post.deleted": Verb(_("deleted %(what)s"), Group.WORK),
    "post.edited": Verb(_("edited %(what)s"), Group.WORK),
    "post.restored": Verb(_("brought %(what)s back"), Group.WORK),
    "template.archived": Verb(_("archived %(what)s"), Group.WORK),
    "template.created": Verb(_("made %(what)s"), Group.WORK),
    "template.edited": Verb(_("changed %(what)s"), Group.WORK),
    "template.published": Verb(_("published %(what)s"), Group.WORK),
}
