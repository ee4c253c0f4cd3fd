"""Cards: four forms, four faces."""

from datetime import date

from tests.ui.drawing import draw


def test_a_card_gives_its_reason_above_its_title_and_its_length_below():
    drawn = draw(
        '{% card "m6" title "/l/1/" family="care" lasts="5:48" why=why rating=4.7 by="BCU" %}', title="A<B", why="C&D"
    )

    assert drawn.startswith('<article class="card" data-length="m6"><div class="face film"><svg class="cover care"')
    assert '<div class="text"><p class="why">C&amp;D</p><h3><a href="/l/1/">A&lt;B</a></h3>' in drawn
    assert '<span class="sr">Rated </span>4.7</span><span>BCU</span></p>' in drawn


def test_six_seconds_are_a_poster_of_their_line():
    assert '<div class="face poster care"><p>Ask first.</p></div>' in draw(
        '{% card "s6" "Title" "/l/1/" family="care" line="Ask first." %}'
    )


def test_sixty_seconds_are_a_sheet_whose_face_is_silent():
    assert (
        '<div class="face sheet" aria-hidden="true"><b>Choking</b><ol><li>One</li><li>&lt;2&gt;</li></ol></div>'
        in draw('{% card "s60" "Title" "/l/1/" line="Choking" points=points %}', points=["One", "<2>"])
    )


def test_sixty_minutes_with_a_date_are_an_event():
    drawn = draw(
        '{% card "m60" "Title" "/l/1/" starts=day hours="14:15" place="Room 2" left="4 left" %}', day=date(2026, 12, 8)
    )

    assert (
        '<div class="face event"><time datetime="2026-12-08">Tue<b>8</b>Dec</time>'
        '<div><b>14:15</b><span>Room 2</span><span class="mono xs">4 left</span></div></div>' in drawn
    )


def test_a_picture_of_its_own_stands_in_for_the_cover():
    drawn = draw('{% card "m6" "Title" "/l/1/" image="/media/1.jpg?a=1&b=2" %}')

    assert '<div class="face film"><img src="/media/1.jpg?a=1&b=2" alt="" loading="lazy"></div>' in drawn
    assert "play" not in drawn


def test_without_a_rating_no_star_is_drawn():
    assert "star" not in draw('{% card "m6" "Title" "/l/1/" %}')


def test_the_ruler_has_four_marks_and_one_is_chosen():
    drawn = draw('{% ihave checked="s60" %}')

    assert [form for form in ("s6", "s60", "m6", "m60") if f'value="{form}"' in drawn] == ["s6", "s60", "m6", "m60"]
    assert drawn.count(" checked") == 1
    assert (
        '<input type="radio" name="have" value="s60" checked><b>60</b><span class="length s60">seconds</span>' in drawn
    )
