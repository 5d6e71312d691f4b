"""What people do with portfolios: verbs with ``by=``, one transaction each."""

from portfolios.actions.attachments import (
    process_attachment,
    retry_attachment,
    waiting_attachments,
)
from portfolios.actions.draft import Draft, FileChanges
from portfolios.actions.ensure import ensure_portfolios
from portfolios.actions.portfolio import SummaryTooLongError, get_started, write_summary
from portfolios.actions.posts import add_post, delete_post, edit_post, restore_post
from portfolios.actions.templates import (
    TemplateDraft,
    TooManySectionsError,
    archive_template,
    create_template,
    edit_template,
    publish_template,
)

__all__ = [
    "Draft",
    "FileChanges",
    "SummaryTooLongError",
    "TemplateDraft",
    "TooManySectionsError",
    "add_post",
    "archive_template",
    "create_template",
    "delete_post",
    "edit_post",
    "edit_template",
    "ensure_portfolios",
    "get_started",
    "process_attachment",
    "publish_template",
    "restore_post",
    "retry_attachment",
    "waiting_attachments",
    "write_summary",
]
