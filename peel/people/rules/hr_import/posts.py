"""The posts that an extract gives somebody, against those they hold in Peel."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from peel.foundation.sentence import N_, Sentence
from peel.people.rules.hr_import.columns import Column, Understood
from peel.people.rules.hr_import.matching import Match
from peel.people.rules.hr_import.plan import Change, Ref
from peel.people.rules.hr_import.ranks import RankRead, Ranks
from peel.people.rules.hr_import.rows import HrRow
from peel.people.rules.hr_import.state import KnownPost, KnownService
from peel.people.rules.hr_import.units import Units

SUBSTANTIVE, ACTING, SECONDMENT, SPECIAL = "substantive", "acting", "secondment", "special"


@dataclass(slots=True)
class Wanted:
    """A post as HR has it. ``leads`` is decided later, when everybody's post is known."""

    line: int
    kind: str
    unit: Ref
    rank: int | None
    title: str
    starts: date | None = None
    ends: date | None = None
    leads: bool = False
    leads_said: bool | None = None


@dataclass(slots=True)
class Readings:
    """What one person's rows say about posts, or why they cannot be read."""

    wanted: list[Wanted] = field(default_factory=list)
    person_type: str = ""
    notes: list[Sentence] = field(default_factory=list)
    refused: Sentence | None = None


class PostReader:
    """Reads posts from rows with the force's units and ranks."""

    def __init__(self, units: Units, ranks: Ranks) -> None:
        self.units, self.ranks = units, ranks

    def read(self, match: Match) -> Readings:
        """Every post of somebody. What HR leaves out stays as it is; a joiner without a unit is refused."""
        found = Readings(person_type=match.first.person_type)
        known_type = match.service.person_type if match.service else ""
        held = _newest(match.service.posts) if match.service else []
        for row in match.rows:
            said = self.ranks.read(row.rank, row.person_type or known_type)
            found.person_type = found.person_type or _implied(said, known_type)
            if not said.known:
                found.notes.append(Sentence(N_("The rank or grade “%(rank)s” is not known."), {"rank": row.rank}))
                if said_officer(row, match):
                    found.refused = found.notes.pop()
                    return found
            kind = self._kind(row, said, match, held)
            unit = self.units.find(row)
            if isinstance(unit, Sentence):
                found.refused = unit
                return found
            post = min(held, key=lambda post: (post.kind != kind, post.unit != unit), default=None)
            place = unit if unit is not None else (post.unit if post else None)
            if place is None:
                found.refused = Sentence(N_("It names no unit."))
                return found
            rank = said.rank if row.rank and said.known else (post.rank if post else None)
            found.wanted.append(
                Wanted(row.line, kind, place, rank, row.title or (post.title if post else ""), row.post_starts)
            )
            found.wanted[-1].leads_said = row.leads
            self._add_acting(row, found)
        if _contradict(found.wanted, {row.line: row.share for row in match.rows}):
            text = N_("The number stands on lines %(lines)s in different posts of one kind; nobody was changed.")
            found.refused = Sentence(text, {"lines": ", ".join(str(row.line) for row in match.rows)})
        found.person_type = found.person_type or known_type or "staff"
        return found

    def _add_acting(self, row: HrRow, found: Readings) -> None:
        """An acting rank in a column of its own is a second post beside the substantive one."""
        said = self.ranks.read(row.acting_rank, "")
        if said.rank is not None and found.wanted[-1].kind == ACTING:
            found.wanted[-1].rank = said.rank
        elif said.rank is not None:
            beside = found.wanted[-1]
            found.wanted.append(Wanted(row.line, ACTING, beside.unit, said.rank, beside.title))
        elif row.acting_rank:
            text = N_("The acting rank “%(rank)s” is not known and was left out.")
            found.notes.append(Sentence(text, {"rank": row.acting_rank}))

    def _kind(self, row: HrRow, said: RankRead, match: Match, held: Sequence[KnownPost]) -> str:
        if row.kind:
            return row.kind
        if said.acting:
            return ACTING
        likely = [SUBSTANTIVE, SPECIAL]
        if (row.person_type or said.person_type) == "special":
            likely.reverse()
        return next((kind for kind in likely if any(post.kind == kind for post in held)), likely[0])


def _contradict(wanted: Sequence[Wanted], shares: Mapping[int, float | None]) -> bool:
    """Whether two rows claim one post: of the same kind, unless shares of full time part it between units."""
    by_kind: dict[str, list[Wanted]] = defaultdict(list)
    for post in wanted:
        by_kind[post.kind].append(post)
    return any(len(same) > 1 and not _parted(same, [shares[post.line] for post in same]) for same in by_kind.values())


def _parted(posts: Sequence[Wanted], shares: Sequence[float | None]) -> bool:
    apart = len({post.unit for post in posts}) == len(posts) and posts[0].kind != ACTING
    return apart and all(shares) and sum(share or 0 for share in shares) <= 1.0


def _implied(said: RankRead, known_type: str) -> str:
    """The worker type that a rank tells, where no column does: a grade does not tell staff from detention officers."""
    return said.person_type if not known_type or said.person_type in ("officer", "special") else known_type


def said_officer(row: HrRow, match: Match) -> bool:
    """Whether a rank matters so much that one we cannot read stops the row: an officer's does, a grade does not."""
    kind = row.person_type or (match.service.person_type if match.service else "")
    return kind in ("officer", "special", "")


@dataclass(slots=True)
class Compared:
    """How one service's posts change."""

    opened: list[Wanted] = field(default_factory=list)
    closed: list[tuple[KnownPost, date | None]] = field(default_factory=list)
    changes: list[tuple[Change, str, str]] = field(default_factory=list)
    kept: list[KnownPost] = field(default_factory=list)
    by_hand: list[tuple[KnownPost, Wanted | None]] = field(default_factory=list)


class PostComparer:
    """Sets of posts compared: what to open, what to close, and what a person has set by hand and HR sees otherwise."""

    def __init__(self, units: Units, ranks: Ranks, understood: Understood, *, as_at: date) -> None:
        self._units, self._ranks, self._as_at = units, ranks, as_at
        kinds_told = Column.POST_KIND in understood
        acting_told = kinds_told or Column.ACTING_RANK in understood
        self._told = {SUBSTANTIVE: False, SPECIAL: kinds_told, SECONDMENT: kinds_told, ACTING: acting_told}

    def compare(self, service: KnownService | None, wanted: Sequence[Wanted]) -> Compared:
        result = Compared()
        held = _newest(service.posts) if service else []
        placed = bool(held) if service else None
        by_kind: dict[str, list[Wanted]] = defaultdict(list)
        for post in wanted:
            by_kind[post.kind].append(post)
        kinds = dict.fromkeys([*by_kind, *(post.kind for post in held)])
        for kind in kinds:
            self._compare_kind(
                [post for post in held if post.kind == kind], by_kind.get(kind, []), kind, result, placed=placed
            )
        closed = {post.id for post, _last in result.closed}
        result.kept = [post for post in held if post.id not in closed]
        return result

    def _compare_kind(
        self, held: list[KnownPost], wanted: list[Wanted], kind: str, result: Compared, *, placed: bool | None
    ) -> None:
        """``placed`` says whether the service holds any post yet; None stands for a service that begins now."""
        for known, asked in _pairs(held, wanted):
            if known and known.by_hand:
                self._keep(known, asked, kind, result)
            elif known and asked:
                self._version(known, asked, kind, result)
            elif asked:
                result.opened.append(asked)
                if placed is not None:
                    change = Change.ACTING_BEGAN if kind == ACTING else Change.POST_ADDED if placed else Change.PLACED
                    result.changes.append((change, "", self._say(asked.unit, asked.rank)))
            elif known and (self._told[kind] or wanted):
                self._close(known, self._as_at, result)
                change = Change.ACTING_ENDED if kind == ACTING else Change.POST_ENDED
                result.changes.append((change, self._say(known.unit, known.rank), ""))

    def _keep(self, known: KnownPost, asked: Wanted | None, kind: str, result: Compared) -> None:
        agrees = asked is not None and (asked.unit, asked.rank) == (known.unit, known.rank)
        silent = asked is None and not self._told[kind]
        if not agrees and not silent:
            result.by_hand.append((known, asked))

    def _version(self, known: KnownPost, asked: Wanted, kind: str, result: Compared) -> None:
        """A post that changed gets a new version from the day HR names, or from the day of the extract."""
        same_place, same_rank = asked.unit == known.unit, asked.rank == known.rank
        if same_place and same_rank and asked.leads == known.leads and asked.title == known.title:
            return
        begins = asked.starts if asked.starts and asked.starts > known.starts else self._as_at
        asked.starts = max(begins, known.starts)
        self._close(known, asked.starts, result)
        result.opened.append(asked)
        if not same_place:
            result.changes.append((Change.MOVED, self._units.name(known.unit), self._units.name(asked.unit)))
        if not same_rank:
            before, after = self._ranks.name(known.rank), self._ranks.name(asked.rank)
            result.changes.append((self._rank_change(known.rank, asked.rank), before, after))
        if asked.title != known.title:
            result.changes.append((Change.TITLE_CHANGED, known.title, asked.title))
        if asked.leads != known.leads:
            led, leads = (self._units.name(post.unit) if post.leads else "" for post in (known, asked))
            result.changes.append((Change.LEADS_CHANGED, led, leads))

    def _rank_change(self, before: int | None, after: int | None) -> Change:
        old, new = self._ranks.get(before), self._ranks.get(after)
        up = old and new and old.scheme == new.scheme and new.seniority > old.seniority
        return Change.PROMOTED if up else Change.RERANKED

    def _close(self, known: KnownPost, follows: date, result: Compared) -> None:
        last = follows - timedelta(days=1)
        result.closed.append((known, last if last >= known.starts else None))

    def _say(self, unit: Ref, rank: int | None) -> str:
        return f"{self._ranks.name(rank)} {self._units.name(unit)}".strip()


def _newest(posts: Sequence[KnownPost]) -> list[KnownPost]:
    """Posts without those that a later version follows: HR may date a move ahead."""
    begin = {(post.kind, post.starts) for post in posts}
    return [p for p in posts if p.ends is None or (p.kind, p.ends + timedelta(days=1)) not in begin]


def _pairs(held: list[KnownPost], wanted: list[Wanted]) -> list[tuple[KnownPost | None, Wanted | None]]:
    """Posts of one kind side by side: those in the same unit first, then as they come."""
    left, waiting = list(wanted), list[KnownPost]()
    pairs: list[tuple[KnownPost | None, Wanted | None]] = []
    for known in held:
        same = next((asked for asked in left if asked.unit == known.unit), None)
        if same:
            left.remove(same)
            pairs.append((known, same))
        else:
            waiting.append(known)
    for known in waiting:
        pairs.append((known, left.pop(0) if left else None))
    return [*pairs, *((None, asked) for asked in left)]
