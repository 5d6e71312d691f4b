"""What sharing adds to a district's own pages."""

from django.urls import path

from sharing.views import exposure, pauses

app_name = "sharing_district"
urlpatterns = [
    path("", exposure.exposure, name="exposure"),
    path("links.csv", exposure.links_csv, name="links_csv"),
    path("off/", exposure.off, name="off"),
    path("pauses/", pauses.pauses, name="pauses"),
    path("pauses/<uuid:pause>/resume/", pauses.resume, name="resume"),
]
