"""The one-sider of a lesson on paper."""

from pathlib import Path

from django.utils.translation import gettext as _

from peel.catalogue.models import Form, Lesson
from peel.catalogue.rules import one_sider
from peel.catalogue.rules.reading import plain_text
from peel.ui.paper import pdf
from peel.ui.words import day

TEMPLATE = Path(__file__).resolve().parents[1] / "data" / "one_sider.typ"


def one_sider_pdf(form: Form, *, strapline: str, marking: str, foot: str) -> bytes:
    """One side of A4: what the page of this form shows, with its owner, review date and sources."""
    lesson = form.lesson
    sheet = one_sider.read(form.text)
    return pdf(
        TEMPLATE,
        {
            "title": lesson.title,
            "strapline": strapline,
            "lead": plain_text(sheet.lead),
            "points": [{"title": plain_text(p.title), "text": plain_text(p.text)} for p in sheet.points],
            "say": plain_text(sheet.say),
            "do_not_say": plain_text(sheet.do_not_say),
            "after": plain_text(sheet.after),
            "words": {"say": _("Say"), "do_not_say": _("Don’t say")},
            "length": str(form.get_length_display()),
            "marking": marking,
            "foot": foot,
            "demonstration": f"{_('Demonstration: not approved by any force')}." if lesson.demonstration else "",
            "small_print": small_print(lesson),
        },
    )


def small_print(lesson: Lesson) -> str:
    """Owner, next review, what it draws on, whose it is: one paragraph under every lesson."""
    parts: list[str] = []
    if lesson.owner_words:
        parts.append(_("Owner: %(owner)s.") % {"owner": lesson.owner_words})
    if lesson.review_by:
        parts.append(_("Next review %(day)s.") % {"day": day(lesson.review_by)})
    if lesson.cites:
        parts.append(_("Draws on %(sources)s.") % {"sources": "; ".join(lesson.cites.split("\n"))})
    if lesson.attribution:
        parts.append(lesson.attribution.rstrip(".") + ".")
    if lesson.licence:
        parts.append(_("Licence: %(licence)s.") % {"licence": lesson.licence})
    return " ".join(parts)
