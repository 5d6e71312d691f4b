"""Addresses of Support's pages: districts, who runs them first, their switches and domains."""

from django.urls import path

from districts.views import support, support_districts, support_domains, support_switches

urlpatterns = [
    path("", support.districts, name="list"),
    path("new/", support_districts.create, name="create"),
    path("<uuid:district>/first-admin/", support_districts.first_admin, name="first_admin"),
    path("<uuid:district>/switches/", support_switches.switches, name="switches"),
    path("<uuid:district>/domains/", support_domains.domains, name="domains"),
    path("domains/<uuid:domain>/end/", support_domains.end, name="domain_end"),
]
