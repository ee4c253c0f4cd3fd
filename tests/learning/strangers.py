"""Who may see this room's addresses."""

from typing import Any

from peel.catalogue.rules.drafts import FormDraft, Kind
from peel.catalogue.rules.reading import Length
from tests.catalogue.factories import published
from tests.house.neighbours import SECRET, House
from tests.learning.journeys import journey_of

CAPTIONS = "WEBVTT\n\n00:01.000 --> 00:02.500\nAsk first.\n"

OWN = {
    "learning:library",
    "learning:missed",
    "learning:journeys",
}


def visits(house: House) -> dict[str, dict[str, Any]]:
    film = FormDraft(Length.M6, Kind.VIDEO, seconds=5, captions=CAPTIONS, transcript="Ask first.")
    lesson = published(
        f"{SECRET} doors",
        force=house.force,
        s6=f"{SECRET} knocks.",
        s60="1. **Look.** Both sides.",
        m60="- 10 min: **Walk.** Through doors.",
        forms=(film,),
    )
    lesson.source_key = "test:doors"
    lesson.save(update_fields=["source_key"])
    journey = journey_of(lesson, title=f"{SECRET} to detective", force=house.force)
    forms = {form.length: form.pk for form in lesson.forms.all()}
    return {
        "learning:lesson": {"pk": lesson.pk},
        "learning:from_source": {"key": lesson.source_key},
        "learning:rate": {"pk": lesson.pk},
        "learning:note": {"pk": lesson.pk},
        "learning:aside": {"pk": lesson.pk},
        "learning:go_on": {"pk": forms["m6"]},
        "learning:answer": {"pk": forms["m6"]},
        "learning:done": {"pk": forms["m6"]},
        "learning:again": {"pk": forms["m6"]},
        "learning:captions": {"pk": forms["m6"]},
        "learning:transcript": {"pk": forms["m6"]},
        "learning:one_sider": {"pk": forms["s60"]},
        "learning:journey": {"pk": journey.pk},
        "learning:take": {"pk": journey.pk},
    }
