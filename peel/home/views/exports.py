"""A record as a file."""

from django.http import HttpResponse, StreamingHttpResponse

from peel.home.screens.exports import card_pdf, record_csv, record_pdf
from peel.people.signed_in import SignedInRequest


def as_pdf(request: SignedInRequest) -> HttpResponse:
    return _file(record_pdf(request.person), "application/pdf", "my-record.pdf")


def as_card(request: SignedInRequest) -> HttpResponse:
    return _file(card_pdf(request.person), "application/pdf", "skills-passport.pdf")


def as_csv(request: SignedInRequest) -> StreamingHttpResponse:
    answer = StreamingHttpResponse(record_csv(request.person), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="my-record.csv"'
    return answer


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
