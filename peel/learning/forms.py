"""What the pages of learning ask for."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from peel.catalogue.queries.search import FACETS, SORTS, Wanted
from peel.catalogue.rules.reading import Length
from peel.learning.actions.opinions import LONGEST_NOTE

LONGEST_SEARCH = 200


def asked_for(query: QueryDict) -> tuple[str, Wanted, str, int]:
    """Words, filters, order and page out of an address. What makes no sense is left out: an address is no form."""

    def numbers(name: str) -> tuple[int, ...]:
        return tuple(int(value) for value in query.getlist(name) if value.isdecimal() and len(value) < 12)

    def texts(name: str) -> tuple[str, ...]:
        return tuple(value[:120] for value in query.getlist(name) if value.strip())

    wanted = Wanted(
        length=tuple(value for value in texts("length") if value in set(Length)),
        kind=texts("kind"),
        skill=numbers("skill"),
        competency=texts("competency"),
        theme=numbers("theme"),
        owner=texts("owner"),
    )
    page = query.get("page", "1")
    sort = query.get("sort", "best")
    return (
        query.get("q", "").strip()[:LONGEST_SEARCH],
        wanted,
        sort if sort in SORTS else "best",
        int(page) if page.isdecimal() and len(page) < 4 else 1,
    )


def address_of(query: QueryDict, **changes: object) -> str:
    """The same search with something changed, as ``?…``; None takes a parameter away."""
    changed = query.copy()
    for name, value in changes.items():
        if value is None:
            changed.pop(name, None)
        else:
            changed[name] = str(value)
    for name in set(changed) - {"q", "sort", "page", *FACETS}:
        changed.pop(name)
    return f"?{changed.urlencode()}" if changed else "?"


class GoOn(forms.Form):
    """A sign of life from a page: where somebody is, how far they ever were, seconds since the last sign."""

    position = forms.IntegerField(min_value=0, max_value=10_000_000)
    furthest = forms.IntegerField(min_value=0, max_value=10_000_000)
    spent = forms.IntegerField(min_value=0, max_value=86_400)


class Answer(forms.Form):
    """One answer to one question of a quiz."""

    question = forms.IntegerField(min_value=0, max_value=1000)
    choice = forms.IntegerField(min_value=0, max_value=1000, error_messages={"required": _("Choose an answer.")})


class Rate(forms.Form):
    """Stars, or whether one would recommend it: whichever was pressed."""

    stars = forms.IntegerField(min_value=1, max_value=5, required=False)
    recommend = forms.ChoiceField(
        choices=[("yes", _("Yes")), ("unsure", _("Not sure")), ("no", _("No"))], required=False
    )


class Note(forms.Form):
    """A private note."""

    text = forms.CharField(
        label=_("Reflection"), required=False, max_length=LONGEST_NOTE, widget=forms.Textarea(attrs={"rows": 4})
    )
