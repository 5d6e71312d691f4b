"""Addresses of the app families."""

from django.urls import path

from families.views import add, family_tab, invitation, manage, people

app_name = "families"
urlpatterns = [
    path("invitations/", invitation.invitation, name="invitation"),
    path("invitations/accept/", invitation.accept, name="accept"),
    path("invitations/decline/", invitation.decline, name="decline"),
    path("invitations/disown/", invitation.disown, name="disown"),
    path("invitations/switch/", invitation.switch, name="switch"),
    path("invitations/<str:token>/", invitation.enter, name="enter"),
    path("classes/<uuid:class_group>/people/", people.people, name="people"),
    path("family/", family_tab.family_tab, name="family_tab"),
    path("family/add/", add.add, name="add_family"),
    path("family/<uuid:association>/revoke/", manage.revoke, name="revoke"),
    path("family/invitations/<uuid:invitation>/resend/", manage.resend, name="resend"),
    path("family/invitations/<uuid:invitation>/cancel/", manage.cancel, name="cancel"),
]
