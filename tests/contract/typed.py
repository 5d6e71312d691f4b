"""What somebody types behind the question mark: every parameter a page looks at, with values."""

from collections.abc import Mapping

from portfolios.models import Draft, SummaryDraft
from portfolios.writing.origin import form_of, version
from tests import factories as make
from tests.contract.addresses import Address
from tests.contract.asking import Asker, read
from tests.contract.watching import watching
from tests.world import Cast

type Query = Mapping[str, object]

# Shared by both districts, so that a search without a wall finds people of both.
WORDS = ("sunny", "-")
# They name no row: states, days, pages, and what a library keeps to itself.
CHOICES: dict[str, tuple[object, ...]] = {
    "back": ("/",),
    "closed": ("",),
    "code": ("bad_email",),
    "file": ("Students.csv",),
    "grade": ("08",),
    "group": ("staff", "families"),
    "kind": ("students",),
    "lang": ("fr-ca",),
    "new": (1,),
    "next": ("/",),
    "order": ("new", "activity", "name"),
    "page": (2,),
    "preview": ("",),
    "role": ("teacher",),
    "show": ("readable", "waiting"),
    "since": ("2020-01-01",),
    "state": ("deactivated", "waiting", "soon", "unopened", "blocked"),
    "status": ("active", "invited"),
    "students": (2,),
    "until": ("2090-01-01",),
    "what": ("created",),
    # The admin's own.
    "_changelist_filters": ("q=sunny",),
    "_popup": (1,),
    "_source_model": ("",),
    "_to_field": ("id",),
    "all": ("",),
    "p": (2,),
}


def typed(there: Cast) -> dict[str, tuple[object, ...]]:
    """Return every parameter somebody may try, with what to type: ids and words of a district."""
    # Rows that a list could be made to go on from.
    places = (there.student_record.pk, there.teacher_record.pk, there.contact.pk, there.maple.pk)
    away = _put_away(there)
    ids = {
        **dict.fromkeys(("school", "at"), there.maple.pk),
        **dict.fromkeys(("class", "class_group"), there.class_group.pk),
        **dict.fromkeys(("student", "subject", "about"), there.student_record.pk),
        **dict.fromkeys(("staff", "teacher"), there.teacher_record.pk),
        **dict.fromkeys(("who", "actor", "user", "by"), there.admin.user.pk),
        "current": there.portfolio.pk,
        "link": there.link.pk,
        "deleted": there.post.pk,
        "opened_from": version(away),
        "paused": _pause(there),
        "sent_as": form_of(away.words).id,
        "section": there.sections[0].pk,
        "template": there.template.pk,
        "portfolio": there.portfolio.pk,
        "connection": there.connection.pk,
        "contact": there.contact.pk,
        "district": there.district.slug,
        "run": there.connection.pk,
    }
    return {
        **CHOICES,
        **{name: (value,) for name, value in ids.items()},
        "after": places,
        "before": places[:1],  # both are looked up by one function, among the same rows
        "discarded": (away.pk, _put_away_summary(there).pk),
        "person": (there.admin.user.email, *WORDS),
        "q": WORDS,
    }


def _pause(there: Cast) -> object:
    """Return a pause that holds; every time another one, for nothing is paused twice."""
    template = make.TemplateFactory.create(district=there.district)
    return make.SharingPauseFactory.create(district=there.district, template=template).pk


def _put_away(there: Cast) -> Draft:
    """Return a draft of theirs that they have put away."""
    made: Draft = make.DraftFactory.create(
        portfolio=there.portfolio,
        author=there.student.user,
        discarded_at=there.post.updated_at,
        words=f"title=Sunny&sent_as={there.portfolio.pk}",
    )
    return made


def _put_away_summary(there: Cast) -> SummaryDraft:
    """Return another of their Summary Statement."""
    made: SummaryDraft = make.SummaryDraftFactory.create(
        portfolio=there.portfolio,
        author=there.student.user,
        discarded_at=there.post.updated_at,
        words=f"summary=Sunny&sent_as={there.portfolio.pk}",
    )
    return made


def pages(ask: Asker, who: str, address: Address, there: Cast) -> list[tuple[Query, str]]:
    """Return what somebody reads at an address with every query that can make a difference.

    That is everything at once, and then each parameter the page has looked at, alone. What a page
    does not look at cannot change it, so it is not typed again.
    """
    values = typed(there)
    # A word that finds nothing would hide what an id finds.
    at_once = {name: given[0] for name, given in values.items() if name not in {*CHOICES, "q"}}
    found: list[tuple[Query, str]] = []
    with watching() as looked_at:
        ahead: list[Query] = [at_once]
        tried: set[str] = set()
        while ahead:
            for query in ahead:
                page = read(ask.response(who, "GET", address, query=query))
                found.append((query, page))
            new = looked_at - tried
            assert new <= values.keys(), f"nothing to type here: {new - values.keys()}"
            tried |= new
            ahead = [{name: value} for name in sorted(new) for value in values[name]]
    return found
