"""What a district passes on to its teachers and students before a feature is switched on."""

from django.utils.translation import gettext_lazy as _

from districts.models import Feature

ADVICE = {
    Feature.PORTFOLIOS: _(
        "A portfolio keeps your best work in one place, for years.\n\n"
        "• Your teachers and the school's administrators can read it. Write as you would "
        "in class.\n"
        "• Ask before you add a photo or a recording of somebody else.\n"
        "• Leave out addresses, phone numbers and passwords."
    ),
    Feature.URL_SHARING: _(
        "A portfolio can be shared by a link. Whoever has the link can open the portfolio without "
        "an account: every post, its photos and files, and the Summary Statement.\n\n"
        "• Send the link only to people and places you trust. Never put it on social media when "
        "there is anything private in the portfolio.\n"
        "• A link can be passed on. Leave out addresses, phone numbers and whatever strangers "
        "should not know of you or of others.\n"
        "• A link works for ten months. You can lengthen that, or turn the link off, under Share."
    ),
    Feature.FAMILY_ACCOUNTS: _(
        "Family members can have accounts of their own.\n\n"
        "• Nobody sees anything before they have accepted an invitation from the school.\n"
        "• They see the students they are linked with, and nobody else.\n"
        "• Tell the office when somebody should not be linked with a student, or not any more."
    ),
    Feature.FAMILY_DATA_IMPORTS: _(
        "The names and e-mail addresses of family members come from the school's own system.\n\n"
        "• Teachers find them in the list when they invite family to a class. The import sends no "
        "invitation unless the district has chosen that.\n"
        "• A wrong address is put right in the school's system; the next import brings it here.\n"
        "• Do not copy these addresses elsewhere."
    ),
    Feature.ASSOCIATIONS: _(
        "The school can connect family members with a student, for the whole school.\n\n"
        "• Who is connected and has accepted can read that student's portfolios, wherever sharing "
        "them is allowed.\n"
        "• It opens no class: teachers invite family to a class themselves.\n"
        "• The office can end a connection at once. Tell them when one is wrong."
    ),
}
