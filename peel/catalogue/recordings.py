"""Looking into recordings: how long they are, a picture from them, and a copy that every browser plays."""

import io
import tempfile
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from peel.foundation.sentence import N_

PLAYED_EVERYWHERE = ({"h264"}, {"aac", "mp3", "mp3float"})
MOST_LINES = 720
POSTER_AT = 0.1


class NotPlayable(ValueError):
    """A recording that cannot be opened, as a sentence for its author."""


@dataclass(frozen=True, slots=True)
class Recording:
    """What was found in a recording."""

    seconds: int
    has_picture: bool
    plays_everywhere: bool


def look_into(path: Path) -> Recording:
    """Length and codecs, read from the recording itself."""
    import av

    try:
        with av.open(str(path)) as container:
            video = container.streams.video[0] if container.streams.video else None
            sound = container.streams.audio[0] if container.streams.audio else None
            if video is None and sound is None:
                raise NotPlayable(N_("There is neither picture nor sound in it."))
            seconds = _seconds(container)
            videos, sounds = PLAYED_EVERYWHERE
            fits = (video is None or (video.codec_context.name in videos and "mp4" in container.format.name)) and (
                sound is None or sound.codec_context.name in sounds
            )
            return Recording(seconds, video is not None, fits)
    except (av.FFmpegError, ValueError) as problem:
        if isinstance(problem, NotPlayable):
            raise
        raise NotPlayable(N_("It cannot be opened as a recording.")) from problem


def picture_from(path: Path) -> bytes | None:
    """A frame a little way in, as JPEG; None where there is no picture."""
    import av

    with av.open(str(path)) as container:
        if not container.streams.video:
            return None
        duration = container.duration or 0
        container.seek(int(duration * POSTER_AT))
        frames: Any = container.decode(video=0)
        for frame in frames:
            out = io.BytesIO()
            frame.to_image().save(out, "JPEG", quality=82)
            return out.getvalue()
    return None


def for_every_browser(path: Path) -> Path:
    """A copy as MP4 with H.264 and AAC, no larger than a phone or desk shows, ready to play while it loads.

    The caller removes the file.
    """
    import av

    with tempfile.NamedTemporaryFile(suffix=".mp4", delete=False) as made:
        target = Path(made.name)
    with av.open(str(path)) as source, av.open(str(target), "w", options={"movflags": "faststart"}) as output:
        _copy_streams(source, output)
    return target


def _copy_streams(source: Any, output: Any) -> None:
    pairs: dict[int, Any] = {}
    if source.streams.video:
        before = source.streams.video[0]
        height = min(before.codec_context.height, MOST_LINES) // 2 * 2
        width = round(before.codec_context.width * height / before.codec_context.height / 2) * 2
        rate = before.average_rate or Fraction(25)
        after = output.add_stream("libx264", rate=rate, options={"crf": "24", "preset": "veryfast"})
        after.width, after.height, after.pix_fmt = width, height, "yuv420p"
        pairs[before.index] = after
    if source.streams.audio:
        before = source.streams.audio[0]
        pairs[before.index] = output.add_stream("aac", rate=44_100, layout="stereo")
    for packet in source.demux([source.streams[index] for index in pairs]):
        after = pairs[packet.stream.index]
        for frame in packet.decode():
            if after.type == "video":
                frame = frame.reformat(width=after.width, height=after.height, format="yuv420p")
            for encoded in after.encode(frame):
                output.mux(encoded)
    for after in pairs.values():
        for encoded in after.encode(None):
            output.mux(encoded)


def _seconds(container: Any) -> int:
    if container.duration:
        return max(1, round(int(container.duration) / 1_000_000))
    longest = 0.0
    for packet in container.demux():
        if packet.pts is not None and packet.time_base:
            longest = max(longest, float(packet.pts * packet.time_base))
    return max(1, round(longest))
