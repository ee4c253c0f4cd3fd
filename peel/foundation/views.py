from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache

from peel.foundation.health import as_json, findings


@login_not_required
@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """For load balancers and watchers: 200 or 503, and what was found."""
    found = as_json(findings())
    return JsonResponse(found, status=200 if found["well"] else 503)
