"""What every factory here shares."""

import uuid
from types import get_original_bases
from typing import get_args

from django.db.models import Model
from factory.declarations import LazyAttribute, LazyFunction, SelfAttribute, Sequence, SubFactory
from factory.django import DjangoModelFactory, DjangoOptions

from spacesedu.lib import clock

__all__ = [
    "Factory",
    "IdFactory",
    "LazyAttribute",
    "LazyFunction",
    "SelfAttribute",
    "Sequence",
    "SubFactory",
    "beside",
    "now",
]

now = LazyFunction(clock.now)


class Options(DjangoOptions):
    """What a factory makes stands between its brackets: ``IdFactory[School]`` makes schools."""

    def get_model_class(self) -> type[Model] | None:
        """Return the model; none for the factories that others are made from."""
        assert self.factory is not None
        base, *_ = get_original_bases(self.factory)
        model = get_args(base)[0]
        return model if isinstance(model, type) else None


class Factory[M](DjangoModelFactory[M]):
    """A factory whose after-effects never save a second time."""

    _options_class = Options

    class Meta:
        """Shared by all."""

        skip_postgeneration_save = True


class IdFactory[M](Factory[M]):
    """A factory of rows whose id the database would give: known here before they are saved."""

    id = LazyFunction(uuid.uuid4)


def beside[M](factory: type[DjangoModelFactory[M]]) -> SubFactory:
    """Return the making of another row in the district of the one that refers to it."""
    return SubFactory(factory, district=SelfAttribute("..district"))
