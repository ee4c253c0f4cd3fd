"""Who may see this room's addresses."""

from typing import Any
from uuid import uuid4

from peel.foundation import clock
from peel.ledger.models import Statement, Undelivered
from peel.skills.actions.restand import restand
from tests.house.neighbours import House
from tests.ledger.written import told
from tests.people.factories import SupervisionFactory
from tests.skills.factories import AwardFactory, CpdEntryFactory, SkillFactory

OPEN = {
    "api_overview",
}
OWN = {
    "home:home",
    "home:record",
    "home:team",
    "home:trail",
    "home:as_at",
    "home:log",
    "home:hand",
    "home:failures",
    "home:record_pdf",
    "home:record_csv",
    "home:card",
    "evidence:ask",
}


def undelivered(force: int) -> Undelivered:
    told(force=force)
    return Undelivered.objects.create(
        subscriber="home.liked", statement=Statement.objects.latest("pk"), subject=uuid4(), error="",
        first_failed_at=clock.now(),
    )  # fmt: skip


def visits(house: House) -> dict[str, dict[str, Any]]:
    skill = SkillFactory(force=house.force)
    for person in (house.person, house.insider):
        AwardFactory(person=person, skill=skill)
    restand([house.person, house.insider])
    entry = CpdEntryFactory(person=house.insider)
    waiting = undelivered(house.force.pk)
    return {
        "home:hand_back": {"pk": SupervisionFactory(person=house.person, supervisor=house.insider).pk},
        "evidence:answer": {"pk": house.person.pk},
        "evidence:exhibit": {"pk": house.person.pk},
        "home:try_again": {"pk": waiting.pk},
        "home:take_back": {"pk": entry.pk},
        "home:wrong": {"code": skill.code},
        "home:elsewhere": {"code": skill.code},
        "home:line": {"code": skill.code},
        "home:record_of": {"pk": house.person.pk},
        "home:line_of": {"pk": house.person.pk, "code": skill.code},
    }
