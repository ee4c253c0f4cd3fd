"""Getting in, and out."""

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.views import LoginView, PasswordResetView
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST

from peel.people import queries
from peel.people.access import account_of_part


class SignIn(LoginView):
    """The password form; in a demonstration also everybody whom a visitor may be, or become next."""

    @method_decorator(login_not_required)
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if settings.DEMO and request.method == "GET" and request.user.is_authenticated:
            return self.render_to_response(self.get_context_data())
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {**context, "players": list(queries.players())} if settings.DEMO else context


class Help(PasswordResetView):
    """A link to a new password by e-mail where Peel can send one; otherwise whom to ask."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "mail": settings.MAIL}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not settings.MAIL:
            raise Http404
        response: HttpResponse = super().post(request, *args, **kwargs)
        return response


@login_not_required
@require_POST
def sign_in_as(request: HttpRequest, key: str) -> HttpResponse:
    """Be somebody of the demonstration. The door is not there at all unless this is one.

    No second step is asked, whatever an earlier visitor set up for the next.
    """
    if not settings.DEMO:
        raise Http404
    account = account_of_part(key)
    door = get_adapter()
    door.logout(request)
    door.login(request, account)
    response: HttpResponse = door.post_login(
        request,
        account,
        email_verification="none",
        signal_kwargs=None,
        email=account.email,
        signup=False,
        redirect_url=None,
    )
    return response
