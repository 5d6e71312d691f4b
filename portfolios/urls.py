"""Addresses of the app portfolios."""

from django.urls import path

from portfolios.views import files, lists, manage, pages, posts, summary, why

app_name = "portfolios"
urlpatterns = [
    path("", lists.shelf, name="list"),
    path("templates/<uuid:template>/", lists.students, name="template"),
    path("manage/", manage.templates, name="templates"),
    path("manage/add/", manage.add, name="template_add"),
    path("manage/<uuid:template>/", manage.edit, name="template_edit"),
    path("manage/<uuid:template>/publish/", manage.publish, name="template_publish"),
    path("manage/<uuid:template>/archive/", manage.archive, name="template_archive"),
    path("posts/<uuid:post>/edit/", posts.edit, name="post_edit"),
    path("posts/<uuid:post>/delete/", posts.delete, name="post_delete"),
    path("posts/<uuid:post>/restore/", posts.restore, name="post_restore"),
    path("files/<uuid:attachment>/retry/", files.retry, name="retry"),
    path("<uuid:portfolio>/", pages.page, name="page"),
    path("<uuid:portfolio>/sections/<uuid:section>/", pages.page, name="section"),
    path("<uuid:portfolio>/about/", pages.about, name="about"),
    path("<uuid:portfolio>/start/", pages.start, name="start"),
    path("<uuid:portfolio>/why/", why.why, name="why"),
    path("students/<uuid:student>/why/", why.student_why, name="student_why"),
    path("<uuid:portfolio>/summary/", summary.write, name="summary"),
    path("<uuid:portfolio>/posts/new/", posts.new, name="post_new"),
    path("<uuid:portfolio>/media/<uuid:attachment>/<str:name>", files.media_of, name="media"),
]
