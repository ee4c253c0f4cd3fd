"""What happened lately in Northmarch, through the actions that people themselves use, on the days when they did."""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from random import Random

from peel.demo.actions.people import MadeForce, Member
from peel.foundation import clock
from peel.people.actions.reading import audit_reading
from peel.people.actions.supervision import take_over
from peel.people.models import Person, Service
from peel.skills.actions.awards import correct_award
from peel.skills.actions.disputes import claim, object_to, turn_down, uphold
from peel.skills.actions.old_records import OldFile, import_old_records
from peel.skills.actions.restand import restand_ids
from peel.skills.models import Award, Query, Skill
from peel.skills.rules.old_records.columns import understand

WRONG = (
    "The date is a week early. I have the certificate.",
    "I did both days. Only one is here.",
    "This was my namesake in Moorland, not me.",
    "The register has me as absent. I was there, ask the trainer.",
)
ELSEWHERE = (
    "Done with my last force before I transferred.",
    "Done in the army reserve in the summer.",
    "The ambulance trust ran it for us.",
)
ANSWERS = ("The register says the same as the record.", "The provider could not confirm it.")
DISPUTES = 24
DECIDED_AFTER = timedelta(days=4)
OLD_COLUMNS = ("Employee No", "Learner Name", "Course Title", "Completion Date", "Expiry Date", "Status")
OLD_COURSES = (
    ("Public order level 2", 365),
    ("Emergency life support (police first aid)", 365),
    ("Method of entry", 730),
    ("Handling personal data", 365),
    ("Spreadsheet skills, beginners", 0),
)
OLD_ROWS, OLD_DAYS = 60, (1300, 2500)


def tell_stories(made: MadeForce, *, rng: Random, now: datetime) -> None:
    """Disputes and claims, a correction, an import of old records that waits to be decided, and who read whom."""
    hana = Person.objects.get(pk=made.parts["administrator"].pk)
    touched = {
        *_disputes(made, hana, rng=rng, now=now),
        *_correction(made, hana, now=now),
        *_old_records(made, hana, rng=rng, now=now),
    }
    restand_ids(sorted(touched))
    _readings(made, now=now)
    _attachment(made, now=now)


def _disputes(made: MadeForce, hana: Person, *, rng: Random, now: datetime) -> Iterator[int]:
    """Two of Response C's own, and some of others: those of more than a week ago are decided."""
    costello, brandt = (_of_cast(made, family) for family in ("Costello", "Brandt"))
    with clock.standing_at(now - timedelta(days=2, hours=3)):
        day = clock.today() - timedelta(days=20)
        skill = Skill.objects.get(code="MOE")
        claim(
            costello, skill=skill, happened_on=day, by=costello, words="Two days at the regional centre with the army."
        )
    with clock.standing_at(now - timedelta(days=1, hours=5)):
        award = Award.objects.filter(person=brandt, skill__code="CED").latest("achieved_on")
        object_to(brandt, skill=award.skill, award=award, by=brandt, words=WRONG[0])
    yield from (costello.pk, brandt.pk)
    others = [member for member in made.members if member.plan.part is None]
    for member in rng.sample(others, min(DISPUTES, len(others))):
        if (person := _dispute(member, hana, rng=rng, now=now)) is not None:
            yield person.pk


def _dispute(member: Member, hana: Person, *, rng: Random, now: datetime) -> Person | None:
    person = Person.objects.get(pk=member.pk)
    award = Award.objects.filter(person=person).select_related("skill").order_by("achieved_on").last()
    asked = now - timedelta(days=rng.randint(1, 30), hours=rng.randint(0, 9))
    if award is None or award.recorded_at > asked:
        return None
    with clock.standing_at(asked):
        if rng.random() < 0.6:
            query = object_to(person, skill=award.skill, award=award, by=person, words=rng.choice(WRONG))
        else:
            day = clock.today() - timedelta(days=rng.randint(5, 60))
            query = claim(person, skill=award.skill, happened_on=day, by=person, words=rng.choice(ELSEWHERE))
    if now - asked > DECIDED_AFTER * 2:
        with clock.standing_at(asked + DECIDED_AFTER):
            _decide(query, hana, rng=rng)
    return person


def _decide(query: Query, hana: Person, *, rng: Random) -> None:
    if query.kind == Query.Kind.ELSEWHERE and rng.random() < 0.5:
        uphold(query, by=hana, authority="Certificate seen", answer="The certificate is in order.")
    else:
        turn_down(query, by=hana, answer=rng.choice(ANSWERS))


def _correction(made: MadeForce, hana: Person, *, now: datetime) -> Iterator[int]:
    """One of Aisha's older awards named the wrong trainer."""
    aisha = made.parts["constable"]
    wrong = Award.objects.filter(person=aisha.pk, skill__code="ELS").earliest("achieved_on")
    with clock.standing_at(now - timedelta(days=40)):
        correct_award(wrong, by=hana, reason="The register names another trainer", authority="Bev Lister, trainer")
    yield aisha.pk


def _old_records(made: MadeForce, hana: Person, *, rng: Random, now: datetime) -> Iterator[int]:
    """An export of the old training system: most rows are sure, some name people without a number."""
    rows = list(_old_rows(made, rng=rng, now=now))
    understood = understand(OLD_COLUMNS)
    sha256 = hashlib.sha256(repr(rows).encode()).hexdigest()
    with clock.standing_at(now - timedelta(days=12)):
        file = OldFile("old-training-system-2019-2022.csv", sha256, understood)
        imported = import_old_records(rows, file=file, force=made.force, by=hana)
    yield from imported.people


def _old_rows(made: MadeForce, *, rng: Random, now: datetime) -> Iterator[tuple[int, dict[str, str]]]:
    served = now.date() - timedelta(days=OLD_DAYS[1])
    plans = [(member, member.plan) for member in made.members if member.plan.part is None]
    others = [member for member, plan in plans if plan.person_type == "officer" and plan.starts < served]
    chosen = rng.sample(others, min(OLD_ROWS, len(others)))
    numbers = dict(
        Service.objects.filter(person__in=[member.pk for member in chosen], ends=None).values_list(
            "person", "employee_number"
        )
    )
    for line, member in enumerate(chosen, start=2):
        title, lasts = rng.choice(OLD_COURSES)
        done = now.date() - timedelta(days=rng.randint(*OLD_DAYS))
        sure = rng.random() < 0.7
        given = member.plan.given if sure else member.plan.given[:1]
        cells = (
            numbers.get(member.pk, "") if sure else "",
            f"{given} {member.plan.family}",
            title,
            f"{done:%d/%m/%Y}",
            f"{done + timedelta(days=lasts):%d/%m/%Y}" if lasts else "",
            "Completed",
        )
        yield line, dict(zip(OLD_COLUMNS, cells, strict=True))


def _readings(made: MadeForce, *, now: datetime) -> None:
    """The sergeant looked at her team, the auditor at one record."""
    price, tess = (Person.objects.get(pk=made.parts[key].pk) for key in ("sergeant", "auditor"))
    aisha = Person.objects.get(pk=made.parts["constable"].pk)
    team = Person.objects.filter(posts__unit=made.parts["constable"].unit_pk).distinct()
    with clock.standing_at(now - timedelta(hours=20)):
        audit_reading(price, team, purpose="Team")
    with clock.standing_at(now - timedelta(days=6)):
        audit_reading(tess, [aisha], purpose="Evidence")


def _attachment(made: MadeForce, *, now: datetime) -> None:
    """The commander lent a neighbourhood constable to another sergeant."""
    commander = Person.objects.get(pk=made.parts["commander"].pk)
    lowe, okoro = (_of_cast(made, family) for family in ("Lowe", "Okoro"))
    with clock.standing_at(now - timedelta(days=16)):
        take_over(lowe, supervisor=okoro, by=commander, reason="Attached to Response B for the burglary operation")


def _of_cast(made: MadeForce, family: str) -> Person:
    found: Sequence[Member] = [m for m in made.members if m.plan.part is not None and m.plan.family == family]
    return Person.objects.get(pk=found[0].pk)
