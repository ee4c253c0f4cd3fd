"""Which skill a row of an old system means: its code or one of its names, or nothing with a suggestion."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import NamedTuple

from rapidfuzz import fuzz, process, utils

from peel.foundation.sentence import N_, Sentence

from ..facts import AwardKind
from .columns import ForceWords, Meaning, NotOldRecords
from .rows import OldRow, bare

ALIKE = 70


class KnownSkill(NamedTuple):
    """A skill of the force's book and everything that it is called."""

    id: int
    code: str
    name: str
    others: tuple[str, ...] = ()
    retired_on: date | None = None


class Meant(NamedTuple):
    """The skill, with the kind of award where a mapping says which; or ``why`` there is none."""

    skill: int | None
    kind: AwardKind | None = None
    why: Sentence = Sentence("")
    retired_on: date | None = None


class Skills:
    """The skills of a force, found by every name that they have."""

    def __init__(self, skills: Iterable[KnownSkill], words: ForceWords) -> None:
        self.known = list(skills)
        self._codes = {bare(skill.code): skill for skill in self.known}
        self._named: dict[str, set[KnownSkill]] = defaultdict(set)
        for skill in self.known:
            for name in (skill.name, *skill.others):
                self._named[bare(name)].add(skill)
        self._words: Mapping[str, Meaning] = words.skills
        self._meant: dict[tuple[str, str], Meant] = {}
        for theirs, meaning in words.skills.items():
            if bare(meaning.code) not in self._codes:
                text = N_("The mapping gives “%(theirs)s” the code “%(code)s”, which no skill here has.")
                raise NotOldRecords(Sentence(text, {"theirs": theirs, "code": meaning.code}))

    def meant(self, row: OldRow) -> Meant:
        """What the mapping says, else the skill of this code, else the one of this name; more than one is none."""
        asked = (row.skill_code, row.skill)
        found = self._meant.get(asked)
        if found is None:
            found = self._meant[asked] = self._look_up(*asked)
        return found

    def _look_up(self, code: str, name: str) -> Meant:
        for theirs in filter(None, (bare(code), bare(name))):
            if theirs in self._words:
                meaning = self._words[theirs]
                return _meant(self._codes[bare(meaning.code)], meaning.kind)
        for theirs in filter(None, (bare(code), bare(name))):
            if theirs in self._codes:
                return _meant(self._codes[theirs])
        for theirs in filter(None, (bare(name), bare(code))):
            called = self._named.get(theirs, set())
            if len(called) == 1:
                return _meant(next(iter(called)))
            if called:
                codes = ", ".join(sorted(skill.code for skill in called))
                text = N_("“%(skill)s” is what more than one skill is called: %(codes)s. Say which in a mapping.")
                return Meant(None, why=Sentence(text, {"skill": name or code, "codes": codes}))
        return Meant(None, why=self._unknown(name or code))

    def _unknown(self, theirs: str) -> Sentence:
        suggested = self.suggestion(theirs)
        if suggested is None:
            return Sentence(N_("No skill here is called “%(skill)s”."), {"skill": theirs})
        text = N_("No skill here is called “%(skill)s”. If it is %(name)s, say so in a mapping: its code is %(code)s.")
        return Sentence(text, {"skill": theirs, "name": suggested.name, "code": suggested.code})

    def suggestion(self, theirs: str) -> KnownSkill | None:
        """The skill whose name is nearest, for a person to think about; never used by itself."""
        near = process.extractOne(
            theirs, self._spellings, scorer=fuzz.WRatio, processor=utils.default_process, score_cutoff=ALIKE
        )
        return self._spellings_of[near[0]] if near else None

    @cached_property
    def _spellings_of(self) -> dict[str, KnownSkill]:
        return {name: skill for skill in self.known for name in (skill.code, skill.name, *skill.others) if name}

    @cached_property
    def _spellings(self) -> list[str]:
        return list(self._spellings_of)


def _meant(skill: KnownSkill, kind: AwardKind | None = None) -> Meant:
    return Meant(skill.id, kind, retired_on=skill.retired_on)
