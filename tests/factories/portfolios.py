"""Templates, portfolios, posts and media."""

import datetime as dt

from portfolios.models import (
    Attachment,
    MediaKind,
    Portfolio,
    PortfolioTemplate,
    Post,
    PostSection,
    Section,
    TemplateSchool,
)
from tests.factories.districts import DistrictFactory, SchoolFactory, StudentFactory
from tests.factories.rows import IdFactory, SelfAttribute, Sequence, SubFactory, beside, now


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


class PostFactory(IdFactory[Post]):
    """A post with a title and a line of text."""

    portfolio = SubFactory(PortfolioFactory)
    district = SelfAttribute("portfolio.district")
    title = Sequence(lambda n: f"Post {n}")
    body = "What I made and what I learned."
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
    folder = Sequence(lambda n: f"test-{n:08}")
    original_name = "IMG_0001.JPG"
    content_type = "image/webp"
    size = 12_345
    width = 1600
    height = 1200
    created_at = now
    ready_at = now
