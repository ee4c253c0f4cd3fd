"""Every address of Peel: each room lists its own in its ``urls.py``."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from peel.api import api, overview
from peel.bench.pages import bare

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("peel.foundation.urls")),
    path("api/v1/", overview, name="api_overview"),
    path("api/v1/", api.urls),
    path("ui/", include("peel.ui.urls")),
    path("", include("peel.people.sign_in_urls")),
    path("", include("peel.people.urls")),
    path("", include("peel.skills.urls")),
    path("", include("peel.catalogue.urls")),
    path("", include("peel.learning.urls")),
    path("", include("peel.home.urls")),
    path("", include("peel.home.evidence_urls")),
]

if settings.BENCH:
    urlpatterns.append(path("bench/bare/", bare))

handler400 = "peel.ui.views.bad_request"
handler403 = "peel.ui.views.permission_denied"
handler404 = "peel.ui.views.page_not_found"
handler500 = "peel.ui.views.server_error"
