"""The unit tree of an invented force, sized to its people, and what share of which rank each unit takes."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from string import ascii_uppercase
from typing import Any

CONSTABLE, SERGEANT, INSPECTOR = "Constable", "Sergeant", "Inspector"
CHIEF_INSPECTOR, SUPERINTENDENT = "Chief Inspector", "Superintendent"
CHIEF_SUPERINTENDENT, CHIEF_OFFICER = "Chief Superintendent", "Chief Officer"
STAFF, PCSO, SPECIAL, VOLUNTEER = "Police Staff", "Community Support Officer", "Special Constable", "Volunteer"
DETENTION, INVESTIGATION = "Detention", "Investigation"

POSTED_TO_TEAMS = {CONSTABLE, SERGEANT, PCSO, STAFF, SPECIAL, VOLUNTEER, DETENTION, INVESTIGATION}
PEOPLE_PER_COMMAND = 750
TEAM_SIZE = 20
COMPASS = ("", "North", "South", "East", "West", "Central", "Upper", "Lower", "Inner", "Outer", "New", "Old", "High")


@dataclass(slots=True)
class UnitPlan:
    """One unit to be made. ``parent`` is its place in the list; ``takes`` are weights for sharing people out."""

    code: str
    name: str
    kind: str
    parent: int | None = None
    function: str = ""
    pattern: str = ""
    team: int = 0
    detective: bool = False
    takes: dict[str, float] = field(default_factory=dict)


@cache
def tables() -> dict[str, Any]:
    """``data/layout.toml``."""
    return tomllib.loads(files("peel.demo").joinpath("data/layout.toml").read_text(encoding="utf-8"))


def layout(style: str, *, people: int, of_rank: Mapping[str, int]) -> list[UnitPlan]:
    """Groups, commands, functions and teams, each after its parent; local commands grow in number with the people."""
    told = tables()
    chosen = told["styles"][style]
    local = max(1, min(chosen["most"], round(people / PEOPLE_PER_COMMAND)))
    units: list[UnitPlan] = []
    for code, group in told["groups"].items():
        here = len(units)
        takes = {CHIEF_SUPERINTENDENT: group["chief_superintendent"]}
        units.append(UnitPlan(f"GROUP-{code}", group["name"], "group", takes=takes))
        commands = [command for command in told["commands"] if command["group"] == code]
        if code == "LOCAL":
            commands = list(_local_commands(chosen, local, told["local"]))
        for command in commands:
            _add_command(units, here, command, split=local if code == "LOCAL" else 1, of_rank=of_rank)
    return units


def _local_commands(style: Mapping[str, Any], count: int, share: Mapping[str, float]) -> Iterator[dict[str, Any]]:
    """Plain names first, then the same with a point of the compass."""
    names = [f"{point} {name}".strip() for point in COMPASS for name in style["places"]]
    for name in names[:count]:
        yield {
            "code": name.upper().replace(" ", ""),
            "name": f"{name} {style['word']}",
            "functions": style["functions"],
            "share": share,
        }


def _add_command(
    units: list[UnitPlan], parent: int, command: Mapping[str, Any], *, split: int, of_rank: Mapping[str, int]
) -> None:
    here = len(units)
    takes = {rank: share / split for rank, share in command["share"].items()}
    detective = command.get("detective", False)
    units.append(UnitPlan(command["code"], command["name"], "command", parent, detective=detective, takes=takes))
    for code in command["functions"]:
        _add_function(units, here, f"{command['code']}-{code}", tables()["functions"][code], split, of_rank)


def _add_function(
    units: list[UnitPlan],
    parent: int,
    code: str,
    told: Mapping[str, Any],
    split: int,
    of_rank: Mapping[str, int],
) -> None:
    here = len(units)
    share = {rank: percent / split for rank, percent in told["share"].items()}
    work = {"function": told["function"], "detective": told.get("detective", False)}
    takes = {rank: percent for rank, percent in share.items() if rank not in POSTED_TO_TEAMS}
    units.append(UnitPlan(code, told["name"], "function", parent, pattern="office", takes=takes, **work))
    in_teams = {rank: percent for rank, percent in share.items() if rank in POSTED_TO_TEAMS}
    expected = sum(of_rank.get(rank, 0) * percent / 100 for rank, percent in in_teams.items())
    teams = told.get("teams") or max(1, round(expected / told.get("team_size", TEAM_SIZE)))
    takes = {rank: percent / teams for rank, percent in in_teams.items()}
    for number, letter in enumerate(team_letters(teams)):
        name = f"{told['name']} {letter}" if teams > 1 else f"{told['name']} team"
        units.append(
            UnitPlan(f"{code}-{letter}", name, "team", here, pattern=told["pattern"], team=number, takes=takes, **work)
        )


def team_letters(count: int) -> list[str]:
    """A to Z, then AA, AB and so on."""
    letters = list(ascii_uppercase)
    return [*letters, *(first + second for first in letters for second in letters)][:count]
