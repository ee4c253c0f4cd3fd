"""A one-sider out of its Markdown: a lead, up to five points, what to say and what not to say.

An author may write no marks at all: then the first line that is followed by others is a point like the rest.
"""

import re
from dataclasses import dataclass

MOST_POINTS = 5

_NUMBERED = re.compile(r"^\s*(?:\d{1,2}[.)]|[-*•])\s+(.*)$")
_BOLD_START = re.compile(r"^\*\*(.+?)\*\*\s*(.*)$", re.DOTALL)
_SAY = re.compile(r"^>\s*say:\s*(.+)$", re.IGNORECASE)
_DO_NOT_SAY = re.compile(r"^>\s*do(?:n[’']t| not) say:\s*(.+)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Point:
    """One numbered point: a short line in bold and what it means."""

    title: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class OneSider:
    """One side of paper. ``left_over`` counts points beyond the fifth: they are not shown, so an author is told."""

    lead: str
    points: tuple[Point, ...]
    say: str
    do_not_say: str
    after: str
    left_over: int = 0


def read(markdown: str) -> OneSider:
    """The parts of a one-sider. Never fails: text without points is the lead."""
    lead: list[str] = []
    after: list[str] = []
    points: list[str] = []
    say = do_not_say = ""
    lines = [line.strip() for line in markdown.replace("\r\n", "\n").split("\n")]
    plain = not any(_NUMBERED.match(line) for line in lines)
    for line in lines:
        if not line:
            continue
        if found := _DO_NOT_SAY.match(line):
            do_not_say = found.group(1)
        elif found := _SAY.match(line):
            say = found.group(1)
        elif found := _NUMBERED.match(line):
            points.append(found.group(1))
        elif plain and len([other for other in lines if other]) > 1:
            points.append(line)
        else:
            (after if points else lead).append(line)
    kept = tuple(_point(text) for text in points[:MOST_POINTS])
    return OneSider(
        lead=" ".join(lead),
        points=kept,
        say=say,
        do_not_say=do_not_say,
        after=" ".join(after),
        left_over=max(0, len(points) - MOST_POINTS),
    )


def _point(text: str) -> Point:
    if found := _BOLD_START.match(text):
        return Point(title=found.group(1).strip(), text=found.group(2).strip())
    title, stop, rest = text.partition(": ")
    if stop and len(title.split()) <= 8:
        return Point(title=title.strip(), text=rest.strip())
    return Point(title=text.strip())
