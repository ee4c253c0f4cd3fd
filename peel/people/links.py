"""What can be opened about somebody who was found. Each room registers its own page in ``AppConfig.ready``.

    from peel.people.links import Link, register

    register(Link(_("Record"), url_name="skills:record_of", permission=Permission.SEE_PEOPLE, order=10))

The address takes the person's ``pk``; its page asks again whether it may be seen.
"""

from dataclasses import dataclass
from typing import Protocol

from django.utils.functional import Promise

from peel.people.roles import Permission


@dataclass(frozen=True, kw_only=True)
class Link:
    """One page about a person, for whoever holds ``permission``."""

    label: str | Promise
    url_name: str
    permission: Permission
    order: int


class Asks(Protocol):
    def may(self, permission: str, /) -> bool: ...


_links: dict[str, Link] = {}


def register(link: Link) -> None:
    """Registering the same address again replaces it, so that reloading is harmless."""
    _links[link.url_name] = link


def links_for(asker: Asks) -> list[Link]:
    shown = [link for link in _links.values() if asker.may(link.permission)]
    return sorted(shown, key=lambda link: (link.order, link.url_name))
