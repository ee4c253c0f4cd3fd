"""Small marks that stand in a line: icons, status, length, progress, strips."""

import re
from collections.abc import Collection, Iterable
from functools import cache
from pathlib import Path
from typing import Literal, get_args

from django.templatetags.static import static
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from peel.ui.html import Words, attributes, classes, markup

Tone = Literal["", "good", "due", "expiring", "late", "held", "learning", "waived", "gone", "query", "part", "pending"]
Length = Literal["s6", "s60", "m6", "m60"]

TONES = get_args(Tone)
LENGTHS = {"s6": _("6 seconds"), "s60": _("60 seconds"), "m6": _("6 minutes"), "m60": _("60 minutes")}


@cache
def sprite(name: str) -> str:
    return static(f"ui/img/{name}.svg")


@cache
def icon_names() -> frozenset[str]:
    text = (Path(__file__).resolve().parent.parent / "static/ui/img/icons.svg").read_text("utf-8")
    return frozenset(re.findall(r'<symbol id="([^"]+)"', text))


@cache
def icon(name: str, *, fill: bool = False) -> SafeString:
    """A picture from the sprite (``peel/ui/static/ui/img/icons.svg``), silent to screen readers: put words beside it.

    <svg class="icon" aria-hidden="true"><use href="…/icons.svg#play"/></svg>
    """
    if name not in icon_names():
        raise ValueError(f"No icon {name!r} in the sprite.")
    look = "icon fill" if fill else "icon"
    return markup('<svg class="{}" aria-hidden="true"><use href="{}#{}"/></svg>', look, sprite("icons"), name)


def wordmark() -> SafeString:
    """The name, drawn: <svg viewBox="0 0 124 40" aria-hidden="true">…</svg>"""
    return WORDMARK


WORDMARK = mark_safe(
    '<svg viewBox="0 0 124 40" aria-hidden="true"><g fill="none" stroke="currentColor" stroke-width="6">'
    '<path d="M6 38V5h11a9.500 9.500 0 0 1 0 19H6"/><path d="M34 25.500h20.500a10.250 10.250 0 1 0-3.500 7.700"/>'
    '<path d="M63 25.500h20.500a10.250 10.250 0 1 0-3.500 7.700"/><path d="M95 2v36"/></g><path fill="var(--hivis)" '
    'd="M104 26h4v4h-4zm8 0h4v4h-4zm-4 4h4v4h-4zm8 0h4v4h-4zm-12 4h4v4h-4zm8 0h4v4h-4z"/></svg>'
)


def cover(name: str) -> SafeString:
    """A cover of one of the eleven families (``case-scene`` is a second picture of ``case``).

    <svg class="cover care" viewBox="0 0 160 100" preserveAspectRatio="xMidYMid slice" aria-hidden="true">…</svg>
    """
    return markup(
        '<svg class="cover {}" viewBox="0 0 160 100" preserveAspectRatio="xMidYMid slice" aria-hidden="true">'
        '<use href="{}#{}"/></svg>',
        name.partition("-")[0], sprite("covers"), name,
    )  # fmt: skip


def length(form: Length) -> SafeString:
    """How long content takes, one to four columns of chequer: <span class="length m6">6 minutes</span>"""
    return markup('<span class="length {}">{}</span>', form, LENGTHS[form])


def status(tone: Tone, word: Words, detail: Words = "") -> SafeString:
    """A state in one or two words with its own shape; the words and the date beside them come from the caller.

    <span class="status late">Out of ticket</span> &nbsp;On this record since 14 Nov.
    """
    if tone not in TONES:
        raise ValueError(f"No status tone {tone!r}; there are {', '.join(filter(None, TONES))}.")
    mark = markup('<span class="{}">{}</span>', classes("status", tone), word)
    return markup("{} &nbsp;{}", mark, detail) if detail else mark


def avatar(initials: str, *, small: bool = False) -> SafeString:
    """<span class="avatar small" aria-hidden="true">AR</span>; the name stands beside it."""
    return markup('<span class="{}" aria-hidden="true">{}</span>', classes("avatar", small and "small"), initials)


def progress(value: float, of: float, label: Words, *, wide: bool = False) -> SafeString:
    """<progress class="chequer" max="6" value="4" aria-label="Refresher, 4 of 6 parts done"></progress>"""
    look = "chequer wide" if wide else "chequer"
    return markup('<progress class="{}" max="{}" value="{}" aria-label="{}"></progress>', look, of, value, label)


def strip(n: int, done: int, label: Words, *, now: int = 0, missed: Collection[int] = ()) -> SafeString:
    """A column for each day, hour, week or person, counted from 1; ``done`` are lit, ``missed`` are gaps.

    <div role="img" aria-label="…"><ul class="strip" style="--n:30" aria-hidden="true"><li class="done"></li>…</ul>
    </div>
    """
    columns = "".join(
        '<li class="now"></li>'
        if day == now
        else '<li class="done"></li>'
        if day <= done and day not in missed
        else "<li></li>"
        for day in range(1, n + 1)
    )
    return _strip("strip", n, label, columns)


def budget(parts: Iterable[tuple[int, int]], of: int, label: Words) -> SafeString:
    """A strip of ``of`` columns filled by parts ``(series 1 to 4, columns)`` in turn.

    <div role="img" aria-label="…"><ul class="strip budget" style="--n:42" aria-hidden="true"><li class="k1">
    </li>…</ul></div>
    """
    columns = [f'<li class="k{int(series)}"></li>' for series, count in parts for _column in range(count)][:of]
    return _strip("strip budget", of, label, "".join(columns) + "<li></li>" * (of - len(columns)))


def _strip(look: str, n: int, label: Words, columns: str) -> SafeString:
    return markup(
        '<div role="img" aria-label="{}"><ul class="{}" style="--n:{}" aria-hidden="true">{}</ul></div>',
        label, look, int(n), mark_safe(columns),
    )  # fmt: skip


def seats(total: int, free: int, label: Words, *, columns: int = 12) -> SafeString:
    """<span class="seats" style="--cols:12" role="img" aria-label="3 of 16 seats left"><i></i><i class="free">
    </i>…</span>
    """
    squares = "<i></i>" * (total - free) + '<i class="free"></i>' * free
    return markup(
        '<span class="seats" style="--cols:{}" role="img" aria-label="{}">{}</span>',
        int(columns),
        label,
        mark_safe(squares),
    )


def steps(done: int, of: int, word: Words) -> SafeString:
    """<p class="steps"><i class="done"></i><i></i><i></i><span>Pick a session</span></p>"""
    squares = '<i class="done"></i>' * done + "<i></i>" * (of - done)
    return markup('<p class="steps">{}<span>{}</span></p>', mark_safe(squares), word)


def patch(picture: str, name: Words, note: Words, *, unearned: bool = False) -> SafeString:
    """A badge, inside.

    <ul class="patches">: <li class="patch"><svg>…</svg><b>Author</b><span class="soft">One to go</span></li>
    """
    return markup(
        '<li class="{}"><svg viewBox="0 0 72 72" aria-hidden="true"><use href="{}#patch-{}"/></svg>'
        '<b>{}</b><span class="soft">{}</span></li>',
        classes("patch", unearned and "unearned"), sprite("covers"), picture, name, note,
    )  # fmt: skip


def tag(word: Words, href: str = "") -> SafeString:
    """<a class="tag" href="/library/?q=Code+A">Code A</a>, or a <span> without ``href``."""
    if href:
        return markup('<a class="tag" href="{}">{}</a>', href, word)
    return markup('<span class="tag">{}</span>', word)


LEGEND_MARKS = ("ring", "round", "diamond", "hatch", "tri", "bar", "part")


def key(look: str, word: Words) -> SafeString:
    """One mark of a legend, inside <p class="legend">: <span><i class="ring late"></i>Out of ticket</span>"""
    return markup("<span><i{}></i>{}</span>", attributes({"class": look}), word)


def rating(stars: str | float | None) -> SafeString:
    """<span><svg class="icon fill">…</svg><span class="sr">Rated </span>4.7</span>"""
    return markup('<span>{}<span class="sr">{} </span>{}</span>', icon("star", fill=True), gettext("Rated"), stars)
