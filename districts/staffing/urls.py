"""Addresses of the Staff page, of set-up links, and of the guide to roles."""

from django.urls import path

from districts.views import roles, setup, staff, staff_change, staff_invite, staff_links

urlpatterns = [
    path("staff/", staff.staff, name="staff"),
    path("staff/invite/", staff_invite.invite, name="staff_invite"),
    path("staff/links/", staff_links.send_many, name="staff_links"),
    path("staff/<uuid:staff>/", staff.member, name="staff_member"),
    path("staff/<uuid:staff>/link/", staff_links.send, name="staff_link"),
    path("staff/<uuid:staff>/link/cancel/", staff_links.cancel, name="staff_link_cancel"),
    path("staff/<uuid:staff>/deactivate/", staff_change.deactivate, name="staff_deactivate"),
    path("staff/<uuid:staff>/reactivate/", staff_change.reactivate, name="staff_reactivate"),
    path("staff/<uuid:staff>/roles/", staff_invite.add_role, name="staff_role"),
    path(
        "staff/<uuid:staff>/roles/<uuid:held>/approve/",
        staff_change.approve,
        name="staff_approve",
    ),
    path("staff/<uuid:staff>/roles/<uuid:held>/reject/", staff_change.reject, name="staff_reject"),
    path("staff/<uuid:staff>/roles/<uuid:held>/rights/", staff_change.rights, name="staff_rights"),
    path("staff/<uuid:staff>/roles/<uuid:held>/end/", staff_change.end, name="staff_end"),
    path("setup/", setup.page, name="setup"),
    path("setup/accept/", setup.accept, name="setup_accept"),
    path("setup/switch/", setup.switch, name="setup_switch"),
    path("setup/<str:token>/", setup.enter, name="setup_enter"),
    path("roles/", roles.roles, name="roles"),
    path("roles/<slug:kind>/", roles.role, name="role"),
]
