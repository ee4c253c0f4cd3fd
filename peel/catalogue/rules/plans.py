"""The plan of a microteach or webinar: parts with minutes, in order, and what stands around them."""

import re
from dataclasses import dataclass

_PART = re.compile(r"^\s*[-*•]\s*(\d{1,3})\s*min(?:ute)?s?\b[:.]?\s*(.*)$", re.IGNORECASE)
_BOLD_START = re.compile(r"^\*\*(.+?)\*\*\s*(.*)$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Part:
    """One part. ``starts`` and ``minutes`` count from the beginning of the session."""

    starts: int
    minutes: int
    title: str
    text: str

    @property
    def ends(self) -> int:
        return self.starts + self.minutes


@dataclass(frozen=True, slots=True)
class Plan:
    """``before`` and ``after`` are Markdown."""

    before: str
    parts: tuple[Part, ...]
    after: str

    @property
    def minutes(self) -> int:
        return sum(part.minutes for part in self.parts)


def read(markdown: str) -> Plan:
    """The parts of a plan. Text without timed parts is all ``before``."""
    before: list[str] = []
    after: list[str] = []
    parts: list[Part] = []
    for line in markdown.replace("\r\n", "\n").split("\n"):
        if found := _PART.match(line):
            starts = parts[-1].ends if parts else 0
            bold = _BOLD_START.match(found.group(2))
            title, text = bold.groups() if bold else (found.group(2), "")
            parts.append(Part(starts=starts, minutes=int(found.group(1)), title=title.strip(), text=text.strip()))
        else:
            (after if parts else before).append(line)
    return Plan(before="\n".join(before).strip(), parts=tuple(parts), after="\n".join(after).strip())
