"""Skills and lessons of a demo that was built."""

from collections import Counter

import pytest
from django.db.models import Count, F, Max

from peel.catalogue.models import Form, Journey, Lesson, LessonCompetency, LessonVersion, SearchAsked
from peel.duty.models import Absence
from peel.foundation import clock
from peel.learning.models import Attempt, JourneyTaken, Rating
from peel.ledger.models import AuditEntry, Statement, StatementBody
from peel.people.models import Account, Person, Supervision
from peel.skills.models import Authorisation, Award, CpdEntry, Query, Requirement, Skill, SkillRule, Standing, Unmatched

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo")]


def person(key: str) -> Person:
    return Account.objects.get(email=f"{key}@demo.peel.example").person


def test_nineteen_national_skills_have_a_rule_each_and_three_a_consequence_in_northmarch():
    assert Skill.objects.filter(force=None).count() == 19
    assert SkillRule.objects.filter(force=None).count() == 19
    assert set(SkillRule.objects.exclude(consequence="").values_list("skill__code", "force__code")) == {
        ("CED", "northmarch"),
        ("AFO", "northmarch"),
        ("DRV-RESP", "northmarch"),
    }


def test_every_force_requires_skills_and_says_why():
    assert set(Requirement.objects.values_list("force__code", flat=True)) == {
        *("northmarch", "blackhaven", "eastvale", "national"),
    }
    assert Requirement.objects.filter(reason="").count() == 0


def test_every_award_has_its_statement_of_the_same_subject():
    awards = dict(Award.objects.values_list("pk", "person__subject"))
    told = dict(Statement.objects.filter(object_type="award").values_list("object_id", "subject"))

    assert {str(pk): subject for pk, subject in awards.items()} == told
    assert StatementBody.objects.count() == Statement.objects.count()


def test_no_award_is_dated_in_the_future_or_before_its_person_joined():
    assert Award.objects.filter(achieved_on__gt=clock.today()).count() == 0
    assert (
        Award.objects.filter(achieved_on__lt=F("person__services__starts"))
        .exclude(person__services__ends__isnull=False)
        .exclude(person__in=two_services())
        .count()
        == 0
    )


def two_services():
    return Person.objects.annotate(n=Count("services")).filter(n__gt=1)


def test_aishas_taser_ran_out_last_week_and_was_authorised():
    taser = Award.objects.filter(person=person("constable"), skill__code="CED")
    last = taser.aggregate(last=Max("achieved_on"))["last"]

    assert 366 <= (clock.today() - last).days <= 366 + 90 + 8
    assert Authorisation.objects.get(person=person("constable"), skill__code="CED").authorised_by.startswith("Supt ")


def test_all_catalogues_are_there_with_whom_to_thank():
    sources = Counter(key.partition(":")[0] for key in Lesson.objects.values_list("source_key", flat=True))

    assert sources["lesson"] == 11
    assert sum(sources.values()) > 900
    assert Lesson.objects.filter(state=Lesson.State.PUBLISHED, attribution="").count() == 0


def test_own_lessons_are_northmarchs_and_say_that_nobody_approved_them():
    own = Lesson.objects.filter(force__code="northmarch", state=Lesson.State.PUBLISHED)

    assert set(own.values_list("source_key", flat=True)) == {
        *("lesson:choking", "lesson:cpr-and-aed", "lesson:eight-parts", "lesson:handling-personal-data"),
        "lesson:two-minutes",
    }
    assert set(own.values_list("demonstration", flat=True)) == {True}


def test_aisha_can_carry_on_with_two_lessons_and_her_journey():
    open_ones = Attempt.objects.filter(person=person("constable"), done_at=None)

    assert set(open_ones.values_list("lesson__source_key", flat=True)) == {
        *("lesson:de-escalation", "lesson:handling-personal-data"),
    }
    assert JourneyTaken.objects.get(person=person("constable")).journey == Journey.objects.get(title="To detective")


def test_sums_of_lessons_are_what_people_did():
    for lesson in Lesson.objects.order_by("-done_count")[:20]:
        assert lesson.done_count == Attempt.objects.exclude(done_at=None).filter(lesson=lesson).count()
        ratings = Rating.objects.filter(lesson=lesson).values_list("stars", flat=True)
        assert (lesson.rating_count, lesson.rating_sum) == (len(ratings), sum(ratings))


def test_nobody_read_a_form_of_another_forces_lesson():
    foreign = Attempt.objects.exclude(lesson__force=None).exclude(lesson__force=F("force"))

    assert foreign.count() == 0
    assert Attempt.objects.filter(started_at__lt=F("lesson__published_at")).count() == 0
    assert Form.objects.filter(lesson__force__code="northmarch").exists()


def test_learning_logged_this_year_is_of_this_year_and_the_constable_has_23_hours():
    minutes = sum(CpdEntry.objects.filter(person=person("constable")).values_list("minutes", flat=True))

    assert minutes == 23 * 60
    assert CpdEntry.objects.filter(done_on__gt=clock.today()).count() == 0


def test_half_of_response_c_is_away():
    team = Person.objects.filter(posts__unit__code="HARBOUR-RESP-C", posts__force__code="northmarch")
    away = Absence.objects.filter(person__in=team, during__contains=clock.now())

    assert away.count() == 6


def words_of(family: str) -> dict[str, tuple[str, int | None]]:
    """By skill code, the word of today and the last day in date of one of Response C."""
    found = {}
    for line in Standing.objects.filter(person__family_name=family, person__posts__unit__code="HARBOUR-RESP-C"):
        step = line.steps.at(clock.now())
        found[line.skill.code] = (step.status.name, (step.until - clock.today()).days if step.until else None)
    return found


def test_everybodys_standing_is_there_and_a_realistic_share_has_lapsed():
    lines = Standing.objects.filter(force__code="northmarch")
    words = Counter(line.steps.at(clock.now()).status.name for line in lines)
    lapsed = (words["OUT_OF_TICKET"] + words["OVERDUE"]) / words.total()
    closing = (words["EXPIRING"] + words["DUE"]) / words.total()

    assert lines.values("person").distinct().count() >= 370
    assert 0.03 < lapsed < 0.08
    assert 0.07 < closing < 0.16


def test_the_story_of_response_c_stands_on_its_records():
    assert words_of("Rahman")["CED"] == ("OUT_OF_TICKET", -8)
    assert words_of("Rahman")["DATA"] == ("DUE", 9)
    assert words_of("Rahman")["ELS"] == ("EXPIRING", 40)
    assert words_of("Whitlock")["CED"] == ("OUT_OF_TICKET", -8)
    assert words_of("Iqbal")["POPS2"] == ("OUT_OF_TICKET", -51)
    assert words_of("Maddox")["PPST"] == ("EXPIRING", 25)
    assert {word for word, _ in words_of("Tully").values()} == {"IN_DATE"}


def test_lessons_build_competencies_of_the_framework_of_2024():
    built = LessonCompetency.objects.filter(lesson__source_key__startswith="lesson:")

    assert set(built.values_list("competency__framework__version", flat=True)) == {"2024"}
    assert built.values("lesson").distinct().count() == 11


def test_what_was_looked_for_in_vain_is_there_and_names_nobody():
    asked = SearchAsked.objects.filter(force__code="northmarch", found=0)

    assert asked.values("words").distinct().count() == 6
    assert asked.filter(day__gt=clock.today()).count() == 0


def test_the_library_is_in_order_of_liking():
    liked = Lesson.objects.order_by("-done_count").values_list("indexed__rank", flat=True)[0]
    unread = Lesson.objects.filter(done_count=0, rating_count=0).values_list("indexed__rank", flat=True)[0]

    assert liked > unread


def test_the_administrator_has_disputes_to_decide_and_old_records_to_match():
    waiting = Query.objects.filter(force__code="northmarch", decided_at=None)

    assert {"Costello", "Brandt"} <= set(waiting.values_list("person__family_name", flat=True))
    assert words_of("Brandt")["CED"][0] == "QUERIED"
    assert Query.objects.exclude(decided_at=None).filter(decided_by=person("administrator")).exists()
    assert Unmatched.objects.filter(decided_at=None).count() > 5
    assert Award.objects.filter(verified=False, batch__isnull=False).count() > 5


def test_nothing_of_the_stories_happens_after_now():
    assert Query.objects.filter(asked_at__gt=clock.now()).count() == 0
    assert Award.objects.filter(recorded_at__gt=clock.now()).count() == 0


def test_aishas_record_shows_a_correction_and_who_read_it():
    reads = AuditEntry.objects.filter(verb="read", subjects__subject=person("constable").subject)

    assert Award.objects.filter(person=person("constable")).exclude(corrects=None).count() == 1
    assert set(reads.values_list("actor", "purpose")) == {
        (person("sergeant").subject, "Team"),
        (person("auditor").subject, "Evidence"),
    }


def test_the_author_has_a_lesson_in_two_versions_and_a_draft():
    draft = Lesson.objects.get(state=Lesson.State.DRAFT)
    versions = LessonVersion.objects.filter(lesson__source_key="lesson:two-minutes").order_by("number")

    assert (draft.title, draft.working_copy.saved_by) == ("Cuckooing: the second knock", person("author"))
    assert list(versions.values_list("number", flat=True)) == [1, 2]


def test_a_constable_of_the_neighbourhood_answers_to_another_sergeant():
    row = Supervision.objects.get(person__home_force__code="northmarch")

    assert (row.person.family_name, row.supervisor.family_name) == ("Lowe", "Okoro")
