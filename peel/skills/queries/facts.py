"""What is on record about people, read from its tables in a handful of queries however many people there are."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import psycopg
from django.db import connection

from peel.skills.rules.facts import (
    AuthorisationFact,
    AwardFact,
    AwardKind,
    HoldFact,
    HoldKind,
    QueryFact,
    SkillFacts,
    WaiverFact,
)
from peel.skills.rules.requirements import PostFact, PostHeld

AWARDS = """
SELECT award.person_id, award.skill_id, achieved_on, recorded_at, kind, minutes, expires_override, edition, verified,
       award.id, corrects_id, void, batch.undone_at
FROM skills_award award LEFT JOIN skills_awardbatch batch ON batch.id = award.batch_id
WHERE award.person_id = ANY(%s)
UNION ALL
SELECT person_id, counts_for_id, done_on, recorded_at, 'cpd', minutes, NULL, '', TRUE, 0, NULL, FALSE, withdrawn_at
FROM skills_cpdentry WHERE person_id = ANY(%s) AND counts_for_id IS NOT NULL
"""
SAID = """
SELECT 'authorisation', person_id, force_id, skill_id, starts, ends, recorded_at, NULL::timestamptz, revoked_at,
       NULL::timestamptz, revoked_why = 'transfer', ''
FROM skills_authorisation WHERE person_id = ANY(%s)
UNION ALL
SELECT 'waiver', person_id, force_id, skill_id, starts, ends, recorded_at, NULL, NULL, retracted_at, FALSE, ''
FROM skills_waiver WHERE person_id = ANY(%s)
UNION ALL
SELECT 'hold', person_id, force_id, skill_id, NULL, NULL, recorded_at, starts_at, ends_at, retracted_at, FALSE, kind
FROM skills_hold WHERE person_id = ANY(%s)
UNION ALL
SELECT 'query', person_id, force_id, skill_id, NULL, NULL, asked_at, NULL, decided_at, NULL, FALSE, ''
FROM skills_query WHERE person_id = ANY(%s)
"""
POSTS = """
SELECT post.person_id, post.force_id, unit.path, post.role, service.person_type, rank.seniority, post.starts,
       post.ends, post.recorded_at, post.retracted_at
FROM people_post post JOIN people_service service ON service.id = post.service_id
JOIN people_unit unit ON unit.id = post.unit_id LEFT JOIN people_rank rank ON rank.id = post.rank_id
WHERE post.person_id = ANY(%s)
"""
FUNCTIONS = "SELECT id, function FROM people_unit WHERE function <> '' AND id = ANY(%s)"
SERVES = """
SELECT person_id, force_id, ends FROM people_service WHERE person_id = ANY(%s)
UNION SELECT id, home_force_id, NULL FROM people_person WHERE id = ANY(%s)
"""
MERGED = "SELECT id, merged_into_id FROM people_person WHERE merged_into_id = ANY(%s)"

VERY_MANY = 300
AWARD_KINDS = {kind.value: kind for kind in AwardKind}
HOLD_KINDS = {kind.value: kind for kind in HoldKind}


@dataclass(slots=True)
class Said:
    """What one force says of one person in one skill."""

    authorisations: list[AuthorisationFact] = field(default_factory=list)
    waivers: list[WaiverFact] = field(default_factory=list)
    holds: list[HoldFact] = field(default_factory=list)
    queries: list[QueryFact] = field(default_factory=list)


@dataclass(slots=True)
class PersonFacts:
    """Everything on record about one person by skill id: awards, which go with them, and what each force says."""

    awards: dict[int, list[AwardFact]] = field(default_factory=lambda: defaultdict(list))
    said: dict[int, dict[int, Said]] = field(default_factory=dict)

    def record(self, force: int, codes: Mapping[int, str]) -> dict[str, SkillFacts]:
        """By skill code, what the rules of one force read; skills that are not in its book are left out."""
        said = self.said.get(force)
        if said is None:
            return {codes[skill]: SkillFacts(tuple(rows)) for skill, rows in self.awards.items() if skill in codes}
        return {
            codes[skill]: SkillFacts(
                tuple(self.awards.get(skill, ())),
                *((tuple(own.authorisations), tuple(own.waivers), tuple(own.holds), tuple(own.queries)) if own else ()),
            )
            for skill in self.awards.keys() | said.keys()
            if skill in codes
            for own in (said.get(skill),)
        }


@dataclass(slots=True)
class Service:
    """Where one person serves: their posts in each force, and the forces that keep a standing of them.

    Those are the ones they serve in now, and the home force; a force that they have left for another keeps none.
    """

    forces: set[int] = field(default_factory=set)
    posts: dict[int, list[PostFact]] = field(default_factory=lambda: defaultdict(list))


def facts_of(people: Sequence[int]) -> dict[int, PersonFacts]:
    """By person, everything on record, now and before. What was recorded of a duplicate counts for the person."""
    found: dict[int, PersonFacts] = {person: PersonFacts() for person in people}
    of = {**found, **{other: found[into] for other, into in _rows(MERGED, people)}}
    for person, skill, achieved_on, recorded_at, kind, *more in _rows(AWARDS, of, of):
        of[person].awards[skill].append(AwardFact(achieved_on, recorded_at, AWARD_KINDS[kind], *more))
    for what, person, force, skill, *told in _rows(SAID, of, of, of, of):
        _write(of[person].said.setdefault(force, {}).setdefault(skill, Said()), what, *told)
    return found


def _write(
    said: Said, what: str, first: Any, last: Any, recorded: Any, begins: Any, ends: Any, retracted: Any, transfer: bool,
    word: str,
) -> None:  # fmt: skip
    match what:
        case "authorisation":
            said.authorisations.append(AuthorisationFact(first, recorded, last, ends, transfer))
        case "waiver":
            said.waivers.append(WaiverFact(first, last, recorded, retracted))
        case "hold":
            said.holds.append(HoldFact(HOLD_KINDS[word], begins, recorded, ends, retracted))
        case _:
            said.queries.append(QueryFact(recorded, ends))


def service_of(people: Sequence[int], *, on: date) -> dict[int, Service]:
    """By person, where they serve on a day, with all posts they ever held."""
    found: dict[int, Service] = {person: Service() for person in people}
    for person, force, ends in _rows(SERVES, people, people):
        if ends is None or ends >= on:
            found[person].forces.add(force)
    rows = _rows(POSTS, people)
    functions = functions_of({row[2] for row in rows})
    for person, force, path, role, person_type, seniority, *days in rows:
        held = PostHeld(path, functions[path], role, person_type, seniority)
        found[person].posts[force].append(PostFact(held, *days))
    return found


def functions_of(paths: Iterable[str]) -> dict[str, str]:
    """By path of a unit, the function of the nearest unit on the way up that has one."""
    upwards = {path: [int(unit) for unit in reversed(path.strip("/").split("/"))] for path in paths}
    own = dict(_rows(FUNCTIONS, {unit for way in upwards.values() for unit in way}))
    return {path: next((own[unit] for unit in way if unit in own), "") for path, way in upwards.items()}


def _rows(sql: str, *params: Collection[int]) -> list[tuple[Any, ...]]:
    """Plain rows. For very many people in binary form, which psycopg reads five times as fast; such a cursor passes by
    Django, and so by the query counts of tests, which is why a page never takes it.
    """
    ids = [list(one) for one in params]
    if len(ids[0]) < VERY_MANY:
        with connection.cursor() as cursor:
            cursor.execute(sql, ids)
            return list(cursor.fetchall())
    connection.ensure_connection()
    with psycopg.Cursor(connection.connection) as direct:
        return list(direct.execute(sql, ids, binary=True).fetchall())
