"""Skills, the rules by which they stay in date, and the proof that somebody holds them.

Awards, authorisations, rules, links, requirements and waivers are rows that are never edited: a change is a new row, a
mistake is a row that corrects or retracts. What stands today is computed from them by ``skills.rules`` and kept in
:class:`Standing`, which holds the coming steps too, so that passing time never makes it wrong.
"""

from peel.skills.models.cpd import CpdEntry
from peel.skills.models.dispute import Query
from peel.skills.models.framework import Competency, CompetencyLink, Framework
from peel.skills.models.old_records import Reconciled, Unmatched
from peel.skills.models.proof import Authorisation, Award, AwardBatch, Hold, Waiver
from peel.skills.models.skill import BookVersion, Requirement, Skill, SkillLink, SkillRule
from peel.skills.models.standing import Standing

__all__ = [
    "Authorisation",
    "Award",
    "AwardBatch",
    "BookVersion",
    "Competency",
    "CompetencyLink",
    "CpdEntry",
    "Framework",
    "Hold",
    "Query",
    "Reconciled",
    "Requirement",
    "Skill",
    "SkillLink",
    "SkillRule",
    "Standing",
    "Unmatched",
    "Waiver",
]
