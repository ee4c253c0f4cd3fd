from datetime import date

import pytest

from peel.people.rules.hr_import import ForceWords, NewUnit, PostClosed
from tests.people.hr_import.world import (
    BAND_C,
    CID,
    DC,
    EVERYONE,
    HARBOUR,
    INSP,
    PC,
    PRICE,
    PS,
    RESPONSE,
    SC,
    TEAM_C,
    TEAM_D,
    TODAY,
    applied,
    changes,
    force,
    outcome,
    plan,
    post,
    row_of,
    service,
)


def test_a_mover_ends_one_post_and_begins_another_on_the_day_of_the_extract():
    made = plan(*EVERYONE[:2], row_of(3, Team="Response D"))

    assert changes(made) == [("moved", 3, "Response C", "Response D")]
    assert made.posts_closed == [PostClosed(3, date(2026, 11, 20))]
    assert [(p.person, p.unit, p.starts, p.ends) for p in made.posts] == [(3, TEAM_D, TODAY, None)]


def test_a_move_is_dated_as_hr_dates_it_even_ahead():
    rows = (*EVERYONE[:2], row_of(3, Team="Response D", **{"Post Start Date": "01/12/2026"}))
    made = plan(*rows)

    assert made.posts_closed == [PostClosed(3, date(2026, 11, 30))]
    assert [p.starts for p in made.posts] == [date(2026, 12, 1)]
    assert plan(*rows, state=applied(force(), made)).changes_nothing


def test_a_move_corrected_on_the_same_day_takes_back_the_first():
    moved = applied(force(), plan(*EVERYONE[:2], row_of(3, Team="Response D")))
    made = plan(*EVERYONE[:2], row_of(3, Team="CID"), state=moved)

    assert [closed.ends for closed in made.posts_closed] == [None]
    assert [p.unit for p in made.posts] == [CID]


def test_a_promotion_and_a_step_back_are_told_apart():
    up = plan(PRICE, row_of(2, Rank="Police Sergeant"), row_of(3))
    down = plan(row_of(1), *EVERYONE[1:])
    aside = plan(*EVERYONE[:2], row_of(3, Rank="DC"))

    assert ("promoted", 2, "PC", "Sgt") in changes(up)
    assert ("re-ranked", 1, "Sgt", "PC") in changes(down)
    assert changes(aside) == [("re-ranked", 3, "PC", "DC")]


@pytest.mark.parametrize(
    ("spelled", "rank"),
    [
        ("Police Constable", PC),
        ("constable", PC),
        ("P.C.", PC),
        ("Detective Constable", DC),
        ("SGT", PS),
        ("Ps", PS),
        ("Inspector", INSP),
        ("Special Constable", SC),
        ("Band C", BAND_C),
    ],
)
def test_ranks_are_known_by_their_usual_spellings(spelled, rank):
    made = plan(*EVERYONE, row_of(9, Rank=spelled))

    assert [p.rank for p in made.posts if p.person == "person 5009"] == [rank]


@pytest.mark.parametrize("spelled", ["A/PS", "Acting Sergeant", "T/Sgt", "Temp Sergeant", "APS"])
def test_an_acting_rank_is_a_post_beside_the_substantive_one(spelled):
    made = plan(PRICE, row_of(2, Rank=spelled), row_of(3))

    assert ("acting began", 2, "", "Sgt Response C") in changes(made)
    assert [(p.kind, p.rank) for p in made.posts] == [("acting", PS)]
    assert made.posts_closed == []


def test_an_acting_rank_in_its_own_column_begins_and_ends():
    rows = [{**row, "Acting Rank": ""} for row in EVERYONE]
    acting = [rows[0], {**rows[1], "Acting Rank": "PS"}, rows[2]]
    began = plan(*acting)
    after = applied(force(), began)
    ended = plan(*rows, state=after, as_at=date(2026, 12, 1))

    assert ("acting began", 2, "", "Sgt Response C") in changes(began)
    assert plan(*acting, state=after).changes_nothing
    assert ("acting ended", 2, "Sgt Response C", "") in changes(ended)
    assert [closed.ends for closed in ended.posts_closed] == [date(2026, 11, 30)]


def test_a_rank_that_nobody_knows_refuses_an_officers_row_and_leaves_a_grade_out():
    made = plan(
        *EVERYONE[:2],
        row_of(3, Rank="Grand Vizier"),
        row_of(9, Rank="Scale 4", **{"Employee Type": "Police Staff"}),
    )

    assert outcome(made, 4) == ("refused", ["The rank or grade “Grand Vizier” is not known."])
    assert outcome(made, 5) == ("changed", ["Joins as Response C.", "The rank or grade “Scale 4” is not known."])
    assert [p.rank for p in made.posts] == [None]


def test_a_force_maps_its_own_words():
    words = ForceWords(ranks={"grand vizier": "PS"}, units={"blue team": "HAR-RD"}, types={"civvy": "staff"})
    made = plan(*EVERYONE, row_of(9, Rank="Grand Vizier", Team="Blue Team"), words=words)
    staff = plan(*EVERYONE, row_of(9, Rank="", **{"Employee Type": "Civvy"}), words=words)

    assert [(p.rank, p.unit) for p in made.posts] == [(PS, TEAM_D)]
    assert [s.person_type for s in staff.services] == ["staff"]


def test_a_pcso_is_told_by_the_rank_column():
    made = plan(*EVERYONE, row_of(9, Rank="PCSO"))

    assert [(s.person_type) for s in made.services] == ["pcso"]
    assert [p.rank for p in made.posts] == [None]


def test_two_posts_at_once_are_two_rows_with_shares_or_kinds():
    shared = plan(*EVERYONE[:2], row_of(3, FTE="0.5"), row_of(3, Team="CID", FTE="0.5"))
    seconded = plan(
        *EVERYONE[:2],
        row_of(3, **{"Post Type": "Substantive"}),
        row_of(3, Team="CID", **{"Post Type": "Secondment"}),
    )

    assert ("post added", 3, "", "PC CID") in changes(shared)
    assert [(p.kind, p.unit) for p in seconded.posts] == [("secondment", CID)]
    assert plan(
        *EVERYONE[:2],
        row_of(3, **{"Post Type": "Substantive"}),
        row_of(3, Team="CID", **{"Post Type": "Secondment"}),
        state=applied(force(), seconded),
    ).changes_nothing


def test_a_secondment_that_the_file_no_longer_shows_ends_if_the_file_tells_kinds():
    away = force(*force().services[:2], service(3, post(3), post(30, unit=CID, kind="secondment")))

    silent = plan(*EVERYONE, state=away)
    told = plan(*[{**row, "Post Type": "Substantive"} for row in EVERYONE], state=away)

    assert changes(silent) == []
    assert changes(told) == [("post ended", 3, "PC CID", "")]


def test_one_number_in_two_units_at_once_is_a_contradiction_and_changes_nobody():
    made = plan(*EVERYONE[:2], row_of(3), row_of(3, Team="CID"))

    assert made.leavers == set()
    assert outcome(made, 4) == outcome(made, 5)
    assert outcome(made, 4) == (
        "refused",
        ["The number stands on lines 4, 5 in different posts of one kind; nobody was changed."],
    )


def test_one_number_with_two_names_changes_nobody():
    made = plan(*EVERYONE, row_of(3, Surname="Whitlock", Forename="Zoe"))

    assert changes(made) == []
    assert outcome(made, 5)[0] == "refused"


def test_the_same_line_twice_counts_once():
    made = plan(*EVERYONE, EVERYONE[2])

    assert changes(made) == []
    assert outcome(made, 5) == ("duplicate", ["The same as a line above."])


def test_a_line_of_a_post_that_ended_goes_with_the_line_of_the_one_that_holds():
    made = plan(*EVERYONE[:2], row_of(3, **{"End Date": "31/10/2026"}), row_of(3, Team="CID", **{"End Date": ""}))

    assert made.leavers == set()
    assert changes(made) == [("moved", 3, "Response C", "CID")]


def test_new_units_are_made_under_those_we_know():
    made = plan(
        *[{**row, "BCU": "", "Department": ""} for row in EVERYONE],
        row_of(9, BCU="Harbour BCU", Department="Response", Team="Response E"),
        row_of(8, BCU="Moorland BCU", Department="Neighbourhood", Team="Saltmarsh"),
    )

    assert made.units == [
        NewUnit("unit harbour-bcu-response-response-e", "harbour-bcu-response-response-e", "Response E", RESPONSE, 3),
        NewUnit("unit moorland-bcu", "moorland-bcu", "Moorland BCU", None, 1),
        NewUnit(
            "unit moorland-bcu-neighbourhood", "moorland-bcu-neighbourhood", "Neighbourhood", "unit moorland-bcu", 2
        ),
        NewUnit(
            "unit moorland-bcu-neighbourhood-saltmarsh",
            "moorland-bcu-neighbourhood-saltmarsh",
            "Saltmarsh",
            "unit moorland-bcu-neighbourhood",
            3,
        ),
    ]


def test_a_unit_is_known_by_its_code_or_by_a_path():
    by_code = plan(*EVERYONE, row_of(9, **{"Org Code": "har-rd"}))
    by_path = plan(*EVERYONE, row_of(9, Team="", **{"Organisation": "Harbour BCU > Response > Response D"}))

    assert [p.unit for p in by_code.posts] == [TEAM_D]
    assert [p.unit for p in by_path.posts] == [TEAM_D]
    assert by_code.units == by_path.units == []


def test_a_misspelt_unit_is_asked_about_and_not_made():
    made = plan(*EVERYONE[:2], row_of(3, Team="Responce D"))

    assert made.units == []
    assert outcome(made, 4) == (
        "refused",
        ["There is no unit “Responce D”; did HR mean “Response D”? Map it in a mapping file."],
    )


def test_a_name_that_two_units_have_needs_the_units_above():
    rows = [{**row, "BCU": "", "Department": ""} for row in EVERYONE]
    two = applied(force(), plan(*rows, row_of(9, BCU="Moorland BCU", Department="", Team="CID")))

    made = plan(*rows, row_of(8, Team="CID"), row_of(7, BCU="Moorland BCU", Department="", Team="CID"), state=two)

    assert outcome(made, 5) == (
        "refused",
        ["More than one unit is called “CID”; give its code or the units above it."],
    )
    assert made.units == []
    assert made.joiners == {"person 5007"}


def test_a_joiner_without_a_unit_is_refused_and_a_known_person_stays_where_they_are():
    made = plan(*EVERYONE[:2], row_of(3, Team=""), row_of(9, Team=""))

    assert made.movers == set()
    assert outcome(made, 5) == ("refused", ["It names no unit."])


def test_a_post_set_by_hand_survives_and_is_listed_where_hr_disagrees():
    by_hand = force(*force().services[:2], service(3, post(3, unit=TEAM_D, by_hand=True)))
    made = plan(*EVERYONE, state=by_hand)

    assert changes(made) == []
    assert made.posts_closed == made.posts == []
    assert [(d.name, d.about, d.hr_says, d.peel_says) for d in made.disagreements] == [
        ("Cara Tully", "posting", "PC Response C", "PC Response D")
    ]


def test_an_acting_rank_set_by_hand_survives_and_is_listed_only_where_hr_tells_acting_ranks():
    acting = post(20, rank=PS, kind="acting", by_hand=True)
    by_hand = force(*force().services[:1], service(2, post(2), acting), *force().services[2:])

    silent = plan(*EVERYONE, state=by_hand)
    told = plan(*[{**row, "Acting Rank": ""} for row in EVERYONE], state=by_hand)
    agrees = plan(*[{**row, "Acting Rank": "PS" if row is EVERYONE[1] else ""} for row in EVERYONE], state=by_hand)

    assert silent.disagreements == agrees.disagreements == []
    assert [(d.about, d.hr_says, d.peel_says) for d in told.disagreements] == [("acting rank", "", "Sgt Response C")]
    assert told.posts_closed == []


def test_a_title_changes_without_being_a_move():
    titled = [{**row, "Job Title": "Response constable"} for row in EVERYONE[1:]]
    made = plan({**PRICE, "Job Title": ""}, *titled)

    assert {change[0] for change in changes(made)} == {"title changed"}
    assert made.movers == set()


def test_hours_become_a_share_of_full_time():
    made = plan(*EVERYONE[:2], row_of(3, **{"Contracted Hours": "24"}))

    assert made.services_changed[0].values == {"share": 0.6}


def test_somebody_who_serves_at_the_top_of_a_command_has_no_team():
    made = plan(*[{**row, "BCU": ""} for row in EVERYONE], row_of(9, BCU="Harbour BCU", Team="", Rank="Inspector"))

    assert [p.unit for p in made.posts] == [HARBOUR]
    assert [(p.unit, p.leads) for p in made.posts] == [(HARBOUR, True)]


def test_the_rank_of_a_team_stays_where_the_column_is_missing():
    made = plan(*[{k: v for k, v in row.items() if k != "Rank"} for row in EVERYONE])

    assert changes(made) == []
    assert TEAM_C == 12
