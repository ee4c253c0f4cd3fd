"""The page of components, the manifest that makes Peel installable, and the pages for when something is wrong."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.utils.translation import gettext as _


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
                {"src": static(f"ui/img/{name}.png"), "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
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
