"""A table of who must hold what is brought in as a whole or not at all, and twice changes nothing."""

from datetime import date

import pytest
from click.testing import CliRunner

from peel.skills.actions.bring_in_requirements import bring_in_requirements, known_to
from peel.skills.commands import requirements as command
from peel.skills.files import UnreadableFile, read_requirements
from peel.skills.models import Requirement
from peel.skills.rules.bringing_in.report import Did
from tests.people.factories import NationFactory, PostFactory, RankFactory, UnitFactory
from tests.skills.factories import SkillFactory
from tests.skills.reading import record, words

pytestmark = pytest.mark.django_db

HEAD = "Skill,Reason,Unit,Function,Role,Person type,Rank from,Rank to,From,To\n"


@pytest.fixture(autouse=True)
def nation():
    return NationFactory()


@pytest.fixture
def post():
    SkillFactory(code="ELS")
    return PostFactory(unit=UnitFactory(code="HARBOUR-C", function="response"))


@pytest.fixture
def bring_in(tmp_path, post):
    def from_rows(*rows: str, **more):
        path = tmp_path / "needs.csv"
        path.write_text(HEAD + "\n".join(rows) + "\n", encoding="utf-8")
        told = read_requirements(path, known=known_to(post.force))
        return bring_in_requirements(told.entries, **{"force": post.force, "by": None, "refused": told.refused, **more})

    return from_rows


def said(plan):
    return [(row.row, row.did, " ".join(map(str, row.said))) for row in plan.report]


def test_a_requirement_comes_in_and_is_on_every_record_it_asks(bring_in, post):
    RankFactory(sergeant=True)

    plan = bring_in("ELS,Everybody in Harbour response,HARBOUR-C,response,,officer,1,PS,01/01/2026,")

    row = Requirement.objects.get()
    assert said(plan) == [(2, Did.ADDED, "")]
    assert (row.unit, row.rank_from, row.rank_to, row.effective_from) == (post.unit, 1, 2, date(2026, 1, 1))
    assert record(post.person)["ELS"].because == "Everybody in Harbour response"


def test_the_same_file_twice_changes_nothing_whatever_days_it_names(bring_in):
    rows = ("ELS,Everybody,,,,,,,01/01/2020,31/12/2025", "ELS,Response,,response,,,,,,")
    bring_in(*rows)

    plan = bring_in(*rows)

    assert {row.did for row in plan.report} == {Did.UNCHANGED}
    assert Requirement.objects.count() == 2


def test_a_last_day_ends_a_requirement_and_the_row_before_stays(bring_in, post):
    bring_in("ELS,Everybody,,,,,,,01/01/2026,")

    plan = bring_in("ELS,Everybody who serves,,,,,,,,20/11/2026")

    assert said(plan) == [(2, Did.CHANGED, "Another reason. To 2026-11-20.")]
    assert words(post.person) == {}
    assert Requirement.objects.filter(retracted_at__isnull=False).get().reason == "Everybody"


def test_what_the_file_does_not_name_goes_on_asking(bring_in, post):
    bring_in("ELS,Everybody,,,,,,,,")

    bring_in("ELS,Response,,response,,,,,,")

    assert Requirement.objects.filter(retracted_at=None).count() == 2


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("OST,Everybody,,,,,,,,", "There is no skill “OST”."),
        ("ELS,Everybody,NOWHERE,,,,,,,", "There is no unit “NOWHERE”."),
        ("ELS,Everybody,,,,robot,,,,", "There is no person type “robot”."),
        ("ELS,Everybody,,,,,Emperor,,,", "There is no rank “Emperor”."),
        ("ELS,Everybody,,,,,4,2,,", "The lowest rank is above the highest."),
        ("ELS,,,,,,,,,", "A requirement has a reason; everybody it asks is shown it."),
        ("ELS,Everybody,,,,,,,soon,", "“soon” is no date."),
        ("ELS,Everybody,,,,,,,01/02/2026,01/01/2026", "The requirement would end before it starts."),
    ],
)
def test_a_row_that_cannot_be_is_refused_and_nothing_is_written(bring_in, row, sentence):
    plan = bring_in("ELS,Response,,response,,,,,,", row)

    assert said(plan)[1] == (3, Did.REFUSED, sentence)
    assert list(Requirement.objects.all()) == []


def test_asking_the_same_posts_twice_is_refused(bring_in):
    plan = bring_in("ELS,Everybody,,,,,,,,", "ELS,All of us,,,,,,,,")

    assert said(plan)[1] == (3, Did.REFUSED, "The same skill is asked of the same posts twice.")


def test_a_table_without_its_columns_is_refused(tmp_path, post):
    path = tmp_path / "needs.csv"
    path.write_text("Skill,Unit\nELS,X\n")

    with pytest.raises(UnreadableFile, match="The table needs columns named “skill” and “reason”"):
        read_requirements(path, known=known_to(post.force))


def test_the_command_brings_in_the_nations_requirements(tmp_path, post):
    path = tmp_path / "needs.csv"
    path.write_text(HEAD + "ELS,Everybody,,,,,,,,\n")

    told = CliRunner().invoke(command, [str(path), "--national"])

    assert told.output.splitlines()[-2:] == ["     2  ELS: added.", "1 added."]
    assert words(post.person) == {"ELS": "Not held"}
