from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from peel.catalogue.rules.cards import also_in, card_of, shown
from peel.catalogue.rules.content import LessonContent, from_json, timed, to_json
from peel.catalogue.rules.drafts import FormDraft, Kind, QuizDraft
from peel.catalogue.rules.reading import Length
from peel.catalogue.rules.themes import OURS, family_of

TEXT = st.text(max_size=40)
FORM = st.builds(
    FormDraft,
    length=st.sampled_from(list(Length)),
    kind=st.sampled_from(list(Kind)),
    title=TEXT,
    body=TEXT,
    seconds=st.none() | st.integers(0, 9999),
    captions=TEXT,
    file=st.none() | st.integers(1, 99),
    quiz=st.lists(
        st.builds(QuizDraft, TEXT, st.lists(TEXT, min_size=1, max_size=3).map(tuple), st.integers(0, 2), TEXT),
        max_size=2,
    ).map(tuple),
)
CONTENT = st.builds(
    LessonContent,
    title=TEXT,
    outcomes=st.lists(TEXT, max_size=2).map(tuple),
    skills=st.lists(st.integers(1, 99), max_size=3).map(tuple),
    awards=st.lists(st.tuples(st.integers(1, 99), st.sampled_from(list(Length))), max_size=2).map(tuple),
    competencies=st.lists(st.tuples(st.integers(1, 99), st.integers(1, 3)), max_size=2).map(tuple),
    review_by=st.none() | st.dates(),
    forms=st.lists(FORM, max_size=4).map(tuple),
)


@given(CONTENT)
def test_a_content_comes_back_from_json_as_it_went(content):
    assert from_json(to_json(content)) == content


def test_what_an_earlier_peel_wrote_is_still_read():
    assert from_json({"title": "Doors", "forms": [{"length": "s6", "kind": "strapline"}]}) == LessonContent(
        title="Doors", forms=(FormDraft(Length.S6, Kind.STRAPLINE),)
    )
    assert from_json({"review_by": "2027-04-02"}).review_by == date(2027, 4, 2)


def test_words_say_how_long_they_take():
    assert timed(FormDraft(Length.S6, Kind.STRAPLINE, body="Look.")).seconds == 6
    assert timed(FormDraft(Length.S60, Kind.ONE_SIDER, body="word " * 110)).seconds == 30
    assert (
        timed(FormDraft(Length.M6, Kind.ARTICLE, body="word " * 220, quiz=(QuizDraft("?", ("a", "b"), 0),))).seconds
        == 80
    )
    assert timed(FormDraft(Length.M60, Kind.PLAN, body="- 45 min: Walk.")).seconds == 2700
    assert timed(FormDraft(Length.M60, Kind.PLAN, body="Later.", seconds=99)).seconds == 99
    assert timed(FormDraft(Length.M6, Kind.VIDEO, seconds=348)).seconds == 348


def card():
    forms = (
        FormDraft(Length.S6, Kind.STRAPLINE, body="Look."),
        FormDraft(Length.S60, Kind.ONE_SIDER, body="1. **One.** x\n2. **Two.** x\n3. Three\n4. Four"),
        FormDraft(Length.M6, Kind.VIDEO, seconds=348, poster=7),
    )
    return card_of(LessonContent(title="Doors", owner_words="Sgt", forms=forms), theme="Safety", cover="safety")


def test_a_card_shows_the_form_liked_best_and_names_the_others():
    form = shown(card())

    assert (form.length, form.kind, form.lasts, form.poster) == (Length.M6, Kind.VIDEO, "5:48", 7)
    assert also_in(card(), form.length) == [Length.S6, Length.S60]


def test_a_card_shows_the_longest_form_that_somebody_has_time_for():
    form = shown(card(), wanted=["s6", "s60"])

    assert (form.length, form.points, form.lasts) == (Length.S60, ("One", "Two", "Three"), "")
    assert shown(card(), wanted=["m60"]).length is Length.M6
    assert shown(card(), wanted=["s6"]).line == "Look."


def test_every_theme_has_a_cover_that_is_drawn():
    families = {"care", "case", "stop", "digital", "well", "drive", "custody", "place", "grow", "data", "safety"}

    assert {family for _code, _name, family, _cover in OURS} <= families
    assert [family_of(name) for name in ("Mental health at work", "Finance", "Anything else")] == [
        "care",
        "data",
        "grow",
    ]
