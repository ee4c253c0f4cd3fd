"""Parts of a page that hold others: head, sections, panel, notices, empty states."""

from typing import Literal

from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify

from peel.ui.components.marks import icon as draw_icon
from peel.ui.html import NOTHING, Words, attributes, classes, join, markup
from peel.ui.html import order as order_of

NOTICE_ICONS = {"": "info", "good": "check", "due": "clock", "late": "triangle-alert"}


def page_head(content: SafeString, title: Words, *, eyebrow: Words = "", split: bool = False) -> SafeString:
    """The answer, before anything else. Content: what follows it, such as a lead paragraph or one button (``split``).

    ``eyebrow`` is words, or ``<span>``s of them.

    <header class="page-head"><p class="eyebrow">Sat 21 Nov 2026</p><h1>Four things need you.</h1>…</header>
    """
    above = markup('<p class="eyebrow">{}</p>', eyebrow) if eyebrow else ""
    look = "page-head split" if split else "page-head"
    return markup('<header class="{}">{}<h1>{}</h1>{}</header>', look, above, title, content)


def section(
    content: SafeString,
    title: Words,
    *,
    id: str = "",
    link: str = "",
    link_word: Words = "",
    aside: Words = "",
    minor: bool = False,
    order: int | None = None,
    class_: str = "",
) -> SafeString:
    """A titled part of a page, with one link or a few words at its right. ``id`` defaults to the title's slug.

    ``aside`` is words, or HTML that another tag made (a legend). ``order`` is its place on a phone.

    <section class="section" aria-labelledby="due"><header><h2 id="due">Due</h2><a href="/record/">All my skills</a>
    </header>…
    """
    id = id or slugify(str(title))
    beside = join([
        markup('<a href="{}">{}</a>', link, link_word) if link else "",
        _aside(aside),
    ])  # fmt: skip
    given = {"class": classes("section", minor and "minor", class_), "style": order_of(order), "aria-labelledby": id}
    return markup(
        '<section{}><header><h2 id="{}">{}</h2>{}</header>{}</section>', attributes(given), id, title, beside, content
    )


def _aside(aside: Words) -> object:
    if not aside or (isinstance(aside, SafeString) and aside.startswith("<")):
        return aside
    return markup('<p class="aside soft">{}</p>', aside)


def panel(
    content: SafeString,
    title: Words,
    *,
    id: str = "",
    eyebrow: Words = "",
    unlit: bool = False,
    order: int | None = None,
) -> SafeString:
    """The one ink block of a page. ``unlit`` puts its strip in paper white when a lapsed item has the jacket.

    <section class="panel unlit" style="--o:2" aria-labelledby="challenge"><p class="eyebrow">…</p>
    <h2 id="challenge">…</h2>…
    """
    id = id or slugify(str(title))
    above = markup('<p class="eyebrow">{}</p>', eyebrow) if eyebrow else ""
    given = {"class": classes("panel", unlit and "unlit"), "style": order_of(order), "aria-labelledby": id}
    return markup('<section{}>{}<h2 id="{}">{}</h2>{}</section>', attributes(given), above, id, title, content)


def box(content: SafeString, title: Words = "", *, id: str = "") -> SafeString:
    """Only where things of equal weight stand side by side: <section class="box" aria-labelledby="…"><h2 id="…">…"""
    if not title:
        return markup('<div class="box">{}</div>', content)
    id = id or slugify(str(title))
    return markup('<section class="box" aria-labelledby="{0}"><h2 id="{0}">{1}</h2>{2}</section>', id, title, content)


def notice(
    content: SafeString,
    act: SafeString = NOTHING,
    *,
    tone: Literal["", "good", "due", "late"] = "",
    icon: str = "",
    top: bool = False,
    live: bool = False,
) -> SafeString:
    """Something to know. ``top`` stands above the rows of a record; its action comes after ``{% act %}``.

    ``live`` reads it out when it arrives later.

    <div class="notice late top"><svg class="icon">…</svg><div>…</div><a class="button key" href="…">…</a></div>
    """
    given = {"class": classes("notice", tone, top and "top"), "role": "status" if live else None}
    return markup(
        "<div{}>{}<div>{}</div>{}</div>", attributes(given), draw_icon(icon or NOTICE_ICONS[tone]), content, act
    )


Art = Literal["empty", "offline", "error", "full"]


def empty(content: SafeString, title: Words, *, art: Art = "empty", id: str = "", level: int = 2) -> SafeString:
    """Nothing here, or something went wrong: what happened, what it means, the one thing to do next.

    <section class="box empty" aria-labelledby="…"><svg viewBox="0 0 132 36" aria-hidden="true">…</svg>
    <h2 id="…">…</h2>…
    """
    id = id or slugify(str(title))
    return markup(
        '<section class="box empty" aria-labelledby="{id}">{art}<h{level} id="{id}">{title}</h{level}>{content}'
        "</section>",
        id=id, art=chequer_art(art), level=int(level), title=title, content=content,
    )  # fmt: skip


def chequer_art(art: Art) -> SafeString:
    """Eleven by three squares: outlined when empty, fading offline, two knocked loose by an error, whole when full."""
    squares = "".join(_square(art, column, row) for row in range(3) for column in range(11) if (row + column) % 2 == 0)
    return mark_safe(f'<svg viewBox="0 0 132 36" aria-hidden="true">{squares}</svg>')


def _square(art: Art, column: int, row: int) -> str:
    x, y = column * 12, row * 12
    whole = f'<path d="M{x} {y}h12v12h-12z" fill="var(--text)"'
    if art == "empty":
        lit = (column, row) == (5, 1)
        fill, edge = ("var(--hivis)", "var(--text)") if lit else ("none", "var(--line-strong)")
        return f'<path d="M{x + 1} {y + 1}h10v10h-10z" fill="{fill}" stroke="{edge}"/>'
    if art == "offline":
        return f'{whole} opacity="{1 if column < 5 else 0.12 if column > 6 else 0.4}"/>'
    if art == "error" and column in (5, 6):
        turn = 14 if column == 5 else -11
        move = f"translate({3 if row == 1 else -2} {5 * (column - 5) + 3}) rotate({turn} {x + 6} {y + 6})"
        return f'{whole} transform="{move}" class="bad"/>'
    return whole + "/>"
