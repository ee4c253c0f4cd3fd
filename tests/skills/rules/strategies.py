"""Invented rules, facts, books and records for property tests."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from peel.skills.rules.book import RuleBook, Skill
from peel.skills.rules.facts import (
    AuthorisationFact,
    AwardFact,
    AwardKind,
    HoldFact,
    HoldKind,
    QueryFact,
    SkillFacts,
    WaiverFact,
)
from peel.skills.rules.grammar import RuleVersion, SkillKind, parse_rule
from peel.skills.rules.links import Link, LinkKind

FIRST, LAST = date(2023, 1, 1), date(2027, 12, 31)
BEFORE_ALL = datetime(2022, 1, 1, tzinfo=UTC)
CODES = "ABCD"

dates = st.dates(FIRST, LAST)
moments = st.integers(0, 5 * 365 * 24 * 60).map(
    lambda minutes: datetime(2023, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)


@st.composite
def forms(draw: st.DrawFn, *, authorised: bool | None = None) -> dict[str, Any]:
    """A rule of any type, as JSON."""
    months = draw(st.integers(1, 40))
    form: dict[str, Any] = draw(
        st.sampled_from(
            [
                {"type": "none"},
                {"type": "months", "months": months},
                {"type": "months", "months": months, "refresher_hours": 6},
                {"type": "end_of_month", "months": months},
                {"type": "end_of_quarter", "months": months},
                {"type": "hours_in_period", "hours": 12, "months": months},
                {"type": "events_in_period", "events": 2, "months": months},
                {"type": "events_in_period", "events": 1, "months": 4, "requalify_months": 12},
                {"type": "portfolio", "cpd_hours": 12, "months": months},
            ]
        )
    )
    form = {**form, "grace_days": draw(st.sampled_from([0, 0, 20])), "due_days": draw(st.sampled_from([0, 30, 90]))}
    if form["type"] != "none":
        form["renew_early_days"] = draw(st.sampled_from([0, 30, 90]))
    if draw(st.booleans()) if authorised is None else authorised:
        form["authorisation"] = {"by": "superintendent"}
    if draw(st.integers(0, 4)) == 0:
        form["conversion"] = {"to": "new", "from": "2025-04-01", "cut_off": "2025-12-31"}
    return form


@st.composite
def versions(draw: st.DrawFn, *, authorised: bool | None = None) -> tuple[RuleVersion, ...]:
    """One version of a rule, or two, the later one perhaps retrospective."""
    made = [RuleVersion(parse_rule(draw(forms(authorised=authorised))), FIRST)]
    if draw(st.integers(0, 2)) == 0:
        rule = parse_rule(draw(forms(authorised=authorised)))
        made.append(RuleVersion(rule, draw(st.dates(FIRST + timedelta(1), LAST)), draw(st.booleans())))
    return tuple(made)


@st.composite
def award_facts(draw: st.DrawFn) -> AwardFact:
    """An award recorded on its day or some time after it."""
    on = draw(dates)
    recorded = datetime(on.year, on.month, on.day, 18, tzinfo=UTC) + timedelta(draw(st.sampled_from([0, 0, 0, 3, 400])))
    kind = draw(st.sampled_from([AwardKind.COURSE, AwardKind.COURSE, *AwardKind]))
    minutes = draw(st.sampled_from([None, None, 180, 420, 720]))
    expires_on = draw(st.none() | st.just(on + timedelta(200))) if draw(st.integers(0, 5)) == 0 else None
    edition = draw(st.sampled_from(["", "", "old", "new"]))
    return AwardFact(on, recorded, kind, minutes, expires_on, edition)


@st.composite
def numbered_awards(draw: st.DrawFn, most: int = 5) -> tuple[AwardFact, ...]:
    drawn = draw(st.lists(award_facts(), max_size=most))
    return tuple(award._replace(id=number) for number, award in enumerate(drawn, 1))


@st.composite
def authorisations(draw: st.DrawFn) -> AuthorisationFact:
    starts = draw(dates)
    return AuthorisationFact(
        starts,
        BEFORE_ALL,
        draw(st.none() | st.just(starts + timedelta(draw(st.integers(0, 900))))),
        draw(st.none() | moments),
        draw(st.booleans()),
    )


@st.composite
def waivers(draw: st.DrawFn) -> WaiverFact:
    starts = draw(dates)
    return WaiverFact(starts, starts + timedelta(draw(st.integers(0, 400))), BEFORE_ALL)


@st.composite
def holds(draw: st.DrawFn) -> HoldFact:
    starts = draw(moments)
    ends = draw(st.none() | st.just(starts + timedelta(hours=draw(st.integers(1, 9000)))))
    return HoldFact(draw(st.sampled_from(list(HoldKind))), starts, BEFORE_ALL, ends)


@st.composite
def queries(draw: st.DrawFn) -> QueryFact:
    asked = draw(moments)
    return QueryFact(asked, draw(st.none() | st.just(asked + timedelta(hours=draw(st.integers(1, 900))))))


@st.composite
def skill_facts(draw: st.DrawFn) -> SkillFacts:
    """Everything that can be on record about one skill."""
    return SkillFacts(
        draw(numbered_awards()),
        tuple(draw(st.lists(authorisations(), max_size=2))),
        tuple(draw(st.lists(waivers(), max_size=1))),
        tuple(draw(st.lists(holds(), max_size=2))),
        tuple(draw(st.lists(queries(), max_size=1))),
    )


@st.composite
def link_sets(draw: st.DrawFn) -> tuple[Link, ...]:
    """Links from earlier to later codes, so that they never go round."""
    pairs = [(one, other) for one in CODES for other in CODES if one < other]
    chosen = draw(st.lists(st.tuples(st.sampled_from(list(LinkKind)), st.sampled_from(pairs)), max_size=5, unique=True))
    return tuple(Link(kind, one, other) for kind, (one, other) in chosen)


@st.composite
def books_and_records(draw: st.DrawFn) -> tuple[RuleBook, dict[str, SkillFacts]]:
    """Four skills with links, and somebody's record in them."""
    skills = [Skill(code, draw(st.sampled_from(list(SkillKind))), draw(versions())) for code in CODES]
    record = {code: draw(skill_facts()) for code in draw(st.sets(st.sampled_from(CODES)))}
    return RuleBook.of(skills, draw(link_sets())), record
