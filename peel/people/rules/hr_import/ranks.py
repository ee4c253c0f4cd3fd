"""Which rank an extract means."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from peel.people.names import plain
from peel.people.rules.hr_import.rows import TYPE_OF
from peel.people.rules.hr_import.state import KnownRank

SPELLINGS = {
    "PC": "police constable|constable|con|pcon|pc detective trainee|student officer|probationer|student constable",
    "DC": "detective constable|det con|trainee detective constable|tdc|t dc trainee",
    "PS": "police sergeant|sergeant|sgt|sergt",
    "DS": "detective sergeant|det sgt|det sergeant",
    "INSP": "police inspector|inspector|pi|ins",
    "DI": "detective inspector|det insp|det inspector",
    "CI": "chief inspector|c insp|cinsp|ch insp|chief insp|cins",
    "DCI": "detective chief inspector|det ch insp|det chief insp",
    "SUPT": "superintendent|supt|supdt|police superintendent",
    "DSUPT": "detective superintendent|det supt|dsu",
    "CSUPT": "chief superintendent|ch supt|c supt|chief supt",
    "DCSUPT": "detective chief superintendent|det ch supt|dcs",
    "SC": "special constable|special con|msc constable",
    "SSGT": "special sergeant|special sgt|msc sergeant",
    "SINSP": "special inspector|special insp|msc inspector",
}
CODE_OF = {
    spelling.replace(" ", ""): code for code, spellings in SPELLINGS.items() for spelling in spellings.split("|")
}
ACTING = re.compile(r"^(?:(?:acting|temporary|temp\.?|a/t)[\s/]+|a/?|t/)\s*(?=\w{2})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class RankRead:
    """A rank as the extract has it: its id if we know it, whether it is held acting, the worker type it implies."""

    rank: int | None
    acting: bool = False
    person_type: str = ""
    known: bool = True


class Ranks:
    """Ranks by their spellings, the force's own schemes only."""

    def __init__(self, known: Sequence[KnownRank], *, officer_scheme: str, spellings: dict[str, str]) -> None:
        self._by_id = {rank.id: rank for rank in known}
        self._officer_scheme = officer_scheme
        self._spellings = spellings
        self._read: dict[tuple[str, str], RankRead] = {}

    @cached_property
    def _index(self) -> dict[str, dict[str, KnownRank]]:
        index: dict[str, dict[str, KnownRank]] = {}
        for rank in self._by_id.values():
            spelled = index.setdefault(rank.scheme, {})
            for spelling in (rank.name, rank.short, rank.code):
                spelled[_word(spelling)] = rank
        return index

    def get(self, rank: int | None) -> KnownRank | None:
        return self._by_id.get(rank) if rank is not None else None

    def name(self, rank: int | None) -> str:
        known = self.get(rank)
        return known.short if known else ""

    def is_officer(self, rank: int | None) -> bool:
        known = self.get(rank)
        return known is not None and known.scheme == self._officer_scheme

    def read(self, text: str, person_type: str) -> RankRead:
        asked = (text, person_type)
        if asked not in self._read:
            self._read[asked] = self._look(text, person_type)
        return self._read[asked]

    def _look(self, text: str, person_type: str) -> RankRead:
        if not text:
            return RankRead(None)
        text = self._spellings.get(plain(text), text)
        found = self._spelled(text, person_type)
        if found:
            return found
        bare = ACTING.sub("", text, count=1)
        found = self._spelled(bare, person_type) if bare != text else None
        if found and found.rank is not None:
            return RankRead(found.rank, acting=True, person_type=found.person_type)
        return RankRead(None, known=False)

    def _spelled(self, text: str, person_type: str) -> RankRead | None:
        word = _word(text)
        for scheme in self._schemes(person_type):
            spelled = self._index.get(scheme, {})
            rank = spelled.get(word) or spelled.get(_word(CODE_OF.get(word, "")))
            if rank:
                implied = {"special": "special", "staff": "staff"}.get(scheme, "officer")
                return RankRead(rank.id, person_type=implied)
        implied = TYPE_OF.get(plain(text), "")
        if implied in ("pcso", "staff", "designated", "volunteer"):
            return RankRead(None, person_type=implied)
        return None

    def _schemes(self, person_type: str) -> tuple[str, ...]:
        """Every scheme of the force, the likeliest for the worker type first."""
        if person_type == "special":
            return ("special", self._officer_scheme, "staff")
        if person_type in ("staff", "pcso", "designated", "volunteer"):
            return ("staff", self._officer_scheme, "special")
        return (self._officer_scheme, "special", "staff")


def _word(text: str) -> str:
    """A rank's spelling as it is compared: ``P.C.`` is ``pc``."""
    return plain(text).replace(" ", "")
