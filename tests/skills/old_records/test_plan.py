"""What an import of old records would do, row by row."""

from collections.abc import Iterable, Set
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peel.skills.rules.facts import AwardKind
from peel.skills.rules.old_records.columns import ForceWords, Meaning, NotOldRecords, Said
from peel.skills.rules.old_records.plan import Fate, Outcome, once, plan
from peel.skills.rules.old_records.rows import OldRow, Unreadable
from peel.skills.rules.old_records.what import KnownSkill, Skills
from peel.skills.rules.old_records.who import People
from tests.skills.old_records.test_who import AISHA, BEN, row

TASER = KnownSkill(11, "CED", "Taser (CED)", ("Conducted energy device", "Taser"))
SAFETY = KnownSkill(12, "PPST", "Public and personal safety training", ("OST",))
DAY = date(2025, 11, 14)


def outcomes(
    rows: Iterable[OldRow | Unreadable],
    *,
    words: ForceWords | None = None,
    on_record: Set[int] = frozenset(),
    marks: Set[str] = frozenset(),
) -> list[Outcome]:
    skills = Skills([TASER, SAFETY], words or ForceWords())
    return list(plan(rows, skills=skills, people=People([AISHA, BEN]), on_record=on_record, marks=marks))


def fates(rows: Iterable[OldRow | Unreadable], **more: Set[int] | Set[str]) -> list[Fate]:
    return [outcome.fate for outcome in outcomes(rows, **more)]  # type: ignore[arg-type]


def test_a_sure_row_becomes_an_award_of_the_day_it_happened():
    [outcome] = outcomes([row(number="100234")])

    assert (outcome.fate, outcome.person, outcome.skill, outcome.kind) == (Fate.AWARDED, 1, 11, AwardKind.COURSE)


@pytest.mark.parametrize(
    ("code", "name", "skill"),
    [("CED", "", 11), ("ced", "Something else", 11), ("", "conducted energy device", 11), ("", "CED", 11),
     ("TRG-0042", "OST", 12)],
)  # fmt: skip
def test_a_skill_is_found_by_its_code_and_by_every_name_it_has(code: str, name: str, skill: int):
    [outcome] = outcomes([row(number="100234")._replace(skill=name, skill_code=code)])

    assert outcome.skill == skill


def test_a_mapping_goes_before_names_and_gives_the_kind():
    words = ForceWords(skills={"taser": Meaning("PPST", AwardKind.REFRESHER)})

    [outcome] = outcomes([row(number="100234")], words=words)

    assert (outcome.skill, outcome.kind) == (12, AwardKind.REFRESHER)


def test_a_mapping_to_a_code_that_no_skill_has_is_refused():
    with pytest.raises(NotOldRecords, match="gives “ost” the code “XYZ”, which no skill here has"):
        outcomes([], words=ForceWords(skills={"ost": Meaning("XYZ")}))


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("Beekeeping", "No skill here is called “Beekeeping”."),
        (
            "Public & personal safety trg",
            "No skill here is called “Public & personal safety trg”. If it is Public and personal safety training, "
            "say so in a mapping: its code is PPST.",
        ),
    ],
)
def test_a_name_that_is_nearly_a_skill_is_only_suggested(name: str, why: str):
    [outcome] = outcomes([row(number="100234")._replace(skill=name)])

    assert (outcome.fate, str(outcome.why)) == (Fate.REFUSED, why)


def test_a_name_that_two_skills_have_is_refused():
    skills = Skills([TASER, SAFETY._replace(others=("Taser",))], ForceWords())

    [outcome] = plan([row(number="100234")], skills=skills, people=People([AISHA]), on_record=set(), marks=set())

    assert str(outcome.why) == "“Taser” is what more than one skill is called: CED, PPST. Say which in a mapping."


def test_what_is_on_record_or_twice_in_the_file_comes_in_once():
    rows = [row(number="100234"), row(warrant="W7")._replace(line=2), row(number="100235")._replace(line=3)]

    found = outcomes(rows, on_record={once(2, 11, DAY.toordinal())})

    assert [outcome.fate for outcome in found] == [Fate.AWARDED, Fate.TWICE, Fate.ALREADY]
    assert str(found[1].why) == "Row 1 says the same of the same person, skill and day."


def test_a_failed_or_cancelled_course_is_no_award():
    [outcome] = outcomes([row(number="100234")._replace(said=Said.NOT_DONE, status="DNA")])

    assert (outcome.fate, str(outcome.why)) == (Fate.NOT_DONE, "The old system says “DNA”: nothing was achieved.")


def test_a_suspended_skill_waits_for_a_person_although_it_is_sure_whose_it_is():
    [outcome] = outcomes([row(number="100234")._replace(said=Said.SET_ASIDE, status="Suspended")])

    assert outcome.fate is Fate.UNSURE
    assert [candidate.person for candidate in outcome.candidates] == [1]
    assert str(outcome.why) == "The old system says “Suspended”. Brought in as it is, it would read as in date here."


def test_an_unsure_row_is_asked_once_however_often_it_comes():
    unsure = row(given="Aisha", family="Rahman")

    assert fates([unsure, unsure]) == [Fate.UNSURE, Fate.TWICE]
    assert fates([unsure], marks={unsure.mark}) == [Fate.WAITING]


def test_somebody_whom_nobody_here_can_be_is_refused():
    [outcome] = outcomes([row(given="Zebedee", family="Quill")])

    assert (outcome.fate, str(outcome.why)) == (Fate.REFUSED, "Nobody here is called Zebedee Quill.")


rows_of_a_file = st.lists(
    st.builds(
        lambda who, day, said: who._replace(day=day, said=said),
        st.sampled_from(
            [row(number="100234"), row(warrant="W7"), row(collar="2071"), row(given="Ben", family="Price"), row()]
        ),
        st.dates(date(2020, 1, 1), date(2020, 1, 5)),
        st.sampled_from(Said),
    ),
    max_size=20,
)


@given(rows_of_a_file)
def test_a_file_brought_in_twice_brings_nothing_the_second_time(rows: list[OldRow]):
    first = outcomes(rows)
    on_record = {
        once(outcome.person, outcome.skill, outcome.row.day.toordinal())
        for outcome in first
        if outcome.fate is Fate.AWARDED and outcome.row and outcome.person and outcome.skill
    }
    marks = {outcome.row.mark for outcome in first if outcome.fate is Fate.UNSURE and outcome.row}

    again = fates(rows, on_record=on_record, marks=marks)

    assert len(on_record) == sum(outcome.fate is Fate.AWARDED for outcome in first)
    assert {Fate.AWARDED, Fate.UNSURE} & set(again) == set()


def test_nothing_counts_after_the_day_on_which_a_skill_was_retired():
    skills = Skills([TASER._replace(retired_on=date(2025, 11, 13))], ForceWords())
    rows = [row(number="100234"), row(number="100234")._replace(day=date(2025, 11, 13))]

    found = list(plan(rows, skills=skills, people=People([AISHA]), on_record=set(), marks=set()))

    assert [outcome.fate for outcome in found] == [Fate.REFUSED, Fate.AWARDED]
    assert str(found[0].why) == "“Taser” was retired on 13 Nov 2025; nothing after that day counts."
