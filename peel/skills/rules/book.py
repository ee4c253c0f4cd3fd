"""A force's rule book: its skills, their rules and links, and what they say of one person's record."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Self

from .currency import promises, renewals
from .days import BEGINNING, FOREVER, end_of, start_of
from .facts import NOTHING, AwardFact, AwardKind, SkillFacts, awards_believed, facts_known, known
from .grammar import RuleVersion, SkillKind
from .line import Base, standing_of
from .links import Link, LinkKind, LinksError, check_links, order
from .standing import Standing, Step
from .sums import Promise

Record = Mapping[str, SkillFacts]
"""Everything on record about one person, by skill code."""


@dataclass(frozen=True, slots=True)
class Skill:
    """A skill and every version of its rule."""

    code: str
    kind: SkillKind
    versions: tuple[RuleVersion, ...]


@dataclass(frozen=True, slots=True)
class RuleBook:
    """Skills and links of a force, checked and put in order once, then asked about many people."""

    skills: Mapping[str, Skill]
    links: tuple[Link, ...] = ()
    _highest_first: tuple[str, ...] = field(init=False, repr=False)
    _bases_first: tuple[str, ...] = field(init=False, repr=False)
    _renewed_by: Mapping[str, tuple[Link, ...]] = field(init=False, repr=False)
    _renewing: frozenset[str] = field(init=False, repr=False)
    _bases: Mapping[str, tuple[tuple[str, datetime, datetime], ...]] = field(init=False, repr=False)

    @classmethod
    def of(cls, skills: Iterable[Skill], links: Iterable[Link] = (), *, known_at: datetime | None = None) -> Self:
        """The book as believed now, or as it was written at ``known_at``; links that cannot be used are refused.

        A skill whose rule is not written yet stays in the book and is held by nobody, so that what needs it to stand
        does not stand.
        """
        book = {
            skill.code: Skill(skill.code, skill.kind, _in_order(known(skill.versions, known_at))) for skill in skills
        }
        live = known(links, known_at)
        if problems := check_links(book, live):
            raise LinksError(problems)
        return cls(book, live)

    def __post_init__(self) -> None:
        renewing = list(self._of(LinkKind.RENEWS))
        standing = list(self._of(LinkKind.STANDS))
        write = object.__setattr__
        write(self, "_highest_first", tuple(reversed(order(self.skills, renewing))))
        write(self, "_bases_first", order(self.skills, standing))
        write(
            self,
            "_renewed_by",
            {code: tuple(link for link in renewing if link.other == code) for code in self.skills},
        )
        write(self, "_renewing", frozenset(link.skill for link in renewing))
        write(self, "_bases", {code: _spans(link for link in standing if link.skill == code) for code in self.skills})

    def linked(self, kind: LinkKind, code: str, *, on: date) -> tuple[str, ...]:
        """The skills that ``code`` links to in this way on a day."""
        return tuple(link.other for link in self._of(kind) if link.skill == code and link.holds(on))

    def renewing(self, code: str, *, on: date) -> tuple[str, ...]:
        """The skills that renew ``code`` on a day, and those that renew them in turn."""
        found: dict[str, None] = {}
        waiting = [code]
        while waiting:
            lower = waiting.pop()
            for link in self._renewed_by[lower]:
                if link.holds(on) and link.skill not in found:
                    found[link.skill] = None
                    waiting.append(link.skill)
        return tuple(found)

    def _of(self, kind: LinkKind) -> Iterable[Link]:
        return (link for link in self.links if link.kind is kind)

    def standings(self, record: Record) -> dict[str, Standing]:
        """The standing of every skill in the book, its links with the others included."""
        made = self.promises(record)
        standings: dict[str, Standing] = {}
        for code in self._bases_first:
            if code not in record:
                standings[code] = Standing()
                continue
            bases = [Base(base, standings[base], starts, ends) for base, starts, ends in self._bases[code]]
            standings[code] = standing_of(self.skills[code].kind, _believed(record[code]), made[code], bases)
        return standings

    def promises(self, record: Record) -> dict[str, list[Promise]]:
        """What awards promise skill by skill, renewals by a higher skill included; authority and bases left out."""
        made: dict[str, list[Promise]] = {}
        renewed: dict[str, list[AwardFact]] = {}
        for code in self._highest_first:
            facts = record.get(code)
            if facts is None or not facts.awards:
                made[code] = []
                continue
            versions = self.skills[code].versions
            awards = awards_believed(facts.awards)
            if awards and self._renewed_by[code]:
                awards = _with_renewals(awards, self._renewed_by[code], renewed)
            if code in self._renewing:
                renewed[code] = renewals(versions, awards)
            made[code] = promises(versions, awards)
        return made


def as_at(
    skills: Iterable[Skill], links: Iterable[Link], record: Record, *, at: datetime, known_at: datetime
) -> dict[str, Step]:
    """What every line said about ``at``, from what was on record, and by the rules as written, at ``known_at``."""
    book = RuleBook.of(skills, links, known_at=known_at)
    then = {code: facts_known(facts, known_at) for code, facts in record.items()}
    return {code: standing.at(at) for code, standing in book.standings(then).items()}


def _in_order(versions: Iterable[RuleVersion]) -> tuple[RuleVersion, ...]:
    return tuple(sorted(versions, key=lambda version: version.effective_from))


def _spans(links: Iterable[Link]) -> tuple[tuple[str, datetime, datetime], ...]:
    return tuple(
        (
            link.other,
            BEGINNING if link.effective_from.year == 1 else start_of(link.effective_from),
            end_of(link.effective_to) if link.effective_to else FOREVER,
        )
        for link in links
    )


def _believed(facts: SkillFacts) -> SkillFacts:
    if not (facts.authorisations or facts.waivers or facts.holds or facts.queries):
        return NOTHING
    return SkillFacts(
        (), known(facts.authorisations, None), known(facts.waivers, None), known(facts.holds, None),
        known(facts.queries, None),
    )  # fmt: skip


def _with_renewals(
    awards: list[AwardFact], links: Iterable[Link], renewed: Mapping[str, list[AwardFact]]
) -> list[AwardFact]:
    """The awards and, for each time that a higher skill was won or renewed, one more.

    Renewing is not winning: nothing is added before the skill's own first award.
    """
    first = awards[0].achieved_on
    added = [
        AwardFact(award.achieved_on, award.recorded_at, AwardKind.REFRESHER, verified=award.verified, id=award.id)
        for link in links
        for award in renewed.get(link.skill, ())
        if award.achieved_on >= first and link.holds(award.achieved_on)
    ]
    return sorted([*awards, *added], key=lambda award: (award.achieved_on, award.recorded_at)) if added else awards
