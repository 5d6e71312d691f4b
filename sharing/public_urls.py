"""Addresses a visitor opens: no session, no cookie, gates asked on every request."""

from django.urls import path, re_path

from sharing import public

app_name = "public"
urlpatterns = [
    path("<str:token>/", public.page, name="page"),
    path("<str:token>/<uuid:section>/", public.page, name="section"),
    path(
        "<str:token>/media/<uuid:attachment>/<str:name>",
        public.attachment,
        name="media",
    ),
    # Line breaks and NUL included: no address below /s/ gets another 404 than the one.
    re_path(r"^(?P<rest>[\s\S]*)\Z", public.anything_else, name="anything_else"),
]
