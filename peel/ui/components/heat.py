"""The heat grid: people by skills. 300 rows of 30 are 9,000 cells, so cells are strings and not components."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal, NamedTuple

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from peel.ui.html import Words, classes
from peel.ui.html import shown as _shown

# With more rows than this the grid scrolls inside itself, so that its heads stay in view.
TALL = 25

Mark = Literal["", "booked", "part"]


class Cell(NamedTuple):
    """What stands in one square: words, never colour alone.

    ``said`` follows ``text`` for screen readers ("40d" + "ays left"), ``small`` stands under it ("Booked 3 Dec").
    Text must be plain words: it is escaped here.
    """

    look: Literal["", "ok", "due", "late", "na"]
    text: str = ""
    small: str = ""
    said: str = ""
    mark: Mark = ""
    href: str = ""


@dataclass(frozen=True, kw_only=True)
class Row:
    """A person: ``value`` puts a box to tick before the name, ``note`` stands small under it."""

    name: Words
    cells: Sequence[Cell]
    note: Words = ""
    value: object = None
    ticked: bool = False
    href: str = ""


@dataclass(frozen=True, kw_only=True)
class Heat:
    label: Words
    heads: Sequence[Words]
    rows: Iterable[Row]
    foot: Sequence[Words] = ()
    foot_name: Words = ""
    tick_name: str = "who"
    first_head: Words = field(default="")


def heat(grid: Heat) -> SafeString:
    """A grid of ``Cell``s in ``Row``s; it scrolls inside itself, names stay in view, every cell carries text.

    <div class="scroller" tabindex="0" role="region" aria-label="…"><table class="heat" style="--cols:9">
    <thead>…</thead><tbody>
    <tr><th scope="row">Rahman</th><td class="ok">9m</td><td class="due booked"><a href="…">…</a></td>…</tr></tbody>
    </table></div>
    """
    label = _shown(grid.label)
    heads = "".join(f'<th scope="col">{_shown(head)}</th>' for head in grid.heads)
    first = _shown(grid.first_head or _("Name"))
    tick_name = escape(grid.tick_name)
    rows = list(grid.rows)
    body = "".join([f'<tr><th scope="row">{_person(row, tick_name)}</th>{_cells(row.cells)}</tr>' for row in rows])
    foot = ""
    if grid.foot:
        totals = "".join(f"<td>{_shown(total)}</td>" for total in grid.foot)
        foot = f'<tfoot><tr><th scope="row" class="small soft">{_shown(grid.foot_name)}</th>{totals}</tr></tfoot>'
    look = classes("scroller", len(rows) > TALL and "tall")
    return mark_safe(
        f'<div class="{look}" tabindex="0" role="region" aria-label="{label}">'
        f'<table class="heat" style="--cols:{len(grid.heads)}">'
        f'<thead><tr><th scope="col"><span class="sr">{first}</span></th>{heads}</tr></thead>'
        f"<tbody>{body}</tbody>{foot}</table></div>"
    )


def _person(row: Row, tick_name: str) -> str:
    name: str = _shown(row.name)
    if row.href:
        name = f'<a href="{escape(row.href)}">{name}</a>'
    note = f"<small>{_shown(row.note)}</small>" if row.note else ""
    if row.value is None:
        return f'<span class="check"><span>{name}{note}</span></span>'
    ticked = " checked" if row.ticked else ""
    box = f'<input type="checkbox" name="{tick_name}" value="{escape(str(row.value))}"{ticked}>'
    return f'<label class="check">{box}<span>{name}{note}</span></label>'


def _cells(cells: Sequence[Cell]) -> str:
    return "".join(
        [
            f'{opening}<a href="{escape(cell[5])}">{inside}</a></td>' if cell[5] else f"{opening}{inside}</td>"
            for cell in cells
            for opening, inside in (_square(cell[0], cell[1], cell[2], cell[3], cell[4]),)
        ]
    )


@lru_cache(maxsize=4096)
def _square(look: str, text: str, small: str, said: str, mark: str) -> tuple[str, str]:
    """A force has few different squares ("9m", "10m", …), so each is written once and looked up after that."""
    names = " ".join(filter(None, (look, mark)))
    opening = f'<td class="{escape(names)}">' if names else "<td>"
    spoken = f'<span class="sr">{escape(said)}</span>' if said else ""
    below = f"<small>{escape(small)}</small>" if small else ""
    shown = escape(text) + spoken + below
    return opening, f"<span>{shown}</span>" if spoken or below else shown
