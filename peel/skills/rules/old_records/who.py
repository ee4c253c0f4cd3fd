"""Whose record a row of an old system is: sure, or left for a person to decide, with whom it might be."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz import fuzz, process

from peel.foundation.sentence import N_, Sentence

from .rows import OldRow, bare, number_key

MOST_CANDIDATES = 5
ALIKE = 78


class Served(NamedTuple):
    """One stretch of somebody's service in the force, with their numbers and name as Peel has them."""

    person: int
    number: str
    collar: str
    warrant: str
    given_name: str
    known_as: str
    family_name: str
    starts: date
    ends: date | None

    @property
    def name(self) -> str:
        return f"{self.known_as or self.given_name} {self.family_name}".strip()


class Candidate(NamedTuple):
    """Somebody whom a row may mean, and what speaks for them."""

    person: int
    why: Sentence


class Match(NamedTuple):
    """``person`` where it is sure; otherwise ``why`` it is not, and whom it may mean (nobody: the row is refused)."""

    person: int | None
    why: Sentence = Sentence("")
    candidates: tuple[Candidate, ...] = ()


class People:
    """Everybody who serves or served in the force, found by number and by name."""

    def __init__(self, served: Iterable[Served]) -> None:
        self.by_number: dict[str, list[Served]] = defaultdict(list)
        self.by_warrant: dict[str, list[Served]] = defaultdict(list)
        self.by_collar: dict[str, list[Served]] = defaultdict(list)
        self.by_name: dict[str, list[Served]] = defaultdict(list)
        self._initials: dict[str, dict[str, list[Served]]] = defaultdict(lambda: defaultdict(list))
        self._matched: dict[str, Match] = {}
        for one in served:
            for index, number in (
                (self.by_number, one.number), (self.by_warrant, one.warrant), (self.by_collar, one.collar),
            ):  # fmt: skip
                if key := number_key(number):
                    index[key].append(one)
            family = bare(one.family_name)
            for given in {bare(one.given_name), bare(one.known_as)} - {""}:
                self.by_name[f"{given} {family}"].append(one)
                self._initials[family[:1]][f"{given} {family}"].append(one)

    def match(self, row: OldRow) -> Match:
        """Whose record it is. Rows that say the same of whom they are about get the same answer.

        The employee number decides, unless the name beside it is somebody else's. A warrant number does so when it was
        given out once. A collar number is given out again, and so needs the name too. A name alone never decides.
        """
        who = row.who
        found = self._matched.get(who)
        if found is None:
            found = self._matched[who] = self._match(row)
        return found

    def _match(self, row: OldRow) -> Match:
        for index, number, unknown in (
            (self.by_number, row.number, _NUMBER), (self.by_warrant, row.warrant, _WARRANT),
        ):  # fmt: skip
            known = index.get(number_key(number), []) if number else []
            if known:
                return self._by_number(row, known, unknown)
        if row.collar and (known := self.by_collar.get(number_key(row.collar), [])):
            return self._by_collar(row, known)
        return self._by_name(row)

    def _by_number(self, row: OldRow, known: Sequence[Served], words: "_NumberWords") -> Match:
        people = {one.person for one in known}
        named = [one for one in known if not row.name or agrees(row, one)]
        if len({one.person for one in named}) == 1 and (len(people) == 1 or row.name):
            return Match(named[0].person)
        values = {"number": row.number or row.warrant, "name": row.name, "person": known[0].name}
        reason = words.two_people if len(people) > 1 else words.another_name
        others = self._by_name(row).candidates if row.name else ()
        return Match(None, Sentence(reason, values), _first([*_held(known, words.held), *others]))

    def _by_collar(self, row: OldRow, known: Sequence[Served]) -> Match:
        named = {one.person for one in known if row.name and wholly_agrees(row, one)}
        if len(named) == 1:
            return Match(named.pop())
        values = {"number": row.collar, "name": row.name}
        if not row.name:
            reason = N_("It says only the collar number %(number)s, and collar numbers are given out again.")
        elif named:
            reason = N_("More than one %(name)s has had the collar number %(number)s.")
        else:
            reason = N_("Nobody called %(name)s has had the collar number %(number)s; somebody else has.")
        others = self._by_name(row).candidates if row.name else ()
        return Match(None, Sentence(reason, values), _first([*_held(known, _COLLAR), *others]))

    def _by_name(self, row: OldRow) -> Match:
        same = self._called(row)
        alike = [] if same else self._alike(row)
        candidates = _first([*_candidates(same, _SAME_NAME), *_candidates(alike, _ALIKE)])
        number = row.number or row.warrant or row.collar
        if not candidates:
            values = {"number": number, "name": row.name}
            if not row.name:
                return Match(None, Sentence(N_("Nobody here has the number %(number)s."), values))
            return Match(None, Sentence(N_("Nobody here is called %(name)s."), values))
        if number:
            reason = N_("Nobody here has the number %(number)s. A name alone is not enough to be sure.")
        elif len({one.person for one in same}) > 1:
            reason = N_("More than one person is called %(name)s.")
        else:
            reason = N_("It says only the name %(name)s. A name alone is not enough to be sure.")
        return Match(None, Sentence(reason, {"number": number, "name": row.name}), candidates)

    def _called(self, row: OldRow) -> list[Served]:
        """Those of exactly this name; where the file has only an initial, those whom it fits."""
        given, family = bare(row.given_name), bare(row.family_name)
        if not family:
            return []
        if len(given.replace(" ", "")) > 2:
            return self.by_name.get(f"{given} {family}", [])
        spelt = self._initials.get(family[:1], {})
        return [
            one
            for name, known in spelt.items()
            if name.endswith(f" {family}") and name.startswith(given[:1])
            for one in known
            if bare(one.family_name) == family
        ]

    def _alike(self, row: OldRow) -> list[Served]:
        """Those whose name is nearly this one, most alike first."""
        name, family = bare(row.name), bare(row.family_name)
        spelt = self._initials.get(family[:1], {})
        if not family or not spelt:
            return []
        near = process.extract(name, spelt.keys(), scorer=fuzz.token_sort_ratio, score_cutoff=ALIKE, limit=8)
        return [one for spelling, _score, _index in near for one in spelt[spelling]]


class _NumberWords(NamedTuple):
    """What is said where one of two kinds of number does not decide."""

    another_name: str
    two_people: str
    held: str


_NUMBER = _NumberWords(
    N_("Employee number %(number)s is %(person)s here; the file says %(name)s."),
    N_("More than one person has had the employee number %(number)s."),
    N_("employee number %(number)s"),
)
_WARRANT = _NumberWords(
    N_("Warrant number %(number)s is %(person)s here; the file says %(name)s."),
    N_("More than one person has had the warrant number %(number)s."),
    N_("warrant number %(number)s"),
)
_COLLAR = N_("collar number %(number)s")
_SAME_NAME = N_("the same name")
_ALIKE = N_("a name like it")


def agrees(row: OldRow, one: Served) -> bool:
    """Whether the names may be the same person's: one name may change with a marriage, not both."""
    return _same_family(row, one) or _same_given(row, one)


def wholly_agrees(row: OldRow, one: Served) -> bool:
    """Whether family name and, where the file has one, given name or initial are the same."""
    return _same_family(row, one) and (not row.given_name or _same_given(row, one))


def _same_family(row: OldRow, one: Served) -> bool:
    ours, theirs = bare(one.family_name), bare(row.family_name)
    return bool(theirs) and (ours == theirs or bool(_parts(ours) & _parts(theirs)))


@lru_cache(maxsize=50_000)
def _parts(family: str) -> frozenset[str]:
    """The parts of a double name: Smith-Jones is found as Smith and as Jones; “de” is nobody."""
    return frozenset(part for part in family.split() if len(part) > 2)


def _same_given(row: OldRow, one: Served) -> bool:
    theirs = bare(row.given_name)
    if not theirs:
        return False
    first = theirs.split()[0]
    ours = [name for name in (bare(one.given_name), bare(one.known_as)) if name]
    if len(first) <= 2:
        return any(name[:1] == first[:1] for name in ours)
    return any(name.split()[0] == first for name in ours)


def _held(known: Iterable[Served], words: str) -> list[Candidate]:
    number = {_NUMBER.held: "number", _WARRANT.held: "warrant"}.get(words, "collar")
    return [Candidate(one.person, Sentence(words, {"number": getattr(one, number)})) for one in known]


def _candidates(known: Iterable[Served], words: str) -> list[Candidate]:
    return [Candidate(one.person, Sentence(words)) for one in known]


def _first(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Each person once, for the strongest reason; a handful."""
    once = {candidate.person: candidate for candidate in reversed(list(candidates))}
    order = list(dict.fromkeys(candidate.person for candidate in candidates))
    return tuple(once[person] for person in order[:MOST_CANDIDATES])
