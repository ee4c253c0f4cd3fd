"""What every page carries around its own content: the ways in, who is signed in, theme, marking."""

from functools import cached_property

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from peel.ui.navigation import Entry, entries_for

PHONE_ENTRIES = 4
THEMES = ("light", "dark")


class Way:
    """A navigation entry as this page shows it."""

    def __init__(self, entry: Entry, *, path: str) -> None:
        self.key = entry.key
        self.icon = entry.icon
        self.label: str | Promise = entry.label
        self.phone_label: str | Promise = entry.phone_label or entry.label
        self.url = reverse(entry.url_name)
        self.here = path == self.url or (self.url != "/" and path.startswith(self.url))


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
    def ways(self) -> list[Way]:
        return [Way(entry, path=self._request.path) for entry in self._entries if entry.place == "main"]

    @cached_property
    def account(self) -> list[Way]:
        return [Way(entry, path=self._request.path) for entry in self._entries if entry.place == "account"]

    @cached_property
    def phone(self) -> list[Way]:
        wanted = [entry.key for entry in self._entries if entry.phone and entry.place == "main"][:PHONE_ENTRIES]
        return [way for way in self.ways if way.key in wanted]

    @cached_property
    def more(self) -> list[Way]:
        return [way for way in self.ways if way not in self.phone]

    @property
    def here_under_more(self) -> bool:
        return any(way.here for way in self.more)

    @cached_property
    def search_url(self) -> str:
        """Where the search box sends its ``q``, or nothing while no page of this person answers it."""
        return next((reverse(entry.url_name) for entry in self._entries if entry.search), "")

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
