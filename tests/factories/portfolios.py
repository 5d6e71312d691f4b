"""Templates, portfolios, posts and media."""

import datetime as dt
import uuid

from portfolios import text
from portfolios.models import (
    Attachment,
    Comment,
    Draft,
    Look,
    MediaKind,
    MediaQuota,
    Portfolio,
    PortfolioTemplate,
    Post,
    PostLink,
    PostSection,
    Section,
    SharingPause,
    SummaryDraft,
    TemplateSchool,
    Upload,
)
from spacesedu.lib import clock
from tests.factories.districts import (
    DistrictFactory,
    SchoolFactory,
    StudentFactory,
    UserFactory,
)
from tests.factories.rows import (
    IdFactory,
    LazyAttribute,
    LazyFunction,
    SelfAttribute,
    Sequence,
    SubFactory,
    beside,
    now,
)

in_a_week = LazyFunction(lambda: clock.now() + dt.timedelta(days=7))


class TemplateFactory(IdFactory[PortfolioTemplate]):
    """A published template for the whole district, with Student URL Sharing."""

    district = SubFactory(DistrictFactory)
    name = Sequence(lambda n: f"Portfolio {n}")
    student_url_sharing = True
    created_at = now
    published_at = now


class TemplateSchoolFactory(IdFactory[TemplateSchool]):
    """One school of a template's audience."""

    template = SubFactory(TemplateFactory)
    district = SelfAttribute("template.district")
    school = beside(SchoolFactory)


class SectionFactory(IdFactory[Section]):
    """A section; ``position`` must be given for the second one of a template."""

    template = SubFactory(TemplateFactory)
    district = SelfAttribute("template.district")
    name = Sequence(lambda n: f"Section {n}")
    position = 0


class PortfolioFactory(IdFactory[Portfolio]):
    """A portfolio; it is active once its student is at a school."""

    template = SubFactory(TemplateFactory)
    district = SelfAttribute("template.district")
    student = beside(StudentFactory)
    summary = ""
    summary_html = LazyAttribute(lambda one: text.html(one.summary))


class PostFactory(IdFactory[Post]):
    """A post with a title and a line of text."""

    portfolio = SubFactory(PortfolioFactory)
    district = SelfAttribute("portfolio.district")
    title = Sequence(lambda n: f"Post {n}")
    body = "What I made and what I learned."
    body_html = LazyAttribute(lambda post: text.html(post.body))
    posted_on = dt.date(2026, 3, 4)
    created_at = now
    updated_at = now


class PostSectionFactory(IdFactory[PostSection]):
    """A post in a section."""

    post = SubFactory(PostFactory)
    district = SelfAttribute("post.district")
    section = SubFactory(SectionFactory, template=SelfAttribute("..post.portfolio.template"))


class AttachmentFactory(IdFactory[Attachment]):
    """A photo that is ready to be shown; the files themselves are not made."""

    post = SubFactory(PostFactory)
    district = SelfAttribute("post.district")
    kind = MediaKind.PHOTO
    # Unlike any other: workers of one run share their storage.
    folder = LazyFunction(lambda: f"test-{uuid.uuid4().hex}")
    original_name = "IMG_0001.JPG"
    content_type = "image/webp"
    size = 12_345
    stored = 12_345
    width = 1600
    height = 1200
    created_at = now
    ready_at = now


class PostLinkFactory(IdFactory[PostLink]):
    """A link in a post; ``position`` must be given for the second one."""

    post = SubFactory(PostFactory)
    district = SelfAttribute("post.district")
    position = 0
    url = "https://example.org/a-video"
    title = "A video about bread"


class DraftFactory(IdFactory[Draft]):
    """What an author is writing for a new post."""

    portfolio = SubFactory(PortfolioFactory)
    district = SelfAttribute("portfolio.district")
    author = SubFactory(UserFactory)
    words = "title=Half+a+thought"
    created_at = now
    updated_at = now


class SummaryDraftFactory(IdFactory[SummaryDraft]):
    """What an author has typed of a Summary Statement."""

    portfolio = SubFactory(PortfolioFactory)
    district = SelfAttribute("portfolio.district")
    author = SubFactory(UserFactory)
    words = "summary=Half+a+thought"
    updated_at = now


class UploadFactory(IdFactory[Upload]):
    """An upload of which nothing has come yet."""

    draft = SubFactory(DraftFactory)
    district = SelfAttribute("draft.district")
    author = SelfAttribute("draft.author")
    name = "clip.mp4"
    size = 1000
    folder = LazyFunction(lambda: f"upload-{uuid.uuid4().hex}")
    created_at = now
    expires_at = in_a_week


class CommentFactory(IdFactory[Comment]):
    """A comment on a post."""

    post = SubFactory(PostFactory)
    district = SelfAttribute("post.district")
    author = SubFactory(UserFactory)
    author_role = "student"
    body = "I like how you explain it."
    created_at = now


class LookFactory(IdFactory[Look]):
    """Somebody has just looked at a portfolio, for the first time."""

    portfolio = SubFactory(PortfolioFactory)
    district = SelfAttribute("portfolio.district")
    user = SubFactory(UserFactory)
    looked_at = now


class SharingPauseFactory(IdFactory[SharingPause]):
    """A pause of every link of a district."""

    district = SubFactory(DistrictFactory)
    reason = "Names could be read in a photo."
    began_at = now


class MediaQuotaFactory(IdFactory[MediaQuota]):
    """A district whose students may have a megabyte each."""

    district = SubFactory(DistrictFactory)
    student_bytes = 1024 * 1024
