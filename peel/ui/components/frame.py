"""The parts of the frame around a page that repeat on every request, so they are strings and not template loops."""

from collections.abc import Iterable
from functools import cache
from typing import Literal, Protocol

from django.templatetags.static import static
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from peel.ui.components.marks import icon
from peel.ui.html import Words, join, markup

HTMX = mark_safe(
    '<meta name="htmx-config" content=\'{"includeIndicatorStyles": false, "allowEval": false, "selfRequestsOnly": '
    'true, "historyCacheSize": 0, "refreshOnHistoryMiss": true}\'>\n'
)


@cache
def head_links() -> SafeString:
    """What every page loads, the same for all and worked out once.

    <link rel="stylesheet" href="…/peel.css">
    """
    return markup(
        '<meta name="theme-color" content="#0f1c3a">\n{htmx}'
        '<link rel="icon" href="{favicon}" type="image/svg+xml">\n<link rel="apple-touch-icon" href="{touch}">\n'
        '<link rel="manifest" href="{manifest}">\n'
        '<link rel="preload" href="{font}" as="font" type="font/woff2" crossorigin>\n'
        '<link rel="stylesheet" href="{css}">\n<script type="module" src="{js}"></script>\n',
        htmx=HTMX,
        favicon=static("ui/img/favicon.svg"),
        touch=static("ui/img/icon-180.png"),
        manifest=reverse("ui:manifest"),
        font=static("ui/fonts/ahl-next-latin.woff2"),
        css=static("ui/peel.css"),
        js=static("ui/peel.js"),
    )


class Way(Protocol):
    @property
    def label(self) -> Words: ...
    @property
    def phone_label(self) -> Words: ...
    @property
    def icon(self) -> str: ...
    @property
    def url(self) -> str: ...
    @property
    def here(self) -> bool: ...


def way_links(ways: Iterable[Way], look: Literal["bar", "menu", "phone"] = "bar") -> SafeString:
    """The ways in, as words (bar), as icons with words (menu), or with their short words (phone).

    <a href="/record/" aria-current="page">My record</a>
    """
    return join(
        markup(
            '<a href="{}"{}>{}{}</a>',
            way.url,
            HERE if way.here else "",
            icon(way.icon) if look != "bar" else "",
            way.phone_label if look == "phone" else way.label,
        )
        for way in ways
    )


HERE = mark_safe(' aria-current="page"')
