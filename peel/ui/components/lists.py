"""Rows: ledger, sessions, facts, figures, bars, pathways, tables behind charts."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Literal

from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from peel.ui.html import NOTHING, Words, attributes, classes, join, markup
from peel.ui.words import in_london

BRIEF = 2


def ledger(content: SafeString, *, id: str = "", count: int = 0) -> SafeString:
    """Any list with a when and an action. With ``id`` and ``count`` a phone shows two rows and "2 more".

    <div class="ledger brief" id="all-due">
    <article class="entry">…</article>…<a class="more phone-only" href="#all-due">2 more</a></div>
    """
    if id and count > BRIEF:
        more = _("%(count)s more") % {"count": count - BRIEF}
        return markup(
            '<div class="ledger brief" id="{0}">{1}<a class="more phone-only" href="#{0}">{2}</a></div>',
            id,
            content,
            more,
        )
    return markup("<div{}>{}</div>", attributes({"class": "ledger", "id": id}), content)


def entry(
    content: SafeString,
    act: SafeString = NOTHING,
    *,
    title: Words,
    href: str = "",
    big: Words = "",
    when: Words = "",
    inline: bool = False,
    id: str = "",
) -> SafeString:
    """One row of a ledger. What can be done stands after ``{% act %}``; ``inline`` keeps it beside on a phone.

    <article class="entry"><p class="when"><b>9 days</b> by 30 Nov 2026</p><div class="body"><h3><a href="…">…</a>
    </h3>…</div>
    <div class="act row g2">…</div></article>
    """
    moment = markup('<p class="when">{}{}</p>', markup("<b>{}</b> ", big) if big else "", when)
    done = markup('<div class="{}">{}</div>', classes("act row g2", inline and "inline"), act) if act.strip() else ""
    return markup(
        '<article{}>{}<div class="body"><h3>{}</h3>{}</div>{}</article>',
        attributes({"class": "entry", "id": id}), moment, _link(title, href), content, done,
    )  # fmt: skip


def _link(title: Words, href: str) -> object:
    return markup('<a href="{}">{}</a>', href, title) if href else title


def session(
    content: SafeString, act: SafeString = NOTHING, *, title: Words, starts: date | datetime, href: str = ""
) -> SafeString:
    """A day at the left, what happens beside it, inside.

    <ol>: <li class="session"><time datetime="…">Dec<b>3</b>Thu</time>…
    """
    day = in_london(starts)
    done = markup('<div class="act">{}</div>', act) if act.strip() else ""
    return markup(
        '<li class="session"><time datetime="{}">{}<b>{}</b>{}</time><div class="stack g1"><h3>{}</h3>{}</div>{}</li>',
        day.isoformat(), date_format(day, "M"), day.day, date_format(day, "D"), _link(title, href), content, done,
    )  # fmt: skip


def facts(content: SafeString) -> SafeString:
    """Details, a name and a value each: <dl class="facts">…</dl>, with ``fact`` inside."""
    return markup('<dl class="facts">{}</dl>', content)


def fact(content: SafeString, name: Words) -> SafeString:
    """<div><dt>When</dt><dd>Fri 27 Nov 2026</dd></div>"""
    return markup("<div><dt>{}</dt><dd>{}</dd></div>", name, content)


def figures(content: SafeString, *, duty: bool = False) -> SafeString:
    """Big numbers side by side; ``duty`` counts people on a shift, skill by skill: <dl class="figures duty">…</dl>"""
    return markup('<dl class="{}">{}</dl>', classes("figures", duty and "duty"), content)


def figure(content: SafeString, name: Words, value: Words, note: Words = "") -> SafeString:
    """One number; content (a strip) stands between it and its note.

    <div class="figure"><dt>Taser</dt><dd>4 of 6</dd><dd>…strip…</dd><dd>Out of ticket: Rahman</dd></div>
    """
    below = join(markup("<dd>{}</dd>", part) for part in (content if content.strip() else "", note) if part)
    return markup('<div class="figure"><dt>{}</dt><dd>{}</dd>{}</div>', name, value, below)


def bars(content: SafeString, *, tiles: bool = False) -> SafeString:
    """Ranked bars: <ol class="bars">…</ol>, with ``bar`` inside."""
    return markup('<ol class="{}">{}</ol>', classes("bars", tiles and "tiles"), content)


def bar(
    name: Words,
    value: Words,
    percent: float,
    *,
    href: str = "",
    note: Words = "",
    mine: bool = False,
    low: bool = False,
    target: float | None = None,
) -> SafeString:
    """<li class="mine"><span>Response C (you)</span><span class="mono">82%</span><span class="rule" style="--v:82%">
    </span></li>
    """
    style = f"--v:{float(percent):g}%" + (f";--t:{float(target):g}%" if target is not None else "")
    below = markup('<span class="soft">{}</span><span></span>', note) if note else ""
    return markup(
        '<li{}><span>{}</span><span class="mono">{}</span>{}<span class="rule" style="{}"></span></li>',
        attributes({"class": classes(mine and "mine", low and "low")}), _link(name, href), value, below, style,
    )  # fmt: skip


def pathway(content: SafeString) -> SafeString:
    """Steps in order: <ol class="pathway">…</ol>, with ``waypoint`` inside."""
    return markup('<ol class="pathway">{}</ol>', content)


def waypoint(name: Words, note: Words = "", *, state: Literal["", "done", "now"] = "", href: str = "") -> SafeString:
    """<li aria-current="step"><b><a href="…">Disclosure basics</a></b><small>6 minutes, next</small></li>"""
    inside = _link(name, href)
    if state == "now":
        inside = markup("<b>{}</b>", inside)
    elif state == "done":
        inside = markup('{}<span class="sr">, {}</span>', inside, _("done"))
    given = {"class": state == "done" and "done", "aria-current": "step" if state == "now" else None}
    below = markup("<small>{}</small>", note) if note else ""
    return markup("<li{}>{}{}</li>", attributes(given), inside, below)


def as_table(caption: Words, heads: Sequence[Words], rows: Iterable[Sequence[Words]]) -> SafeString:
    """The numbers behind a chart, folded away: <details><summary>Show as a table</summary><div class="scroller">…"""
    head = join(markup('<th scope="col">{}</th>', name) for name in heads)
    return markup(
        '<details><summary>{0}</summary><div class="scroller" tabindex="0" role="region" aria-label="{1}"><table>'
        '<caption class="sr">{1}</caption><thead><tr>{2}</tr></thead><tbody>{3}</tbody></table></div></details>',
        _("Show as a table"), caption, head, join(_row(row) for row in rows),
    )  # fmt: skip


def _row(row: Sequence[Words]) -> SafeString:
    cells = join(markup('<td class="mono">{}</td>', cell) for cell in row[1:])
    return markup('<tr><th scope="row">{}</th>{}</tr>', row[0], cells)
