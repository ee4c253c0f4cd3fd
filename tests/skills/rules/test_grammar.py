"""What a rule may say, and what is refused with a code that becomes a sentence."""

from datetime import date

import pytest

from peel.skills.rules.catalogue import links_of, read_catalogue, read_skill, rule_form
from peel.skills.rules.grammar import Conversion, RuleError, RuleType, SkillKind, Unit, parse_rule
from peel.skills.rules.links import Link, LinkKind, LinksError

from .records import YEARLY, catalogue

HOURS = {"type": "hours_in_period", "hours": 12, "months": 12}
CONVERSION = {"to": "mark 2", "from": "2026-04-01", "cut_off": "2026-12-31"}


@pytest.mark.parametrize(
    ("form", "code", "params"),
    [
        ({}, "rule_without_type", {}),
        ({"type": "forever"}, "unknown_type", {"type": "forever"}),
        ({**YEARLY, "monhts": 1}, "unknown_key", {"type": "months", "key": "monhts"}),
        ({"type": "none", "months": 12}, "unknown_key", {"type": "none", "key": "months"}),
        ({**YEARLY, "hours": 12}, "unknown_key", {"type": "months", "key": "hours"}),
        ({"type": "months"}, "missing_key", {"key": "months"}),
        ({"type": "months", "months": "12"}, "not_a_whole_number", {"key": "months", "value": "12"}),
        ({"type": "months", "months": 1.5}, "not_a_whole_number", {"key": "months", "value": "1.5"}),
        ({"type": "months", "months": True}, "not_a_whole_number", {"key": "months", "value": "True"}),
        ({"type": "months", "months": 0}, "too_small", {"key": "months", "value": 0, "least": 1}),
        ({**YEARLY, "renew_early_days": -1}, "too_small", {"key": "renew_early_days", "value": -1, "least": 0}),
        ({**YEARLY, "due_days": -1}, "too_small", {"key": "due_days", "value": -1, "least": 0}),
        ({**YEARLY, "grace_days": -1}, "too_small", {"key": "grace_days", "value": -1, "least": 0}),
        ({"type": "hours_in_period", "months": 12}, "missing_key", {"key": "hours"}),
        ({"type": "portfolio", "months": 12}, "missing_key", {"key": "cpd_hours"}),
        ({**HOURS, "hours": "twelve"}, "not_hours", {"key": "hours", "value": "twelve"}),
        ({**HOURS, "hours": "NaN"}, "not_hours", {"key": "hours", "value": "NaN"}),
        ({**HOURS, "hours": True}, "not_hours", {"key": "hours", "value": "True"}),
        ({**HOURS, "hours": 0.001}, "not_hours", {"key": "hours", "value": "0.001"}),
        ({**HOURS, "hours": 0}, "too_small", {"key": "hours", "value": "0", "least": 0}),
        ({"type": "events_in_period", "months": 4}, "missing_key", {"key": "events"}),
        (
            {"type": "events_in_period", "months": 4, "events": 0},
            "too_small",
            {"key": "events", "value": 0, "least": 1},
        ),
        (
            {"type": "events_in_period", "months": 4, "events": 1, "requalify_months": 0},
            "too_small",
            {"key": "requalify_months", "value": 0, "least": 1},
        ),
        ({**YEARLY, "carries_duty": "yes"}, "not_yes_or_no", {"key": "carries_duty", "value": "yes"}),
        ({**YEARLY, "unverified_counts": 1}, "not_yes_or_no", {"key": "unverified_counts", "value": "1"}),
        ({**YEARLY, "authorisation": "superintendent"}, "not_an_object", {"key": "authorisation"}),
        (
            {**YEARLY, "authorisation": {"ends_on_transfer": 1}},
            "not_yes_or_no",
            {"key": "ends_on_transfer", "value": "1"},
        ),
        ({**YEARLY, "conversion": "mark 2"}, "not_an_object", {"key": "conversion"}),
        (
            {**YEARLY, "conversion": {"to": "mark 2", "from": "2026-04-01"}},
            "missing_key",
            {"key": "conversion.cut_off"},
        ),
        ({**YEARLY, "conversion": {**CONVERSION, "from": "April"}}, "not_a_date", {"key": "conversion"}),
        ({**YEARLY, "conversion": {**CONVERSION, "from": 2026}}, "not_a_date", {"key": "conversion"}),
        (
            {**YEARLY, "conversion": {**CONVERSION, "cut_off": "2026-03-31"}},
            "cut_off_before_start",
            {"starts_on": date(2026, 4, 1), "cut_off": date(2026, 3, 31)},
        ),
    ],
)
def test_a_rule_that_cannot_be_read_is_refused(form, code, params):
    with pytest.raises(RuleError) as refused:
        parse_rule(form)

    assert (refused.value.code, refused.value.params) == (code, params)


def test_where_a_rule_does_not_say_ninety_days_are_the_window_for_both():
    rule = parse_rule(YEARLY)

    assert (rule.due_days, rule.measures[0].early_days, rule.grace_days) == (90, 90, 0)


@pytest.mark.parametrize(
    "form",
    [
        HOURS,
        {"type": "portfolio", "months": 12, "cpd_hours": 12},
        {"type": "events_in_period", "months": 4, "events": 1},
    ],
)
def test_running_sums_keep_a_date_only_where_the_rule_says_so(form):
    early = [parse_rule({**form, **window}).measures[0].early_days for window in ({}, {"renew_early_days": 60})]

    assert early == [0, 60]


def test_a_requalification_keeps_its_anniversary():
    events, again = parse_rule({"type": "events_in_period", "months": 4, "events": 1, "requalify_months": 12}).measures

    assert [(each.unit, each.months, each.early_days) for each in (events, again)] == [
        (Unit.EVENTS, 4, 0),
        (Unit.COMPLETIONS, 12, 90),
    ]


def test_hours_are_read_in_halves():
    assert parse_rule({**HOURS, "hours": 7.5}).measures[0].needed == 450


def test_only_what_does_not_expire_says_so():
    assert [parse_rule(form).expires for form in ({"type": "none"}, YEARLY)] == [False, True]


def test_a_conversion_names_its_edition_its_start_and_its_cut_off():
    assert parse_rule({"type": "none", "conversion": CONVERSION}).conversion == Conversion(
        "mark 2", date(2026, 4, 1), date(2026, 12, 31)
    )


def test_what_stands_beside_the_rule_and_belongs_to_it_is_taken_in():
    entry = {"code": "CED", "rule": YEARLY, "initial_hours": 18, "authorisation": {"by": "superintendent"}}

    assert rule_form(entry) == {**YEARLY, "initial_hours": 18, "authorisation": {"by": "superintendent"}}


def test_what_the_rule_says_itself_goes_before_what_stands_beside_it():
    assert rule_form({"rule": {**YEARLY, "initial_hours": 6}, "initial_hours": 18})["initial_hours"] == 6


def test_an_unknown_kind_of_skill_is_refused():
    with pytest.raises(RuleError) as refused:
        read_skill({"code": "X", "kind": "hobby", "rule": YEARLY})

    assert (refused.value.code, refused.value.params) == ("unknown_kind", {"kind": "hobby"})


@pytest.mark.parametrize(
    ("kind", "read"),
    [
        ("authorised", SkillKind.AUTHORISED),
        ("required learning", SkillKind.LEARNING),
        ("learning", SkillKind.LEARNING),
    ],
)
def test_kinds_are_read_as_the_catalogue_and_the_table_spell_them(kind, read):
    assert read_skill({"code": "X", "kind": kind, "rule": YEARLY}).kind is read


def test_an_entry_names_its_links():
    entry = {"code": "CED", "needs_to_start": ["JRFT"], "needs_to_stand": ["ELS"], "renews": ["BATON"]}

    assert links_of(entry) == [
        Link(LinkKind.STARTS, "CED", "JRFT"),
        Link(LinkKind.STANDS, "CED", "ELS"),
        Link(LinkKind.RENEWS, "CED", "BATON"),
    ]


def test_a_catalogue_that_links_to_an_unknown_code_is_refused():
    with pytest.raises(LinksError) as refused:
        read_catalogue([{"code": "CED", "kind": "authorised", "rule": YEARLY, "needs_to_stand": ["ELS"]}])

    assert [problem.skills for problem in refused.value.problems] == [("CED", "ELS")]


def test_the_demonstration_catalogue_is_read_whole():
    skills, links = read_catalogue(catalogue())

    assert (len(skills), len(links)) == (18, 27)
    assert {skill.versions[0].rule.type for skill in skills} == {
        RuleType.NONE,
        RuleType.MONTHS,
        RuleType.END_OF_QUARTER,
        RuleType.HOURS_IN_PERIOD,
        RuleType.EVENTS_IN_PERIOD,
        RuleType.PORTFOLIO,
    }
