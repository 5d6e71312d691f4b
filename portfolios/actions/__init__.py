"""What people do with portfolios: verbs with ``by=``, one transaction each."""

from portfolios.actions.attachments import (
    NothingToTryError,
    process_attachment,
    retry_attachment,
    waiting_attachments,
)
from portfolios.actions.comments import (
    CommentRefusedError,
    add_comment,
    delete_comment,
    restore_comment,
)
from portfolios.actions.copy import Copied, StillGettingReadyError, copy_post
from portfolios.actions.draft import FileChanges, LinkWords, Words
from portfolios.actions.drafts import (
    discard_draft,
    ensure_draft,
    reopen_draft,
    save_draft,
)
from portfolios.actions.ensure import ensure_portfolios
from portfolios.actions.keeping import keep_form
from portfolios.actions.pauses import NotOursError, pause_sharing, resume_sharing
from portfolios.actions.portfolio import (
    SummaryChangedError,
    SummaryTooLongError,
    get_started,
    summary_mark,
    write_summary,
)
from portfolios.actions.posts import (
    ChangedMeanwhileError,
    DeletedMeanwhileError,
    add_post,
    edit_post,
    move_post,
)
from portfolios.actions.sections import (
    SectionMovedError,
    SectionNameTakenError,
    add_section,
    move_section,
    remove_section,
    rename_section,
    restore_section,
    step_section,
)
from portfolios.actions.sent import PublishedAlreadyError
from portfolios.actions.summary_drafts import (
    TooLongToKeepError,
    discard_summary_draft,
    reopen_summary_draft,
    save_summary_draft,
)
from portfolios.actions.template_copy import duplicate_template
from portfolios.actions.template_draft import TemplateDraft
from portfolios.actions.template_files import (
    TemplateFileChanges,
    change_template_files,
    restore_template_file,
)
from portfolios.actions.template_ground import TemplateMovedError, TooManySectionsError
from portfolios.actions.templates import (
    archive_template,
    create_template,
    edit_template,
    publish_template,
)
from portfolios.actions.trash import delete_post, restore_file, restore_post
from portfolios.actions.upload_ends import cancel_upload, forget_uploads
from portfolios.actions.upload_errors import (
    ArchivedError,
    ExpiredError,
    OtherOffsetError,
    TooManyFilesError,
    TooManyPartsError,
    UploadError,
)
from portfolios.actions.upload_turn import is_expired
from portfolios.actions.uploads import begin_upload, receive_part

__all__ = [
    "ArchivedError",
    "ChangedMeanwhileError",
    "CommentRefusedError",
    "Copied",
    "DeletedMeanwhileError",
    "ExpiredError",
    "FileChanges",
    "LinkWords",
    "NotOursError",
    "NothingToTryError",
    "OtherOffsetError",
    "PublishedAlreadyError",
    "SectionMovedError",
    "SectionNameTakenError",
    "StillGettingReadyError",
    "SummaryChangedError",
    "SummaryTooLongError",
    "TemplateDraft",
    "TemplateFileChanges",
    "TemplateMovedError",
    "TooLongToKeepError",
    "TooManyFilesError",
    "TooManyPartsError",
    "TooManySectionsError",
    "UploadError",
    "Words",
    "add_comment",
    "add_post",
    "add_section",
    "archive_template",
    "begin_upload",
    "cancel_upload",
    "change_template_files",
    "copy_post",
    "create_template",
    "delete_comment",
    "delete_post",
    "discard_draft",
    "discard_summary_draft",
    "duplicate_template",
    "edit_post",
    "edit_template",
    "ensure_draft",
    "ensure_portfolios",
    "forget_uploads",
    "get_started",
    "is_expired",
    "keep_form",
    "move_post",
    "move_section",
    "pause_sharing",
    "process_attachment",
    "publish_template",
    "receive_part",
    "remove_section",
    "rename_section",
    "reopen_draft",
    "reopen_summary_draft",
    "restore_comment",
    "restore_file",
    "restore_post",
    "restore_section",
    "restore_template_file",
    "resume_sharing",
    "retry_attachment",
    "save_draft",
    "save_summary_draft",
    "step_section",
    "summary_mark",
    "waiting_attachments",
    "write_summary",
]
