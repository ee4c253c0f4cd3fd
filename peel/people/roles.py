"""What people may do: permissions, and the roles that bundle them. Reviewed like code, because it is code.

A role is held *at* a place (``people.models.RoleHeld``): a unit and all below it, a force, or the nation. Everyone has
:data:`EVERYONE`; who leads a unit, or answers for somebody, has :data:`SUPERVISOR` there. ``docs/reference/roles.md``
is written from this file.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class Permission(StrEnum):
    """One thing that somebody may do at a place."""

    LEARN = "learn"
    SEE_TEAM = "see_team"
    SEE_PEOPLE = "see_people"
    TAKE_OVER = "take_over"
    RECORD_AWARDS = "record_awards"
    DECIDE_QUERIES = "decide_queries"
    AUTHORISE = "authorise"
    WAIVE = "waive"
    SET_RULES = "set_rules"
    WRITE_LESSONS = "write_lessons"
    PUBLISH_LESSONS = "publish_lessons"
    READ_DEMAND = "read_demand"
    IMPORT_PEOPLE = "import_people"
    IMPORT_AWARDS = "import_awards"
    READ_EVIDENCE = "read_evidence"
    EXPORT_SUBJECT_ACCESS = "export_subject_access"
    DISCLOSE = "disclose"
    GIVE_ROLES = "give_roles"
    SEE_FAILURES = "see_failures"
    FORCE_SETTINGS = "force_settings"
    HOLD_AND_ERASE = "hold_and_erase"


class Level(StrEnum):
    """How much a role covers where it is held."""

    UNIT = "unit"
    FORCE = "force"
    NATION = "nation"


@dataclass(frozen=True, slots=True)
class Role:
    """A bundle of permissions with the name that people see, and where it can be held."""

    code: str
    name: str | Promise
    purpose: str | Promise
    permissions: frozenset[Permission]
    levels: frozenset[Level] = frozenset(Level)


P = Permission
EVERYONE = Role("everyone", _("Everyone"), _("Learns, and keeps their own record"), frozenset({P.LEARN}))
SUPERVISOR = Role(
    "supervisor",
    _("Supervisor"),
    _("Sees the standing of the people they answer for, and takes over or hands over people"),
    frozenset({P.SEE_TEAM, P.TAKE_OVER}),
)
_HELD = [
    Role(
        "training-administrator",
        _("Training administrator"),
        _("Keeps records of training for a force or part of it"),
        frozenset({P.SEE_PEOPLE, P.RECORD_AWARDS, P.DECIDE_QUERIES, P.IMPORT_AWARDS, P.READ_DEMAND}),
    ),
    Role(
        "author",
        _("Author"),
        _("Writes and publishes lessons"),
        frozenset({P.WRITE_LESSONS, P.PUBLISH_LESSONS, P.READ_DEMAND}),
    ),
    Role(
        "head-of-profession",
        _("Head of profession"),
        _("Owns the content and the rules of a strand of skills"),
        frozenset({P.WRITE_LESSONS, P.PUBLISH_LESSONS, P.READ_DEMAND, P.SET_RULES, P.AUTHORISE, P.WAIVE}),
    ),
    Role(
        "commander",
        _("Commander"),
        _("Sees the standing of everyone in their command"),
        frozenset({P.SEE_TEAM, P.SEE_PEOPLE, P.TAKE_OVER, P.READ_DEMAND}),
    ),
    Role(
        "force-administrator",
        _("Force administrator"),
        _("Runs Peel for one force: people, roles, settings, failed work"),
        frozenset({P.SEE_PEOPLE, P.IMPORT_PEOPLE, P.IMPORT_AWARDS, P.GIVE_ROLES, P.SEE_FAILURES, P.FORCE_SETTINGS}),
        frozenset({Level.FORCE}),
    ),
    Role(
        "national-administrator",
        _("National administrator"),
        _("Keeps national skills, frameworks and lessons; sees no person of any force"),
        frozenset({P.SET_RULES, P.WRITE_LESSONS, P.PUBLISH_LESSONS, P.SEE_FAILURES, P.READ_DEMAND}),
        frozenset({Level.NATION}),
    ),
    Role(
        "auditor",
        _("Auditor"),
        _("Reads what stood on a record at a moment, and what was known then; every reading is logged"),
        frozenset({P.SEE_PEOPLE, P.READ_EVIDENCE, P.EXPORT_SUBJECT_ACCESS}),
    ),
    Role(
        "disclosure-officer",
        _("Disclosure officer"),
        _("One of the two people who together open what a court has ordered"),
        frozenset({P.DISCLOSE}),
        frozenset({Level.FORCE}),
    ),
    Role(
        "data-protection-officer",
        _("Data protection officer"),
        _("Answers what people ask about their data, holds what a court may want, erases what is due"),
        frozenset({P.SEE_PEOPLE, P.EXPORT_SUBJECT_ACCESS, P.HOLD_AND_ERASE}),
        frozenset({Level.FORCE}),
    ),
]
ROLES: dict[str, Role] = {role.code: role for role in _HELD}

WORDS: dict[Permission, str | Promise] = {
    P.LEARN: _("Learn, and keep one’s own record"),
    P.SEE_TEAM: _("See the standing of people: what is in date, due and lapsed"),
    P.SEE_PEOPLE: _("Find people and read their record: posts, skills, awards and evidence"),
    P.TAKE_OVER: _("Take over and hand over people"),
    P.RECORD_AWARDS: _("Record awards"),
    P.DECIDE_QUERIES: _("Decide when somebody says that the record is wrong"),
    P.AUTHORISE: _("Authorise people to use a skill, and take it back"),
    P.WAIVE: _("Waive a requirement for a time"),
    P.SET_RULES: _("Set the rules of skills: validity, links, requirements"),
    P.WRITE_LESSONS: _("Write lessons"),
    P.PUBLISH_LESSONS: _("Publish lessons"),
    P.READ_DEMAND: _("See what people search for and do not find"),
    P.IMPORT_PEOPLE: _("Import people from HR"),
    P.IMPORT_AWARDS: _("Import old records"),
    P.READ_EVIDENCE: _("Read what stood on a record at a moment, with its sources"),
    P.EXPORT_SUBJECT_ACCESS: _("Make the copy of everything held about a person that they may ask for"),
    P.DISCLOSE: _("With a second person, open what a court has ordered, and only that"),
    P.GIVE_ROLES: _("Give people roles and ways to sign in"),
    P.SEE_FAILURES: _("See work that failed, and try it again"),
    P.FORCE_SETTINGS: _("Change a force’s settings"),
    P.HOLD_AND_ERASE: _("Hold a record for a court, and erase an identity when that is due"),
}
"""What each permission lets somebody do, as people read it."""

READS_RECORDS = (P.SEE_TEAM, P.SEE_PEOPLE)
"""Permissions that let somebody find and read another person's record."""

READS_MORE = (P.READ_EVIDENCE, P.EXPORT_SUBJECT_ACCESS, P.DISCLOSE)
"""Permissions that open more of a record to whoever holds them there."""

OUTLASTS_SERVICE = frozenset({P.READ_EVIDENCE, P.EXPORT_SUBJECT_ACCESS, P.DISCLOSE, P.HOLD_AND_ERASE})
"""Permissions that concern a record, and so people who left as well as those who serve."""
