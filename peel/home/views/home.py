"""Home: what needs somebody, and what is worth their minutes."""

from django.http import HttpResponse
from django.shortcuts import render

from peel.home.screens.home import home_screen
from peel.people.signed_in import SignedInRequest


def home(request: SignedInRequest) -> HttpResponse:
    return render(request, "home/home.html", home_screen(request.signed_in))
