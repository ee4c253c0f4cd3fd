import gzip
import json

import pytest

from peel.catalogue.rules import early_career
from peel.catalogue.rules.drafts import Fate, Kind, StepDraft
from peel.catalogue.rules.reading import Length

CONTENTS = """
In this module you’ll look at routines.

- how to begin
- how to end

## Week 1: routines

Duration: 40 minutes.

1. [Video](/oak/year-1-calm/autumn-week-1-ect-video)
2. [Reflect](/oak/year-1-calm/autumn-week-1-ect-reflect 'Reflect')

### Mentors

[View mentor materials](/oak/year-1-calm/autumn-week-1-mentor-materials/)
"""
VIDEO = """
Watch this.

<iframe src="https://www.youtube.com/embed/abc" title="Routines - YouTube"></iframe>

{details}
Video transcript.

Good routines save time. Everybody knows them.
{/details}

Read [the next page](/oak/year-1-calm/autumn-week-1-ect-reflect) and [the site](/assets/map.pdf).
"""


def page(slug, title, text, *, module="year-1-calm", previous=None, following=None, **fields):
    path = "/".join(part for part in ("content/oak", module, slug) if part)
    return {
        "path": f"{path}.md",
        "provider": "oak",
        "module": module,
        "title": title,
        "previous": previous,
        "next": following,
        "text": text,
        **fields,
    }


PAGES = [
    page("year-1-calm", "Year 1: Calm", CONTENTS, module=None),
    page(
        "autumn-week-1-ect-reflect", "Reflect", "What will you do?", previous="/oak/year-1-calm/autumn-week-1-ect-video"
    ),
    page("autumn-week-1-ect-video", "Video", VIDEO, following="/oak/year-1-calm/autumn-week-1-ect-reflect"),
    page("autumn-week-1-mentor-materials", "Year 1 Autumn week 1 mentor materials", "Ask about routines."),
]


def read(*pages):
    return early_career.read([json.dumps(one) for one in pages])


def test_the_contents_page_is_a_journey_in_its_own_order():
    (journey,) = read(*PAGES).journeys

    assert (journey.key, journey.title) == ("ect:oak/year-1-calm", "Year 1: Calm")
    assert (journey.summary, journey.outcomes) == (
        "In this module you’ll look at routines.",
        ("how to begin", "how to end"),
    )
    week = "Week 1: routines"
    assert journey.steps == (
        StepDraft("ect:oak/year-1-calm/autumn-week-1-ect-video", week, 2400, False, "Early career teachers"),
        StepDraft("ect:oak/year-1-calm/autumn-week-1-ect-reflect", week, 2400, False, "Early career teachers"),
        StepDraft("ect:oak/year-1-calm/autumn-week-1-mentor-materials", week, 2400, True, "Mentors"),
    )


def test_a_page_says_what_it_is_about_and_keeps_its_own_title():
    lessons = {lesson.source_title: lesson for lesson in read(*PAGES).lessons}

    assert lessons["Reflect"].title == "Routines: Reflect"
    assert lessons["Reflect"].forms[0].length == Length.S60


def test_a_video_page_has_its_address_its_transcript_and_its_links():
    video = next(lesson for lesson in read(*PAGES).lessons if lesson.source_title == "Video")

    (form,) = video.forms
    assert (form.kind, form.url) == (Kind.VIDEO, "https://www.youtube.com/watch?v=abc")
    assert form.transcript == "Good routines save time. Everybody knows them."
    assert "[the next page](lesson:ect:oak/year-1-calm/autumn-week-1-ect-reflect)" in form.body
    assert f"[the site]({early_career.SITE}/assets/map.pdf)" in form.body
    assert "iframe" not in form.body


def test_links_before_and_after_and_attribution_are_kept():
    video = next(lesson for lesson in read(*PAGES).lessons if lesson.source_title == "Video")

    assert (video.previous, video.next) == ("", "ect:oak/year-1-calm/autumn-week-1-ect-reflect")
    assert video.licence == "Open Government Licence v3.0"
    assert video.attribution.startswith("Department for Education, Support for early career teachers: Oak.")
    assert video.extra == {"year": 1, "term": "autumn", "week": 1, "provider": "oak", "module": "year-1-calm"}


def test_a_page_that_the_contents_forgets_stands_after_the_one_it_follows():
    forgotten = page(
        "autumn-week-1-ect-practise", "Practise", "Try it.", previous="/oak/year-1-calm/autumn-week-1-ect-video"
    )

    catalogue = read(*PAGES, forgotten)

    assert [step.lesson.rsplit("-", 1)[-1] for step in catalogue.journeys[0].steps][:3] == [
        "video",
        "practise",
        "reflect",
    ]
    row = catalogue.rows[-1]
    assert (row.fate, row.sentence) == (
        Fate.PART,
        "No contents page links here: placed after the page that it follows.",
    )


def test_pages_outside_every_module_are_one_journey_in_term_order():
    sessions = [
        page("year-2-spring-training-session-10", "Year 2: Spring term", "Duration: 90 minutes.\n\nTalk.", module=None),
        page("year-2-autumn-training-session-7", "Year 2: Autumn term", "Duration: 60 minutes.\n\nTalk.", module=None),
    ]

    catalogue = read(*PAGES, *sessions)

    assert catalogue.journeys[1].title == "Oak: further sessions"
    assert [step.lesson[-2:] for step in catalogue.journeys[1].steps] == ["-7", "10"]
    assert [(form.kind, form.seconds) for lesson in catalogue.lessons[-2:] for form in lesson.forms] == [
        (Kind.PLAN, 5400),
        (Kind.PLAN, 3600),
    ]


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (page("a", "", "Words"), "The page has no title."),
        (page("a", "A", ""), "The page has no text."),
        ({"path": "content/oak/a.md"}, "The page has no title and no text."),
    ],
)
def test_a_page_without_path_title_or_text_is_left_out_with_the_reason(row, sentence):
    (report,) = read(row).rows

    assert (report.fate, report.sentence) == (Fate.LEFT_OUT, sentence)


def test_a_link_that_leads_out_of_the_file_is_said():
    alone = page("a", "A", "Words", following="/oak/year-1-calm/b")

    (report,) = read(alone).rows

    assert report.sentence == "A lesson. It points to /oak/year-1-calm/b, which the file does not hold."


def test_fields_that_nobody_foresaw_are_kept():
    assert read(page("a", "A", "Words", audience="All")).lessons[0].extra["audience"] == "All"


def test_the_whole_programme_keeps_every_page_and_the_order_of_its_links(real):
    with gzip.open(real / "dfe_early_career_programme.jsonl.gz", "rt") as lines:
        catalogue = early_career.read(lines)

    lessons = {lesson.key: lesson for lesson in catalogue.lessons}
    assert (len(lessons), len(catalogue.journeys), len(catalogue.rows)) == (530, 28, 557)
    assert len({lesson.title for lesson in catalogue.lessons}) == 530
    stepped = {step.lesson for journey in catalogue.journeys for step in journey.steps}
    assert stepped == set(lessons)
    following = {
        (one.lesson, other.lesson)
        for journey in catalogue.journeys
        for one, other in zip(journey.steps, journey.steps[1:], strict=False)
    }
    links = {(key, lesson.next) for key, lesson in lessons.items() if lesson.next}
    assert len(links) == 210
    assert links <= following
