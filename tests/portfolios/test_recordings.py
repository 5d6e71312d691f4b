"""What becomes of a recording."""

from io import BytesIO

import av
import pytest

from portfolios.media import audio
from portfolios.media.accept import accept
from portfolios.media.refusal import MediaRefusedError, Refusal
from tests.portfolios.pictures import CAMERA, recording, wav


def made_of(upload: bytes) -> bytes:
    file, out = BytesIO(upload), BytesIO()
    audio.to_mp3(file, accept(file, len(upload)), out)
    return out.getvalue()


@pytest.mark.parametrize(
    "upload",
    [
        pytest.param(wav(), id="WAV"),
        pytest.param(recording("mp3", "libmp3lame"), id="MP3"),
        pytest.param(recording("ipod", "aac"), id="M4A"),
        pytest.param(recording("mp4", "aac"), id="a phone's MP4 without pictures"),
    ],
)
def test_a_recording_becomes_a_plain_mp3(upload: bytes) -> None:
    made = made_of(upload)

    with av.open(BytesIO(made), "r") as again:
        assert again.format.name == "mp3"
        assert not again.metadata
        assert again.duration is not None
        assert 0.9 < again.duration / av.time_base < 1.2
    assert CAMERA.encode() not in made
    assert b"TIT2" not in made


def test_a_recording_that_never_ends_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(audio, "LONGEST", 2)

    with pytest.raises(MediaRefusedError) as refused:
        made_of(wav(seconds=3))
    assert refused.value.refusal is Refusal.TOO_LONG
