"""Every address, by app. What is open to visitors is said here and at its view."""

from django.urls import include, path

from districts.admin import console
from spacesedu import accent, gallery, health, views

urlpatterns = [
    path("health/live", health.live, name="health_live"),
    path("health/ready", health.ready, name="health_ready"),
    path("metrics", health.metrics, name="metrics"),
    path("", views.home, name="home"),
    path("language/", views.set_language, name="set_language"),
    path("s/", include("sharing.public_urls")),
    path("share/", include("sharing.urls")),
    path("unsubscribe/", include("sharing.mail_urls")),
    path("portfolios/", include("portfolios.urls")),
    path("district/", include("portfolios.district_urls")),
    path("district/sharing/", include("sharing.district_urls")),
    path("support/console/", console.urls),
    path("", include("families.urls")),
    path("", include("districts.urls")),
    path("accounts/", include("districts.signing_in.urls")),
    path("accent/<int:hue>.css", accent.accent, name="accent"),
    path("gallery/", gallery.gallery, name="gallery"),
    path("demo/mail/", include("spacesedu.demo_mail")),
]

handler400 = "spacesedu.views.bad_request"
handler403 = "spacesedu.views.forbidden"
handler404 = "spacesedu.views.not_found"
handler429 = "spacesedu.views.too_many"
handler500 = "spacesedu.views.server_error"
