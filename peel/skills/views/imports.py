"""Imports of old records: what came in, how it compares, and taking it back."""

import csv
from collections.abc import Iterator

from django.contrib import messages
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from peel.ledger.actions import audit
from peel.people.actions import audit_reading
from peel.people.roles import Permission
from peel.people.signed_in import SignedInRequest
from peel.skills import words_of_imports as words
from peel.skills.access import import_for, imports_for
from peel.skills.actions.deciding import compare_soon, undo_soon
from peel.skills.models import AwardBatch
from peel.skills.queries.waiting import comparison, page_of_comparison, page_of_imports, verified_since


@require_safe
def imports(request: SignedInRequest) -> HttpResponse:
    if not request.may(Permission.IMPORT_AWARDS):
        raise Http404
    rows, following = page_of_imports(imports_for(request.person), after=_number(request, "after"))
    return render(request, "skills/imports.html", {"rows": rows, "next": following})


@require_safe
def one_import(request: SignedInRequest, pk: int) -> HttpResponse:
    batch = import_for(request.person, pk)
    reason = request.GET.get("reason", "")
    reasons = words.reasons(batch.summary, here=reason)
    rows, following = page_of_comparison(batch, reason=reason, after=_number(request, "after"))
    audit_reading(request.person, [row.known.person for row in rows], purpose=_("Old records compared"))
    context = {
        "batch": batch,
        "waiting": (waiting := batch.unmatched.filter(decided_at=None).count()),
        "title": words.headline(batch, waiting=waiting),
        "fates": words.fates(batch.summary),
        "agreement": words.agreement(batch.summary),
        "reasons": reasons,
        "reason": next((one for one in reasons if one.here), None),
        "compared_at": parse_datetime(batch.summary.get("compared_at", "")),
        "differing": words.differing(batch.summary),
        "rows": [(row.known, [words.compared(line) for line in row.lines]) for row in rows],
        "next": following,
    }
    return render(request, "skills/import.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def undo(request: SignedInRequest, pk: int) -> HttpResponse:
    batch = import_for(request.person, pk)
    if request.method == "POST":
        done = undo_soon(batch, by=request.person)
        said = _("The import is undone.") if done else _("The import is being undone. That takes some minutes.")
        messages.success(request, said)
        return redirect("skills:import", pk)
    context = {"batch": batch, "awards": batch.awards.count(), "verified": verified_since(batch)}
    return render(request, "skills/undo_import.html", context)


@require_POST
def compare_again(request: SignedInRequest, pk: int) -> HttpResponse:
    done = compare_soon(import_for(request.person, pk))
    messages.success(
        request, _("Compared with the record as it stands now.") if done else _("Comparing. That takes some minutes.")
    )
    return redirect("skills:import", pk)


@require_safe
def comparison_csv(request: SignedInRequest, pk: int) -> StreamingHttpResponse:
    """The whole comparison as a file; one audit entry names it, and everybody in it."""
    batch = import_for(request.person, pk)
    audit(
        "exported",
        actor=request.person.subject,
        force=batch.force_id,
        subjects=comparison(batch).order_by().values_list("person__subject", flat=True).distinct(),
        object_type="award batch",
        object_id=batch.pk,
        purpose=_("Old records compared"),
    )
    answer = StreamingHttpResponse(_lines(batch), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="import-{batch.pk}-compared.csv"'
    return answer


class _Echo:
    """Gives back what a CSV writer writes, a line at a time."""

    def write(self, line: str) -> str:
        return line


def _lines(batch: AwardBatch) -> Iterator[str]:
    writer = csv.writer(_Echo())
    yield "\ufeff" + str(writer.writerow([_("OFFICIAL-SENSITIVE")]))
    yield writer.writerow(
        [_("Name"), _("Skill"), _("Old system: status"), _("Old system: last day"), _("Peel: status"),
         _("Peel: last day"), _("Why they differ")]
    )  # fmt: skip
    for line in comparison(batch).iterator(chunk_size=2_000):
        word, _tone = words.word_and_tone(line.status)
        cells = [
            line.person,
            line.skill,
            line.old_status,
            line.old_until,
            word,
            line.until,
            words.reason_name(line.reason),
        ]
        yield writer.writerow([safe_cell(cell) for cell in cells])


def safe_cell(cell: object) -> str:
    """A spreadsheet must not take somebody's words for a formula."""
    text = "" if cell is None else str(cell)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def _number(request: SignedInRequest, name: str) -> int | None:
    typed = request.GET.get(name, "")
    return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 19 else None
