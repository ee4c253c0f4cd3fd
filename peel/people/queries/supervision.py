"""Who may move whom between supervisors, and who answers for whom now."""

from django.db.models import Q, QuerySet

from peel.foundation import clock
from peel.people.access import known, people_within, posts_held
from peel.people.models import Person, Post, Supervision
from peel.people.names import plain
from peel.people.places import Places

MOST = 6


def leads_in(person: Person, *, force: int) -> bool:
    """Whether somebody leads a unit of a force today."""
    return posts_held(clock.today()).filter(person=person, force=force, leads=True).exists()


def reach_of(supervisor: Person) -> Places:
    """Where a supervisor may take people over: their units, and the teams beside them under the same unit."""
    places = Places()
    for post in posts_held(clock.today()).filter(person=supervisor, leads=True).select_related("unit__parent"):
        places.paths.add(post.unit.parent.path if post.unit.parent else post.unit.path)
    return places


def may_be_moved_by(supervisor: Person, person: Person) -> bool:
    """Whether a supervisor may take this person over or hand them over: in reach, or answered for now."""
    answers = Supervision.objects.filter(person=person, supervisor=supervisor, during__contains=clock.now())
    return people_in_reach(supervisor).filter(pk=person.pk).exists() or answers.exists()


def people_in_reach(supervisor: Person) -> QuerySet[Person]:
    places = reach_of(supervisor)
    return people_within(places).exclude(pk=supervisor.pk) if places else known().none()


def found_by(words: str, among: QuerySet[Person]) -> list[Person]:
    """People whose collar number is these words, otherwise whose name begins with them or has them; six at most."""
    words = words.strip()
    if not words:
        return []
    by_number = among.filter(services__collar_number__iexact=words, services__ends=None).distinct()
    found = list(by_number[:MOST])
    if found:
        return found
    name = plain(words)
    backwards = " ".join(reversed(name.split()))
    said = Q(sort_key__startswith=name) | Q(sort_key__startswith=backwards) | Q(sort_key__contains=f" {name}")
    return list(among.filter(said).order_by("sort_key", "pk")[:MOST])


def leaders_of(force: int) -> QuerySet[Person]:
    """Everybody who leads a unit of the force today."""
    leading = Post.objects.held(clock.today()).filter(force=force, leads=True)
    return known().filter(pk__in=leading.values("person"))


def handed_to(supervisor: Person) -> QuerySet[Supervision]:
    """Who was handed to somebody and still is, by name."""
    now = Supervision.objects.filter(supervisor=supervisor, during__contains=clock.now())
    return now.select_related("person").order_by("person__sort_key")
