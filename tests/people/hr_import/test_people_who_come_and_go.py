from dataclasses import replace
from datetime import date

from peel.people.rules.hr_import import PostClosed, ServiceChanged
from tests.people.hr_import.world import (
    EVERYONE,
    LONG_AGO,
    NAMES,
    PEOPLE,
    PRICE,
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

LEFT = service(4, number="5004", ends=date(2024, 3, 31))


def test_an_extract_that_says_what_peel_knows_changes_nothing():
    made = plan(*EVERYONE)

    assert changes(made) == []
    assert made.changes_nothing
    assert [row.result for row in made.rows] == ["unchanged"] * 3


def test_a_joiner_is_a_new_person_with_a_service_and_a_post():
    made = plan(*EVERYONE, row_of(9, **{"Start Date": "3 Nov 2026", "Collar No": "C77", "Email": "N.9@Force.Example"}))

    assert changes(made) == [("joined", "person 5009", "", "PC Response C")]
    assert [(p.given_name, p.family_name, p.email) for p in made.people] == [("New", "Person9", "n.9@force.example")]
    assert [(s.number, s.collar, s.starts, s.person_type) for s in made.services] == [
        ("5009", "C77", date(2026, 11, 3), "officer")
    ]
    assert [(p.unit, p.starts, p.leads) for p in made.posts] == [(12, date(2026, 11, 3), False)]
    assert outcome(made, 5) == ("changed", ["Joins as PC Response C."])


def test_a_joiner_without_a_start_date_starts_on_the_day_of_the_extract():
    made = plan(*EVERYONE, row_of(9))

    assert made.services[0].starts == TODAY


def test_whoever_is_no_longer_in_the_file_left_the_day_before():
    made = plan(*EVERYONE[:2])

    assert changes(made) == [("left", 3, "", "20 Nov 2026")]
    assert made.services_changed == [ServiceChanged(3, {"ends": date(2026, 11, 20)})]
    assert made.posts_closed == [PostClosed(3, date(2026, 11, 20))]
    assert outcome(made, None) == ("not in file", ["Leaves; the last day is 20 Nov 2026."])


def test_a_leaving_date_that_has_passed_ends_the_service_on_it():
    made = plan(*EVERYONE[:2], row_of(3, **{"Leaving Date": "31/10/2026"}))

    assert changes(made) == [("left", 3, "", "31 Oct 2026")]
    assert made.posts_closed == [PostClosed(3, date(2026, 10, 31))]


def test_a_leaving_date_ahead_is_noted_and_the_person_serves_until_then():
    rows = (*EVERYONE[:2], row_of(3, **{"Leaving Date": "31/12/2026"}))
    made = plan(*rows)

    assert changes(made) == [("left", 3, "", "31 Dec 2026")]
    assert [(d.post, d.ends) for d in made.posts_dated] == [(3, date(2026, 12, 31))]
    after = applied(force(), made)
    assert plan(*rows, state=after).changes_nothing
    assert plan(*rows, state=after, as_at=date(2027, 2, 1)).changes_nothing


def test_a_leaving_date_taken_back_is_forgotten():
    rows = (*EVERYONE[:2], row_of(3, **{"Leaving Date": "31/12/2026"}))
    leaving = applied(force(), plan(*rows))

    made = plan(*EVERYONE[:2], row_of(3, **{"Leaving Date": ""}), state=leaving)

    assert changes(made) == [("reinstated", 3, "31 Dec 2026", "")]
    assert applied(leaving, made) == force()


def test_whoever_had_left_before_is_passed_over():
    state = force(service(1, post(1, rank=2)), LEFT)
    made = plan(
        row_of(4, **{"Leaving Date": "31/03/2024"}),
        row_of(1, Rank="DC"),
        row_of(9, **{"Leaving Date": "01/02/2019"}),
        state=state,
    )

    assert changes(made) == []
    assert outcome(made, 2) == ("skipped", ["Left before, and Peel has nobody serving with this number."])
    assert outcome(made, 4)[0] == "skipped"


def test_a_rejoiner_gets_the_old_record_and_a_second_stretch_of_service():
    state = force(*force().services, LEFT)
    made = plan(*EVERYONE, row_of(4, **{"Start Date": "02/11/2026"}), state=state)

    assert changes(made) == [("rejoined", 4, "", "PC Response C")]
    assert made.people == []
    assert [(s.person, s.number, s.starts) for s in made.services] == [(4, "5004", date(2026, 11, 2))]


def test_a_rejoiner_under_a_new_number_is_known_by_warrant_number_or_by_name_and_address():
    people = {**PEOPLE, 4: replace(PEOPLE[4], email="dev.iqbal@force.example")}
    state = force(*force().services, replace(LEFT, warrant="W123"), people=people)
    rejoins = row_of(8, Surname="Iqbal", Forename="Dev", **{"Start Date": "02/11/2026"})

    by_warrant = plan(*EVERYONE, {**rejoins, "Warrant No": "W 123"}, state=state)
    by_address = plan(*EVERYONE, {**rejoins, "Email": "Dev.Iqbal@force.example"}, state=state)

    assert by_warrant.rejoiners == by_address.rejoiners == {4}


def test_a_joiner_who_only_has_the_name_of_a_leaver_is_a_new_person_with_a_hint():
    state = force(*force().services, LEFT)
    made = plan(*EVERYONE, row_of(8, Surname="Iqbal", Forename="Dev"), state=state)

    assert changes(made) == [("joined", "person 5008", "", "PC Response C")]
    assert outcome(made, 5)[1][1] == (
        "Somebody of this name left on 31 Mar 2024 with number 5004: perhaps the same person."
    )


def test_somebody_whom_an_extract_forgot_is_reinstated_without_a_gap():
    rows = [{**row, "Start Date": "06/01/2020"} for row in EVERYONE]
    forgotten = applied(force(), plan(*rows[:2]))

    made = plan(*rows, state=forgotten, as_at=date(2026, 11, 28))

    assert changes(made)[0] == ("reinstated", 3, "20 Nov 2026", "")
    assert made.services_changed == [ServiceChanged(3, {"ends": None})]
    assert [(p.person, p.starts, p.ends) for p in made.posts] == [(3, TODAY, None)]


def test_a_number_given_out_again_is_another_person():
    state = force(*force().services, LEFT)
    made = plan(*EVERYONE, row_of(4, Surname="Whitlock", Forename="Zoe", **{"Start Date": "02/11/2026"}), state=state)

    assert changes(made) == [("joined", "person 5004", "", "PC Response C")]
    assert made.people[0].family_name == "Whitlock"


def test_a_number_given_out_again_ends_whoever_still_had_it():
    newcomer = row_of(3, Surname="Whitlock", Forename="Zoe", **{"Start Date": "02/11/2026"})
    made = plan(*EVERYONE[:2], newcomer)

    assert made.leavers == {3}
    assert made.joiners == {"person 5003"}
    assert ServiceChanged(3, {"ends": date(2026, 11, 1)}) in made.services_changed


def test_a_number_with_another_name_and_no_date_is_for_a_person_to_decide_and_nobody_leaves():
    made = plan(*EVERYONE[:2], row_of(3, Surname="Whitlock", Forename="Zoe"))

    assert changes(made) == []
    assert outcome(made, 4) == (
        "refused",
        ["The number is Cara Tully’s in Peel and Zoe Whitlock’s here; a person has to decide who it is."],
    )


def test_marrying_is_a_change_of_name():
    made = plan(*EVERYONE[:2], row_of(3, Surname="Tully-Jones"))

    assert changes(made) == [("renamed", 3, "Cara Tully", "Cara Tully-Jones")]


def test_a_new_first_and_family_name_with_the_same_first_day_is_one_person():
    made = plan(*EVERYONE[:2], row_of(3, Surname="Jones", Forename="Carl", **{"Start Date": "06/01/2020"}))

    assert made.people_changed[0].values == {"given_name": "Carl", "family_name": "Jones"}
    assert made.leavers == set()


def test_new_numbers_for_everyone_after_a_change_of_system_are_the_same_people():
    rows = [{**row, "Employee Number": f"90{row['Employee Number']}", "Start Date": "06/01/2020"} for row in EVERYONE]
    made = plan(*rows)

    assert {change[0] for change in changes(made)} == {"renumbered"}
    assert len(changes(made)) == 3


def test_whoever_came_by_transfer_is_found_by_name_and_waits_until_hr_knows_them():
    arrived = service(4, number="", starts=date(2026, 11, 16))
    state = force(*force().services, arrived)

    waits = plan(*EVERYONE, state=state)
    found = plan(*EVERYONE, row_of(4, **{"Start Date": "01/09/2009"}), state=state)

    assert waits.leavers == set()
    assert str(waits.left_alone[0]) == (
        "1 people who came by transfer are not in the file yet: they were left as they are."
    )
    assert found.joiners == set()
    assert ("renumbered", 4, "", "5004") in changes(found)
    assert ("placed", 4, "", "PC Response C") in changes(found)


def test_two_namesakes_of_one_day_under_new_numbers_are_for_a_person_to_decide():
    began = {"Start Date": "06/01/2020"}
    twins = [row_of(n, Surname="Tully", Forename="Cara", **began) for n in (8, 9)]
    made = plan(*[{**row, **began} for row in EVERYONE[:2]], *twins)

    assert made.leavers == made.joiners == set()
    assert outcome(made, 4) == outcome(made, 5)
    assert outcome(made, 5) == (
        "refused",
        ["Several people of this name began on one day; a person has to decide who has number 5003."],
    )


def test_a_collar_number_says_nothing_about_who_somebody_is():
    state = force(service(1, post(1, rank=4, leads=True), collar="C1"), service(2, post(2), collar="C2"), LEFT)
    made = plan(row_of(1, Rank="INSP", Collar="C2"), row_of(2, Collar="C1"), state=state)

    assert changes(made) == [("collar changed", 1, "C1", "C2"), ("collar changed", 2, "C2", "C1")]


def test_one_person_with_two_numbers_serves_twice():
    people = {**PEOPLE, 3: replace(PEOPLE[3], email="cara@force.example")}
    special = row_of(9, Surname="Tully", Forename="Cara", Rank="SC", Email="cara@force.example")
    made = plan(*[{**row, "Email": ""} for row in EVERYONE], special, state=force(people=people))

    assert changes(made) == [("post added", 3, "", "SC Response C")]
    assert [(s.person, s.person_type) for s in made.services] == [(3, "special")]
    assert [p.kind for p in made.posts] == ["special"]


def test_person_types_that_the_file_does_not_hold_are_left_alone_and_named():
    special = service(4, post(4, rank=5, kind="special"), person_type="special")
    made = plan(*EVERYONE, state=force(*force().services, special))

    assert made.leavers == set()
    assert [str(sentence) for sentence in made.left_alone] == [
        "The file holds nobody of the type “special”: 1 people were left as they are."
    ]


def test_a_refused_row_is_still_a_row_so_nobody_leaves_because_of_a_slip():
    made = plan(*EVERYONE[:2], row_of(3, **{"Start Date": "31/02/2026"}))

    assert made.leavers == set()
    assert outcome(made, 4) == (
        "refused",
        ["“31/02/2026” is no date that Peel can read (service start); 21/11/2026 is."],
    )


def test_a_leaving_date_before_the_start_is_refused():
    made = plan(*EVERYONE[:2], row_of(3, **{"Start Date": "01/02/2026", "Leaving Date": "01/01/2026"}))

    assert outcome(made, 4) == ("refused", ["The leaving date is before the start."])


def test_a_rejoiners_first_day_of_all_is_not_the_start_of_the_second_stretch():
    first = service(4, starts=LONG_AGO, ends=date(2022, 1, 31))
    second = service(40, post(40), person=4, number="5004", starts=date(2025, 6, 1))
    made = plan(*EVERYONE, row_of(4, **{"Start Date": "06/01/2020"}), state=force(*force().services, first, second))

    assert changes(made) == []


def test_a_corrected_start_date_is_taken_over():
    made = plan(*EVERYONE[:2], row_of(3, **{"Start Date": "01/09/2018"}))

    assert made.services_changed == [ServiceChanged(3, {"starts": date(2018, 9, 1)})]


def test_names_that_an_encoding_spoilt_do_not_replace_good_ones():
    people = {**PEOPLE, 3: replace(PEOPLE[3], family_name="O’Neill")}
    made = plan(*EVERYONE[:2], row_of(3, Surname="O\ufffdNeill"), state=force(people=people))

    assert made.people_changed == []


def test_somebody_known_but_never_serving_here_is_nobody_of_this_force():
    made = plan(*EVERYONE, row_of(5, **{"Start Date": "01/11/2026"}))

    assert NAMES[5] == ("Ewan", "Maddox")
    assert made.joiners == {"person 5005"}
    assert PRICE["Rank"] == "PS"
