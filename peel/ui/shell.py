"""What every page carries around its own content: the ways in, who is signed in, theme, marking."""

from dataclasses import dataclass
from functools import cache, cached_property

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from peel.ui.navigation import Entry, entries_for

PHONE_ENTRIES = 4
THEMES = ("light", "dark")


@dataclass
class Way:
    """A navigation entry as this page shows it. ``here``: this page is it, or lies under it."""

    entry: Entry
    url: str
    here: bool = False

    @property
    def icon(self) -> str:
        return self.entry.icon

    @property
    def label(self) -> str | Promise:
        return self.entry.label

    @property
    def phone_label(self) -> str | Promise:
        return self.entry.phone_label or self.entry.label


@cache
def address(url_name: str) -> str:
    """Addresses do not change while a process lives, and every page asks for the same few."""
    return reverse(url_name)


def ways_at(path: str, entries: list[Entry]) -> list[Way]:
    """Each entry with its address. At most one is here: the longest address that the path begins with."""
    ways = [Way(entry, address(entry.url_name)) for entry in entries]
    over = [way for way in ways if way.url == path or (way.url != "/" and path.startswith(way.url))]
    if over:
        max(over, key=lambda way: len(way.url)).here = True
    return ways


class Shell:
    """Nothing is worked out until a template asks, so that a fragment pays for none of it."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @cached_property
    def person(self) -> object | None:
        person: object | None = getattr(self._request, "person", None)
        return person

    @cached_property
    def _entries(self) -> list[Entry]:
        return entries_for(self._request) if self.person is not None else []

    @cached_property
    def _ways(self) -> list[Way]:
        return ways_at(self._request.path, self._entries)

    @property
    def ways(self) -> list[Way]:
        return [way for way in self._ways if way.entry.place == "main"]

    @property
    def account(self) -> list[Way]:
        return [way for way in self._ways if way.entry.place == "account"]

    @cached_property
    def phone(self) -> list[Way]:
        return [way for way in self.ways if way.entry.phone][:PHONE_ENTRIES]

    @cached_property
    def more(self) -> list[Way]:
        return [way for way in self.ways if way not in self.phone]

    @property
    def here_under_more(self) -> bool:
        return any(way.here for way in self.more)

    @cached_property
    def search_url(self) -> str:
        """Where the search box sends its ``q``, or nothing while no page of this person answers it."""
        return next((way.url for way in self._ways if way.entry.search), "")

    @property
    def name(self) -> str:
        return str(self.person or "")

    @property
    def initials(self) -> str:
        known: str | None = getattr(self.person, "initials", None)
        return known or initials_of(self.name)

    @property
    def theme(self) -> str:
        """Chosen by the person and kept in a cookie; empty follows the device."""
        theme = self._request.COOKIES.get("theme", "")
        return theme if theme in THEMES else ""

    @property
    def marking(self) -> str:
        """The protective marking above a signed-in page; ``request.marking`` says another one."""
        if self.person is None:
            return ""
        return getattr(self._request, "marking", None) or _("OFFICIAL")

    @property
    def demo(self) -> bool:
        return bool(getattr(settings, "DEMO", False))


def initials_of(name: str) -> str:
    """First letters of the first and the last word: "Aisha Rahman" → "AR"."""
    words = name.split()
    return "".join(word[0].upper() for word in ([words[0], words[-1]] if len(words) > 1 else words))


def shell(request: HttpRequest) -> dict[str, Shell]:
    """Context processor."""
    return {"shell": Shell(request)}
