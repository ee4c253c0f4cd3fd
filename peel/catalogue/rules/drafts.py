"""What a catalogue file says, before anything is written: lessons, journeys and one sentence per row.

Every source (Civil Service Learning, the early-career programme, plain pages, our own lesson files) is read into
these shapes, so that one action can compare them with what is stored and apply the difference. Keys are made from
the source's own identifiers only: reading the same file twice gives equal drafts.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from peel.catalogue.rules.reading import Length


class Kind(StrEnum):
    """How a form is taken in."""

    STRAPLINE = "strapline"
    ONE_SIDER = "one_sider"
    ARTICLE = "article"
    VIDEO = "video"
    AUDIO = "audio"
    DOCUMENT = "document"
    LINK = "link"
    PLAN = "plan"


class Fate(StrEnum):
    """What became of one row of the file."""

    TAKEN = "taken"
    PART = "taken in part"
    LEFT_OUT = "left out"


@dataclass(frozen=True, slots=True)
class QuizDraft:
    """One question: ``right`` is the index of the right answer."""

    question: str
    answers: tuple[str, ...]
    right: int
    explanation: str = ""


@dataclass(frozen=True, slots=True)
class FormDraft:
    """One of up to four forms. ``seconds`` is what the source says or the reading time; None where nobody knows.

    ``file`` and ``poster`` are ids of stored files.
    """

    length: Length
    kind: Kind
    title: str = ""
    body: str = ""
    seconds: int | None = None
    captions: str = ""
    transcript: str = ""
    url: str = ""
    file: int | None = None
    poster: int | None = None
    optional: bool = False
    quiz: tuple[QuizDraft, ...] = ()
    extra: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LessonDraft:
    """One idea in up to four forms. ``skills`` are codes; ``competencies`` are (name, level)."""

    key: str
    title: str
    summary: str = ""
    strapline: str = ""
    forms: tuple[FormDraft, ...] = ()
    outcomes: tuple[str, ...] = ()
    theme: str = ""
    cover: str = ""
    owner: str = ""
    audiences: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    awards: tuple[tuple[str, Length], ...] = ()
    competencies: tuple[tuple[str, int], ...] = ()
    sources: tuple[str, ...] = ()
    notice: str = ""
    attribution: str = ""
    licence: str = ""
    source_title: str = ""
    source_address: str = ""
    review_by: date | None = None
    previous: str = ""
    next: str = ""
    extra: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StepDraft:
    """A lesson at its place in a journey, under a heading such as a week."""

    lesson: str
    heading: str = ""
    heading_seconds: int | None = None
    optional: bool = False
    audience: str = ""


@dataclass(frozen=True, slots=True)
class JourneyDraft:
    """Lessons in order. ``ready`` is false where the source lists nothing to learn: kept, but not offered."""

    key: str
    title: str
    summary: str = ""
    outcomes: tuple[str, ...] = ()
    steps: tuple[StepDraft, ...] = ()
    audiences: tuple[str, ...] = ()
    attribution: str = ""
    licence: str = ""
    ready: bool = True
    extra: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RowReport:
    """What became of one row, in a sentence that somebody can act on."""

    row: int
    key: str
    title: str
    fate: Fate
    sentence: str


@dataclass(frozen=True, slots=True)
class CatalogueDraft:
    """All that one file holds."""

    source: str
    lessons: tuple[LessonDraft, ...] = ()
    journeys: tuple[JourneyDraft, ...] = ()
    rows: tuple[RowReport, ...] = ()


def text_of(value: object) -> str:
    """The value as trimmed text; anything that is not text or a number is nothing."""
    if isinstance(value, str):
        return value.replace("\r\n", "\n").replace("\r", "\n").strip()
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    return ""


def whole_number(value: object) -> int | None:
    """A whole number above zero, also when it was written as text; otherwise None."""
    if isinstance(value, bool) or value is None:
        return None
    try:
        number = int(float(str(value).strip()))
    except (ValueError, OverflowError):
        return None
    return number if number > 0 else None


def list_of(value: object) -> list[Any]:
    """The value if it is a list, otherwise an empty one."""
    return value if isinstance(value, list) else []


def bullet_points(text: str) -> tuple[str, ...]:
    """The lines of a bulleted text without bullets; a lead-in such as "After this you will:" is dropped."""
    points = [line.strip().lstrip("•*-–\t ").strip() for line in text.split("\n")]
    marked = [line.strip().startswith(("•", "*", "-", "–")) for line in text.split("\n")]
    if any(marked):
        points = [point for point, is_point in zip(points, marked, strict=True) if is_point]
    return tuple(dict.fromkeys(point.rstrip(";").strip() for point in points if point and not point.endswith(":")))


def unknown_fields(row: dict[str, Any], known: Iterable[str]) -> dict[str, Any]:
    """What the file holds that Peel has no column for, kept as it came."""
    names = set(known)
    return {name: value for name, value in row.items() if name not in names and value not in (None, "", [], {})}
