"""Every write of the skills room. Each is one transaction, told to the ledger, with standing computed inside it."""

from peel.skills.actions.authority import authorise, revoke, transfer_out
from peel.skills.actions.awards import (
    NewAward,
    award,
    award_from_learning,
    award_many,
    correct_award,
    undo_batch,
    verify_award,
    void_award,
)
from peel.skills.actions.cpd import log_cpd, reflect, withdraw_cpd
from peel.skills.actions.disputes import claim, object_to, turn_down, uphold
from peel.skills.actions.holds import begin_training, release, suspend, withdraw
from peel.skills.actions.restand import restand, restand_ids
from peel.skills.actions.rule_book import end_requirement, link, require, set_rule, unlink
from peel.skills.actions.waivers import end_waiver, waive

__all__ = [
    "NewAward",
    "authorise",
    "award",
    "award_from_learning",
    "award_many",
    "begin_training",
    "claim",
    "correct_award",
    "end_requirement",
    "end_waiver",
    "link",
    "log_cpd",
    "object_to",
    "reflect",
    "release",
    "require",
    "restand",
    "restand_ids",
    "revoke",
    "set_rule",
    "suspend",
    "transfer_out",
    "turn_down",
    "undo_batch",
    "unlink",
    "uphold",
    "verify_award",
    "void_award",
    "waive",
    "withdraw",
    "withdraw_cpd",
]
