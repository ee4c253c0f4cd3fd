"""Small marks: the HTML they make, and that nothing anybody wrote becomes HTML."""

import pytest

from peel.ui.components.marks import TONES
from tests.ui.drawing import draw

ATTACK = '<script>alert("x")</script>'
ATTACK_SHOWN = "&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;"


def test_an_icon_comes_from_the_sprite_and_is_silent():
    assert (
        draw('{% icon "play" fill=True %}')
        == '<svg class="icon fill" aria-hidden="true"><use href="/static/ui/img/icons.svg#play"/></svg>'
    )


def test_an_icon_that_is_not_in_the_sprite_is_refused():
    with pytest.raises(ValueError, match="No icon 'nonsense' in the sprite"):
        draw('{% icon "nonsense" %}')


def test_a_status_has_its_tone_word_and_detail():
    assert draw('{% status "late" word detail %}', word="Out of ticket", detail="since 14 Nov") == (
        '<span class="status late">Out of ticket</span> &nbsp;since 14 Nov'
    )


def test_a_status_without_a_meaning_of_its_own_has_no_tone():
    assert draw('{% status "" "System" %}') == '<span class="status">System</span>'


def test_a_tone_nobody_drew_is_refused():
    with pytest.raises(ValueError, match="No status tone 'purple'"):
        draw('{% status "purple" "In date" %}')


@pytest.mark.parametrize("tone", [tone for tone in TONES if tone])
def test_every_tone_is_a_class_of_the_style(tone: str):
    assert draw("{% status tone 'Word' %}", tone=tone) == f'<span class="status {tone}">Word</span>'


def test_what_people_wrote_never_becomes_html_in_a_status():
    assert draw('{% status "good" word detail %}', word=ATTACK, detail=ATTACK) == (
        f'<span class="status good">{ATTACK_SHOWN}</span> &nbsp;{ATTACK_SHOWN}'
    )


def test_what_people_wrote_never_leaves_an_attribute():
    assert draw("{% progress 1 2 label %}", label='" onfocus="x') == (
        '<progress class="chequer" max="2" value="1" aria-label="&quot; onfocus=&quot;x"></progress>'
    )


def test_length_says_how_long_in_words():
    assert draw('{% length "s60" %}') == '<span class="length s60">60 seconds</span>'


def test_a_strip_lights_days_done_leaves_gaps_for_missed_and_marks_today():
    assert draw('{% strip 5 3 "Two of three" now=4 missed=missed %}', missed=[2]) == (
        '<div role="img" aria-label="Two of three"><ul class="strip" style="--n:5" aria-hidden="true">'
        '<li class="done"></li><li></li><li class="done"></li><li class="now"></li><li></li></ul></div>'
    )


def test_a_budget_fills_its_columns_by_series_and_never_overflows():
    assert draw('{% budget parts 4 "Four of four" %}', parts=[(1, 3), (2, 9)]) == (
        '<div role="img" aria-label="Four of four"><ul class="strip budget" style="--n:4" aria-hidden="true">'
        '<li class="k1"></li><li class="k1"></li><li class="k1"></li><li class="k2"></li></ul></div>'
    )


def test_seats_are_squares_with_a_name():
    assert draw('{% seats 3 1 "1 of 3 seats left" columns=8 %}') == (
        '<span class="seats" style="--cols:8" role="img" aria-label="1 of 3 seats left">'
        '<i></i><i></i><i class="free"></i></span>'
    )


def test_steps_say_which_one_it_is():
    assert draw('{% steps 1 3 "Pick a session" %}') == (
        '<p class="steps"><i class="done"></i><i></i><i></i><span>Pick a session</span></p>'
    )


def test_a_tag_is_a_link_when_it_leads_somewhere():
    assert draw("{% tag word %}{% tag word href=href %}", word="A & B", href="/library/?q=a&b") == (
        '<span class="tag">A &amp; B</span><a class="tag" href="/library/?q=a&amp;b">A &amp; B</a>'
    )


def test_a_cover_takes_its_hue_from_its_family():
    assert '<svg class="cover case" ' in draw('{% cover "case-scene" %}')
    assert "covers.svg#case-scene" in draw('{% cover "case-scene" %}')


def test_a_mark_can_be_kept_and_handed_on():
    assert draw('{% status "good" "In date" as mark %}<p>{{ mark }}</p>') == (
        '<p><span class="status good">In date</span></p>'
    )
