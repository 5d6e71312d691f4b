"""Addresses of Portfolio Templates, below ``manage/``."""

from django.urls import path

from portfolios.views.manage import edit as manage_edit
from portfolios.views.manage import files as manage_files
from portfolios.views.manage import listing as manage
from portfolios.views.manage import preview as manage_preview
from portfolios.views.manage import section as manage_section
from portfolios.views.manage import sections as manage_sections
from portfolios.views.manage import state as manage_state

_ONE = "<uuid:template>"
_SECTION = f"{_ONE}/sections/<uuid:section>"
_FILE = f"{_ONE}/files/<uuid:attachment>"

urlpatterns = [
    path("", manage.templates, name="templates"),
    path("add/", manage.add, name="template_add"),
    path(f"{_ONE}/", manage_edit.edit, name="template_edit"),
    path(f"{_ONE}/publish/", manage_state.publish, name="template_publish"),
    path(f"{_ONE}/archive/", manage_state.archive, name="template_archive"),
    path(f"{_ONE}/duplicate/", manage_state.duplicate, name="template_duplicate"),
    path(f"{_ONE}/preview/", manage_preview.welcome, name="template_preview"),
    path(f"{_ONE}/preview/page/", manage_preview.page, name="template_preview_page"),
    path(
        f"{_ONE}/preview/page/<uuid:section>/",
        manage_preview.page,
        name="template_preview_section",
    ),
    path(f"{_ONE}/sections/", manage_sections.sections, name="template_sections"),
    path(f"{_ONE}/sections/move/", manage_sections.move, name="section_move"),
    path(f"{_SECTION}/", manage_section.rename, name="section_rename"),
    path(f"{_SECTION}/remove/", manage_section.remove, name="section_remove"),
    path(f"{_SECTION}/restore/", manage_section.restore, name="section_restore"),
    path(f"{_ONE}/files/", manage_files.files, name="template_files"),
    path(f"{_FILE}/retry/", manage_files.retry, name="template_file_retry"),
    path(f"{_FILE}/restore/", manage_files.restore, name="template_file_restore"),
    path(f"{_FILE}/<str:name>", manage_files.media_of, name="template_media"),
]
