"""The address in our e-mails by which somebody gets no more of them."""

from django.urls import path

from sharing.views.weekly import unsubscribe

app_name = "sharing_mail"
urlpatterns = [path("<str:token>/", unsubscribe, name="unsubscribe")]
