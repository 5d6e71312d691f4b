"""The icon of a file says what it is, as soon as that is known."""

import pytest

from portfolios.media.states import icon
from tests import factories as make
from tests.world import World


@pytest.mark.parametrize(
    ("kind", "waiting", "ready"),
    [("photo", "image", "image"), ("audio", "music", "music"), ("video", "file", "film")],
)
def test_what_may_yet_be_a_sound_wears_no_film(
    world: World, kind: str, waiting: str, ready: str
) -> None:
    file = make.AttachmentFactory.build(post=world.post, kind=kind, ready_at=None)
    assert icon(file) == waiting

    file.ready_at = file.created_at
    assert icon(file) == ready
