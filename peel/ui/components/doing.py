"""Things to press: buttons, small forms, slips, pages of a list."""

from collections.abc import Mapping
from typing import Literal

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from peel.ui.components.marks import icon as draw_icon
from peel.ui.html import Words, attributes, classes, join, markup

Look = Literal["", "key", "quiet", "plain"]


def button(
    word: Words,
    *,
    href: str = "",
    look: Look = "",
    icon: str = "",
    small: bool = False,
    full: bool = False,
    more: Words = "",
    opens: str = "",
    disabled: bool = False,
    type: str = "submit",
    **other: object,
) -> SafeString:
    """A link that looks like a button when there is ``href``, otherwise a button. Key: once a screen.

    ``more`` is for screen readers only ("Choose" + ", Fri 4 Dec"), ``opens`` names a dialog to open in place,
    ``other`` becomes attributes: ``hx_get="/x"``, ``name="who"``, ``formmethod="dialog"``, ``download=True``.

    <a class="button key" href="/x">Book a seat</a>   <button class="button quiet small" type="submit">Release</button>
    """
    look_of_it = classes("button", look, small and "small", full and "full", str(other.pop("class_", "")))
    inside = join([draw_icon(icon) if icon else "", word, markup('<span class="sr">{}</span>', more) if more else ""])
    given: dict[str, object] = {"class": look_of_it, "data-open": opens, **other}
    if href:
        return markup("<a{}>{}</a>", attributes({"class": look_of_it, "href": href, **given}), inside)
    return markup("<button{}>{}</button>", attributes({**given, "type": type, "disabled": disabled}), inside)


def post_button(
    context: Mapping[str, object],
    word: Words,
    url: str,
    *,
    look: Look = "",
    icon: str = "",
    small: bool = False,
    more: Words = "",
    **fields: object,
) -> SafeString:
    """A form of one button that changes something; other keywords are sent along as hidden fields (``person=7``).

    <form method="post" action="/x"><input type="hidden" …><button class="button" type="submit">Take over</button>
    </form>
    """
    hidden = join(markup('<input type="hidden" name="{}" value="{}">', *pair) for pair in fields.items())
    pressed = button(word, look=look, icon=icon, small=small, more=more)
    return markup('<form method="post" action="{}">{}{}{}</form>', url, csrf(context), hidden, pressed)


def csrf(context: Mapping[str, object]) -> SafeString:
    token = context.get("csrf_token")
    if not token or token == "NOTPROVIDED":
        return mark_safe("")
    return markup('<input type="hidden" name="csrfmiddlewaretoken" value="{}">', token)


def icon_link(word: Words, icon: str, href: str, *, fill: bool = False) -> SafeString:
    """<a class="iconlink" href="/x" aria-label="Play Slow it down"><svg class="icon fill">…</svg></a>"""
    return markup('<a class="iconlink" href="{}" aria-label="{}">{}</a>', href, word, draw_icon(icon, fill=fill))


def dialog(content: SafeString, id: str, title: Words) -> SafeString:
    """A slip: a sheet from below on phones. Put a form inside; a button with ``formmethod="dialog"`` closes it.

    <dialog class="slip" id="confirm" aria-labelledby="confirm-title"><div><h2 id="confirm-title">…</h2>…</div></dialog>
    """
    return markup(
        '<dialog class="slip" id="{0}" aria-labelledby="{0}-title"><div><h2 id="{0}-title">{1}</h2>{2}</div></dialog>',
        id, title, content,
    )  # fmt: skip


def pager(*, newer: str = "", older: str = "", newer_word: Words = "", older_word: Words = "") -> SafeString:
    """Links to the page before and after, by key and never by number; nothing when there is neither.

    <nav class="row" aria-label="Pages"><a class="button quiet" href="?after=91">Earlier lines</a></nav>
    """
    if not (newer or older):
        return mark_safe("")
    links = join(
        button(word, href=url, look="quiet")
        for url, word in ((newer, newer_word or _("Previous")), (older, older_word or _("Next")))
        if url
    )
    return markup('<nav class="row" aria-label="{}">{}</nav>', _("Pages"), links)


def toolbar(content: SafeString, label: Words) -> SafeString:
    """<div class="row g2" role="group" aria-label="Sort and filter">…</div>"""
    return markup('<div class="row g2" role="group" aria-label="{}">{}</div>', label, content)


def actionbar(content: SafeString, word: Words, *, label: Words = "") -> SafeString:
    """What to do with the ticked rows; ``word`` says how many ("2 selected"). It stays in view.

    <div class="actionbar" role="group" aria-label="With the selected people"><b>2 selected</b>…</div>
    """
    return markup(
        '<div class="actionbar" role="group" aria-label="{}"><b>{}</b>{}</div>',
        label or _("With the selected rows"),
        word,
        content,
    )


def tabs(content: SafeString, label: Words) -> SafeString:
    """Pages beside each other, one of them this: <nav class="scale" aria-label="Forms">…</nav>, with ``tab`` inside."""
    return markup('<nav class="scale" aria-label="{}">{}</nav>', label, content)


def tab(word: Words, href: str, *, here: bool = False) -> SafeString:
    """<a href="?form=m6" aria-current="page">6 minutes</a>"""
    return markup("<a{}>{}</a>", attributes({"href": href, "aria-current": "page" if here else None}), word)
