"""Every address of the product, and how to fill it in from the world."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from families.models import PURPOSE as INVITATION
from sharing.models import PURPOSE as SHARE_LINK
from spacesedu.lib import tokens
from tests import factories as make
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
    purpose, row = (INVITATION, cast.invitation) if invited else (SHARE_LINK, cast.link)
    values: dict[str, object] = {
        "association": cast.association.pk,
        "attachment": cast.photo.pk,
        "hue": 200,
        "invitation": cast.invitation.pk,
        "key": "set-password",
        "name": "640.webp",
        "portfolio": cast.portfolio.pk,
        "post": cast.post.pk,
        "rest": "nothing",
        "section": cast.sections[0].pk,
        "slug": cast.district.slug,
        "template": cast.template.pk,
        "token": tokens.token(purpose, row.secret),
        "uidb36": "1",
    }
    if "run_id" in address.arguments:
        values["run_id"] = make.ImportRunFactory.create(connection=cast.connection).pk
    if "attachment" in address.arguments:
        _put_bytes(f"{cast.photo.folder}/640.webp")
    return values


def _strange() -> dict[str, object]:
    ids = ("association", "attachment", "invitation", "portfolio", "post", "run_id", "section")
    return {
        **dict.fromkeys((*ids, "template"), uuid.uuid4()),
        "hue": 999,
        "key": "nothing",
        "name": "640.webp",
        "rest": "nothing",
        "slug": "nowhere",
        "token": "0" * tokens.TOKEN_LENGTH,
        "uidb36": "zz",
    }


def _put_bytes(name: str) -> None:
    if not default_storage.exists(name):
        default_storage.save(name, ContentFile(b"RIFF0000WEBP" + bytes(100)))
