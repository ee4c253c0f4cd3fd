"""Two moments: when, and as known when. Corrections and retractions are facts of the record too."""

from peel.skills.rules.book import RuleBook, as_at
from peel.skills.rules.facts import (
    AuthorisationFact,
    AwardFact,
    HoldFact,
    HoldKind,
    QueryFact,
    SkillFacts,
    WaiverFact,
    awards_believed,
)
from peel.skills.rules.grammar import RuleVersion, parse_rule
from peel.skills.rules.links import Link, LinkKind
from peel.skills.rules.standing import Status

from .records import SETTLED, YEARLY, award, day, moment, skill

TASER = skill("CED", {**YEARLY, "authorisation": {"by": "superintendent"}})
AID = skill("ELS")


def read(facts, *, at, known_at, skills=(AID,), links=(), code="ELS"):
    return as_at(skills, links, {code: facts}, at=moment(at), known_at=moment(known_at))[code]


def believed(*awards, known_at=None):
    return [each.id for each in awards_believed(awards, known_at and moment(known_at))]


def test_what_was_recorded_later_was_not_known_then():
    late = SkillFacts(awards=(award("1 Mar 2026", recorded_at=moment("5 Mar 2026 16:30")),))

    words = [read(late, at="2 Mar 2026 10:00", known_at=known).status for known in (
        "5 Mar 2026 16:29", "5 Mar 2026 16:30",
    )]  # fmt: skip

    assert words == [Status.NOT_HELD, Status.IN_DATE]


def test_a_retracted_award_was_believed_until_it_was_retracted():
    wrong = SkillFacts(awards=(award("1 Mar 2026", retracted_at=moment("9 Mar 2026 12:00")),))

    words = [read(wrong, at="8 Mar 2026 10:00", known_at=known).status for known in (
        "9 Mar 2026 11:59", "9 Mar 2026 12:00",
    )]  # fmt: skip

    assert words == [Status.IN_DATE, Status.NOT_HELD]


def test_a_correction_takes_the_place_of_what_it_corrects():
    wrong = award("1 Mar 2026", id=1)
    right = award("1 Feb 2026", id=2, corrects=1, recorded_at=moment("9 Mar 2026 12:00"))
    facts = SkillFacts(awards=(wrong, right))

    ends = [read(facts, at="10 Mar 2026 10:00", known_at=known).until for known in (
        "9 Mar 2026 11:59", "9 Mar 2026 12:00",
    )]  # fmt: skip

    assert ends == [day("1 Mar 2027"), day("1 Feb 2027")]


def test_a_correction_that_is_taken_back_gives_its_place_to_the_row_before_it():
    wrong = award("1 Mar 2026", id=1)
    right = award("1 Feb 2026", id=2, corrects=1, retracted_at=moment("9 Mar 2026 12:00"))

    assert [believed(wrong, right), believed(wrong, right, known_at="8 Mar 2026 12:00")] == [[1], [2]]


def test_a_void_row_takes_the_whole_line_of_corrections_away():
    rows = [award("1 Mar 2026", id=1), award("1 Feb 2026", id=2, corrects=1), award("1 Feb 2026", id=3, corrects=2)]
    void = award("1 Feb 2026", id=4, corrects=3, void=True, recorded_at=moment("9 Mar 2026 12:00"))

    assert [believed(*rows), believed(*rows, void), believed(*rows, void, known_at="8 Mar 2026 12:00")] == [
        [3],
        [],
        [3],
    ]


def test_a_later_correction_holds_where_the_one_between_was_taken_back():
    rows = [
        award("1 Mar 2026", id=1),
        award("1 Feb 2026", id=2, corrects=1, retracted_at=moment("9 Mar 2026 12:00")),
        award("1 Jan 2026", id=3, corrects=2),
    ]

    assert believed(*rows) == [3]


def test_rows_that_correct_each_other_are_read_without_end():
    assert believed(award("1 Mar 2026", id=1, corrects=2), award("1 Mar 2026", id=2, corrects=1)) == []


def test_a_correction_of_an_unknown_row_counts_by_itself():
    assert believed(award("1 Mar 2026", id=2, corrects=1)) == [2]


def test_a_typing_mistake_put_right_is_not_news():
    first, second = award("1 Jan 2025", id=1), award("1 Dec 2025", id=2)
    third = award("1 Oct 2026", id=3)
    typed = award("1 Jan 2025", id=4, corrects=1, recorded_at=moment("1 Nov 2026 12:00"))

    ends = [
        read(SkillFacts(awards=rows), at="1 Dec 2026 12:00", known_at="1 Dec 2026 12:00").until
        for rows in ((first, second, third), (first, second, third, typed))
    ]

    assert ends == [day("1 Oct 2027"), day("1 Oct 2027")]


def test_a_revocation_recorded_later_was_not_known_then():
    authority = AuthorisationFact(day("1 Jan 2026"), SETTLED, revoked_at=moment("3 Mar 2026 14:32"))
    facts = SkillFacts(awards=(award("1 Jan 2026"),), authorisations=(authority,))

    words = [
        read(facts, at="4 Mar 2026 10:00", known_at=known, skills=(TASER,), code="CED").status
        for known in ("3 Mar 2026 14:31", "3 Mar 2026 14:32")
    ]

    assert words == [Status.IN_DATE, Status.WITHDRAWN]


def test_a_decision_made_later_was_not_known_then():
    facts = SkillFacts(
        awards=(award("1 Jan 2026"),), queries=(QueryFact(moment("1 Mar 2026 10:00"), moment("8 Mar 2026 16:00")),)
    )

    words = [read(facts, at="9 Mar 2026 10:00", known_at=known).status for known in (
        "8 Mar 2026 15:59", "8 Mar 2026 16:00",
    )]  # fmt: skip

    assert words == [Status.QUERIED, Status.IN_DATE]


def test_waivers_and_holds_are_known_from_their_recording_to_their_taking_back():
    recorded, back = moment("2 Mar 2026 09:00"), moment("5 Mar 2026 09:00")
    waived = SkillFacts(waivers=(WaiverFact(day("1 Mar 2026"), day("31 Mar 2026"), recorded, back),))
    held = SkillFacts(
        awards=(award("1 Jan 2026"),),
        holds=(HoldFact(HoldKind.SUSPENDED, moment("1 Mar 2026 09:00"), recorded, None, back),),
    )
    knowns = ("2 Mar 2026 08:59", "2 Mar 2026 09:00", "5 Mar 2026 08:59", "5 Mar 2026 09:00")

    words = [
        [read(facts, at="3 Mar 2026 12:00", known_at=known).status for known in knowns] for facts in (waived, held)
    ]

    assert words == [
        [Status.NOT_HELD, Status.WAIVED, Status.WAIVED, Status.NOT_HELD],
        [Status.IN_DATE, Status.SUSPENDED, Status.SUSPENDED, Status.IN_DATE],
    ]


def test_now_a_waiver_taken_back_is_gone():
    waived = SkillFacts(waivers=(WaiverFact(day("1 Mar 2026"), day("31 Mar 2026"), SETTLED, SETTLED),))

    assert RuleBook.of([AID]).standings({"ELS": waived})["ELS"].steps == ()


def test_a_rule_recorded_later_was_not_known_then():
    five = RuleVersion(parse_rule({"type": "months", "months": 60}), recorded_at=SETTLED)
    three = RuleVersion(
        parse_rule({"type": "months", "months": 36}),
        day("1 Jan 2025"),
        retrospective=True,
        recorded_at=moment("1 Feb 2026 12:00"),
    )
    driving = type(AID)("DRV", AID.kind, (three, five))
    facts = SkillFacts(awards=(award("1 Jan 2024"),))

    ends = [
        read(facts, at="1 Mar 2026 12:00", known_at=known, skills=(driving,), code="DRV").until
        for known in ("1 Feb 2026 11:59", "1 Feb 2026 12:00")
    ]

    assert ends == [day("1 Jan 2029"), day("1 Jan 2027")]


def test_a_rule_and_a_link_taken_back_were_in_force_as_known_then():
    back = moment("1 Feb 2026 12:00")
    link = Link(LinkKind.STANDS, "CED", "ELS", recorded_at=SETTLED, retracted_at=back)
    facts = SkillFacts(awards=(award("1 Jan 2026"),))

    words = [
        read(facts, at="1 Mar 2026 12:00", known_at=known, skills=(skill("CED"), AID), links=(link,), code="CED").status
        for known in ("1 Feb 2026 11:59", "1 Feb 2026 12:00")
    ]

    assert words == [Status.SUSPENDED, Status.IN_DATE]


def test_an_award_is_built_from_a_row_as_it_comes():
    row = (day("1 Mar 2026"), SETTLED, "course", 720, None, "", True, 7, None, False, None)

    assert AwardFact(*row).minutes == 720
