"""The ways into Peel. Each room registers its own in ``AppConfig.ready``; nobody lists them all by hand.

from peel.ui.navigation import Entry, register

register(Entry("record", _("My record"), icon="shield-check", url_name="skills:record", phone=True, order=40))
"""

from dataclasses import KW_ONLY, dataclass
from typing import Literal, Protocol

from django.http import HttpRequest
from django.utils.functional import Promise

Place = Literal["main", "account"]


@dataclass(frozen=True)
class Entry:
    """One way in: a word, an icon and where it leads.

    ``permission`` hides it from people who may not; None shows it to everybody who is signed in.
    ``phone`` puts it in the bar at the bottom of a phone (four at most; the rest go under More).
    ``phone_label`` is a shorter word for that bar. ``search`` marks the page that answers ``?q=``.
    ``place`` "account" puts it in the menu behind the initials instead of the bar.
    """

    key: str
    label: str | Promise
    _: KW_ONLY
    icon: str
    url_name: str
    order: int
    permission: str | None = None
    phone: bool = False
    phone_label: str | Promise = ""
    search: bool = False
    place: Place = "main"


class May(Protocol):
    """What ``request.may`` answers: whether the person signed in holds this permission anywhere."""

    def __call__(self, permission: str, /) -> bool: ...


_entries: dict[str, Entry] = {}


def register(entry: Entry) -> None:
    """Add a way in. Registering the same key again replaces it, so that reloading is harmless."""
    _entries[entry.key] = entry


def entries() -> list[Entry]:
    return sorted(_entries.values(), key=lambda entry: (entry.order, entry.key))


def entries_for(request: HttpRequest) -> list[Entry]:
    """What this person is shown. A hidden entry is a courtesy, not a lock: its page asks again."""
    may: May | None = getattr(request, "may", None)
    return [entry for entry in entries() if entry.permission is None or (may is not None and may(entry.permission))]
