"""Captions (WebVTT) and transcripts: reading both, so that the words can follow the picture."""

import re
from dataclasses import dataclass

from peel.foundation.sentence import N_, Sentence

_TIME = r"(?:(\d{2,}):)?(\d{2}):(\d{2})[.,](\d{3})"
_TIMING = re.compile(rf"^\s*{_TIME}\s+-->\s+{_TIME}")
_TAG = re.compile(r"<[^>]*>")


class NotCaptions(ValueError):
    """Why a text is not captions, as a sentence for whoever brought it."""

    def __init__(self, text: str, **values: object) -> None:
        self.sentence = Sentence(text, values)
        super().__init__(str(self.sentence))


@dataclass(frozen=True, slots=True)
class Cue:
    """What is said from one moment to another; seconds from the beginning."""

    start: float
    end: float
    text: str

    @property
    def at(self) -> str:
        """``3:12``"""
        minutes, seconds = divmod(int(self.start), 60)
        return f"{minutes}:{seconds:02}"


def cues_of(webvtt: str) -> list[Cue]:
    """The cues in order of the file; empty for an empty text.

    Raises :class:`NotCaptions` for a text that does not begin as WebVTT does or whose times make no sense.
    """
    text = webvtt.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n").strip()
    if not text:
        return []
    if not re.match(r"WEBVTT(?:\s|$)", text):
        raise NotCaptions(N_("Captions begin with the word WEBVTT in their first line."))
    cues: list[Cue] = []
    for block in re.split(r"\n{2,}", text)[1:]:
        lines = block.split("\n")
        index = next((number for number, line in enumerate(lines) if "-->" in line), None)
        if index is None:
            continue
        found = _TIMING.match(lines[index])
        if found is None:
            raise NotCaptions(
                N_("“%(line)s” is not a time such as 00:03.500 --> 00:05.000."),
                line=lines[index].strip(),
            )
        start, end = _seconds(found.groups()[:4]), _seconds(found.groups()[4:])
        if end <= start:
            raise NotCaptions(N_("“%(line)s” ends before it begins."), line=lines[index].strip())
        words = " ".join(_TAG.sub("", line).strip() for line in lines[index + 1 :])
        if words.strip():
            cues.append(Cue(start, end, " ".join(words.split())))
    if not cues:
        raise NotCaptions(N_("There is no caption in it."))
    return cues


def transcript_of(webvtt: str) -> str:
    """The words of captions as one text, a paragraph for each breath of about forty words."""
    paragraphs: list[list[str]] = [[]]
    for cue in cues_of(webvtt):
        if len(paragraphs[-1]) > 40 and paragraphs[-1][-1].endswith((".", "?", "!", "”")):
            paragraphs.append([])
        paragraphs[-1] += cue.text.split()
    return "\n\n".join(" ".join(words) for words in paragraphs if words)


def _seconds(parts: tuple[str | None, ...]) -> float:
    hours, minutes, seconds, thousandths = (int(part or 0) for part in parts)
    return hours * 3600 + minutes * 60 + seconds + thousandths / 1000
