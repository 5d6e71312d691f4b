"""Any sound → stereo at 48,000 a second, in step with the pictures where phones' clocks jump."""

from collections.abc import Iterator

import av
from av.audio import AudioFrame
from av.filter import Graph

RATE = 48_000
_AAC_FRAME = 1024


class Mixer:
    """Pieces of sound in, pieces for the encoder out; silence where there was none."""

    def __init__(self) -> None:
        """Begin; what the sound is like, its first piece tells."""
        self._graph: Graph | None = None
        self._shape: tuple[object, ...] = ()

    def mixed(self, piece: AudioFrame) -> Iterator[AudioFrame]:
        """Take in a piece, yield what is ready."""
        shape = (piece.sample_rate, piece.format.name, piece.layout.name, piece.time_base)
        if shape != self._shape:
            yield from self.rest()
            self._graph, self._shape = _chain(piece, first=not self._shape), shape
        assert self._graph is not None
        self._graph.push(piece)
        yield from _pulled(self._graph)

    def rest(self) -> Iterator[AudioFrame]:
        """Yield what is left."""
        if self._graph is not None:
            self._graph.push(None)
            yield from _pulled(self._graph)


def _chain(piece: AudioFrame, *, first: bool) -> Graph:
    graph = Graph()
    begins = ":first_pts=0" if first else ""
    graph.link_nodes(
        graph.add_abuffer(
            sample_rate=piece.sample_rate,
            format=piece.format,
            layout=piece.layout,
            time_base=piece.time_base,
        ),
        graph.add("aresample", f"{RATE}:async=1{begins}"),
        graph.add("aformat", "sample_fmts=fltp:channel_layouts=stereo"),
        graph.add("abuffersink"),
    ).configure()
    graph.set_audio_frame_size(_AAC_FRAME)
    return graph


def _pulled(graph: Graph) -> Iterator[AudioFrame]:
    while True:
        try:
            piece = graph.pull()
        except (av.BlockingIOError, av.EOFError):
            return
        assert isinstance(piece, AudioFrame)
        yield piece
