"""The people of the demonstration whom anybody may be. Their accounts are made by ``peel.demo``, found by e-mail."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MAIL_DOMAIN = "demo.peel.example"


@dataclass(frozen=True, slots=True)
class Part:
    """One part that a visitor may play, and what somebody in it does with Peel."""

    key: str
    does: str | Promise

    @property
    def email(self) -> str:
        return f"{self.key}@{MAIL_DOMAIN}"


PARTS = [
    Part("constable", _("Sees what is due, learns it, keeps a record")),
    Part("sergeant", _("Runs a team: who is on, who is in ticket, who needs what")),
    Part("administrator", _("Keeps training records: imports, queries, verification")),
    Part("author", _("Writes and publishes lessons")),
    Part("head-of-profession", _("Owns a strand of skills: its rules, lessons and authorisations")),
    Part("commander", _("Sees the standing of a whole command")),
    Part("force-admin", _("Runs Peel for the force: people, roles, settings")),
    Part("national-admin", _("Keeps what all forces share, and sees no person of any force")),
    Part("auditor", _("Reads what stood on a record at a moment, and what was known then")),
    Part("stranger", _("Serves in another force, and sees nothing of this one")),
]
PARTS_BY_KEY = {part.key: part for part in PARTS}
