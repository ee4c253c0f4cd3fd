"""A catalogue of skills is brought in as a whole or not at all, and twice changes nothing."""

import json
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest
from click.testing import CliRunner

from peel.ledger.models import AuditEntry
from peel.skills.actions.bring_in_skills import bring_in_skills
from peel.skills.commands import skills as command
from peel.skills.files import UnreadableFile, read_skills
from peel.skills.models import Skill, SkillLink, SkillRule
from peel.skills.queries.book import book_of
from peel.skills.rules.bringing_in.report import Did
from peel.skills.rules.grammar import RuleType
from peel.skills.rules.links import LinkKind
from tests.people.factories import ForceFactory, NationFactory, PostFactory
from tests.skills.conftest import SetClock
from tests.skills.factories import AwardFactory, SkillFactory, SkillLinkFactory
from tests.skills.reading import dates, words

pytestmark = pytest.mark.django_db

CATALOGUE = Path(str(files("peel.skills").joinpath("data/skills_catalogue.json")))
ELS = {"code": "ELS", "name": "Emergency life support", "kind": "authorised", "rule": {"type": "months", "months": 12}}
CED = {"code": "CED", "name": "Taser", "kind": "authorised", "rule": {"type": "months", "months": 12}}


@pytest.fixture(autouse=True)
def nation():
    return NationFactory()


@pytest.fixture
def write(tmp_path):
    def to_file(told: object) -> Path:
        path = tmp_path / "skills.json"
        path.write_text(told if isinstance(told, str) else json.dumps(told), encoding="utf-8")
        return path

    return to_file


def bring_in(path, **more):
    told = read_skills(path)
    return bring_in_skills(told.entries, **{"force": None, "by": None, "refused": told.refused, **more})


def said(plan):
    return {row.about: (row.did, " ".join(map(str, row.said))) for row in plan.report}


def test_the_eighteen_skills_of_the_package_come_in_with_rules_and_links():
    plan = bring_in(CATALOGUE)

    book = book_of(ForceFactory())
    on = date(2026, 11, 21)
    assert {row.did for row in plan.report} == {Did.ADDED}
    assert len(book.skills) == 18
    assert book.skills["PPST"].rule_on(on).type is RuleType.HOURS_IN_PERIOD
    assert book.skills["CED"].rule_on(on).authorised_by == "superintendent"
    assert book.skills["CED"].note == "Also needs eyesight, standards check."
    assert book.rules.linked(LinkKind.STANDS, "CED", on=on) == ("ELS", "PPST")
    assert book.rules.linked(LinkKind.RENEWS, "DRV-ADV", on=on) == ("DRV-RESP",)
    assert list(book.skills)[:3] == ["PPST", "JRFT", "ELS"]


def test_the_same_file_twice_changes_nothing():
    bring_in(CATALOGUE)
    before = [list(table.objects.order_by("pk").values()) for table in (Skill, SkillRule, SkillLink)]

    plan = bring_in(CATALOGUE)

    assert {row.did for row in plan.report} == {Did.UNCHANGED}
    assert [list(table.objects.order_by("pk").values()) for table in (Skill, SkillRule, SkillLink)] == before
    assert AuditEntry.objects.count() == 1


def test_a_dry_run_says_what_would_happen_and_writes_nothing(write):
    plan = bring_in(write([ELS]), dry_run=True)

    assert said(plan) == {"ELS": (Did.ADDED, "")}
    assert list(Skill.objects.all()) == []


def test_what_changed_is_said_and_a_changed_rule_is_a_new_version_from_today(write):
    ana = PostFactory().person
    bring_in(write([ELS, CED]))
    els = Skill.objects.get(code="ELS")
    AwardFactory(person=ana, skill=els, achieved_on=date(2025, 12, 1))

    plan = bring_in(
        write([{**ELS, "name": "First aid", "rule": {"type": "months", "months": 24}, "needs_to_stand": ["CED"]}])
    )

    assert said(plan) == {"ELS": (Did.CHANGED, "New name. New version of the rule. Now needs_to_stand CED.")}
    versions = SkillRule.objects.filter(skill=els).order_by("effective_from").values_list("effective_from", flat=True)
    assert list(versions) == [date.min, date(2026, 11, 21)]
    assert dates(ana) == {"ELS": ("Suspended", date(2026, 12, 1), True)}


def test_a_link_that_the_file_no_longer_names_ends_and_what_it_is_silent_about_stays(write, clock_at: SetClock):
    bring_in(write([ELS, {**CED, "needs_to_start": ["ELS"], "needs_to_stand": ["ELS"]}]))
    clock_at("22 Nov 2026 09:00")

    plan = bring_in(write([{**CED, "needs_to_stand": []}]))

    assert said(plan) == {"CED": (Did.CHANGED, "No longer needs_to_stand ELS.")}
    live = SkillLink.objects.filter(retracted_at=None).values_list("kind", "effective_to")
    assert sorted(live) == [("needs_to_stand", date(2026, 11, 21)), ("needs_to_start", None)]


@pytest.mark.parametrize(
    ("told", "about", "sentence"),
    [
        ({**ELS, "code": "E L S"}, "E L S", "“E L S” is no code: letters, digits, dots and dashes."),
        ({**ELS, "kind": "hobby"}, "ELS", "“hobby” is no kind of skill; there are authorised and required learning."),
        ({**ELS, "rule": {"type": "months"}}, "ELS", "The rule needs “months”."),
        ({**ELS, "name": "x" * 161}, "ELS", "“name” is longer than 160 letters."),
        ({**ELS, "retired_on": "soon"}, "ELS", "“soon” is no date; write 2026-11-21."),
        ({"code": "ELS", "name": "First aid"}, "ELS", "A new skill needs a name and a kind."),
        ({**ELS, "rule": None}, "ELS", 'A new skill needs a rule; {"type": "none"} is the one without an end.'),
        ({**ELS, "needs_to_stand": ["ELS"]}, "ELS", "ELS needs_to_stand itself."),
        (
            {**ELS, "renews": ["OST"]},
            "ELS",
            "ELS renews OST, and there is no skill with that code.",
        ),
        (
            {**ELS, "consequence": "Does not drive."},
            "ELS",
            "Words about the consequence name the officer whose they are, and their day.",
        ),
    ],
)
def test_a_row_that_cannot_be_is_refused_and_nothing_is_written(write, told, about, sentence):
    plan = bring_in(write([CED, told]))

    assert said(plan)[about] == (Did.REFUSED, sentence)
    assert plan.refused
    assert list(Skill.objects.all()) == []


def test_links_that_go_round_in_a_circle_are_refused_by_name(write):
    plan = bring_in(write([{**ELS, "needs_to_stand": ["CED"]}, {**CED, "needs_to_stand": ["ELS"]}]))

    assert [" ".join(map(str, row.said)) for row in plan.report if row.did is Did.REFUSED] == [
        "These skills go round in a circle (needs_to_stand): ELS → CED → ELS."
    ]


def test_a_circle_with_what_there_is_already_is_refused_too(write):
    els, ced = SkillFactory(code="ELS"), SkillFactory(code="CED")
    SkillLinkFactory(skill=ced, other=els)

    assert bring_in(write([{**ELS, "needs_to_stand": ["CED"]}])).refused


def test_a_code_twice_in_the_file_is_refused(write):
    assert said(bring_in(write([ELS, ELS])))["ELS"] == (Did.REFUSED, "This code is in the file twice.")


def test_a_force_gives_a_national_skill_its_own_rule_and_cannot_rename_it(write):
    bring_in(write([ELS]))
    force = ForceFactory()

    plan = bring_in(write([{**ELS, "name": "Our first aid", "rule": {"type": "months", "months": 36}}]), force=force)

    on = date(2026, 11, 21)
    assert said(plan) == {"ELS": (Did.CHANGED, "New version of the rule.")}
    assert [skill.name for skill in Skill.objects.all()] == ["Emergency life support"]
    here, there = book_of(force).skills["ELS"], book_of(ForceFactory()).skills["ELS"]
    assert (here.rule_on(on).measures[0].months, there.rule_on(on).measures[0].months) == (36, 12)


def test_a_force_does_without_a_national_link_from_the_day_it_says_so(write):
    ana = PostFactory().person
    bring_in(write([ELS, {**CED, "needs_to_stand": ["ELS"]}]))
    AwardFactory(person=ana, skill=Skill.objects.get(code="CED"))

    plan = bring_in(write([{**CED, "needs_to_stand": []}]), force=ana.home_force)

    assert said(plan) == {"CED": (Did.CHANGED, "No longer needs_to_stand ELS.")}
    assert words(ana) == {"CED": "In date"}
    assert bring_in(write([{**CED, "needs_to_stand": []}]), force=ana.home_force).changes == ()


def test_a_code_that_the_nation_does_not_have_is_a_skill_of_the_force(write):
    force = ForceFactory()

    bring_in(write([{**ELS, "code": "BOAT", "name": "Boats"}]), force=force)

    assert [(skill.code, skill.force) for skill in Skill.objects.all()] == [("BOAT", force)]


def test_a_table_says_the_same_as_json(tmp_path):
    path = tmp_path / "skills.csv"
    path.write_text(
        "Code;Name;Kind;Type;Months;Hours;Refresher hours;Authorised by;Needs to stand;Also called;Colour\n"
        "ELS;Emergency life support;authorised;months;12;;6;;;FALP, First aid;red\n"
        "CED;Taser;authorised;months;12;;6;superintendent;ELS;;\n"
        "PPST;Safety training;authorised;hours_in_period;12;12;;;;;\n"
        "BWV;Body-worn video;required learning;none;;;;;;;\n",
        encoding="utf-8-sig",
    )

    told = read_skills(path)
    bring_in_skills(told.entries, force=None, by=None, refused=told.refused)

    book, on = book_of(ForceFactory()), date(2026, 11, 21)
    assert told.ignored == ["Colour"]
    assert list(book.skills) == ["ELS", "CED", "PPST", "BWV"]
    assert book.skills["ELS"].also_called == ("FALP", "First aid")
    assert book.skills["CED"].rule_on(on).authorised_by == "superintendent"
    assert book.rules.linked(LinkKind.STANDS, "CED", on=on) == ("ELS",)
    assert book.skills["PPST"].rule_on(on).measures[0].needed == 720


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ("[{", "The file is not JSON: look at line 1, column 3."),
        ("{}", "A catalogue of skills is a list of objects, one for each skill."),
        ("name,kind\nTaser,authorised\n", "The table needs a column named “code”."),
        ("", "The file is empty."),
    ],
)
def test_a_file_that_cannot_be_read_says_why(write, told, sentence):
    with pytest.raises(UnreadableFile) as why:
        read_skills(write(told))

    assert str(why.value) == sentence


def test_the_command_says_what_became_of_each_row(write, tmp_path):
    result = tmp_path / "result.csv"

    first = CliRunner().invoke(command, [str(write([ELS, CED])), "--national", "--result", str(result)])
    again = CliRunner().invoke(command, [str(write([ELS, {**CED, "name": "CED user"}])), "--national"])

    assert (first.exit_code, first.output) == (0, "     1  ELS: added.\n     2  CED: added.\n2 added.\n")
    assert again.output == "     2  CED: changed. New name.\n1 changed, 1 unchanged.\n"
    assert result.read_text(encoding="utf-8-sig").splitlines()[1] == "1,ELS,added,"


def test_the_command_refuses_in_a_sentence(write):
    unclear = CliRunner().invoke(command, [str(write([ELS]))])
    nowhere = CliRunner().invoke(command, [str(write([ELS])), "--force", "atlantis"])
    bad = CliRunner().invoke(command, [str(write([{**ELS, "code": ""}])), "--national"])

    assert unclear.stderr == "Say whose they are: --force CODE, or --national.\n"
    assert nowhere.stderr == "There is no force with the code “atlantis”.\n"
    assert bad.stderr == "Nothing was written. Put the refused rows right and bring the file in again.\n"
    assert {unclear.exit_code, nowhere.exit_code, bad.exit_code} == {1}
