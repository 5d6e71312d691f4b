"""Between a video's pictures and Pillow's, in the colours of BT.709."""

from av.video import VideoFrame
from PIL import Image


def seen(frame: VideoFrame) -> Image.Image:
    """Return what a frame shows."""
    picture: Image.Image = frame.to_image(src_colorspace="ITU709")  # type: ignore[no-untyped-call]
    return picture


def frame_of(picture: Image.Image) -> VideoFrame:
    """Return a frame, 8-bit 4:2:0, that shows an RGB picture."""
    rgb: VideoFrame = VideoFrame.from_image(picture)  # type: ignore[no-untyped-call]
    return rgb.reformat(format="yuv420p", dst_colorspace="ITU709", dst_color_range="MPEG")
