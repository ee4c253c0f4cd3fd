"""What a lesson's card shows, kept ready in the index so that a page of results reads no lesson.

``{"t": title, "by": owner, "theme": name, "cover": cover, "demo": bool, "forms": [{"l", "k", "s", "line", "points",
"poster"}]}``: lengths and kinds by their codes, ``s`` seconds or nothing.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from peel.catalogue.rules import one_sider
from peel.catalogue.rules.content import LessonContent
from peel.catalogue.rules.drafts import FormDraft, Kind
from peel.catalogue.rules.reading import Length, plain_text

POINTS = 3
_HEADING = re.compile(r"^#{1,6} +(.+)$", re.MULTILINE)
# Without a wish, the form that says most for the least time.
_LIKED_BEST = (Length.M6, Length.S60, Length.M60, Length.S6)
_WATCHED = (Kind.VIDEO, Kind.AUDIO)


@dataclass(frozen=True, slots=True)
class CardForm:
    """The form that a card stands for."""

    length: Length
    kind: Kind
    seconds: int | None
    line: str
    points: tuple[str, ...]
    poster: int | None

    @property
    def lasts(self) -> str:
        """``5:48`` for what is watched or heard; what is read shows no clock."""
        if self.kind not in _WATCHED or not self.seconds:
            return ""
        minutes, seconds = divmod(self.seconds, 60)
        return f"{minutes}:{seconds:02}"


def points_of(form: FormDraft) -> list[str]:
    """The first points of a one-sider in few words; of a short article its headings, so that no sheet is bare."""
    if form.kind is Kind.ONE_SIDER:
        points = [point.title for point in one_sider.read(form.body).points]
    elif form.kind is Kind.ARTICLE and form.length is Length.S60:
        points = [plain_text(line) for line in _HEADING.findall(form.body)]
    else:
        return []
    return [point.rstrip(".:")[:120] for point in points[:POINTS] if point]


def card_of(content: LessonContent, *, theme: str, cover: str) -> dict[str, Any]:
    return {
        "t": content.title,
        "by": content.owner_words,
        "theme": theme,
        "cover": cover,
        "demo": content.demonstration,
        "forms": [_form(form) for form in content.forms],
    }


def shown(card: dict[str, Any], *, wanted: Collection[str] = ()) -> CardForm:
    """The form to show: of the lengths somebody has time for the longest, otherwise the one liked best."""
    forms = {Length(form["l"]): form for form in reversed(card["forms"])}
    order = [*(length for length in reversed(Length) if length.value in wanted), *_LIKED_BEST]
    chosen = next(forms[length] for length in order if length in forms)
    return CardForm(
        length=Length(chosen["l"]),
        kind=Kind(chosen["k"]),
        seconds=chosen["s"],
        line=chosen["line"],
        points=tuple(chosen["points"]),
        poster=chosen["poster"],
    )


def also_in(card: dict[str, Any], shown_length: Length) -> list[Length]:
    """The other lengths of the same idea, shortest first."""
    there = {form["l"] for form in card["forms"]}
    return [length for length in Length if length.value in there and length is not shown_length]


def _form(form: FormDraft) -> dict[str, Any]:
    return {
        "l": form.length.value,
        "k": form.kind.value,
        "s": form.seconds,
        "line": form.body.strip() if form.kind is Kind.STRAPLINE else "",
        "points": points_of(form),
        "poster": form.poster,
    }
