"""What was written down about a person and a skill, as plain values, and what of it was known at a moment.

Named tuples rather than dataclasses: a recomputation for a whole force makes millions of them, ``AwardFact(*row)``
takes a row of ``values_list`` as it comes, and building one costs a quarter of a frozen dataclass.
"""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple, Protocol, TypeVar


class AwardKind(StrEnum):
    """What was done, where a rule tells kinds apart. Old records that do not say are courses."""

    COURSE = "course"
    INITIAL = "initial"
    REFRESHER = "refresher"
    REQUALIFICATION = "requalification"
    EVENT = "event"
    CPD = "cpd"
    CONVERSION = "conversion"


class AwardFact(NamedTuple):
    """Somebody did something towards a skill on a day.

    ``minutes`` is None where the whole requirement was met, otherwise how much of it. ``expires_on`` is the
    certificate's own last day and goes before the rule. ``corrects`` names the award that this one replaces; with
    ``void`` it only takes that one away. ``retracted_at`` is when the whole record was taken back (a batch undone).
    """

    achieved_on: date
    recorded_at: datetime
    kind: AwardKind = AwardKind.COURSE
    minutes: int | None = None
    expires_on: date | None = None
    edition: str = ""
    verified: bool = True
    id: int = 0
    corrects: int | None = None
    void: bool = False
    retracted_at: datetime | None = None


class AuthorisationFact(NamedTuple):
    """A named officer of one force lets somebody use a skill, from a day through a day."""

    starts: date
    recorded_at: datetime
    ends: date | None = None
    revoked_at: datetime | None = None
    on_transfer: bool = False
    retracted_at: datetime | None = None


class WaiverFact(NamedTuple):
    """Somebody need not hold a skill from a day through a day."""

    starts: date
    ends: date
    recorded_at: datetime
    retracted_at: datetime | None = None


class HoldKind(StrEnum):
    """Why a skill is set aside is not known here: what is not known cannot be shown."""

    SUSPENDED = "suspended"
    WITHDRAWN = "withdrawn"
    TRAINING = "training"


class HoldFact(NamedTuple):
    """A skill is suspended, withdrawn or being learnt, from a moment to a moment."""

    kind: HoldKind
    starts_at: datetime
    recorded_at: datetime
    ends_at: datetime | None = None
    retracted_at: datetime | None = None


class QueryFact(NamedTuple):
    """Somebody disputes the record, until a records officer decides."""

    recorded_at: datetime
    decided_at: datetime | None = None
    retracted_at: datetime | None = None


class SkillFacts(NamedTuple):
    """Everything on record about one person in one skill."""

    awards: tuple[AwardFact, ...] = ()
    authorisations: tuple[AuthorisationFact, ...] = ()
    waivers: tuple[WaiverFact, ...] = ()
    holds: tuple[HoldFact, ...] = ()
    queries: tuple[QueryFact, ...] = ()


NOTHING = SkillFacts()


class _Recorded(Protocol):
    @property
    def recorded_at(self) -> datetime | None: ...
    @property
    def retracted_at(self) -> datetime | None: ...


R = TypeVar("R", bound=_Recorded)


def minutes_of(hours: Decimal | int | None) -> int | None:
    """Hours as a record keeps them, in whole minutes, so that sums are exact."""
    return None if hours is None else int(hours * 60)


def known(rows: Iterable[R], known_at: datetime | None) -> tuple[R, ...]:
    """The rows that were recorded and not taken back at ``known_at``; with None, what is known now."""
    if known_at is None:
        return tuple([row for row in rows if row.retracted_at is None])
    return tuple(
        row
        for row in rows
        if (row.recorded_at is None or row.recorded_at <= known_at)
        and (row.retracted_at is None or known_at < row.retracted_at)
    )


def awards_believed(awards: tuple[AwardFact, ...], known_at: datetime | None = None) -> list[AwardFact]:
    """The awards that stood on the record at ``known_at``, in the order in which they were achieved.

    A correction takes the place of what it corrects, its moment of recording too: putting a typing mistake right
    must not read as news. A correction that was itself taken back gives its place to the row before it.
    """
    live = known(awards, known_at)
    if any(award.corrects is not None for award in live):
        live = _corrected(awards, live)
    return sorted(live, key=_when)


def _when(award: AwardFact) -> tuple[date, datetime]:
    return award.achieved_on, award.recorded_at


def _corrected(awards: tuple[AwardFact, ...], live: tuple[AwardFact, ...]) -> tuple[AwardFact, ...]:
    by_id = {award.id: award for award in awards}
    replaced: set[int] = set()
    first_recorded: dict[int, datetime] = {}
    for award in live:
        seen, root = {award.id}, award
        while root.corrects is not None and root.corrects in by_id and root.corrects not in seen:
            root = by_id[root.corrects]
            seen.add(root.id)
            replaced.add(root.id)
        first_recorded[award.id] = root.recorded_at
    return tuple(
        award._replace(recorded_at=first_recorded[award.id])
        for award in live
        if award.id not in replaced and not award.void
    )


def facts_known(facts: SkillFacts, known_at: datetime) -> SkillFacts:
    """What was on record at ``known_at``, as the record then was: later awards, decisions, corrections and
    revocations are not there yet, and what was taken back since is."""
    return SkillFacts(
        awards=tuple(
            award._replace(corrects=None, retracted_at=None) for award in awards_believed(facts.awards, known_at)
        ),
        authorisations=tuple(
            row._replace(retracted_at=None)
            if row.revoked_at is None or row.revoked_at <= known_at
            else row._replace(retracted_at=None, revoked_at=None, on_transfer=False)
            for row in known(facts.authorisations, known_at)
        ),
        waivers=tuple(row._replace(retracted_at=None) for row in known(facts.waivers, known_at)),
        holds=tuple(row._replace(retracted_at=None) for row in known(facts.holds, known_at)),
        queries=tuple(
            row._replace(retracted_at=None)
            if row.decided_at is None or row.decided_at <= known_at
            else row._replace(retracted_at=None, decided_at=None)
            for row in known(facts.queries, known_at)
        ),
    )
