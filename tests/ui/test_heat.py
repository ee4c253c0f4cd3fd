"""The heat grid: words in every square, links escaped, fast at 9,000 squares."""

from time import process_time

from peel.ui.components.heat import Cell, Heat, Row, heat
from peel.ui.examples import crowd


def grid(*cells: Cell, **row: object) -> str:
    return heat(Heat(label="Skills", heads=["ELS"], rows=[Row(name="Rahman", cells=cells, **row)]))  # type: ignore[arg-type]


def test_a_square_has_its_look_and_its_words():
    assert '<td class="ok">9m</td><td>–</td>' in grid(Cell("ok", "9m"), Cell("", "–"))


def test_a_square_that_leads_somewhere_says_the_rest_to_a_screen_reader():
    cell = Cell("due", "40d", small="Booked 3 Dec", said="ays left", mark="booked", href="/x?a=1&b=2")

    assert (
        '<td class="due booked"><a href="/x?a=1&amp;b=2"><span>40d<span class="sr">ays left</span>'
        "<small>Booked 3 Dec</small></span></a></td>" in grid(cell)
    )


def test_what_people_wrote_in_a_square_is_escaped():
    assert '<td class="ok"><span>&lt;b&gt;<small>&lt;i&gt;</small></span></td>' in grid(Cell("ok", "<b>", small="<i>"))


def test_a_person_can_be_ticked():
    assert (
        '<th scope="row"><label class="check"><input type="checkbox" name="who" value="7" checked>'
        "<span>Rahman<small>On now</small></span></label></th>" in grid(value=7, ticked=True, note="On now")
    )


def test_a_person_without_a_box_is_a_name_and_may_be_a_link():
    assert '<th scope="row"><span class="check"><span><a href="/p/7/">Rahman</a></span></span></th>' in grid(
        href="/p/7/"
    )


def test_the_grid_has_a_name_heads_and_a_foot():
    drawn = heat(Heat(label='Skills "now"', heads=["<ELS>"], rows=[], foot=["12/12"], foot_name="In date"))

    assert 'role="region" aria-label="Skills &quot;now&quot;"' in drawn
    assert (
        '<thead><tr><th scope="col"><span class="sr">Name</span></th><th scope="col">&lt;ELS&gt;</th></tr></thead>'
        in drawn
    )
    assert '<tfoot><tr><th scope="row" class="small soft">In date</th><td>12/12</td></tr></tfoot>' in drawn


def test_300_people_by_30_skills_cost_less_than_40_ms():
    people = crowd()
    heat(people)

    assert min(_spent(people) for _attempt in range(5)) < 0.040


def test_12_people_by_14_skills_cost_less_than_one_and_a_half_ms():
    people = crowd(12, 14)
    heat(people)

    assert min(_spent(people) for _attempt in range(5)) < 0.0015


def _spent(people: Heat) -> float:
    begun = process_time()
    heat(people)
    return process_time() - begun


def test_a_grid_is_as_wide_as_its_columns_ask():
    assert '<table class="heat" style="--cols:2">' in heat(Heat(label="x", heads=["A", "B"], rows=[]))


def test_a_tall_grid_scrolls_inside_itself():
    few, many = crowd(25, 1), crowd(26, 1)

    assert ['class="scroller tall"' in heat(few), 'class="scroller tall"' in heat(many)] == [False, True]
