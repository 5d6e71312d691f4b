"""Schools, features, portfolios and families of the cast."""

from typing import Any

from districts.actor import Actor, Role
from districts.models import Feature, User
from spacesedu.lib import clock
from tests import factories as make
from tests.world.cast import Person
from tests.world.people import EMAIL
from tests.world.rows import Rows
from tests.world.words import Words


def place(rows: Rows, words: Words) -> dict[str, Any]:
    district = rows(make.DistrictFactory.build(slug=words.slug, name=words.district))
    for feature in Feature:
        rows(make.FeatureApprovalFactory.build(district=district, feature=feature))
    first, second = words.schools
    maple = rows(make.SchoolFactory.build(district=district, name=first))
    return {
        "district": district,
        "maple": maple,
        "cedar": rows(make.SchoolFactory.build(district=district, name=second)),
        "connection": rows(make.ConnectionFactory.build(district=district, name="default")),
        "class_group": rows(make.ClassGroupFactory.build(school=maple, name=words.class_name)),
    }


def portfolios(
    rows: Rows, place: dict[str, Any], students: dict[str, Any], words: Words
) -> dict[str, Any]:
    template = rows(make.TemplateFactory.build(district=place["district"], name=words.template))
    sections = tuple(
        rows(make.SectionFactory.build(template=template, name=name, position=position))
        for position, name in enumerate(words.sections)
    )
    portfolio = rows(
        make.PortfolioFactory.build(
            template=template,
            student=students["student_record"],
            summary="This year I learned to plan.",
            welcomed_at=clock.now(),
        )
    )
    others = {
        f"{key}_portfolio": rows(
            make.PortfolioFactory.build(template=template, student=students[key])
        )
        for key in ("classmate", "outsider")
    }
    author = students["student"].user
    post = rows(make.PostFactory.build(portfolio=portfolio, title=words.post, author=author))
    rows(make.PostSectionFactory.build(post=post, section=sections[0]))
    return {
        "template": template,
        "sections": sections,
        "portfolio": portfolio,
        "post": post,
        "photo": rows(make.AttachmentFactory.build(post=post)),
        "link": rows(make.ShareLinkFactory.build(portfolio=portfolio, issued_by=author)),
        **others,
    }


def families(rows: Rows, students: dict[str, Any], account: User, words: Words) -> dict[str, Any]:
    sunny, classmate = students["student_record"], students["classmate"]
    first, _, last = account.name.partition(" ")
    fay = rows(
        make.FamilyContactFactory.build(
            district=sunny.district,
            email=account.email,
            user=account,
            first_name=first,
            last_name=last,
        )
    )
    father = rows(
        make.FamilyContactFactory.build(
            district=sunny.district, email=f"father@{words.slug}.{EMAIL}", first_name="Frank"
        )
    )
    association = rows(make.SchoolAssociationFactory.build(contact=fay, student=sunny))
    rows(make.SchoolAssociationFactory.build(contact=father, student=classmate, started_at=None))
    actor = Actor(key="family", role=Role.FAMILY, user_id=account.pk, label="Family")
    return {
        "family": Person(account, actor),
        "contact": fay,
        "association": association,
        "invitation": rows(make.FamilyInvitationFactory.build(contact=father)),
    }
