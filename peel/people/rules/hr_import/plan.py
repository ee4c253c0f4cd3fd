"""What an import would do: rows to write, changes to record, an outcome for every row, and a reason to stop and ask."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from peel.foundation.sentence import Sentence
from peel.people.rules.hr_import.columns import Understood

# A person or unit: its id, or a text that stands for one which the import makes.
Ref = int | str


class Change(StrEnum):
    """One kind of thing that an extract changes about a person."""

    JOINED = "joined"
    REJOINED = "rejoined"
    REINSTATED = "reinstated"
    LEFT = "left"
    MOVED = "moved"
    PROMOTED = "promoted"
    RERANKED = "re-ranked"
    ACTING_BEGAN = "acting began"
    ACTING_ENDED = "acting ended"
    PLACED = "placed"
    POST_ADDED = "post added"
    POST_ENDED = "post ended"
    RENAMED = "renamed"
    RENUMBERED = "renumbered"
    COLLAR_CHANGED = "collar changed"
    TITLE_CHANGED = "title changed"
    LEADS_CHANGED = "leads changed"
    SUPERVISOR_CHANGED = "supervisor changed"
    DETAIL_CHANGED = "detail changed"


class Result(StrEnum):
    """How one row of the extract ended."""

    CHANGED = "changed"
    UNCHANGED = "unchanged"
    DUPLICATE = "duplicate"
    REFUSED = "refused"
    SKIPPED = "skipped"
    NOT_IN_FILE = "not in file"


@dataclass(frozen=True, slots=True)
class RowOutcome:
    """What became of one row; ``line`` is None for somebody whom the extract does not hold."""

    line: int | None
    number: str
    name: str
    result: Result
    sentences: tuple[Sentence, ...] = ()


@dataclass(frozen=True, slots=True)
class Recorded:
    """One change of one person, for the record of changes."""

    change: Change
    person: Ref
    line: int | None
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Disagreement:
    """HR says one thing, a person has set another in Peel, and Peel's stays."""

    person: int
    name: str
    line: int
    about: str
    hr_says: str
    peel_says: str


@dataclass(frozen=True, slots=True)
class NewUnit:
    ref: str
    code: str
    name: str
    parent: Ref | None
    level: int


@dataclass(frozen=True, slots=True)
class NewPerson:
    ref: str
    given_name: str
    family_name: str
    known_as: str
    email: str


@dataclass(frozen=True, slots=True)
class PersonChanged:
    person: int
    values: dict[str, str]


@dataclass(frozen=True, slots=True)
class ServiceOpened:
    """``ref`` is what posts of this new service name it by."""

    ref: str
    person: Ref
    number: str
    collar: str
    warrant: str
    person_type: str
    starts: date
    ends: date | None
    share: float


@dataclass(frozen=True, slots=True)
class ServiceChanged:
    service: int
    values: dict[str, object]


@dataclass(frozen=True, slots=True)
class PostOpened:
    """A new version of a post; ``service`` and ``person`` may be made by the same import."""

    service: Ref
    person: Ref
    kind: str
    unit: Ref
    rank: int | None
    title: str
    leads: bool
    starts: date
    ends: date | None


@dataclass(frozen=True, slots=True)
class PostClosed:
    """``ends`` is the last day; None means that it had not begun and is retracted."""

    post: int
    ends: date | None


@dataclass(frozen=True, slots=True)
class PostDated:
    """The last day of a post that goes on, because its holder's leaving date became known or was taken back."""

    post: int
    ends: date | None


@dataclass(frozen=True, slots=True)
class SupervisionOpened:
    person: Ref
    supervisor: Ref


@dataclass(frozen=True, slots=True)
class StopReason:
    """Why the import asks before it goes on."""

    ended: int
    moved: int
    re_ranked: int
    people: int
    sentence: Sentence


@dataclass(slots=True)
class ImportPlan:
    """Everything that the action writes, in one go or not at all."""

    as_at: date
    understood: Understood
    units: list[NewUnit] = field(default_factory=list)
    people: list[NewPerson] = field(default_factory=list)
    people_changed: list[PersonChanged] = field(default_factory=list)
    services: list[ServiceOpened] = field(default_factory=list)
    services_changed: list[ServiceChanged] = field(default_factory=list)
    posts: list[PostOpened] = field(default_factory=list)
    posts_dated: list[PostDated] = field(default_factory=list)
    posts_closed: list[PostClosed] = field(default_factory=list)
    supervisions: list[SupervisionOpened] = field(default_factory=list)
    supervisions_closed: list[int] = field(default_factory=list)
    recorded: list[Recorded] = field(default_factory=list)
    disagreements: list[Disagreement] = field(default_factory=list)
    rows: list[RowOutcome] = field(default_factory=list)
    left_alone: list[Sentence] = field(default_factory=list)
    stop: StopReason | None = None

    @property
    def changes_nothing(self) -> bool:
        return not self.recorded and not self.units

    def people_who(self, *changes: Change) -> set[Ref]:
        return {recorded.person for recorded in self.recorded if recorded.change in changes}

    @property
    def joiners(self) -> set[Ref]:
        return self.people_who(Change.JOINED)

    @property
    def leavers(self) -> set[Ref]:
        return self.people_who(Change.LEFT)

    @property
    def movers(self) -> set[Ref]:
        return self.people_who(Change.MOVED)

    @property
    def rejoiners(self) -> set[Ref]:
        return self.people_who(Change.REJOINED, Change.REINSTATED)

    @property
    def promoted(self) -> set[Ref]:
        return self.people_who(Change.PROMOTED)

    def rows_that(self, result: Result) -> Sequence[RowOutcome]:
        return [row for row in self.rows if row.result is result]
