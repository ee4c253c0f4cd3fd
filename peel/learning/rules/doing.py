"""When a form counts as done: by what somebody really did, and otherwise by their word, which is then said to be that.

A recording is *watched* when nearly all of it was played, not when its end was reached by skipping. An article is
*read* when its end was reached and there was time to read it. What no page can see (a document, a room full of
people, a strapline taken in) is done on the person's word.
"""

from dataclasses import dataclass
from enum import StrEnum

WATCHED_SHARE = 0.8
FURTHEST_SHARE = 0.95
READ_PER_MILLE = 950
# Some read four times as fast as the pace we count by; nobody reads ten times as fast.
LEAST_READING_SHARE = 0.25
# Whoever leaves a page open has not learned for a day: time between two signs of life counts this long at most.
LONGEST_GAP_SECONDS = 60


class How(StrEnum):
    """What was really done."""

    WATCHED = "watched"
    READ = "read"
    ANSWERED = "answered"
    TOOK_PART = "took part"
    SAID = "said"


_WATCHED_KINDS = {"video", "audio"}


@dataclass(frozen=True, slots=True)
class Doing:
    """How far somebody is with one form. ``furthest`` counts seconds of a recording and per mille of a text."""

    kind: str
    seconds: int | None
    furthest: int = 0
    spent: int = 0
    questions: int = 0
    right: int = 0
    said: bool = False
    played_here: bool = True


def how_done(doing: Doing) -> How | None:
    """What makes it done, or None while it is not."""
    if doing.right < doing.questions:
        return None
    if doing.kind == "plan":
        return How.TOOK_PART if doing.said else None
    if doing.kind in _WATCHED_KINDS and doing.played_here:
        if _was_watched(doing):
            return How.WATCHED
    elif doing.kind == "article" and _was_read(doing):
        return How.READ
    if doing.questions:
        return How.ANSWERED
    return How.SAID if doing.said else None


def share_done(doing: Doing) -> float:
    """From 0 to 1, for a progress bar; a quiz is half of it where there is one."""
    if doing.kind in _WATCHED_KINDS and doing.seconds:
        reached = doing.furthest / doing.seconds
    elif doing.kind == "article":
        reached = doing.furthest / READ_PER_MILLE
    else:
        reached = 1.0 if doing.said else 0.0
    reached = min(1.0, max(0.0, reached))
    if not doing.questions:
        return reached
    return (reached + doing.right / doing.questions) / 2


def seconds_gained(*, told: int, since_last: float | None) -> int:
    """What a sign of life adds to the time spent: what the page says, but no more than has passed on the clock.

    The first sign of all (``since_last`` None) has no clock to be held against, only the longest gap.
    """
    passed = LONGEST_GAP_SECONDS if since_last is None else int(since_last) + 1
    return max(0, min(told, passed, LONGEST_GAP_SECONDS))


def minutes_that_count(*, seconds: int | None, spent: int, how: How) -> int:
    """Whole CPD minutes for finishing a form: as long as it takes; where nobody knows how long, as long as was spent.

    Six seconds are none, sixty are one: the allowance is counted in minutes.
    """
    lasting = seconds if seconds is not None else spent
    if how is How.SAID and seconds is None:
        lasting = 0
    return (lasting + 30) // 60


def _was_watched(doing: Doing) -> bool:
    if not doing.seconds:
        return doing.said
    return doing.spent >= WATCHED_SHARE * doing.seconds and doing.furthest >= FURTHEST_SHARE * doing.seconds


def _was_read(doing: Doing) -> bool:
    enough = LEAST_READING_SHARE * (doing.seconds or 0)
    return doing.furthest >= READ_PER_MILLE and doing.spent >= enough
