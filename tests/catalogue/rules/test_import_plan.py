from peel.catalogue.rules.drafts import LessonDraft
from peel.catalogue.rules.import_plan import Stored, mark_of, plan


def test_each_key_is_new_changed_as_it_was_edited_here_or_gone():
    stored = {
        "same": Stored(1, "a"),
        "other": Stored(2, "a"),
        "mine": Stored(3, "a", edited_here=True),
        "untouched": Stored(4, "a", edited_here=True),
        "gone": Stored(5, "a"),
    }

    planned = plan({"new": "a", "same": "a", "other": "b", "mine": "b", "untouched": "a"}, stored=stored)

    assert (planned.new, planned.changed, planned.unchanged, planned.edited_here, planned.gone) == (
        ["new"],
        ["other"],
        ["same", "untouched"],
        ["mine"],
        ["gone"],
    )
    assert not planned.changes_nothing


def test_nothing_new_changes_nothing():
    assert plan({"a": "1"}, stored={"a": Stored(1, "1")}).changes_nothing


def test_a_mark_follows_the_draft_and_what_its_names_mean():
    draft = LessonDraft(key="a", title="Doors")

    assert mark_of(draft) == mark_of(LessonDraft(key="a", title="Doors"))
    assert mark_of(draft) != mark_of(LessonDraft(key="a", title="Windows"))
    assert mark_of(draft, meaning=[1]) != mark_of(draft, meaning=[2])
