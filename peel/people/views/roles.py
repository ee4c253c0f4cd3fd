"""What somebody may do and how they get in, as their force's administrator keeps it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from peel.people import actions, queries
from peel.people.access import person_to, places_to_give_at, role_held_for
from peel.people.forms import GiveRole, MakeAccount
from peel.people.models import Person
from peel.people.roles import ROLES, Permission
from peel.people.signed_in import SignedInRequest


@require_http_methods(["GET", "HEAD", "POST"])
def roles(request: SignedInRequest, pk: int) -> HttpResponse:
    person = person_to(request.person, Permission.GIVE_ROLES, pk)
    form = _form(request, person)
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        actions.give_role(
            person, role=given["role"], force=given["force"], unit=given["unit"], ends=given["ends"], by=request.person
        )
        messages.success(request, _("Given: %(role)s.") % {"role": ROLES[given["role"]].name})
        return redirect("people:roles", pk)
    return _page(request, person, form=form)


def _form(request: SignedInRequest, person: Person) -> GiveRole:
    forces, units = places_to_give_at(request.person, person=person)
    return GiveRole(request.POST or None, person=person, by=request.person, forces=forces, units=units)


def _page(
    request: SignedInRequest, person: Person, *, form: GiveRole, account_form: MakeAccount | None = None, link: str = ""
) -> HttpResponse:
    actions.audit_reading(request.person, [person], purpose=_("Roles and sign-in"))
    account = queries.account_of(person)
    post = queries.first_posts([person]).get(person.pk)
    context = {
        "whom": person,
        "called": queries.called(person, post),
        "place": f"{post.unit.name}, {post.force.name}" if post else "",
        "holds": list(queries.roles_today(person)),
        "form": form,
        "account": account,
        "ways": queries.ways_into(account) if account else None,
        "account_form": None if account else account_form or MakeAccount(person=person),
        "link": request.build_absolute_uri(link) if link else "",
    }
    return render(request, "people/roles.html", context)


@require_POST
def end_role(request: SignedInRequest, pk: int) -> HttpResponse:
    held = role_held_for(request.person, pk)
    actions.end_role(held, by=request.person)
    messages.success(request, _("Ended: %(role)s.") % {"role": ROLES[held.role].name})
    return redirect("people:roles", held.person_id)


@require_POST
def account(request: SignedInRequest, pk: int) -> HttpResponse:
    """Make, renew, open or close somebody's way in; a link is shown once, on the page that answers."""
    person = person_to(request.person, Permission.GIVE_ROLES, pk)
    known = queries.account_of(person)
    if known is None:
        form = MakeAccount(request.POST, person=person)
        if not form.is_valid():
            return _page(request, person, form=_unasked(request, person), account_form=form)
        known = actions.make_account(person, email=form.cleaned_data["email"], by=request.person)
        link = actions.give_link(known, by=request.person)
        return _page(request, person, form=_unasked(request, person), link=link)
    match request.POST.get("what"):
        case "link":
            link = actions.give_link(known, by=request.person)
        case "again":
            link = actions.start_again(known, by=request.person)
        case "close":
            actions.close_account(known, by=request.person)
            return redirect("people:roles", pk)
        case _:
            actions.open_account(known, by=request.person)
            return redirect("people:roles", pk)
    return _page(request, person, form=_unasked(request, person), link=link)


def _unasked(request: SignedInRequest, person: Person) -> GiveRole:
    forces, units = places_to_give_at(request.person, person=person)
    return GiveRole(person=person, by=request.person, forces=forces, units=units)
