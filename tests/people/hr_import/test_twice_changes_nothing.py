"""Whatever an extract says, planning it again after it was applied changes nothing, and the plan keeps its shape."""

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from peel.people.rules.hr_import import ImportPlan, State
from tests.people.hr_import.world import TODAY, applied, changes, force, plan, post, row_of, service

WORDS = {
    "Rank": st.sampled_from(["PC", "PS", "Insp", "A/PS", "DC", "Special Constable", "PCSO", "Band C", "", "Vizier"]),
    "Team": st.sampled_from(["Response C", "Response D", "CID", "", "Saltmarsh"]),
    "BCU": st.sampled_from(["", "Harbour BCU", "Moorland BCU"]),
    "Acting Rank": st.sampled_from(["", "", "PS", "Insp"]),
    "Start Date": st.sampled_from(["", "06/01/2020", "2 Nov 2026", "2027-01-04"]),
    "Post Start Date": st.sampled_from(["", "01/11/2026", "01/12/2026"]),
    "Leaving Date": st.sampled_from(["", "", "", "31/10/2026", "31/12/2026", "never"]),
    "Surname": st.sampled_from(["Price", "Rahman", "Tully", "Iqbal", "Maddox"]),
    "Forename": st.sampled_from(["Ana", "Ben", "Cara"]),
    "Line Manager": st.sampled_from(["", "5001", "5002", "5003", "77"]),
    "Post Type": st.sampled_from(["", "", "Secondment", "Acting"]),
    "FTE": st.sampled_from(["", "1", "0.5"]),
    "Collar": st.sampled_from(["", "C1", "C2"]),
}
ROWS = st.lists(st.builds(row_of, st.integers(1, 6), **WORDS), min_size=1, max_size=8)
COLUMNS = st.sets(st.sampled_from(sorted(set(WORDS) - {"Surname", "Forename"})))


def keeps_its_shape(state: State, made: ImportPlan, rows: int) -> None:
    """Every row has one outcome, each post is ended once, and every new post has a service that is open for it."""
    assert sorted(row.line for row in made.rows if row.line) == list(range(2, 2 + rows))
    closed = [change.post for change in made.posts_closed]
    assert len(closed) == len(set(closed))
    starts = {known.id: known.starts for service in state.services for known in service.posts}
    assert all(change.ends is None or change.ends >= starts[change.post] for change in made.posts_closed)
    services = {service.ref for service in made.services} | {known.id for known in state.services}
    assert all(new.service in services for new in made.posts)
    assert all(new.ends is None or new.ends >= new.starts for new in made.posts)
    assert all(new.ends is None or new.ends >= new.starts for new in made.services)


@settings(max_examples=400, deadline=None)
@given(first=ROWS, second=ROWS, without=COLUMNS, later=st.integers(0, 40))
def test_two_extracts_in_a_row_each_read_twice(first, second, without, later):
    state = force(*force().services, service(4, post(4, by_hand=True), ends=None))
    for rows, as_at in ((first, TODAY), (second, TODAY + timedelta(days=later))):
        said = [{name: cell for name, cell in row.items() if name not in without} for row in rows]
        made = plan(*said, state=state, as_at=as_at)

        keeps_its_shape(state, made, len(rows))
        state = applied(state, made)
        again = plan(*said, state=state, as_at=as_at)
        assert changes(again) == []
        assert again.changes_nothing
