"""What a dispute about a record leads to when the person is right."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from peel.people.models import Person
from peel.skills.actions.awards import NewAward, correct_award, void_award
from peel.skills.actions.awards import award as write_award
from peel.skills.actions.disputes import uphold
from peel.skills.models import Award, Query
from peel.skills.refused import Refused


@transaction.atomic
def put_right(
    query: Query,
    *,
    by: Person,
    award: Award | None = None,
    void: bool = False,
    achieved_on: date | None = None,
    expires_on: date | None = None,
    authority: str = "",
    answer: str = "",
) -> Query:
    """Uphold a dispute and change what it is about: an award of that line, whether the person named it or not, or one
    that is missing (``award`` None). What is None or empty stays as it is; if nothing would change it is refused.
    """
    if query.kind == Query.Kind.ELSEWHERE:
        told = {"achieved_on": achieved_on, "expires_on": expires_on}
        right = {name: value for name, value in told.items() if value is not None}
        return uphold(query, by=by, answer=answer, authority=authority, right=right)
    if award is None:
        if achieved_on is None or void:
            raise Refused(_("Say on which day the missing award was achieved."))
        done = uphold(query, by=by, answer=answer)
        new = NewAward(
            person=query.person,
            skill=query.skill,
            achieved_on=achieved_on,
            expires_on=expires_on,
            source=Award.Source.ELSEWHERE,
            authority=authority,
            evidence={"query": query.pk},
        )
        write_award(new, by=by, force=query.force)
        return done
    right = _otherwise(award, achieved_on=achieved_on, expires_override=expires_on, authority=authority)
    if not void and not right:
        raise Refused(_("Nothing would change. Say what should read otherwise, or that the record stays as it is."))
    if award == query.award:
        return uphold(query, by=by, answer=answer, void=void, right=None if void else right)
    done = uphold(query, by=by, answer=answer)
    reason = str(_("Disputed and upheld"))
    if void:
        void_award(award, by=by, reason=reason)
    else:
        correct_award(award, by=by, reason=reason, **right)
    return done


def _otherwise(award: Award, **told: Any) -> dict[str, Any]:
    """What of this differs from what the award says."""
    return {name: value for name, value in told.items() if value and value != getattr(award, name)}
