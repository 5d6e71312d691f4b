"""Every address of the product, and how to fill it in from the world."""

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from districts.models import Student
from spacesedu.lib import clock, tokens
from tests import factories as make
from tests.contract.imports import IMPORTS
from tests.contract.two_steps import two_steps
from tests.world import Cast


@dataclass(frozen=True, slots=True)
class Address:
    """One pattern of the resolver: its name with namespace, and its arguments in order."""

    name: str
    arguments: tuple[str, ...]


def all_addresses() -> list[Address]:
    """Return every pattern the project answers to."""
    return list(_walk(get_resolver(), ""))


def _walk(resolver: URLResolver, namespace: str) -> Iterator[Address]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            name = f"{namespace}:{pattern.name}" if namespace else str(pattern.name)
            inherited = resolver.pattern.regex.groupindex
            yield Address(name, (*inherited, *pattern.pattern.regex.groupindex))
        else:
            yield from _walk(pattern, pattern.namespace or namespace)


def url(address: Address, cast: Cast, *, strange: bool = False) -> str:
    """Return the address filled in for one district; ``strange``: with ids that nobody has."""
    values = _strange() if strange else _known(address, cast)
    return reverse(address.name, kwargs={name: values[name] for name in address.arguments})


def _known(address: Address, cast: Cast) -> dict[str, object]:
    invited = address.name.startswith("families:")
    values: dict[str, object] = {
        "association": cast.association.pk,
        "attachment": cast.photo.pk,
        "district": cast.district.pk,
        "feature": "url_sharing",
        "hue": 200,
        "invitation": cast.invitation.pk,
        "key": "set-password",
        "name": "640.webp",
        "portfolio": cast.portfolio.pk,
        "provider_id": "not-configured",
        "post": cast.post.pk,
        "rest": "nothing",
        "school": cast.maple.pk,
        "section": cast.sections[0].pk,
        "session_id": 0,
        "slug": cast.district.slug,
        "template": cast.template.pk,
        "token": cast.invitation.token if invited else cast.link.token,
        "uidb36": "1",
    }
    values |= _staff(address, cast) | _student(address, cast)
    values |= two_steps(address.name, cast)
    values |= {name: row(cast) for name, row in _ROWS.items() if name in address.arguments}
    if "attachment" in address.arguments:
        values["attachment"] = _attachment(address, cast)
    if "draft" in address.arguments:
        values |= _draft(cast)
    return values


def _comment(cast: Cast) -> object:
    return make.CommentFactory.create(post=cast.post, author=cast.student.user).pk


def _upload(cast: Cast) -> object:
    draft = make.DraftFactory.create(portfolio=cast.portfolio, author=cast.student.user)
    return make.UploadFactory.create(draft=draft).pk


def _summary_draft(cast: Cast) -> object:
    """Return what the student has typed of her Summary Statement."""
    author = cast.student.user
    return make.SummaryDraftFactory.create(portfolio=cast.portfolio, author=author).pk


def _draft(cast: Cast) -> dict[str, object]:
    """Return what the student is writing, with a photo in it."""
    draft = make.DraftFactory.create(portfolio=cast.portfolio, author=cast.student.user)
    photo = make.AttachmentFactory.create(post=None, draft=draft, district=cast.district)
    _put_bytes(f"{photo.folder}/640.webp")
    return {"draft": draft.pk, "attachment": photo.pk}


def _attachment(address: Address, cast: Cast) -> object:
    """Return a photo: of a post, or of the description, taken away where it is brought back."""
    photo = cast.photo
    if address.name.startswith(("portfolios:template_", "portfolios:about_")):
        gone = clock.now() if address.name.endswith("restore") else None
        photo = make.AttachmentFactory.create(
            post=None, district=cast.district, template=cast.template, deleted_at=gone
        )
    for width in (320, 640):
        _put_bytes(f"{photo.folder}/{width}.webp")
    return photo.pk


def _staff(address: Address, cast: Cast) -> dict[str, object]:
    """Return a teacher, their role, a role to read about, and a set-up link where one is opened."""
    teacher = cast.teacher_record
    values: dict[str, object] = {"staff": teacher.pk, "kind": "counsellor"}
    if "held" in address.arguments:
        values["held"] = teacher.roles.get().pk
    if address.name == "districts:setup_enter":
        link = make.StaffInvitationFactory.create(staff=teacher)
        values["token"] = link.token
    if address.name == "sharing_mail:unsubscribe":
        colleague = make.StaffMemberFactory.create(district=cast.district)
        values["token"] = make.LinkDigestFactory.create(staff=colleague).token
    return values


def _student(address: Address, cast: Cast) -> dict[str, object]:
    """Return the classmate, their class, and a card that opens their account where one is held."""
    values: dict[str, object] = {"student": cast.classmate.pk, "class_group": cast.class_group.pk}
    if address.name == "districts:card_enter":
        account = make.UserFactory.create(email=None, username=f"{cast.district.slug}:card")
        Student.objects.filter(pk=cast.classmate.pk).update(user=account)
        card = make.SignInCardFactory.create(student=cast.classmate)
        values["token"] = card.token
    return values


def _strange() -> dict[str, object]:
    ids = ("association", "attachment", "comment", "invitation", "portfolio", "post", "run_id")
    more = (
        "section",
        "template",
        "district",
        "domain",
        "object_id",
        "staff",
        "held",
        "upload",
        "draft",
        "summary_draft",
        "pause",
        "connection",
        "days",
        "provider",
    )
    return {
        **dict.fromkeys((*ids, *more), uuid.uuid4()),
        "student": uuid.uuid4(),
        "class_group": uuid.uuid4(),
        "kind": "nobody",
        "feature": "nothing",
        "hue": 999,
        "key": "nothing",
        "name": "640.webp",
        "picture": "nowhere",
        "pk": 10**9,
        "provider_id": "not-configured",
        "rest": "nothing",
        "session_id": 0,
        "school": uuid.uuid4(),
        "source_kind": "nothing",
        "slug": "nowhere",
        "token": "0" * tokens.TOKEN_LENGTH,
        "uidb36": "zz",
    }


def _put_logo(cast: Cast) -> str:
    key = f"{cast.district.pk.hex}-320x96"
    cast.district.logo = f"logos/{key}.webp"
    cast.district.save(update_fields=["logo"])
    _put_bytes(cast.district.logo)
    return key


def _put_bytes(name: str) -> None:
    if not default_storage.exists(name):
        default_storage.save(name, ContentFile(b"RIFF0000WEBP" + bytes(100)))


# A row of the cast that only some addresses are about, made where one is asked for.
_ROWS: dict[str, Callable[[Cast], object]] = {
    "comment": _comment,
    "domain": lambda cast: make.VerifiedDomainFactory.create(district=cast.district).pk,
    "object_id": lambda cast: cast.district.pk,
    "pause": lambda cast: make.SharingPauseFactory.create(district=cast.district).pk,
    "picture": _put_logo,
    "summary_draft": _summary_draft,
    "upload": _upload,
    **IMPORTS,
}
