"""Content to choose from: a card in four shapes, the rail, the ruler of minutes."""

from collections.abc import Iterable
from datetime import date, datetime

from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from peel.ui.components.marks import Length, icon, length
from peel.ui.components.marks import cover as draw_cover
from peel.ui.components.marks import rating as draw_rating
from peel.ui.html import Words, join, markup
from peel.ui.words import in_london


def card(
    form: Length,
    title: Words,
    href: str,
    *,
    why: Words = "",
    by: Words = "",
    rating: str | float | None = None,
    family: str = "case",
    line: Words = "",
    points: Iterable[Words] = (),
    image: str = "",
    lasts: Words = "",
    starts: date | datetime | None = None,
    hours: Words = "",
    place: Words = "",
    left: Words = "",
) -> SafeString:
    """Content; the form gives the face its shape. ``why`` is the reason it is suggested and stands above the title.

    s6 a poster of ``line``; s60 a sheet headed ``line`` with up to three ``points``; m6 a film over ``image`` or the
    ``family``'s cover that ``lasts`` "5:48"; m60 an event that ``starts``, with its ``hours``, ``place`` and ``left``
    ("4 places left"), or a film's face without a date.

    <article class="card" data-length="m6"><div class="face film">…</div><div class="text"><p class="why">…</p>
    <h3><a href="…">…</a></h3><p class="foot"><span class="length m6">6 minutes</span>…</p></div></article>
    """
    reason = markup('<p class="why">{}</p>', why) if why else ""
    foot = join([length(form), draw_rating(rating) if rating else "", markup("<span>{}</span>", by) if by else ""])
    if form == "s6":
        face = markup('<div class="face poster {}"><p>{}</p></div>', family.partition("-")[0], line or title)
    elif form == "s60":
        face = _sheet(line or title, points)
    elif form == "m60" and starts:
        face = _event(starts, hours, place, left)
    else:
        face = _film(family, image, lasts)
    return markup(
        '<article class="card" data-length="{}">{}<div class="text">{}'
        '<h3><a href="{}">{}</a></h3><p class="foot">{}</p></div></article>',
        form, face, reason, href, title, foot,
    )  # fmt: skip


def _sheet(head: Words, points: Iterable[Words]) -> SafeString:
    rows = join(markup("<li>{}</li>", point) for point in points)
    return markup('<div class="face sheet" aria-hidden="true"><b>{}</b><ol>{}</ol></div>', head, rows)


def _film(family: str, image: str, lasts: Words) -> SafeString:
    picture = markup('<img src="{}" alt="" loading="lazy">', image) if image else draw_cover(family)
    mark = markup('<span class="play">{}{}</span>', icon("play", fill=True), lasts) if lasts else ""
    return markup('<div class="face film">{}{}</div>', picture, mark)


def _event(starts: date | datetime, hours: Words, place: Words, left: Words) -> SafeString:
    day = in_london(starts)
    return markup(
        '<div class="face event"><time datetime="{}">{}<b>{}</b>{}</time>'
        '<div><b>{}</b><span>{}</span><span class="mono xs">{}</span></div></div>',
        day.isoformat(), date_format(day, "D"), day.day, date_format(day, "M"), hours, place, left,
    )  # fmt: skip


def rail(content: SafeString, label: Words) -> SafeString:
    """Cards side by side that scroll by hand.

    <div class="rail" tabindex="0" role="group" aria-label="Picked for you">…</div>
    """
    return markup('<div class="rail" tabindex="0" role="group" aria-label="{}">{}</div>', label, content)


def shelf(content: SafeString) -> SafeString:
    """Cards as search results, small pictures on a phone: <div class="results"><div class="shelf">…</div></div>"""
    return markup('<div class="results"><div class="shelf">{}</div></div>', content)


def ihave(checked: Length = "m6", *, name: str = "have") -> SafeString:
    """The minutes you have; inside a section of class ``picks`` it shows only cards of that form, without script.

    <fieldset class="ihave"><legend class="sr">…</legend><label><input type="radio" name="have" value="s6"><b>6</b>…
    """
    marks = join(
        markup(
            '<label><input type="radio" name="{}" value="{}"{}><b>{}</b><span class="length {}">{}</span></label>',
            name, form, mark_safe(" checked") if form == checked else "", number, form, unit,
        )
        for form, number, unit in (
            ("s6", 6, pgettext("unit under a number", "seconds")),
            ("s60", 60, pgettext("unit under a number", "seconds")),
            ("m6", 6, pgettext("unit under a number", "minutes")),
            ("m60", 60, pgettext("unit under a number", "minutes")),
        )
    )  # fmt: skip
    return markup(
        '<fieldset class="ihave"><legend class="sr">{}</legend>{}</fieldset>', _("How much time do you have?"), marks
    )
