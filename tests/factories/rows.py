"""What every factory here shares."""

import uuid

from factory.declarations import LazyFunction, SelfAttribute, Sequence, SubFactory
from factory.django import DjangoModelFactory

from spacesedu.lib import clock

__all__ = ["Factory", "IdFactory", "LazyFunction", "SelfAttribute", "Sequence", "SubFactory", "now"]

now = LazyFunction(clock.now)


class Factory[M](DjangoModelFactory[M]):
    """A factory whose after-effects never save a second time."""

    class Meta:
        """Shared by all."""

        abstract = True
        skip_postgeneration_save = True


class IdFactory[M](Factory[M]):
    """A factory of rows whose id the database would give: known here before they are saved."""

    class Meta:
        """Shared by all."""

        abstract = True

    id = LazyFunction(uuid.uuid4)
