"""An import planned from end to end: read, match, compare, and decide whether to ask first."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from peel.foundation.sentence import N_, Sentence
from peel.people.rules.hr_import.columns import Column, ForceWords, understand
from peel.people.rules.hr_import.matching import How, Matcher, by_person, is_past, numbers_of
from peel.people.rules.hr_import.members import Member, MemberPlanner
from peel.people.rules.hr_import.plan import (
    Change,
    Disagreement,
    ImportPlan,
    PostClosed,
    Recorded,
    Ref,
    Result,
    RowOutcome,
    ServiceChanged,
    StopReason,
    SupervisionOpened,
)
from peel.people.rules.hr_import.posts import PostReader
from peel.people.rules.hr_import.ranks import Ranks
from peel.people.rules.hr_import.rows import HrRow, Row, bare, clean_rows, number_key
from peel.people.rules.hr_import.state import ImportSettings, KnownService, KnownSupervision, State
from peel.people.rules.hr_import.supervision import Holding, decide_leads, led_by, without_circles
from peel.people.rules.hr_import.units import Units
from peel.people.rules.hr_import.words import kept_by_hand, said

MOVED = (Change.MOVED, Change.POST_ADDED, Change.POST_ENDED)
RE_RANKED = (Change.PROMOTED, Change.RERANKED, Change.ACTING_BEGAN, Change.ACTING_ENDED)


def plan_import(
    columns: Sequence[str],
    rows: Iterable[tuple[int, Row]],
    *,
    state: State,
    as_at: date,
    words: ForceWords | None = None,
    settings: ImportSettings | None = None,
) -> ImportPlan:
    """What the extract of a day would change. Raises ``NotAnExtract`` when the columns are no extract's.

    Planning again after the plan was applied changes nothing.
    """
    words, settings = words or ForceWords(), settings or ImportSettings()
    out = ImportPlan(as_at, understand(columns, words))
    cleaned = clean_rows(rows, out.understood, words, full_time_hours=settings.full_time_hours)
    return Planning(out, state, words, settings).plan(cleaned)


@dataclass(frozen=True, slots=True)
class Leaver:
    """A service that ends, and the line that says so, if one does."""

    service: KnownService
    last_day: date
    member: Member | None = None


class Planning:
    """One import being planned."""

    def __init__(self, out: ImportPlan, state: State, words: ForceWords, settings: ImportSettings) -> None:
        self.out, self.state, self.settings, self.as_at = out, state, settings, out.as_at
        self.units = Units(state.units, spellings=dict(words.units))
        self.ranks = Ranks(state.ranks, officer_scheme=settings.officer_scheme, spellings=dict(words.ranks))
        self.members: list[Member] = []
        self.met: set[int] = set()

    def plan(self, cleaned: Iterable[HrRow | RowOutcome]) -> ImportPlan:
        self._meet(cleaned)
        leavers = self._leavers()
        leaving = {leaver.service.id: leaver.last_day for leaver in leavers}
        stay = [m for m in self.members if m.is_new_service or (m.match.service and m.match.service.id not in leaving)]
        supervisors = self._supervisors_said(stay, leaving)
        holdings = self._holdings(stay, leaving)
        seniority = self.settings.leads_from_seniority
        decide_leads(holdings, supervisors=supervisors, units=self.units, ranks=self.ranks, from_seniority=seniority)
        planner = MemberPlanner(self.out, self.state, self.units, self.ranks)
        for member in stay:
            planner.plan(member)
        self._plan_supervisions(stay, supervisors, led_by(holdings, self.units))
        for leaver in leavers:
            self._plan_leaver(leaver)
        self._end_supervisions_of_the_gone(stay, leaving)
        for member in self.members:
            self._report(member)
        self.out.units = self.units.made
        self.out.rows.sort(key=lambda row: (row.line is None, row.line or 0))
        self.out.stop = self._stop()
        return self.out

    def _meet(self, cleaned: Iterable[HrRow | RowOutcome]) -> None:
        """Group rows by person, find each in Peel, read their posts."""
        rows: list[HrRow] = []
        for row in cleaned:
            if isinstance(row, HrRow):
                rows.append(row)
            else:
                self.out.rows.append(row)
        groups, outcomes = by_person(rows, as_at=self.as_at)
        self.out.rows.extend(outcomes)
        in_file = numbers_of(groups) | {number_key(row.number) for row in self.out.rows if row.number}
        matcher = Matcher(self.state, groups, numbers_in_file=in_file, as_at=self.as_at)
        reader = PostReader(self.units, self.ranks)
        self.units.learn(row for group in groups for row in group if not is_past(row, self.as_at))
        for group in groups:
            self._meet_one(group, matcher, reader)
        self.met |= matcher.unsure

    def _meet_one(self, group: list[HrRow], matcher: Matcher, reader: PostReader) -> None:
        match = matcher.match(group)
        if isinstance(match, Sentence):
            return self._refuse(group, match)
        if match.how is How.HAD_LEFT:
            return self._skip(group)
        if match.service and match.service.id in self.met:
            return self._refuse(group, Sentence(N_("Another line is about the same person’s service.")))
        if match.service:
            self.met.add(match.service.id)
        read = reader.read(match)
        if read.refused and not is_past(match.first, self.as_at):
            return self._refuse(group, read.refused)
        ref: Ref = match.person if match.person is not None else f"person {match.first.key}"
        notes = [*match.notes, *read.notes, *(note for row in group for note in row.notes)]
        self.members.append(Member(match, ref, read, notes=notes))
        return None

    def _refuse(self, rows: Sequence[HrRow], why: Sentence) -> None:
        self.out.rows.extend(RowOutcome(row.line, row.number, row.name, Result.REFUSED, (why,)) for row in rows)

    def _skip(self, rows: Sequence[HrRow]) -> None:
        why = (Sentence(N_("Left before, and Peel has nobody serving with this number.")),)
        self.out.rows.extend(RowOutcome(row.line, row.number, row.name, Result.SKIPPED, why) for row in rows)

    def _leavers(self) -> list[Leaver]:
        """Who ends: by a leaving date, by somebody else holding their number, or by standing in the file no more."""
        found = {}
        for member in self.members:
            row, service, holder = member.row, member.match.service, member.match.takes_number_from
            if service and row.ends and is_past(row, self.as_at):
                found[service.id] = Leaver(service, max(row.ends, service.starts), member)
            if holder:
                last = (row.starts or self.as_at) - timedelta(days=1)
                found[holder.id] = Leaver(holder, max(last, holder.starts))
        for service in self._missing():
            if service.id not in found:
                found[service.id] = Leaver(service, max(self.as_at - timedelta(days=1), service.starts))
        return list(found.values())

    def _missing(self) -> list[KnownService]:
        """Open services that the extract no longer holds, of the person types that it holds at all.

        A row that was refused is still a row: nobody leaves because of a slip in it.
        """
        told_of = {number_key(row.number) for row in self.out.rows if row.number}
        gone = [
            service
            for service in self.state.services
            if service.ends is None and service.id not in self.met and number_key(service.number) not in told_of
        ]
        unnumbered = sum(1 for service in gone if not service.number)
        if unnumbered:
            text = N_("%(count)d people who came by transfer are not in the file yet: they were left as they are.")
            self.out.left_alone.append(Sentence(text, {"count": unnumbered}))
        gone = [service for service in gone if service.number]
        if not {Column.TYPE, Column.RANK} & self.out.understood.columns.keys():
            return gone
        types = {member.read.person_type for member in self.members}
        types |= {member.match.service.person_type for member in self.members if member.match.service}
        silent = Counter(service.person_type for service in gone if service.person_type not in types)
        for person_type, count in sorted(silent.items()):
            text = N_("The file holds nobody of the type “%(type)s”: %(count)d people were left as they are.")
            self.out.left_alone.append(Sentence(text, {"type": person_type, "count": count}))
        return [service for service in gone if service.person_type not in silent]

    def _supervisors_said(self, members: Sequence[Member], leaving: Mapping[int, date]) -> dict[Ref, Ref]:
        """Whom HR names as whose supervisor, by number or by a name that only one person has."""
        told = {member.match.service.id for member in members if member.match.service}
        by_number: dict[str, Ref] = {
            number_key(service.number): service.person
            for service in self.state.services
            if service.id not in told and (leaving.get(service.id) or service.ends or self.as_at) >= self.as_at
        }
        by_number |= {member.row.key: member.ref for member in members}
        names = Counter(bare(member.row.name) for member in members)
        by_name = {name: m.ref for m in members if names[name := bare(m.row.name)] == 1}
        found: dict[Ref, Ref] = {}
        for member in members:
            asked = member.row.supervisor
            if not asked:
                continue
            supervisor = by_number.get(number_key(asked)) or by_name.get(bare(asked))
            if supervisor is None:
                text = N_("The supervisor “%(supervisor)s” is nobody that Peel knows.")
                member.notes.append(Sentence(text, {"supervisor": asked}))
            elif supervisor != member.ref:
                found[member.ref] = supervisor
        kept, circular = without_circles(found)
        for member in members:
            if member.ref in circular:
                member.notes.append(Sentence(N_("The supervisors go round in a circle; this one was left out.")))
        return kept

    def _holdings(self, members: Sequence[Member], leaving: Mapping[int, date]) -> list[Holding]:
        """Every post held after the import: those that the extract gives, and those that it leaves alone."""
        holdings = [Holding(member.ref, post) for member in members for post in member.read.wanted]
        for service in self.state.services:
            last = leaving.get(service.id)
            for post in service.posts:
                stays = last is None or last >= max(self.as_at, post.starts)
                if stays and (post.by_hand or service.id not in self.met):
                    holdings.append(Holding(service.person, post))
        return holdings

    def _plan_leaver(self, leaver: Leaver) -> None:
        service, last = leaver.service, leaver.last_day
        if service.ends == last:
            return
        self.out.services_changed.append(ServiceChanged(service.id, {"ends": last}))
        for post in service.posts:
            self.out.posts_closed.append(PostClosed(post.id, last if last >= post.starts else None))
        change = (Change.LEFT, "", f"{last:%-d %b %Y}")
        if leaver.member:
            leaver.member.changes.append(change)
            return
        name = self.state.people[service.person].name
        self.out.recorded.append(Recorded(Change.LEFT, service.person, None, after=change[2]))
        self.out.rows.append(RowOutcome(None, service.number, name, Result.NOT_IN_FILE, (said(*change),)))

    def _plan_supervisions(
        self, members: Sequence[Member], supervisors: Mapping[Ref, Ref], led: Mapping[Ref, set[Ref]]
    ) -> None:
        """Keep what HR says where the unit tree does not say it already; what a person set by hand stays."""
        current = {supervision.person: supervision for supervision in self.state.supervisions}
        names = {member.ref: member.row.name for member in members}
        for member in members:
            supervisor = supervisors.get(member.ref)
            held = current.get(member.ref) if isinstance(member.ref, int) else None
            if supervisor is None or (held and held.supervisor == supervisor):
                continue
            name = names.get(supervisor) or self._name_of(supervisor)
            if held and held.by_hand:
                mine = self._name_of(held.supervisor)
                disagreement = Disagreement(held.person, member.row.name, member.row.line, "supervisor", name, mine)
                self.out.disagreements.append(disagreement)
                member.notes.append(kept_by_hand(disagreement))
                continue
            tree_says_it = led.get(member.ref) == {supervisor}
            if held:
                self.out.supervisions_closed.append(held.id)
                member.changes.append((Change.SUPERVISOR_CHANGED, self._name_of(held.supervisor), name))
            elif not tree_says_it and not member.is_new_service:
                member.changes.append((Change.SUPERVISOR_CHANGED, "", name))
            if not tree_says_it:
                self.out.supervisions.append(SupervisionOpened(member.ref, supervisor))

    def _end_supervisions_of_the_gone(self, members: Sequence[Member], leaving: Mapping[int, date]) -> None:
        """Nobody answers for, or to, somebody who serves no longer."""
        serving: set[Ref] = {member.ref for member in members}
        serving |= {s.person for s in self.state.services if (leaving.get(s.id) or s.ends or self.as_at) >= self.as_at}
        closed = set(self.out.supervisions_closed)
        ending: dict[int, list[KnownSupervision]] = defaultdict(list)
        for supervision in self.state.supervisions:
            if supervision.id not in closed and not {supervision.person, supervision.supervisor} <= serving:
                ending[supervision.person].append(supervision)
        for person, supervisions in ending.items():
            self.out.supervisions_closed.extend(supervision.id for supervision in supervisions)
            if person in serving:
                before = self._name_of(supervisions[0].supervisor)
                self.out.recorded.append(Recorded(Change.SUPERVISOR_CHANGED, person, None, before=before))

    def _name_of(self, person: Ref) -> str:
        return self.state.people[person].name if isinstance(person, int) else ""

    def _report(self, member: Member) -> None:
        first, *others = member.match.rows
        sentences = (*(said(*change) for change in member.changes), *member.notes)
        result = Result.CHANGED if member.changes else Result.UNCHANGED
        self.out.rows.append(RowOutcome(first.line, first.number, first.name, result, sentences))
        for row in others:
            words = Sentence(N_("Read together with line %(line)d."), {"line": first.line})
            self.out.rows.append(RowOutcome(row.line, row.number, row.name, result, (words,)))
        self.out.recorded.extend(
            Recorded(change, member.ref, first.line, before, after) for change, before, after in member.changes
        )

    def _stop(self) -> StopReason | None:
        """Ask before an extract ends, moves or re-ranks more of the people we know than the force allows."""
        serving = {service.person for service in self.state.services if service.ends is None}
        ended = self.out.people_who(Change.LEFT) & serving
        moved, ranked = self.out.people_who(*MOVED) & serving, self.out.people_who(*RE_RANKED) & serving
        share = self.settings.stop_at_share
        if len(ended | moved | ranked) <= share * len(serving):
            return None
        text = N_(
            "The extract would end %(ended)d, move %(moved)d and re-rank %(ranked)d of %(people)d people, "
            "which is more than %(share)g%%."
        )
        counts = {"ended": len(ended), "moved": len(moved), "ranked": len(ranked), "people": len(serving)}
        words = Sentence(text, {**counts, "share": share * 100})
        return StopReason(len(ended), len(moved), len(ranked), len(serving), words)
