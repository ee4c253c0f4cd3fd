"""What an import says about a change, as sentences."""

from peel.foundation.sentence import N_, Sentence
from peel.people.rules.hr_import.plan import Change, Disagreement

SENTENCES = {
    Change.JOINED: N_("Joins as %(after)s."),
    Change.REJOINED: N_("Rejoins as %(after)s and keeps the record of before."),
    Change.REINSTATED: N_("Has not left after all."),
    Change.LEFT: N_("Leaves; the last day is %(after)s."),
    Change.MOVED: N_("Moves from %(before)s to %(after)s."),
    Change.PROMOTED: N_("Promoted from %(before)s to %(after)s."),
    Change.RERANKED: N_("Rank changes from %(before)s to %(after)s."),
    Change.ACTING_BEGAN: N_("Acts as %(after)s."),
    Change.ACTING_ENDED: N_("No longer acts as %(before)s."),
    Change.PLACED: N_("Is placed as %(after)s."),
    Change.POST_ADDED: N_("Has another post: %(after)s."),
    Change.POST_ENDED: N_("No longer has the post %(before)s."),
    Change.RENAMED: N_("Name changes from %(before)s to %(after)s."),
    Change.RENUMBERED: N_("Number changes from %(before)s to %(after)s."),
    Change.COLLAR_CHANGED: N_("Collar number changes from %(before)s to %(after)s."),
    Change.TITLE_CHANGED: N_("Job title changes from %(before)s to %(after)s."),
    Change.LEADS_CHANGED: N_("Leads %(after)s instead of %(before)s."),
    Change.SUPERVISOR_CHANGED: N_("Supervisor changes from %(before)s to %(after)s."),
    Change.DETAIL_CHANGED: N_("Changes from %(before)s to %(after)s."),
}
NOTHING = N_("nothing")


def said(change: Change, before: str, after: str) -> Sentence:
    return Sentence(SENTENCES[change], {"before": before or NOTHING, "after": after or NOTHING})


KEPT = {
    "posting": N_("Keeps the posting %(peel_says)s, set by hand; HR says %(hr_says)s."),
    "acting rank": N_("Keeps the acting rank %(peel_says)s, set by hand; HR says %(hr_says)s."),
    "supervisor": N_("Keeps the supervisor %(peel_says)s, set by hand; HR says %(hr_says)s."),
}


def kept_by_hand(disagreement: Disagreement) -> Sentence:
    values = {"peel_says": disagreement.peel_says, "hr_says": disagreement.hr_says or NOTHING}
    return Sentence(KEPT[disagreement.about], values)
