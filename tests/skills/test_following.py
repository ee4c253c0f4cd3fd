"""What happens to a record when its person is joined to another, erased, moved or leaves a force."""

from datetime import date

import pytest

from peel.foundation import clock
from peel.foundation.models import StoredFile
from peel.people.actions.identity import erase_identity, merge_duplicates
from peel.people.followers import follow_moves, follow_transfer
from peel.skills.models import Award, Standing
from tests.people.factories import PersonFactory, PostFactory, ServiceFactory, UnitFactory
from tests.skills.factories import (
    AuthorisationFactory,
    AwardFactory,
    CpdEntryFactory,
    HoldFactory,
    QueryFactory,
    RequirementFactory,
    SkillFactory,
    WaiverFactory,
)
from tests.skills.reading import words

pytestmark = pytest.mark.django_db


def test_of_two_rows_joined_both_records_count():
    kept = PostFactory().person
    other = PersonFactory(home_force=kept.home_force)
    AwardFactory(person=kept, skill=SkillFactory(code="ELS"))
    AwardFactory(person=other, skill=SkillFactory(code="PPST"))
    entry = CpdEntryFactory(person=other)

    merge_duplicates(kept, other=other, by=PersonFactory())

    entry.refresh_from_db()
    assert words(kept) == {"ELS": "In date", "PPST": "In date"}
    assert entry.person == kept


def test_erasing_somebody_erases_their_words_and_reasons_and_leaves_the_awards():
    gone = PersonFactory()
    ServiceFactory(person=gone, ends=date(2012, 3, 31), starts=date(2001, 1, 1))
    award = AwardFactory(person=gone)
    photo = StoredFile.objects.create(
        kind="picture", content_type="image/png", name="certificate.png", path="p/1.png", size=1, stored_at=clock.now()
    )
    entry, query = CpdEntryFactory(person=gone), QueryFactory(person=gone, file_id=photo.pk)
    waiver, hold = WaiverFactory(person=gone), HoldFactory(person=gone, why="medical")

    erase_identity(gone, reference="R1", by=PersonFactory())

    for row in (entry, query, waiver, hold):
        row.refresh_from_db()
    assert (entry.reflection, entry.title, query.words, waiver.reason, hold.why) == ("", "", "", "", "")
    assert (query.file_id, list(StoredFile.objects.all())) == (None, [])
    assert list(Award.objects.all()) == [award]
    assert list(Standing.objects.filter(person=gone)) == []


def test_a_new_post_asks_for_its_skills_as_soon_as_it_is_known():
    ana = PostFactory(role="neighbourhood-constable").person
    RequirementFactory(skill=SkillFactory(code="DRV"), role="response-constable")
    before = words(ana)
    PostFactory(person=ana, unit=UnitFactory(force=ana.home_force), role="response-constable")

    follow_moves([ana.pk])

    assert (before, words(ana)) == ({}, {"DRV": "Not held"})


def test_whoever_leaves_a_force_leaves_its_authority_there():
    ana = PostFactory().person
    skill = SkillFactory(code="CED", rule={"type": "months", "months": 12, "authorisation": {"by": "superintendent"}})
    AwardFactory(person=ana, skill=skill)
    AuthorisationFactory(person=ana, skill=skill)

    follow_transfer(ana, force=ana.home_force, on=date(2026, 11, 20), by=None)

    assert words(ana) == {"CED": "Out of ticket"}
