"""The screens and the exhibit of evidence."""

from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from peel.home.queries.evidence import Evidence, Moment, evidence_for, evidence_of, exhibits_of
from peel.home.words import evidence as words
from peel.people.models import Person
from peel.skills.queries.book import BookSkill
from peel.ui.paper import pdf

PAPER = Path(__file__).resolve().parents[1] / "paper"
MARKING = "OFFICIAL-SENSITIVE"


def asked_of(person: Person, *, viewer: Person, skill: BookSkill | None, moment: Moment) -> Evidence:
    """The answer, from the record of the force whose evidence the viewer reads."""
    return evidence_of(person, skill=skill, moment=moment, force=evidence_for(viewer, person))


def answer_screen(evidence: Evidence) -> dict[str, Any]:
    """What stood, what was known, what it rests on and what was corrected since."""
    return {
        "title": words.headline(evidence),
        "since": words.since_words(evidence),
        "changed": any(reading.changed for reading in evidence.readings),
        "who": evidence.called,
        "numbers": evidence.numbers,
        "unit": evidence.unit,
        "when": words.moment_words(evidence.moment),
        "readings": [words.reading_words(reading, evidence) for reading in evidence.readings],
        "statements": [words.seal_words(one) for one in evidence.statements],
        "head": words.head_words(evidence),
    }


def exhibit_name(producer: Person, typed: str) -> str:
    """The reference as typed, or the producer's initials and their next number: TM/4."""
    return typed.strip() or f"{producer.initials}/{exhibits_of(producer.subject) + 1}"


def exhibit_pdf(evidence: Evidence, *, exhibit: str, producer: Person, purpose: str) -> bytes:
    """The answer, its proof, its seal and a draft statement, as one document."""
    told = answer_screen(evidence)
    values = {"exhibit": exhibit, "when": words.minute(evidence.produced_at), "name": producer.name}
    return pdf(
        PAPER / "exhibit.typ",
        {
            **told,
            "marking": MARKING,
            "foot": _("Exhibit %(exhibit)s") % values,
            "exhibit": _("Exhibit %(exhibit)s") % values,
            "subject": _("Record of %(who)s") % {"who": evidence.called},
            "skill": evidence.asked.name if evidence.asked else _("Every skill"),
            "produced": _("Produced %(when)s by %(name)s from Peel.") % values,
            "purpose": purpose,
            "labels": _labels(),
            "draft": words.statement_draft(evidence, exhibit=exhibit, producer=producer.name),
            "check": _(
                "To check: each leaf is the SHA-256 of a random salt and the entry as it was written, each seal the "
                "SHA-256 of the seal before it and the leaves it covers. “peel ledger verify” hashes all of it again "
                "and names the first entry that was changed."
            ),
        },
    )


def _labels() -> dict[str, str]:
    return {
        "known_then": _("What was known then"),
        "known_now": _("The same moment, with what is known now"),
        "end_of_day": _("At the end of that day"),
        "rests_on": _("What it rests on"),
        "recorded_since": _("Recorded or corrected since"),
        "beside": _("Authority, waivers, what was set aside, disputes"),
        "needs": _("It needed these, which did not stand"),
        "nothing": _("Nothing on this record by then."),
        "not_verified": _("not verified"),
        "purpose": _("Purpose"),
        "subject": _("Subject"),
        "skill": _("Skill"),
        "moment": _("Moment"),
        "seal": _("Seal"),
        "entries": _("Entries of the ledger"),
        "entry": _("Entry"),
        "written": _("Written"),
        "leaf": _("Leaf"),
        "draft": _("DRAFT witness statement"),
        "draft_note": _("A draft to start from. Whoever signs it answers for every word."),
        "signed": _("Signed"),
        "dated": _("Date"),
    }
