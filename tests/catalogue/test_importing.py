import dataclasses
import json

import pytest
from click.testing import CliRunner

from peel.catalogue.actions.importing import import_catalogue
from peel.catalogue.commands import catalogue as command
from peel.catalogue.models import Form, Journey, Lesson, LessonSkill, LessonText
from peel.catalogue.queries.stored import content_of
from peel.catalogue.rules import civil_service, lesson_files
from peel.catalogue.rules.drafts import CatalogueDraft, Kind
from peel.catalogue.rules.reading import Length
from peel.ledger.models import AuditEntry
from peel.skills.models import Competency, Framework, Skill
from tests.people.factories import ForceFactory

pytestmark = pytest.mark.django_db

COURSE = {
    "id": "c1",
    "title": "Managing risk",
    "learningOutcomes": "• see risks",
    "level": 3,
    "modules": [
        {"id": "m1", "type": "video", "title": "Risks", "description": "See one.", "duration": 299},
        {"id": "m2", "type": "face-to-face", "title": "Workshop", "duration": 14400, "price": 199, "optional": True},
    ],
}


def course(**fields):
    return civil_service.read([json.dumps({**COURSE, **fields})])


@pytest.fixture
def force():
    return ForceFactory()


def test_a_catalogue_becomes_lessons_and_journeys_in_order(force):
    result = import_catalogue(course(), force=force)

    journey = Journey.objects.get(force=force)
    assert [(step.lesson.title, step.optional) for step in journey.steps.all()] == [
        ("Risks", False),
        ("Workshop", True),
    ]
    assert (journey.title, journey.outcomes, journey.published, journey.kept["level"]) == (
        "Managing risk",
        "see risks",
        True,
        3,
    )
    video = Form.objects.get(lesson__title="Risks")
    assert (video.length, video.kind, video.seconds, video.text) == ("m6", "video", 299, "See one.")
    assert Form.objects.get(lesson__title="Workshop").kept["price"] == 199
    assert (len(result.lessons.new), len(result.journeys.new)) == (2, 1)
    assert LessonText.objects.filter(force=force).count() == 2


def test_the_same_file_again_changes_nothing(force):
    import_catalogue(course(), force=force)
    before = list(Lesson.objects.order_by("pk").values())

    result = import_catalogue(course(), force=force)

    assert result.changed_nothing
    assert list(Lesson.objects.order_by("pk").values()) == before
    assert AuditEntry.objects.filter(verb="imported").count() == 1


def test_what_changed_in_the_file_changes_here_and_forms_keep_their_rows(force):
    import_catalogue(course(), force=force)
    form = Form.objects.get(lesson__title="Risks")

    modules = [{**COURSE["modules"][0], "title": "Risks, newly told"}, COURSE["modules"][1]]
    result = import_catalogue(course(modules=modules), force=force)

    assert result.lessons.changed == ["csl:m1"]
    lesson = Lesson.objects.get(source_key="csl:m1")
    assert (lesson.title, lesson.version, lesson.forms.get().pk) == ("Risks, newly told", 2, form.pk)
    assert LessonText.objects.get(lesson=lesson).card["t"] == "Risks, newly told"


def test_what_was_edited_here_stays_and_is_said(force):
    import_catalogue(course(), force=force)
    Lesson.objects.filter(source_key="csl:m1").update(title="Ours now", edited_here=True)

    result = import_catalogue(course(modules=[{**COURSE["modules"][0], "title": "Theirs"}]), force=force)

    assert Lesson.objects.get(source_key="csl:m1").title == "Ours now"
    assert "Edited here since: left as it is." in next(row.sentence for row in result.rows if row.key == "csl:m1")


def test_what_is_no_longer_in_the_file_stays_and_is_said(force):
    import_catalogue(course(), force=force)

    result = import_catalogue(course(modules=COURSE["modules"][:1]), force=force)

    assert Lesson.objects.filter(source_key="csl:m2").exists()
    assert [(row.key, row.sentence) for row in result.rows if row.row == 0] == [
        ("csl:m2", "No longer in the file: it stays as it is."),
        ("csl:c1", "No longer in the file: it stays as it is."),
    ]


def test_two_forces_have_their_own_of_the_same_file(force):
    import_catalogue(course(), force=force)

    import_catalogue(course(), force=None)

    assert Lesson.objects.filter(source_key="csl:m1").count() == 2


def test_our_own_lessons_come_whole(force):
    framework = Framework.objects.create(code="cvf-test", version="2024", name="CVF")
    competency = Competency.objects.create(framework=framework, name="We take ownership")
    mental_health = Skill.objects.create(code="MH", name="Mental health response", kind="learning", force=force)

    import_catalogue(lesson_files.our_own(), force=force)

    lesson = Lesson.objects.get(source_key="lesson:mental-health")
    content = content_of(lesson)
    assert [form.length for form in content.forms] == list(Length)
    assert [form.kind for form in content.forms] == [Kind.STRAPLINE, Kind.ONE_SIDER, Kind.ARTICLE, Kind.PLAN]
    assert content.awards == ((mental_health.pk, Length.M6),)
    assert (lesson.demonstration, lesson.theme.code, len(content.forms[2].quiz)) == (True, "mental-health", 5)
    assert competency in Lesson.objects.get(source_key="lesson:de-escalation").competencies.all()
    assert lesson.cites.split("\n")[0].startswith("Mental Health Act 1983, sections 135")
    assert LessonText.objects.get(lesson=lesson).card["forms"][1]["points"] == [
        "Where are they?",
        "What do you see?",
        "Whom have you asked?",
    ]


def test_a_skill_that_was_unknown_is_said_and_tagged_once_it_is_known(force):
    first = import_catalogue(lesson_files.our_own(), force=force)
    skill = Skill.objects.create(code="BWV", name="Body-worn video", kind="learning")

    second = import_catalogue(lesson_files.our_own(), force=force)

    assert "The skill “BWV” is not known here." in next(
        row.sentence for row in first.rows if "first-minutes" in row.key
    )
    assert second.lessons.changed == ["lesson:first-minutes"]
    assert LessonSkill.objects.get().skill == skill


def test_a_retired_skill_is_not_tagged(force):
    Skill.objects.create(code="BWV", name="Body-worn video", kind="learning", retired_on="2020-01-01")

    import_catalogue(lesson_files.our_own(), force=force)

    assert not LessonSkill.objects.exists()


def test_a_forces_own_skill_goes_before_the_national_one(force):
    Skill.objects.create(code="BWV", name="National", kind="learning")
    own = Skill.objects.create(code="BWV", name="Own", kind="learning", force=force)

    import_catalogue(lesson_files.our_own(), force=force)

    assert LessonSkill.objects.get().skill == own


def test_everything_or_nothing(force, monkeypatch):
    draft = course()
    broken = dataclasses.replace(draft.lessons[1], forms=(dataclasses.replace(draft.lessons[1].forms[0], title=None),))
    whole = CatalogueDraft(draft.source, (draft.lessons[0], broken), draft.journeys, draft.rows)

    with pytest.raises(TypeError):
        import_catalogue(whole, force=force)

    assert not Lesson.objects.filter(force=force).exists()


def test_the_command_says_what_it_did_and_writes_every_row(tmp_path, force):
    file, report = tmp_path / "courses.jsonl", tmp_path / "rows.csv"
    file.write_text(f"{json.dumps(COURSE)}\nnot json\n", encoding="utf-8")

    result = CliRunner().invoke(command, [str(file), "--force", force.code, "--report", str(report)])

    assert result.exit_code == 0, result.output
    assert "lessons: 2 new, 0 changed" in result.output
    assert "left out: 1 × The line is not JSON" in result.output
    lines = report.read_text(encoding="utf-8-sig").splitlines()
    assert lines[0] == "row,key,title,fate,what became of it"
    assert len(lines) == 1 + 4


@pytest.mark.parametrize(
    ("name", "data", "options", "sentence"),
    [
        ("a.csv", b"a,b\n", [], "This is no catalogue that Peel reads"),
        ("a.jsonl", b"\xff\xfe\x00", [], "a.jsonl is not text in UTF-8: byte 0 is not."),
        ("a.jsonl.gz", b"\x1f\x8b\x08", [], "a.jsonl.gz is compressed, but not whole"),
        (
            "a.jsonl",
            b'{"id": "c", "title": "T", "modules": []}',
            ["--force", "nowhere"],
            "no force with the code “nowhere”",
        ),
    ],
)
def test_the_command_refuses_in_a_sentence(tmp_path, name, data, options, sentence):
    file = tmp_path / name
    file.write_bytes(data)

    result = CliRunner().invoke(command, [str(file), *options])

    assert result.exit_code == 1
    assert sentence in result.output
