"""What portfolios add to a district's settings."""

from django.urls import path

from portfolios.views import storage

app_name = "storage"
urlpatterns = [
    path("storage/", storage.storage, name="district"),
]
