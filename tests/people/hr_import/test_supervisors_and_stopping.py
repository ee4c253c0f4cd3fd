from dataclasses import replace
from datetime import date

from peel.people.rules.hr_import import ImportSettings, KnownSupervision, SupervisionOpened
from tests.people.hr_import.world import (
    ANYTHING_GOES,
    EVERYONE,
    INSP,
    PRICE,
    PS,
    RESPONSE,
    TEAM_D,
    applied,
    changes,
    force,
    outcome,
    plan,
    post,
    row_of,
    service,
)

INSPECTOR = service(4, post(4, unit=RESPONSE, rank=INSP, leads=True))
TWO_LEADERS = force(*force().services, INSPECTOR, service(5, post(5, rank=PS, leads=True)))
SAID = (
    {**PRICE, "Line Manager": "5004"},
    row_of(2, **{"Line Manager": "5001"}),
    row_of(3, **{"Line Manager": "5005"}),
    row_of(4, Rank="INSP", Team="Response", **{"Line Manager": ""}),
    row_of(5, Rank="PS", **{"Line Manager": "5004"}),
)


def test_a_supervisor_whom_the_unit_tree_names_is_not_written_down_twice():
    made = plan(PRICE, *(row_of(n, Supervisor="5001") for n in (2, 3)))

    assert made.supervisions == []
    assert changes(made) == []


def test_a_supervisor_among_several_leaders_is_written_down_once():
    made = plan(*SAID, state=TWO_LEADERS)

    assert made.supervisions == [SupervisionOpened(2, 1), SupervisionOpened(3, 5)]
    assert ("supervisor changed", 3, "", "Ewan Maddox") in changes(made)
    assert plan(*SAID, state=applied(TWO_LEADERS, made)).changes_nothing


def test_a_supervisor_may_be_named_instead_of_numbered():
    said = tuple({**row, "Line Manager": "Ewan Maddox"} if row is SAID[2] else row for row in SAID)
    made = plan(*said, state=TWO_LEADERS)

    assert made.supervisions == [SupervisionOpened(2, 1), SupervisionOpened(3, 5)]


def test_hr_changes_what_hr_said_before():
    before = replace(TWO_LEADERS, supervisions=(KnownSupervision(70, 2, 5, by_hand=False),))
    made = plan(*SAID, state=before)

    assert made.supervisions_closed == [70]
    assert SupervisionOpened(2, 1) in made.supervisions
    assert ("supervisor changed", 2, "Ewan Maddox", "Ana Price") in changes(made)


def test_a_supervisor_set_by_hand_survives_and_is_listed():
    before = replace(TWO_LEADERS, supervisions=(KnownSupervision(70, 2, 5, by_hand=True),))
    made = plan(*SAID, state=before)

    assert made.supervisions_closed == []
    assert SupervisionOpened(2, 1) not in made.supervisions
    assert [(d.about, d.hr_says, d.peel_says) for d in made.disagreements] == [
        ("supervisor", "Ana Price", "Ewan Maddox")
    ]


def test_nobody_answers_to_somebody_who_has_left():
    before = replace(TWO_LEADERS, supervisions=(KnownSupervision(70, 2, 5, by_hand=True),))
    made = plan(*EVERYONE, row_of(4, Rank="INSP", Team="Response"), state=before)

    assert made.leavers == {5}
    assert made.supervisions_closed == [70]
    assert ("supervisor changed", 2, "Ewan Maddox", "") in changes(made)


def test_a_supervisor_nobody_knows_is_noted_on_the_row():
    made = plan(PRICE, row_of(2, Supervisor="9999"), row_of(3))

    assert outcome(made, 3) == ("unchanged", ["The supervisor “9999” is nobody that Peel knows."])


def test_supervisors_in_a_circle_leave_one_link_out():
    made = plan({**PRICE, "Supervisor": "5002"}, row_of(2, Supervisor="5001"), row_of(3))

    notes = [sentence for line in (2, 3, 4) for sentence in outcome(made, line)[1]]
    assert "The supervisors go round in a circle; this one was left out." in notes


def test_without_supervisors_the_most_senior_of_a_unit_lead_it():
    made = plan(*EVERYONE, row_of(9, Rank="PS", Team="Response D"), row_of(8, Team="Response D"))

    assert {(p.person, p.leads) for p in made.posts} == {("person 5009", True), ("person 5008", False)}


def test_a_lone_sergeant_leads_nobody():
    made = plan(*EVERYONE, row_of(9, Rank="PS", Team="Response D"))

    assert [(p.unit, p.leads) for p in made.posts] == [(TEAM_D, False)]


def test_whom_hr_names_as_supervisor_leads_and_the_most_senior_no_longer_do():
    made = plan({**PRICE, "Supervisor": ""}, row_of(2, Supervisor=""), row_of(3, Supervisor="5002"))

    assert ("leads changed", 1, "Response C", "") in changes(made)
    assert ("leads changed", 2, "", "Response C") in changes(made)


def test_what_hr_says_of_leading_goes_first():
    made = plan({**PRICE, "Team Leader": "N"}, row_of(2, **{"Team Leader": "Y"}), row_of(3, **{"Team Leader": ""}))

    assert {change[:2] for change in changes(made)} == {("leads changed", 1), ("leads changed", 2)}


def hundred() -> tuple[list[dict[str, str]], object]:
    people = {n: replace(force().people[2], id=n, given_name=f"N{n}") for n in range(1, 101)}
    state = force(*(service(n, post(n)) for n in people), people=people)
    rows = [row_of(2, **{"Employee Number": str(5000 + n), "Forename": f"N{n}"}) for n in people]
    return rows, state


def test_two_of_a_hundred_leavers_pass_and_three_stop_and_ask():
    rows, state = hundred()

    passes = plan(*rows[2:], state=state, settings=ImportSettings())
    stops = plan(*rows[3:], state=state, settings=ImportSettings())

    assert passes.stop is None
    assert stops.stop is not None
    assert str(stops.stop.sentence) == (
        "The extract would end 3, move 0 and re-rank 0 of 100 people, which is more than 2%."
    )


def test_leavers_movers_and_re_ranked_count_together_and_each_person_once():
    rows, state = hundred()
    rows[1] = {**rows[1], "Team": "Response D", "Rank": "DC"}
    rows[2] = {**rows[2], "Team": "Response D"}

    assert plan(*rows, state=state, settings=ImportSettings()).stop is None
    assert plan(*rows[1:], state=state, settings=ImportSettings()).stop is not None


def test_the_share_is_the_forces_own():
    rows, state = hundred()

    assert plan(*rows[3:], state=state, settings=ImportSettings(stop_at_share=0.05)).stop is None


def test_a_first_extract_never_stops():
    made = plan(*EVERYONE, state=replace(force(), services=(), people={}), settings=ImportSettings())

    assert made.stop is None
    assert len(made.joiners) == 3


def test_everyone_renamed_is_no_reason_to_stop():
    rows, state = hundred()
    renamed = [{**row, "Surname": "Jones", "Start Date": "06/01/2020"} for row in rows]

    assert plan(*renamed, state=state, settings=ImportSettings(), as_at=date(2026, 11, 21)).stop is None
    assert ANYTHING_GOES.stop_at_share == 1.0
