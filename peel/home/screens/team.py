"""The screen of a team."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from peel.home.queries.team import Team
from peel.home.rules.team import Group, Need, Square, needs, on_shift
from peel.home.words import team as words
from peel.home.words.duty import shift_words
from peel.home.words.record import line_url
from peel.skills.queries.book import BookSkill
from peel.skills.queries.lines import Line
from peel.skills.rules.standing import Status
from peel.ui.components.heat import Cell, Heat, Row
from peel.ui.words import count_words


def team_screen(team: Team, *, title: str) -> dict[str, Any]:
    squares = team.squares()
    groups = needs(squares)
    now = shift(team, squares)
    return {
        "team": team,
        "eyebrow": [title, ngettext("%(n)s person", "%(n)s people", len(team.members)) % {"n": len(team.members)}],
        "title": words.headline(groups),
        "needs": need_entries(groups, team),
        "shift": now,
        "pressing": any(group.need in {Need.LAPSED, Need.SUSPENDED} for group in groups),
        "heat": heat(team, squares, on_duty=now["on"] if now else ()),
    }


def need_entries(groups: Sequence[Group], team: Team) -> list[words.NeedEntry]:
    names = team.names
    skills = {skill.id: skill for skill in team.book.skills.values()}
    return [
        words.need_entry(
            group,
            skill=skills[group.skill].name,
            names=names,
            today=team.today,
            url=line_of(group.people[0], skills[group.skill]) if len(group.people) == 1 else "",
        )
        for group in groups
    ]


def line_of(person: int, skill: BookSkill) -> str:
    return reverse("home:line_of", args=[person, skill.code])


def shift(team: Team, squares: list[Square]) -> dict[str, Any] | None:
    """Who is on and how many of them are in ticket, critical skill by critical skill; nothing for an empty team."""
    if not team.members:
        return None
    on_duty = team.on_duty()
    names = team.names
    critical = [skill for skill in team.book.skills.values() if skill.critical]
    counts = on_shift(squares, on_duty=on_duty.keys(), skills=[skill.id for skill in critical])
    by_id = {skill.id: skill.short or skill.name for skill in critical}
    number = ngettext("%(n)s on duty:", "%(n)s on duty:", len(on_duty)) % {"n": count_words(len(on_duty))}
    return {
        "aside": shift_words(on_duty.values()),
        "who": capfirst(number) if on_duty else "",
        "names": ", ".join(names[member.id] for member in team.members if member.id in on_duty),
        "counts": [words.shift_figure(one, skill=by_id[one.skill], names=names) for one in counts if one.of],
        "on": on_duty.keys(),
    }


def heat(team: Team, squares: list[Square], *, on_duty: Collection[int]) -> Heat | None:
    """People by the skills that any of them holds, held or must; nothing for a team without lines."""
    by_person: dict[int, dict[int, Line]] = defaultdict(dict)
    for line in team.lines:
        by_person[line.person][line.skill.id] = line
    shown = [skill for skill in team.book.skills.values() if any(skill.id in lines for lines in by_person.values())]
    if not shown:
        return None
    names = team.names
    rows = [
        Row(
            name=names[member.id],
            note=_("On now") if member.id in on_duty else "",
            cells=[_cell(by_person[member.id].get(skill.id), team) for skill in shown],
            href=reverse("home:record_of", args=[member.id]),
        )
        for member in team.members
    ]
    return Heat(
        label=_("Skills by person, table"),
        heads=[skill.short or skill.name for skill in shown],
        rows=rows,
        foot=[_in_date(skill, squares) for skill in shown],
        foot_name=_("In date"),
    )


def _cell(line: Line | None, team: Team) -> Cell:
    """A square; only one that is not plainly in date leads anywhere, since an address costs as much as the square."""
    if line is None or line.said.status is Status.IN_DATE:
        return words.cell(line, today=team.today, href="")
    return words.cell(line, today=team.today, href=line_url(line, person=line.person))


def _in_date(skill: BookSkill, squares: list[Square]) -> str:
    concerned = [one for one in squares if one.skill == skill.id]
    return f"{sum(one.stands for one in concerned)}/{len(concerned)}"
