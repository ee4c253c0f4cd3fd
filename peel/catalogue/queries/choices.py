"""What authors choose from."""

from django.db.models import Q
from django.utils.translation import gettext as _

from peel.catalogue.models import Theme
from peel.people.models import Force
from peel.skills.models import Competency, Skill

# A framework of thousands is searched, not ticked.
MOST_COMPETENCIES = 40


def theme_choices() -> list[tuple[str, str]]:
    return list(Theme.objects.order_by("name").values_list("code", "name"))


def skill_choices(force: Force | None) -> list[tuple[str, str]]:
    """Skills of the nation and of the force, by their place in the list."""
    own = Q(force=None) if force is None else Q(force=None) | Q(force=force)
    skills = Skill.objects.filter(own, retired_on=None).order_by("position", "code")
    return [(str(pk), name) for pk, name in skills.values_list("pk", "name")]


def learning_choices(force: Force | None) -> list[tuple[str, str]]:
    """Of those, required learning: what somebody is authorised to do is never awarded by reading about it."""
    known = [int(pk) for pk, _name in skill_choices(force)]
    learning = Skill.objects.filter(pk__in=known, kind=Skill.Kind.LEARNING).order_by("position", "code")
    return [(str(pk), name) for pk, name in learning.values_list("pk", "name")]


def competency_choices() -> list[tuple[str, str]]:
    """Each competency that has levels, at each of them; of the newest version of a framework."""
    rows = Competency.objects.filter(levels__gt=0, framework__replaced_by=None).order_by("framework", "position", "pk")
    return [
        (f"{pk}:{level}", _("%(name)s, level %(level)s") % {"name": name, "level": level})
        for pk, name, levels in rows.values_list("pk", "name", "levels")[:MOST_COMPETENCIES]
        for level in range(1, levels + 1)
    ]
