from datetime import date
from pathlib import Path

import pytest

from peel.catalogue.rules import lesson_files, one_sider, plans
from peel.catalogue.rules.drafts import Fate, Kind, QuizDraft
from peel.catalogue.rules.reading import Length

OWN = Path(lesson_files.__file__).parents[1] / "demo_lessons"

WHOLE = """---
key: doors
title: Doors: before you open one
theme: Safety
skills: PPST, MH
awards: MH by 6 minutes
competencies: We collaborate 2
review by: 2027-04-02
colour of the door: blue
sources:
- Human Rights Act 1998
---
# 6 seconds
Look, then knock.

# 60 seconds
Listen first.

1. **Listen.** Ten seconds.
2. **Look.** Both sides.

> Say: “Police.”
> Don’t say: “Surprise.”

Then wait.

# 6 minutes
Doors open both ways.

# Quiz
## Which way?
- [ ] In
- [x] Both
> Both.

# 60 minutes
For one team.

- 10 min: **Talk.** About doors.
- 50 min: **Walk.** Through doors.

Bring a door.
"""


def lesson(text):
    draft, problems = lesson_files.read_lesson(text, name="doors")
    return draft, problems


def test_a_whole_file_is_a_lesson_in_four_forms():
    draft, problems = lesson(WHOLE)

    assert problems == []
    assert (draft.key, draft.title, draft.strapline) == (
        "lesson:doors",
        "Doors: before you open one",
        "Look, then knock.",
    )
    assert [(form.length, form.kind) for form in draft.forms] == [
        (Length.S6, Kind.STRAPLINE),
        (Length.S60, Kind.ONE_SIDER),
        (Length.M6, Kind.ARTICLE),
        (Length.M60, Kind.PLAN),
    ]
    assert draft.forms[2].quiz == (QuizDraft("Which way?", ("In", "Both"), 1, "Both."),)
    assert draft.forms[3].seconds == 3600
    assert (draft.skills, draft.awards) == (("PPST", "MH"), (("MH", Length.M6),))
    assert draft.competencies == (("We collaborate", 2),)
    assert (draft.review_by, draft.sources) == (date(2027, 4, 2), ("Human Rights Act 1998",))


def test_what_peel_does_not_know_is_kept():
    draft, _problems = lesson(WHOLE)

    assert draft.extra == {"colour of the door": "blue"}


def test_reading_twice_gives_the_same_lesson():
    assert lesson(WHOLE) == lesson(WHOLE.replace("\n", "\r\n"))


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("# 6 seconds\nLook.", "There is no title: add a line “title:” above the text."),
        ("---\ntitle: Doors\n---\nJust words.", "None of the four forms is there."),
    ],
)
def test_a_file_without_title_or_form_is_left_out_with_the_reason(text, sentence):
    (row,) = lesson_files.read([("doors", text)]).rows

    assert (row.fate, row.sentence) == (Fate.LEFT_OUT, sentence)


@pytest.mark.parametrize(
    ("line", "other", "sentence"),
    [
        (
            "review by: 2027-04-02",
            "review by: soon",
            "“soon” is not a date like 2027-04-02, so there is no review date.",
        ),
        (
            "awards: MH by 6 minutes",
            "awards: MH",
            "“MH” does not say which skill by which form, as “MH by 6 minutes” does.",
        ),
        ("competencies: We collaborate 2", "competencies: We collaborate", "“We collaborate” has no level at its end."),
        ("- [x] Both", "- [ ] Both", "The question “Which way?” needs two or more answers and exactly one marked [x]."),
        (
            "# 6 minutes\nDoors",
            "# Seven\nDoors",
            "The section “Seven” is not one of 6 seconds, 60 seconds, 6 minutes, quiz or 60 minutes.",
        ),
    ],
)
def test_what_cannot_be_read_is_said_and_the_rest_is_taken(line, other, sentence):
    draft, problems = lesson(WHOLE.replace(line, other))

    assert draft is not None
    assert problems == [sentence]


def test_a_one_sider_has_a_lead_points_and_what_to_say():
    draft, _problems = lesson(WHOLE)

    sheet = one_sider.read(draft.forms[1].body)

    assert (sheet.lead, sheet.after) == ("Listen first.", "Then wait.")
    assert sheet.points == (one_sider.Point("Listen.", "Ten seconds."), one_sider.Point("Look.", "Both sides."))
    assert (sheet.say, sheet.do_not_say) == ("“Police.”", "“Surprise.”")


def test_a_one_sider_of_plain_lines_has_a_point_a_line_and_says_what_is_left_over():
    sheet = one_sider.read("What we know: in order\nWhat we have\nRisk\nWishes\nFive\nSix")

    assert sheet.points[0] == one_sider.Point("What we know", "in order")
    assert (len(sheet.points), sheet.left_over) == (5, 1)


def test_one_line_alone_is_a_lead():
    assert one_sider.read("Look first.") == one_sider.OneSider("Look first.", (), "", "", "")


def test_a_plan_starts_each_part_where_the_last_one_ends():
    draft, _problems = lesson(WHOLE)

    plan = plans.read(draft.forms[3].body)

    assert [(part.starts, part.ends, part.title) for part in plan.parts] == [(0, 10, "Talk."), (10, 60, "Walk.")]
    assert (plan.minutes, plan.before, plan.after) == (60, "For one team.", "Bring a door.")


@pytest.mark.parametrize("path", sorted(OWN.glob("*.md")), ids=lambda path: path.stem)
def test_our_own_lessons_are_whole_and_keep_their_promises(path):
    draft, problems = lesson_files.read_lesson(path.read_text(encoding="utf-8"), name=path.stem)

    assert problems == []
    assert [form.length for form in draft.forms] == list(Length)
    assert draft.notice == "Demonstration: not approved by any force"
    assert len(draft.strapline.split()) <= 7
    assert len(one_sider.read(draft.forms[1].body).points) == 3
    assert 250 <= draft.forms[2].seconds <= 360
    assert 3 <= len(draft.forms[2].quiz) <= 5
    assert all(question.explanation for question in draft.forms[2].quiz)
    assert plans.read(draft.forms[3].body).minutes == 60
    assert draft.sources and draft.skills and draft.competencies and draft.review_by
