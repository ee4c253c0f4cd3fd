"""What Peel knows about a force's people, as plain values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class KnownPost:
    id: int
    kind: str
    unit: int
    rank: int | None
    title: str
    leads: bool
    starts: date
    ends: date | None
    by_hand: bool


@dataclass(frozen=True, slots=True)
class KnownService:
    """One stretch of service in this force; ``posts`` are those that have not ended.

    ``number`` is empty for somebody who came by transfer and whom HR has not numbered yet.
    """

    id: int
    person: int
    number: str
    collar: str
    warrant: str
    person_type: str
    starts: date
    ends: date | None
    share: float
    posts: tuple[KnownPost, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownPerson:
    id: int
    given_name: str
    family_name: str
    known_as: str
    email: str

    @property
    def name(self) -> str:
        return f"{self.given_name} {self.family_name}".strip()


@dataclass(frozen=True, slots=True)
class KnownUnit:
    id: int
    code: str
    name: str
    parent: int | None


@dataclass(frozen=True, slots=True)
class KnownRank:
    id: int
    scheme: str
    code: str
    name: str
    short: str
    seniority: int


@dataclass(frozen=True, slots=True)
class KnownSupervision:
    """Somebody who answers for a person for good, whatever the unit tree says."""

    id: int
    person: int
    supervisor: int
    by_hand: bool


@dataclass(frozen=True, slots=True)
class ImportSettings:
    """What a force may see differently."""

    stop_at_share: float = 0.02
    leads_from_seniority: int = 2
    full_time_hours: float = 40.0
    officer_scheme: str = "england-wales"


@dataclass(frozen=True, slots=True)
class State:
    """Everything of one force that an extract is compared with. ``services`` are all, ended ones too."""

    people: Mapping[int, KnownPerson] = field(default_factory=dict)
    services: Sequence[KnownService] = ()
    units: Sequence[KnownUnit] = ()
    ranks: Sequence[KnownRank] = ()
    supervisions: Sequence[KnownSupervision] = ()
