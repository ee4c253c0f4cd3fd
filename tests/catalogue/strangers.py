"""Who may see this room's addresses."""

from typing import Any

from peel.catalogue.actions import writing
from peel.foundation import clock
from tests.catalogue.factories import content
from tests.house.neighbours import SECRET, House

OWN = {
    "catalogue:create",
    "catalogue:begin",
}


def visits(house: House) -> dict[str, dict[str, Any]]:
    lesson = writing.begin_lesson(title=f"{SECRET} doors", force=house.force, by=house.insider)
    for words in ("First.", "Second."):
        whole = content(f"{SECRET} doors", s6="Knock.", s60="1. **Look.** Both sides.", m6=words)
        writing.save_copy(lesson, change=lambda _now, whole=whole: whole, seen=clock.now(), by=house.insider)
        writing.publish(lesson, by=house.insider)
    draft = writing.begin_lesson(title=f"{SECRET} windows", force=house.force, by=house.insider)
    return {
        "catalogue:edit": {"pk": lesson.pk},
        "catalogue:look": {"pk": lesson.pk},
        "catalogue:throw_away": {"pk": draft.pk},
        "catalogue:retire": {"pk": lesson.pk},
        "catalogue:versions": {"pk": lesson.pk},
        "catalogue:version": {"pk": lesson.pk, "number": 1},
        "catalogue:restore": {"pk": lesson.pk, "number": 1},
        "catalogue:upload": {"pk": lesson.pk, "what": "recording"},
        "catalogue:drop": {"pk": lesson.pk, "length": "m6"},
    }
