"""What a role can allow, each power with the words a person reads. Pure."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Power(models.TextChoices):
    """One thing that one may do; the label finishes the sentence "A counsellor may …"."""

    CREATE_DISTRICTS = "create_districts", _("create districts and invite their first admin")
    SWITCH_FEATURES = (
        "switch_features",
        _("switch features for a district or some of its schools, with the approval on record"),
    )
    SEE_HEALTH = "see_health", _("see the health of imports and mail")
    READ_PORTFOLIOS = "read_portfolios", _("read the portfolios they are let into")
    WRITE_PORTFOLIOS = (
        "write_portfolios",
        _("add, edit and delete posts and write the Summary Statement"),
    )
    READ_COMMENTS = "read_comments", _("read the comments on posts")
    COMMENT = "comment", _("comment on posts")
    SHARE_PORTFOLIOS = "share_portfolios", _("share a portfolio by a link when it is allowed")
    OPEN_CLASSES = "open_classes", _("open Classes and the people in them")
    MANAGE_CLASS_CONNECTIONS = (
        "manage_class_connections",
        _("view and manage Class Connections"),
    )
    INVITE_FAMILIES = "invite_families", _("invite family to a class")
    SEE_FAMILIES = "see_families", _("see the Family tab")
    MANAGE_FAMILIES = "manage_families", _("add family and revoke accounts")
    DOWNLOAD_LINKS = "download_links", _("download the share links of their students")
    PAUSE_SHARING = "pause_sharing", _("pause share links and let them open again")
    TURN_OFF_LINKS = "turn_off_links", _("turn off the share links of single students")
    ASK_WHY = "ask_why", _("ask why somebody cannot see a portfolio")
    GIVE_CARDS = "give_cards", _("give students usernames and print sign-in cards")
    SEE_STUDENTS = "see_students", _("see the list of students")
    MANAGE_STUDENTS = "manage_students", _("change display names and deactivate students")
    SEE_STAFF = "see_staff", _("see the list of staff")
    MANAGE_STAFF = "manage_staff", _("invite staff, change their roles and deactivate them")
    APPROVE_STAFF = "approve_staff", _("approve administrators who came in with an import")
    INVITE_DISTRICT_ADMINS = "invite_district_admins", _("invite District Admins")
    RUN_IMPORTS = "run_imports", _("run imports and set up where they come from")
    EDIT_TEMPLATES = "edit_templates", _("make and publish Portfolio Templates")
    SEE_SETTINGS = "see_settings", _("see the settings of the district")
    EDIT_SETTINGS = "edit_settings", _("change the settings and narrow what Support has allowed")
    NAME_SCHOOLS = "name_schools", _("name schools")
    SEE_ACTIVITY = "see_activity", _("read who did what, under Activity")
    GRANT_SUPPORT = "grant_support", _("let Support read for a day at most")
