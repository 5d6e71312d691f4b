"""Pictures of any shape and colour → upright, square pixels, small enough, as browsers expect."""

from av.filter import Graph
from av.video import VideoFrame, VideoStream

from portfolios.media.mp4 import fitted

_UNKNOWN = 2
_HIGH_DEFINITION = 720
_HDR = {16, 18}
# By how far the camera was turned, in degrees against the clock.
_TURNS = {
    90: [("transpose", "cclock")],
    180: [("hflip", ""), ("vflip", "")],
    270: [("transpose", "clock")],
}
_THREADS = 2


class Scaling:
    """Makes every picture of a video ``size``: what the first one, turned upright, fits into."""

    def __init__(self, stream: VideoStream, first: VideoFrame) -> None:
        """Look at how the first picture lies."""
        self._turns = _TURNS.get(round(first.rotation / 90) * 90 % 360, [])
        lies_down = len(self._turns) == 1
        wide = first.width * float(stream.sample_aspect_ratio or 1)
        self._flat = fitted(wide, first.height)
        self.size = self._flat[::-1] if lies_down else self._flat
        self._graph: Graph | None = None
        self._shape: tuple[object, ...] = ()

    def upright(self, picture: VideoFrame) -> VideoFrame:
        """Return the picture turned and scaled."""
        shape = (picture.width, picture.height, picture.format.name)
        if self._graph is None or shape != self._shape:
            self._graph, self._shape = self._chain(picture), shape
        self._graph.vpush(picture)
        return self._graph.vpull()

    def _chain(self, picture: VideoFrame) -> Graph:
        graph = Graph()
        graph.threads = _THREADS
        source = graph.add_buffer(
            width=picture.width,
            height=picture.height,
            format=picture.format,
            time_base=picture.time_base,
        )
        steps = [*self._scale(picture), *self._turns]
        steps += [("setsar", "1"), ("format", "yuv420p"), ("buffersink", "")]
        graph.link_nodes(source, *(graph.add(name, how or None) for name, how in steps))
        graph.configure()
        return graph

    def _scale(self, picture: VideoFrame) -> list[tuple[str, str]]:
        width, height = self._flat
        smaller, colours = f"w={width}:h={height}", "out_color_matrix=bt709:out_range=tv"
        if picture.color_trc in _HDR:
            # A phone's HDR looks pale on a screen that knows nothing of it. Small first: a third
            # of the time [measured].
            return [
                ("scale", smaller),
                ("scale", f"{colours}:out_primaries=bt709:out_transfer=bt709"),
            ]
        if picture.colorspace == _UNKNOWN and picture.height >= _HIGH_DEFINITION:
            colours += ":in_color_matrix=bt709"
        return [("scale", f"{smaller}:{colours}")]
