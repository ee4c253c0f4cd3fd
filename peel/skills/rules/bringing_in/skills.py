"""A catalogue of skills as a file spells it, and what it would change in the skills there are."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from peel.foundation.sentence import N_, Sentence

from ..catalogue import rule_form, skill_kind
from ..grammar import parse_rule
from ..links import Link, LinkKind, check_links
from .report import Did, RowRefused, RowReport

CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")
TEXTS = {"name": 160, "short": 40, "family": 60, "note": 2000}
NUMBERS = {"months", "events", "requalify_months", "renew_early_days", "due_days", "grace_days", "position"}
HOURS = {"hours", "cpd_hours", "initial_hours", "refresher_hours"}
YES_OR_NO = {"critical", "carries_duty", "unverified_counts", "ends_on_transfer"}
LISTS = {"also_called", "also_needs", *(kind.value for kind in LinkKind)}
RULE_COLUMNS = {
    "type", "what", "months", "hours", "events", "requalify_months", "cpd_hours", "refresher_hours",
    "renew_early_days", "due_days", "grace_days", "carries_duty", "unverified_counts",
}  # fmt: skip
COLUMNS = {
    "code", "kind", "retired_on", "authorised_by", "consequence", "consequence_by", "consequence_on",
    *TEXTS, *NUMBERS, *HOURS, *YES_OR_NO, *LISTS, *RULE_COLUMNS,
}  # fmt: skip
"""What a table may be headed with. Anything else is not read, and said so."""
WORDS = {"yes": True, "y": True, "true": True, "1": True, "no": False, "n": False, "false": False, "0": False}


class Consequence(NamedTuple):
    """The authorising officer's own words, whose they are and of which day."""

    text: str
    by: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One skill of a file. ``links`` has only the kinds that the file speaks of; the others stay as they are."""

    row: int
    code: str
    columns: Mapping[str, Any]
    rule: Mapping[str, Any] | None
    consequence: Consequence | None
    links: Mapping[LinkKind, tuple[str, ...]]


class HeldLink(NamedTuple):
    """A link that applies now. ``own`` is False where a force has it from the nation."""

    kind: LinkKind
    other: str
    own: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A skill that there is. ``own`` is False for a national one in the eyes of a force, which cannot rename it."""

    id: int
    columns: Mapping[str, Any]
    rule: Mapping[str, Any] | None
    consequence: Consequence | None
    links: frozenset[HeldLink]
    own: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What to write for one skill; ``skill`` is None for a new one. ``rule`` None leaves the rule as it is."""

    code: str
    skill: int | None
    columns: Mapping[str, Any]
    rule: Mapping[str, Any] | None
    consequence: Consequence | None
    add: tuple[tuple[LinkKind, str], ...]
    drop: tuple[HeldLink, ...]

    @property
    def empty(self) -> bool:
        return self.skill is not None and not (self.columns or self.rule is not None or self.add or self.drop)


@dataclass(frozen=True, slots=True)
class Plan:
    """What a file would change, and a report of every row. With a refused row nothing is written at all."""

    changes: tuple[Change, ...]
    report: tuple[RowReport, ...]

    @property
    def refused(self) -> bool:
        return any(row.did is Did.REFUSED for row in self.report)


def form_of_row(row: Mapping[str, str]) -> dict[str, Any]:
    """A row of a table as the JSON form of a skill. Empty cells say nothing, except under the three links."""
    form: dict[str, Any] = {}
    rule: dict[str, Any] = {}
    for column, cell in row.items():
        if column not in COLUMNS or (not cell and column not in LISTS):
            continue
        (rule if column in RULE_COLUMNS else form)[column] = _value(column, cell)
    ends_on_transfer = form.pop("ends_on_transfer", True)
    if authorised_by := form.pop("authorised_by", ""):
        form["authorisation"] = {"by": authorised_by, "ends_on_transfer": ends_on_transfer}
    if text := form.pop("consequence", ""):
        form["consequence"] = {
            "text": text, "by": form.pop("consequence_by", ""), "on": form.pop("consequence_on", "")
        }  # fmt: skip
    return {**form, "rule": rule} if rule else form


def _value(column: str, cell: str) -> Any:
    if column in LISTS:
        return [word.strip() for word in re.split(r"[;,]", cell) if word.strip()]
    if column in NUMBERS or column in HOURS:
        try:
            number = Decimal(cell)
        except InvalidOperation:
            return cell
        return int(number) if number == int(number) else float(number)
    return WORDS.get(cell.lower(), cell) if column in YES_OR_NO else cell


def read_entry(form: Mapping[str, Any], *, row: int) -> Entry:
    """What one object of the file says, or :class:`RowRefused` or ``RuleError``."""
    code = str(form.get("code", "")).strip()
    if not CODE.fullmatch(code):
        raise RowRefused(Sentence(N_("“%(code)s” is no code: letters, digits, dots and dashes."), {"code": code}))
    columns: dict[str, Any] = {name: _text(form, name, longest) for name, longest in TEXTS.items() if form.get(name)}
    if needs := form.get("also_needs"):
        also = "Also needs " + ", ".join(map(str, needs)) + "."
        columns["note"] = f"{columns['note']}. {also}" if columns.get("note") else also
    if "kind" in form:
        columns["kind"] = skill_kind(form).value
    if "also_called" in form:
        columns["also_called"] = [str(name) for name in form["also_called"]]
    for name in ("critical", "position"):
        if name in form:
            columns[name] = form[name]
    if form.get("retired_on"):
        columns["retired_on"] = _day(form["retired_on"])
    rule = rule_form(form) if form.get("rule") else None
    if rule is not None:
        parse_rule(rule)
    links = {kind: tuple(map(str, form[kind.value])) for kind in LinkKind if kind.value in form}
    return Entry(row=row, code=code, columns=columns, rule=rule, consequence=_consequence(form), links=links)


def _text(form: Mapping[str, Any], name: str, longest: int) -> str:
    text = " ".join(str(form[name]).split())
    if len(text) > longest:
        raise RowRefused(
            Sentence(N_("“%(name)s” is longer than %(longest)s letters."), {"name": name, "longest": longest})
        )
    return text


def _day(text: Any) -> date:
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        raise RowRefused(Sentence(N_("“%(text)s” is no date; write 2026-11-21."), {"text": text})) from None


def _consequence(form: Mapping[str, Any]) -> Consequence | None:
    said = form.get("consequence")
    if not said:
        return None
    if not isinstance(said, Mapping) or not (said.get("text") and said.get("by") and said.get("on")):
        raise RowRefused(Sentence(N_("Words about the consequence name the officer whose they are, and their day.")))
    return Consequence(str(said["text"]), str(said["by"]), _day(said["on"]))


def plan(entries: Sequence[Entry], held: Mapping[str, Held], *, refused: Iterable[RowReport] = ()) -> Plan:
    """Compare a file with what there is. ``refused`` are the rows that could not be read."""
    changes: list[Change] = []
    report = [*refused]
    seen: set[str] = set()
    for entry in entries:
        before = held.get(entry.code)
        if reason := _why_not(entry, before, seen):
            report.append(RowReport(entry.row, entry.code, Did.REFUSED, (reason,)))
            continue
        seen.add(entry.code)
        change = _change(entry, before)
        did = Did.ADDED if before is None else Did.UNCHANGED if change.empty else Did.CHANGED
        report.append(RowReport(entry.row, entry.code, did, _said(change) if did is Did.CHANGED else ()))
        if not change.empty:
            changes.append(change)
    rows = {entry.code: entry.row for entry in entries}
    for problem in check_links({*held, *seen}, _links_after(held, changes)):
        code = problem.skills[0]
        said = _said_of_links(problem.code, problem.kind, problem.skills)
        report.append(RowReport(rows.get(code, 0), code, Did.REFUSED, (said,)))
    return Plan(tuple(changes), tuple(sorted(report, key=lambda row: row.row)))


def _why_not(entry: Entry, before: Held | None, seen: set[str]) -> Sentence | None:
    if entry.code in seen:
        return Sentence(N_("This code is in the file twice."))
    if before is None and not {"name", "kind"} <= entry.columns.keys():
        return Sentence(N_("A new skill needs a name and a kind."))
    if before is None and entry.rule is None:
        return Sentence(N_('A new skill needs a rule; {"type": "none"} is the one without an end.'))
    return None


def _change(entry: Entry, before: Held | None) -> Change:
    links = before.links if before else frozenset[HeldLink]()
    wanted = {(kind, other) for kind, others in entry.links.items() for other in others}
    has = {(link.kind, link.other) for link in links}
    columns = {name: value for name, value in entry.columns.items() if not before or before.columns[name] != value}
    same_rule = before is not None and (
        entry.rule is None or (entry.rule == before.rule and entry.consequence in (None, before.consequence))
    )
    return Change(
        code=entry.code,
        skill=before.id if before else None,
        columns=columns if before is None or before.own else {},
        rule=None if same_rule else entry.rule,
        consequence=entry.consequence or (before.consequence if before else None),
        add=tuple(sorted(wanted - has)),
        drop=tuple(sorted(link for link in links if link.kind in entry.links and link[:2] not in wanted)),
    )


def _links_after(held: Mapping[str, Held], changes: Sequence[Change]) -> list[Link]:
    changed = {change.code: change for change in changes}
    kept = [
        Link(link.kind, code, link.other)
        for code, skill in held.items()
        for link in skill.links
        if code not in changed or link not in changed[code].drop
    ]
    return kept + [Link(kind, change.code, other) for change in changes for kind, other in change.add]


def _said(change: Change) -> tuple[Sentence, ...]:
    said = [Sentence(N_("New %(column)s."), {"column": column}) for column in sorted(change.columns)]
    if change.rule is not None:
        said.append(Sentence(N_("New version of the rule.")))
    said += [Sentence(N_("Now %(kind)s %(other)s."), {"kind": kind, "other": other}) for kind, other in change.add]
    dropped = ({"kind": link.kind, "other": link.other} for link in change.drop)
    said += [Sentence(N_("No longer %(kind)s %(other)s."), values) for values in dropped]
    return tuple(said)


def _said_of_links(code: str, kind: LinkKind, skills: Sequence[str]) -> Sentence:
    values = {"kind": kind.value, "skill": skills[0], "other": skills[-1], "round": " → ".join(skills)}
    match code:
        case "unknown_skill":
            return Sentence(N_("%(skill)s %(kind)s %(other)s, and there is no skill with that code."), values)
        case "link_to_itself":
            return Sentence(N_("%(skill)s %(kind)s itself."), values)
        case _:
            return Sentence(N_("These skills go round in a circle (%(kind)s): %(round)s."), values)
