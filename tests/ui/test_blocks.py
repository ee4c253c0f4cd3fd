"""Blocks and rows: what goes where, and what is left out when there is nothing to say."""

from datetime import UTC, date, datetime

import pytest
from django.template import TemplateSyntaxError

from tests.ui.drawing import draw

ATTACK = "<b>"


def test_a_button_that_leads_somewhere_is_a_link():
    assert draw('{% button "Book a seat" href="/x?a=1" look="key" more=", Fri 4 Dec" %}') == (
        '<a class="button key" href="/x?a=1">Book a seat<span class="sr">, Fri 4 Dec</span></a>'
    )


def test_a_button_that_does_something_is_a_button():
    assert draw('{% button word look="quiet" small=True name="who" value=7 hx_get="/x" %}', word=ATTACK) == (
        '<button class="button quiet small" name="who" value="7" hx-get="/x" type="submit">&lt;b&gt;</button>'
    )


def test_a_button_keeps_a_value_of_nought():
    assert 'value="0"' in draw('{% button "None" name="n" value=0 %}')


def test_a_post_button_carries_its_secret_and_its_fields():
    drawn = draw('{% post_button "Take over" "/team/take/" person=person %}', person='7"')

    assert drawn.startswith('<form method="post" action="/team/take/"><input type="hidden" name="csrfmiddlewaretoken"')
    assert drawn.endswith(
        '<input type="hidden" name="person" value="7&quot;">'
        '<button class="button" type="submit">Take over</button></form>'
    )


def test_a_section_is_named_by_its_heading_and_may_have_a_link():
    assert draw('{% section "Due now" link="/record/" link_word="All" order=1 %}x{% endsection %}') == (
        '<section class="section" style="--o:1" aria-labelledby="due-now"><header><h2 id="due-now">Due now</h2>'
        '<a href="/record/">All</a></header>x</section>'
    )


def test_what_people_wrote_beside_a_heading_is_escaped_even_when_it_looks_like_html():
    assert '<p class="aside soft">&lt;b&gt;</p>' in draw(
        '{% section "Due" aside=aside %}{% endsection %}', aside=ATTACK
    )


def test_an_entry_has_its_moment_its_words_and_its_action():
    drawn = draw(
        '{% entry title=title href="/s/1/" big="9 days" when="by 30 Nov 2026" %}<p>Due</p>'
        '{% act %}<a href="/b/">Book</a>{% endentry %}',
        title="Safe & sound",
    )

    assert drawn == (
        '<article class="entry"><p class="when"><b>9 days</b> by 30 Nov 2026</p>'
        '<div class="body"><h3><a href="/s/1/">Safe &amp; sound</a></h3><p>Due</p></div>'
        '<div class="act row g2"><a href="/b/">Book</a></div></article>'
    )


def test_an_entry_without_an_action_has_no_place_for_one():
    assert "act" not in draw('{% entry title="Rota received" when="06:00" %}{% endentry %}')


def test_an_entry_whose_action_turns_out_empty_has_no_place_for_one():
    assert "act" not in draw('{% entry title="x" %}{% act %} {% if nobody %}x{% endif %} {% endentry %}')


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ('{% entry "Taser" %}{% endentry %}', "'entry' takes everything by keyword"),
        ("{% entry %}{% endentry %}", "'entry' needs title"),
        ('{% entry title="x" colour="red" %}{% endentry %}', "'entry' does not know colour"),
    ],
)
def test_a_wrong_entry_is_refused_when_the_template_is_read(source: str, said: str):
    with pytest.raises(TemplateSyntaxError, match=said):
        draw(source)


def test_a_long_ledger_shows_two_on_a_phone_and_says_how_many_more():
    assert draw('{% ledger id="due" count=4 %}x{% endledger %}') == (
        '<div class="ledger brief" id="due">x<a class="more phone-only" href="#due">2 more</a></div>'
    )


def test_a_short_ledger_shows_everything():
    assert draw('{% ledger id="due" count=2 %}x{% endledger %}') == '<div class="ledger" id="due">x</div>'


def test_a_session_stands_on_its_day_in_london():
    late = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)

    drawn = draw('{% session title="Night" starts=late %}{% endsession %}', late=late)

    assert drawn == (
        '<li class="session"><time datetime="2026-07-02T00:30:00+01:00">Jul<b>2</b>Thu</time>'
        '<div class="stack g1"><h3>Night</h3></div></li>'
    )


def test_a_figure_draws_its_strip_between_number_and_note():
    drawn = draw('{% figure "Taser" "1 of 2" note %}{% strip 2 1 "1 of 2" %}{% endfigure %}', note=ATTACK)

    assert drawn == (
        '<div class="figure"><dt>Taser</dt><dd>1 of 2</dd><dd><div role="img" aria-label="1 of 2">'
        '<ul class="strip" style="--n:2" aria-hidden="true"><li class="done"></li><li></li></ul></div></dd>'
        "<dd>&lt;b&gt;</dd></div>"
    )


def test_a_bar_hands_its_share_to_the_style_as_a_number():
    assert draw('{% bar "Coast" "41%" 41 low=True target=75.5 %}') == (
        '<li class="low"><span>Coast</span><span class="mono">41%</span>'
        '<span class="rule" style="--v:41%;--t:75.5%"></span></li>'
    )


def test_a_bar_refuses_a_share_that_is_no_number():
    with pytest.raises(ValueError, match="could not convert"):
        draw('{% bar "Coast" "41%" share %}', share="1;color:red")


def test_a_step_that_is_done_says_so_and_the_next_one_is_current():
    assert draw('{% waypoint "One" "2 Oct" state="done" %}{% waypoint "Two" state="now" href="/2/" %}') == (
        '<li class="done">One<span class="sr">, done</span><small>2 Oct</small></li>'
        '<li aria-current="step"><b><a href="/2/">Two</a></b></li>'
    )


def test_a_notice_has_the_mark_of_its_tone_and_its_action_after_the_words():
    drawn = draw('{% notice tone="late" top=True live=True %}<p>x</p>{% act %}y{% endnotice %}')

    assert drawn.startswith('<div class="notice late top" role="status"><svg class="icon"')
    assert "#triangle-alert" in drawn
    assert drawn.endswith("<div><p>x</p></div>y</div>")


def test_an_empty_state_is_named_by_its_heading():
    drawn = draw('{% empty "Nothing due" art="error" level=1 %}<p>x</p>{% endempty %}')

    assert drawn.startswith('<section class="box empty" aria-labelledby="nothing-due"><svg viewBox="0 0 132 36"')
    assert drawn.endswith('</svg><h1 id="nothing-due">Nothing due</h1><p>x</p></section>')
    assert drawn.count('class="bad"') == 3


def test_a_dialog_is_named_by_its_heading():
    assert draw('{% dialog "confirm" "Sure?" %}x{% enddialog %}') == (
        '<dialog class="slip" id="confirm" aria-labelledby="confirm-title"><div>'
        '<h2 id="confirm-title">Sure?</h2>x</div></dialog>'
    )


def test_a_pager_with_nowhere_to_go_is_nothing():
    assert draw("{% pager %}") == ""


def test_a_pager_says_what_comes():
    assert draw('{% pager older="?after=9" older_word="Earlier lines" %}') == (
        '<nav class="row" aria-label="Pages"><a class="button quiet" href="?after=9">Earlier lines</a></nav>'
    )


def test_a_tab_says_that_it_is_this_page():
    assert draw('{% tabs "Forms" %}{% tab "6 minutes" "?form=m6" here=True %}{% endtabs %}') == (
        '<nav class="scale" aria-label="Forms"><a href="?form=m6" aria-current="page">6 minutes</a></nav>'
    )


def test_a_table_has_heads_for_columns_and_rows():
    drawn = draw("{% as_table caption heads rows %}", caption="Hours", heads=["Day", "h"], rows=[(ATTACK, 3)])

    assert '<thead><tr><th scope="col">Day</th><th scope="col">h</th></tr></thead>' in drawn
    assert '<tbody><tr><th scope="row">&lt;b&gt;</th><td class="mono">3</td></tr></tbody>' in drawn


def test_a_session_on_a_plain_day_shows_it():
    assert "Dec<b>3</b>Thu" in draw('{% session title="x" starts=day %}{% endsession %}', day=date(2026, 12, 3))
