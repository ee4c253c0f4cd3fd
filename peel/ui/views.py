"""The page of components, the manifest that makes Peel installable, and the pages for when something is wrong."""

from datetime import date

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from peel.ui import examples
from peel.ui.components.heat import Heat
from peel.ui.components.marks import icon_names, key
from peel.ui.html import join, markup


@login_not_required
def index(request: HttpRequest) -> HttpResponse:
    """Every component in every state, for whoever builds a page and whoever looks at one."""
    return render(
        request,
        "ui/live/index.html",
        _days()
        | {
            "colours": examples.COLOURS,
            "type": examples.TYPE,
            "covers": examples.COVERS,
            "icons": sorted(icon_names()),
            "statuses": examples.statuses(),
            "missed": [6],
            "hours": [(1, 14), (2, 6), (3, 3), (4, 7)],
            "choices": [("u", "Used it"), ("m", "Said maybe"), ("n", "Said no")],
            "points": ["Up to five back blows", "Up to five abdominal thrusts", "Not clear? 999, then repeat"],
            "passport_key": _passport_key(),
            "table_heads": ["Team", "Took part"],
            "table_rows": [("Contact A, City", "94%"), ("Response C, Harbour", "82%")],
            "week": examples.WEEK,
            "shifts": examples.SHIFTS,
            "team": examples.team(),
            "form": examples.joining(),
            "wrong": examples.joining_with_errors(),
        },
    )


@login_not_required
def states(request: HttpRequest) -> HttpResponse:
    """The same components with nothing in them, something wrong, or far too many words."""
    return render(
        request,
        "ui/live/states.html",
        _days()
        | {
            "long_name": examples.LONG_NAME,
            "long_skill": examples.LONG_SKILL,
            "long_points": [examples.LONG_SKILL] * 3,
            "unbroken": "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch" * 2,
            "nobody": Heat(label="Nobody", heads=["ELS"], rows=[]),
        },
    )


@login_not_required
def heat(request: HttpRequest) -> HttpResponse:
    return render(request, "ui/live/heat.html", {"crowd": examples.crowd()})


def _days() -> dict[str, object]:
    return {
        "first_day": date(2026, 12, 3),
        "second_day": date(2026, 12, 9),
        "axis": examples.AXIS,
        "bars": examples.bars(),
    }


def _passport_key() -> SafeString:
    marks = (
        ("", "In date"), ("due", "Under 90 days"), ("ring late", "Out of ticket"), ("ring diamond good", "Seat booked"),
        ("bar link", "Today"),
    )  # fmt: skip
    return markup('<p class="legend aside soft">{}</p>', join(key(look, word) for look, word in marks))


@login_not_required
def manifest(request: HttpRequest) -> JsonResponse:
    """What a phone needs to keep Peel beside its other apps."""
    icons = [("icon-192", 192, "any"), ("icon-512", 512, "any"), ("icon-maskable-512", 512, "maskable")]
    return JsonResponse(
        {
            "id": "/",
            "name": "Peel",
            "short_name": "Peel",
            "description": _("What is due, the lesson that fits the minutes you have, and your record."),
            "lang": "en-GB",
            "start_url": "/",
            "scope": "/",
            "display": "standalone",
            "background_color": "#0f1c3a",
            "theme_color": "#0f1c3a",
            "icons": [
                {
                    "src": static(f"ui/img/{name}.png"),
                    "sizes": f"{size}x{size}",
                    "type": "image/png",
                    "purpose": purpose,
                }
                for name, size, purpose in icons
            ],
        },
        content_type="application/manifest+json",
    )


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "ui/wrong/404.html", status=404)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """``PermissionDenied("…")`` may say in a sentence who can help; it is shown when it does."""
    return render(request, "ui/wrong/403.html", {"reason": str(exception)}, status=403)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render(request, "ui/wrong/400.html", status=400)


def server_error(request: HttpRequest) -> HttpResponse:
    """Asks nothing of the database or of who is signed in: either may be what failed."""
    return render(None, "ui/wrong/500.html", status=500)


def form_expired(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form's secret no longer fits, mostly because the page stood open over a sign-in."""
    return render(request, "ui/wrong/csrf.html", status=403)
