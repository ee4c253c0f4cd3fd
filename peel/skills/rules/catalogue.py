"""Reads a catalogue of skills as JSON: one object per skill with its rule and links."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from .book import Skill
from .grammar import RuleError, RuleVersion, SkillKind, parse_rule
from .links import Link, LinkKind, LinksError, check_links

_KINDS = {"authorised": SkillKind.AUTHORISED, "required learning": SkillKind.LEARNING, "learning": SkillKind.LEARNING}
_BESIDE_THE_RULE = ("initial_hours", "authorisation")


def rule_form(entry: Mapping[str, Any]) -> dict[str, Any]:
    """The rule of a catalogue entry as it is kept: what stands beside it there and belongs to it is taken in."""
    form = dict(entry.get("rule") or {})
    for key in _BESIDE_THE_RULE:
        if entry.get(key) is not None:
            form.setdefault(key, entry[key])
    return form


def skill_kind(entry: Mapping[str, Any]) -> SkillKind:
    """Authorised or required learning; anything else is refused."""
    try:
        return _KINDS[entry["kind"]]
    except KeyError:
        raise RuleError("unknown_kind", kind=str(entry.get("kind", ""))) from None


def read_skill(entry: Mapping[str, Any], *, effective_from: date = date.min) -> Skill:
    """The skill that a catalogue entry spells, its rule in force from ``effective_from``."""
    return Skill(entry["code"], skill_kind(entry), (RuleVersion(parse_rule(rule_form(entry)), effective_from),))


def links_of(entry: Mapping[str, Any], *, effective_from: date = date.min) -> list[Link]:
    """The links that a catalogue entry names."""
    return [
        Link(kind, entry["code"], other, effective_from) for kind in LinkKind for other in entry.get(kind.value, ())
    ]


def read_catalogue(entries: Iterable[Mapping[str, Any]]) -> tuple[list[Skill], list[Link]]:
    """Skills and links of a whole catalogue. A link to an unknown code, to itself or round in a circle is refused."""
    entries = list(entries)
    skills = [read_skill(entry) for entry in entries]
    links = [link for entry in entries for link in links_of(entry)]
    if problems := check_links((skill.code for skill in skills), links):
        raise LinksError(problems)
    return skills, links
