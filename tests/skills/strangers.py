"""Who may see this room's addresses."""

from typing import Any

from tests.house.neighbours import House
from tests.skills.factories import QueryFactory, SkillFactory
from tests.skills.old_records.reading import brought_in

OWN = {"skills:office", "skills:imports", "skills:unmatched", "skills:verify", "skills:disputes"}


def visits(house: House) -> dict[str, dict[str, Any]]:
    skill = SkillFactory(force=house.force)
    house.post.service.employee_number = "700700"
    house.post.service.save()
    sure = {"number": "700700", "skill": skill.code, "date": "14/01/2026"}
    unsure = {"full name": str(house.person), "skill": skill.code, "date": "14/01/2025"}
    batch = brought_in(house.force, [sure, unsure]).batch
    assert batch is not None
    return {
        "skills:import": {"pk": batch.pk},
        "skills:undo_import": {"pk": batch.pk},
        "skills:compare_import": {"pk": batch.pk},
        "skills:import_csv": {"pk": batch.pk},
        "skills:decide_unmatched": {"pk": batch.unmatched.get().pk},
        "skills:dispute": {"pk": QueryFactory(person=house.person, skill=skill).pk},
    }
