"""Evidence: what stood on somebody's record at a moment, what was known of it, and what it rests on."""

import io
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from html import unescape
from typing import Any

import pypdf
import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from peel.ledger.actions import make_ready_after_restore
from peel.ledger.models import AuditEntry, Seal, Statement
from peel.people.models import Person, Unit
from peel.people.queries import readings_page
from peel.skills.actions.awards import NewAward, award, correct_award
from peel.skills.actions.disputes import object_to
from peel.skills.models import Award, Skill
from tests.ledger.written import sealed
from tests.people.factories import PersonFactory, PostFactory, RoleHeldFactory, ServiceFactory, UnitFactory, client_of
from tests.skills.conftest import SetClock, clock_at
from tests.skills.factories import AuthorisationFactory, AwardFactory, HoldFactory, SkillFactory, SkillLinkFactory

__all__ = ["clock_at"]
pytestmark = pytest.mark.django_db
ASKED = {"on": "2026-03-03", "at": "21:55", "skill": "taser", "purpose": "Inquiry 104/26"}


@dataclass
class Case:
    unit: Unit
    asha: Person
    tess: Person
    taser: Skill
    client: Client

    def ask(self, **asked: str) -> HttpResponse:
        answer: HttpResponse = self.client.post(reverse("evidence:answer", args=[self.asha.pk]), {**ASKED, **asked})
        return answer

    def words(self, **asked: str) -> str:
        answer = self.ask(**asked)
        assert answer.status_code == 200
        return plain(answer)

    def exhibit(self, **asked: str) -> str:
        answer = self.client.post(reverse("evidence:exhibit", args=[self.asha.pk]), {**ASKED, **asked})
        assert answer["Content-Type"] == "application/pdf"
        read = pypdf.PdfReader(io.BytesIO(answer.content))
        return " ".join(" ".join(page.extract_text() for page in read.pages).split())


def plain(answer: Any) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


@pytest.fixture
def case() -> Case:
    unit = UnitFactory(name="Response C")
    asha = PersonFactory(home_force=unit.force, given_name="Asha", family_name="Rahman")
    service = ServiceFactory(person=asha, employee_number="100234", collar_number="2071")
    PostFactory(service=service, person=asha, unit=unit)
    tess = PersonFactory(home_force=unit.force, given_name="Tess", family_name="Marlow")
    RoleHeldFactory(person=tess, role="auditor")
    taser = SkillFactory(code="CED", name="Conducted energy device", also_called=["Taser"])
    return Case(unit, asha, tess, taser, client_of(tess))


def awarded(case: Case, on: date, *, recorded: datetime | None = None, **more: Any) -> Award:
    at = recorded or datetime(on.year, on.month, on.day, 18, tzinfo=UTC)
    told: Award = AwardFactory(person=case.asha, skill=case.taser, achieved_on=on, recorded_at=at, **more)
    return told


def test_the_heading_is_what_stood(case: Case):
    awarded(case, date(2025, 11, 14))

    assert "In date on 3 Mar 2026 at 21:55" in case.words()
    assert "Out of ticket on 15 Nov 2026 at 00:00" in case.words(on="2026-11-15", at="00:00")


def test_evidence_states_the_record_and_gives_no_advice(case: Case):
    awarded(case, date(2024, 11, 14))

    page = case.words()

    assert "Out of ticket on this record since 15 Nov 2025." in page
    assert "Check" not in page


def test_what_was_recorded_since_is_shown_apart_from_what_was_known_then(case: Case):
    awarded(case, date(2025, 11, 14), recorded=datetime(2026, 4, 1, 9, tzinfo=UTC))

    page = case.words()

    assert "Not on this record on 3 Mar 2026 at 21:55" in page
    assert "Known then: not on this record. Recorded since, the same moment reads: in date." in page
    assert "Nothing on this record by then." in page
    assert "Recorded or corrected since 14 Nov 2025" in page


def test_a_correction_is_shown_as_a_correction(case: Case, clock_at: SetClock):
    wrong = awarded(case, date(2025, 11, 14))
    clock_at("12 Apr 2026 09:12")
    correct_award(wrong, by=case.tess, reason="Course register 0826-114", achieved_on=date(2024, 11, 14))
    clock_at("21 Nov 2026 09:00")

    page = case.words()

    assert "In date on 3 Mar 2026 at 21:55" in page
    assert "Recorded since, the same moment reads: out of ticket." in page
    assert "Replaced 12 Apr 2026, 09:12: Course register 0826-114." in page
    assert "Written down 12 Apr 2026, 09:12 by Tess Marlow." in page


def test_a_whole_day_says_what_changed_in_it(case: Case):
    awarded(case, date(2025, 3, 3), expires_override=date(2026, 3, 2))
    HoldFactory(
        person=case.asha, skill=case.taser, starts_at=datetime(2025, 6, 1, 12, tzinfo=UTC), ends_at=None,
        recorded_at=datetime(2025, 6, 1, 12, tzinfo=UTC),
    )  # fmt: skip

    assert "Out of ticket all day on 3 Mar 2026" in case.words(at="")
    assert "Expiring, then suspended, on 1 Jun 2025" in case.words(on="2025-06-01", at="") or (
        "In date, then suspended, on 1 Jun 2025" in case.words(on="2025-06-01", at="")
    )


def test_why_a_skill_was_set_aside_is_not_said(case: Case):
    awarded(case, date(2025, 11, 14))
    HoldFactory(
        person=case.asha, skill=case.taser, why="conduct", starts_at=datetime(2026, 1, 1, tzinfo=UTC),
        recorded_at=datetime(2026, 1, 1, tzinfo=UTC),
    )  # fmt: skip

    page = case.words()

    assert "Suspended on 3 Mar 2026 at 21:55" in page
    assert "conduct" not in page


def test_a_suspended_skill_names_what_it_needed(case: Case):
    awarded(case, date(2025, 11, 14))
    safety = SkillFactory(name="Safety training")
    AwardFactory(person=case.asha, skill=safety, achieved_on=date(2025, 1, 6))
    SkillLinkFactory(skill=case.taser, other=safety)

    page = case.words()

    assert "Suspended on 3 Mar 2026 at 21:55" in page
    assert "It needed Safety training: Out of ticket" in page


def test_authority_and_disputes_stand_beside_the_awards(case: Case, clock_at: SetClock):
    awarded(case, date(2025, 11, 14))
    AuthorisationFactory(person=case.asha, skill=case.taser, starts=date(2025, 12, 1), ends=date(2026, 12, 1))
    clock_at("1 Feb 2026 10:00")
    object_to(case.asha, skill=case.taser, by=case.asha)
    clock_at("21 Nov 2026 09:00")

    page = case.words()

    assert "Authorised by Supt Okafor, 1 Dec 2025 to 1 Dec 2026." in page
    assert "Queried on 3 Mar 2026 at 21:55" in page
    assert "Queried: “This is wrong”." in page


def test_without_a_skill_every_line_is_shown(case: Case):
    awarded(case, date(2025, 11, 14))
    AwardFactory(person=case.asha, skill=SkillFactory(name="Safety training"), achieved_on=date(2025, 1, 6))

    page = case.words(skill="")

    assert "One skill in date, one lapsed, on 3 Mar 2026 at 21:55" in page
    assert "Safety training" in page and "Conducted energy device" in page


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"purpose": ""}, "This field is required."),
        ({"on": ""}, "This field is required."),
        ({"on": "2026-11-22"}, "That day is still to come."),
        ({"on": "2026-11-21", "at": "09:01"}, "That minute is still to come."),
        ({"skill": "beekeeping"}, "No skill is called that. Leave it empty to see all of them."),
    ],
)
@pytest.mark.parametrize("address", ["answer", "exhibit"])
def test_a_question_that_cannot_be_answered_is_asked_again(
    case: Case, clock_at: SetClock, address: str, asked: dict[str, str], sentence: str
):
    answer = case.client.post(reverse(f"evidence:{address}", args=[case.asha.pk]), {**ASKED, **asked})

    assert answer.status_code == 422
    assert sentence in plain(answer)
    assert "Asha Rahman" in plain(answer)


def test_a_name_that_two_skills_have_is_asked_again(case: Case):
    SkillFactory(name="Driver, basic")
    SkillFactory(name="Driver, response")

    answer = case.ask(skill="driver")

    assert "More than one skill is called that: Driver, basic, Driver, response." in plain(answer)
    assert "Driver, response" in case.words(skill="driver resp")


def test_the_person_sees_who_read_and_what_for(case: Case):
    case.words()

    [reading] = readings_page(case.asha)[0]
    assert (reading.who, reading.purpose) == ("Tess Marlow", "Evidence: Inquiry 104/26")


def test_who_may_not_read_evidence_finds_nothing(case: Case):
    for person in (case.asha, PostFactory(unit=case.unit, leads=True).person):
        client = client_of(person)
        assert client.get(reverse("evidence:ask")).status_code == 404
        for address in ("answer", "exhibit"):
            assert client.post(reverse(f"evidence:{address}", args=[case.asha.pk]), ASKED).status_code == 404


def found(case: Case, who: str, on: str = "2026-03-03") -> str:
    answer = case.client.get(reverse("evidence:ask"), {"who": who, "on": on}, headers={"HX-Request": "true"})
    return plain(answer)


def test_a_collar_number_means_who_had_it_on_that_day(case: Case):
    colin = PersonFactory(home_force=case.unit.force, given_name="Colin", family_name="Marsh")
    old = ServiceFactory(person=colin, collar_number="2071", starts=date(2001, 1, 1), ends=date(2019, 6, 30))
    PostFactory(service=old, person=colin, unit=case.unit, starts=date(2001, 1, 1), ends=date(2019, 6, 30))

    assert "Asha Rahman" in found(case, "2071") and "Marsh" not in found(case, "2071")
    assert "Colin Marsh" in found(case, "2071", "2018-05-01")
    assert "has left the force" in found(case, "colin mar")
    assert "Nobody by that name or number on that day." in found(case, "9999")


def test_an_exhibit_says_all_of_it_with_its_seal_and_a_draft_statement(case: Case, clock_at: SetClock):
    told = award(NewAward(person=case.asha, skill=case.taser, achieved_on=date(2025, 11, 14)), by=case.tess)
    sealed()

    text = case.exhibit(exhibit="TM/7")

    statement, seal = Statement.objects.get(), Seal.objects.get()
    assert "OFFICIAL-SENSITIVE Exhibit TM/7" in text
    assert "Purpose Inquiry 104/26" in text
    assert f"awarded, award {told.pk}" in text
    assert bytes(statement.leaf).hex() in text.replace(" ", "")
    assert bytes(seal.head).hex() in text.replace(" ", "")
    assert "stood at seal 1, over 1 entries." in text
    assert "DRAFT witness statement" in text
    assert "I am Tess Marlow." in text
    assert "I produce what it answered as exhibit TM/7." in text
    assert "must" not in text and "do not" not in text


def test_exhibits_are_numbered_and_their_hash_is_kept(case: Case):
    assert "Exhibit TM/1" in case.exhibit()
    assert "Exhibit TM/2" in case.exhibit()

    entries = AuditEntry.objects.filter(verb="produced-exhibit").order_by("pk")
    assert [(entry.object_id, len(entry.detail["sha256"])) for entry in entries] == [("TM/1", 64), ("TM/2", 64)]
    assert entries[0].purpose == "Inquiry 104/26"


def test_what_waits_for_its_seal_gets_it_before_an_exhibit_is_made(case: Case):
    award(NewAward(person=case.asha, skill=case.taser, achieved_on=date(2025, 11, 14)), by=case.tess)

    make_ready_after_restore()

    assert "waits for its seal" not in case.exhibit()
    assert Seal.objects.count() == 1


def test_a_record_of_nothing_says_so(case: Case):
    assert "Not on this record on 3 Mar 2026 at 21:55" in case.words()
    assert "Nothing stood on the record" in case.words(skill="")
