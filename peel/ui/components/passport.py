"""The passport: one bar of validity per row, on a common axis of years."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from peel.ui.html import Words, join, markup
from peel.ui.words import day


@dataclass(frozen=True)
class Axis:
    """The years drawn, from 1 January of the first to 31 December of the last, and where today stands."""

    first_year: int
    years: int
    today: date

    def percent(self, when: date) -> float:
        """Where a day stands, 0 to 100; days outside the axis stand at its ends."""
        start, end = date(self.first_year, 1, 1).toordinal(), date(self.first_year + self.years, 1, 1).toordinal()
        return round(min(max((when.toordinal() - start) / (end - start) * 100, 0), 100), 1)


@dataclass(frozen=True, kw_only=True)
class Bar:
    """One row. ``ends`` None means no expiry and fades out. ``look`` "due" is ochre, "lapse" a dashed red outline.

    ``mark`` is a status made with ``status``; ``booked`` the day of a seat. ``note`` stands under the name.
    """

    name: Words
    starts: date
    ends: date | None
    note: Words = ""
    href: str = ""
    look: Literal["", "due", "lapse"] = ""
    end_words: Words = ""
    mark: Words = ""
    booked: date | None = None


def passport(axis: Axis, rows: Iterable[Bar]) -> SafeString:
    """Every row says in words what its bar draws.

    <div class="passport"><div class="axis" aria-hidden="true">…</div><article class="skill"><div><h3>…</h3>
    <p>Yearly</p></div>
    <div class="track" aria-hidden="true"><span class="span due" style="--from:20%;--to:40%"></span>…</div>
    <p class="end">…</p></article>…
    """
    today = markup('<span class="today" style="--at:{}%"></span>', f"{axis.percent(axis.today):g}")
    years = join(
        markup('<span style="--at:{}%">{}</span>', f"{step * 100 / axis.years:g}", axis.first_year + step)
        for step in range(axis.years)
    )
    return markup(
        '<div class="passport"><div class="axis" aria-hidden="true"><span class="desk-only"></span>'
        '<div class="track">{}{}</div><span class="desk-only"></span></div>{}</div>',
        years, today, join(_skill(axis, bar, today) for bar in rows),
    )  # fmt: skip


def _skill(axis: Axis, bar: Bar, today: SafeString) -> SafeString:
    name = markup('<a href="{}">{}</a>', bar.href, bar.name) if bar.href else bar.name
    end = bar.end_words or (day(bar.ends) if bar.ends else _("No expiry"))
    return markup(
        '<article class="skill"><div><h3>{}</h3>{}</div><div class="track" aria-hidden="true">{}{}{}</div>'
        '<p class="end"><span class="mono">{}</span>{}</p></article>',
        name, markup("<p>{}</p>", bar.note) if bar.note else "", _span(axis, bar), _seat(axis, bar), today,
        end, markup("<br>{}", bar.mark) if bar.mark else "",
    )  # fmt: skip


def _span(axis: Axis, bar: Bar) -> SafeString:
    look = (
        "lapse"
        if bar.look == "lapse"
        else " ".join(filter(None, ("span", bar.look or (not bar.ends and "open") or "")))
    )
    start, end = axis.percent(bar.starts), axis.percent(bar.ends) if bar.ends else 100
    return markup('<span class="{}" style="--from:{}%;--to:{}%"></span>', look, f"{start:g}", f"{end:g}")


def _seat(axis: Axis, bar: Bar) -> SafeString:
    if bar.booked is None:
        return mark_safe("")
    return markup('<span class="booked" style="--at:{}%"></span>', f"{axis.percent(bar.booked):g}")
