"""Reads the Department for Education's early-career programme: one JSON object a line, one line a page.

A page that other pages name as their ``module`` is a contents page: it becomes a journey, whose steps are the pages it
links to, in its order, under its weeks. Every other page becomes a lesson. Titles such as "Video" say nothing alone,
so the week's topic goes in front; the title as published is kept beside it. Pages that no contents page links to are
placed after the page that they follow, and the row says so.
"""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from peel.catalogue.rules import page_text
from peel.catalogue.rules.drafts import (
    CatalogueDraft,
    Fate,
    FormDraft,
    JourneyDraft,
    Kind,
    LessonDraft,
    RowReport,
    StepDraft,
    bullet_points,
    text_of,
    unknown_fields,
)
from peel.catalogue.rules.reading import Length, first_sentence, length_for, max_length, seconds_to_read, words_in

SOURCE = "Support for early career teachers"
SITE = "https://support-for-early-career-teachers.education.gov.uk"
LICENCE = "Open Government Licence v3.0"
ATTRIBUTION = (
    "Department for Education, Support for early career teachers: {provider}. © Crown copyright. "
    "Contains public sector information licensed under the Open Government Licence v3.0."
)
THEME = "Early career teaching"

# A calm speaking pace; a transcript of this many words takes a minute to hear.
_WORDS_A_MINUTE_SPOKEN = 150
_AUDIENCES = (
    ("mentor-materials", "Mentors"),
    ("induction-tutor", "Induction tutors"),
    ("training-session", "Induction tutors"),
)
_LEARNERS = "Early career teachers"
_KNOWN = ("path", "provider", "module", "title", "previous", "next", "text")
_TERMS = ("autumn", "spring", "summer")
_LINK = re.compile(r"\[([^\]]*)\]\((/[^)\s#?]+)")
_DURATION = re.compile(r"^\s*Duration:\s*(\d+)\s*min", re.IGNORECASE | re.MULTILINE)
_WEEK_TOPIC = re.compile(r"^(?:Weeks? [\d, and]+):?\s*(.*)$")
_PLACE = re.compile(r"(?:(autumn|spring|summer)-)?week-(\d+)")


@dataclass(slots=True)
class _Page:
    row: int
    address: str
    provider: str
    module: str
    title: str
    previous: str
    next: str
    text: str
    extra: dict[str, Any]

    @property
    def key(self) -> str:
        return f"ect:{self.address.strip('/')}"

    @property
    def slug(self) -> str:
        return self.address.rsplit("/", 1)[-1]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a contents page puts a page: under which heading, with which words. ``topic`` stands in its title."""

    address: str
    heading: str = ""
    heading_seconds: int | None = None
    words: str = ""

    @property
    def topic(self) -> str:
        """What the week is about: "Week 2: routines" is about routines, "Week 2" about nothing."""
        found = _WEEK_TOPIC.match(self.heading)
        return (found.group(1) if found else self.heading).strip()


@dataclass(slots=True)
class _Programme:
    pages: dict[str, _Page]
    modules: dict[str, list[_Place]] = field(default_factory=dict)
    unlinked: set[str] = field(default_factory=set)

    def address_here(self, link: str) -> str:
        """A page of the programme by its key, anything else of the site by its full address."""
        path = link.split("#")[0].split("?")[0].rstrip("/")
        if path in self.pages:
            return f"lesson:{self.pages[path].key}"
        return f"{SITE}{link}" if link.startswith("/") else link


def looks_like(row: dict[str, Any]) -> bool:
    """Whether the first row of a file is a page of this programme."""
    return {"path", "provider", "module", "text"} <= row.keys()


def read(lines: Iterable[str]) -> CatalogueDraft:
    """The lessons and journeys of the lines, with one sentence for each page."""
    pages, rows = _pages(lines)
    programme = _Programme(pages)
    contents = {_module_address(page) for page in pages.values()} & pages.keys()
    for address in pages:
        if address in contents:
            programme.modules[address] = _places(programme, pages[address])
    _place_the_unlinked(programme)
    placed = {place.address: place for places in reversed(programme.modules.values()) for place in reversed(places)}
    own = {p.address: p for m, places in programme.modules.items() for p in places if p.address.startswith(f"{m}/")}
    repeated = _repeated_topics(programme)
    lessons = [
        _lesson(programme, page, own.get(page.address) or placed.get(page.address) or _Place(page.address), repeated)
        for page in pages.values()
        if page.address not in contents
    ]
    journeys = [_journey(programme, pages[address]) for address in programme.modules if address in pages]
    journeys += _leftover_journeys(programme, contents)
    rows += [_row(programme, page, contents) for page in pages.values()]
    return CatalogueDraft(SOURCE, tuple(lessons), tuple(journeys), tuple(sorted(rows, key=lambda row: row.row)))


def _pages(lines: Iterable[str]) -> tuple[dict[str, _Page], list[RowReport]]:
    pages: dict[str, _Page] = {}
    rows: list[RowReport] = []

    def leave_out(row: int, title: str, sentence: str) -> None:
        rows.append(RowReport(row=row, key="", title=title, fate=Fate.LEFT_OUT, sentence=sentence))

    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except json.JSONDecodeError as problem:
            leave_out(number, "", f"The line is not JSON: {problem.msg} at {problem.colno}.")
            continue
        if not isinstance(row, dict):
            leave_out(number, "", "The line is not a page: it holds no named fields.")
            continue
        title, path, text = (text_of(row.get(name)) for name in ("title", "path", "text"))
        missing = [name for name, value in (("path", path), ("title", title), ("text", text)) if not value]
        address = "/" + path.removeprefix("content/").removesuffix(".md").strip("/")
        if missing:
            leave_out(number, title, f"The page has no {' and no '.join(missing)}.")
        elif address in pages:
            leave_out(number, title, f"The path {path} stands in the file twice.")
        else:
            pages[address] = _Page(
                row=number,
                address=address,
                provider=text_of(row.get("provider")),
                module=text_of(row.get("module")),
                title=title,
                previous=text_of(row.get("previous")).rstrip("/"),
                next=text_of(row.get("next")).rstrip("/"),
                text=text,
                extra=unknown_fields(row, _KNOWN),
            )
    return pages, rows


def _module_address(page: _Page) -> str:
    return f"/{page.provider}/{page.module}" if page.module else ""


def _places(programme: _Programme, contents: _Page) -> list[_Place]:
    """Every page that the contents page links to, once, under its week."""
    places: dict[str, _Place] = {}
    heading, section = "", ""
    for part in re.split(r"^(?=## )", contents.text, flags=re.MULTILINE):
        heading = part.split("\n", 1)[0].removeprefix("## ").strip() if part.startswith("## ") else ""
        section = part
        found = _DURATION.search(section)
        seconds = int(found.group(1)) * 60 if found else None
        for words, link in _LINK.findall(section):
            address = link.rstrip("/")
            if address in programme.pages and address != contents.address and address not in places:
                places[address] = _Place(address, heading, seconds, words.strip())
    return list(places.values())


def _place_the_unlinked(programme: _Programme) -> None:
    """Pages of a module that its contents page forgets go after the page they follow, or after their week."""
    for page in programme.pages.values():
        places = programme.modules.get(_module_address(page))
        if places is None or any(place.address == page.address for place in places):
            continue
        programme.unlinked.add(page.address)
        before = [index for index, place in enumerate(places) if place.address == page.previous] or [
            index for index, place in enumerate(places) if _same_week(programme.pages[place.address], page)
        ]
        position = before[-1] + 1 if before else len(places)
        neighbour = places[position - 1] if before else _Place("")
        places.insert(position, _Place(page.address, neighbour.heading, neighbour.heading_seconds))


def _same_week(one: _Page, other: _Page) -> bool:
    found, wanted = _PLACE.search(one.slug), _PLACE.search(other.slug)
    return bool(found and wanted and found.groups() == wanted.groups() and one.module == other.module)


def _lesson(programme: _Programme, page: _Page, place: _Place, repeated: set[str]) -> LessonDraft:
    body, transcript, kind = page.text, "", Kind.ARTICLE
    shown = page_text.videos(page.text)
    if shown and "video" in page.slug:
        kind = Kind.VIDEO
        body, transcript = page_text.without_transcripts(page.text)
    elif "training-session" in page.slug:
        kind = Kind.PLAN
    body = page_text.as_markdown(body, address=programme.address_here)
    seconds = _seconds(page, body, transcript)
    form = FormDraft(
        length=Length.M60 if kind is Kind.PLAN else max_length(Length.S60, length_for(seconds)),
        kind=kind,
        title=page.title,
        body=body,
        seconds=seconds,
        transcript=transcript,
        url=shown[0] if kind is Kind.VIDEO else "",
        extra={"videos": list(shown)} if shown else {},
    )
    return LessonDraft(
        key=page.key,
        title=_title(page, place, repeated),
        summary=first_sentence(page_text.opening(body) or page_text.opening(transcript)),
        forms=(form,),
        theme=THEME,
        audiences=(_audience(page),),
        attribution=ATTRIBUTION.format(provider=_provider_name(page)),
        licence=LICENCE,
        source_title=page.title,
        source_address=f"{SITE}{page.address}",
        previous=_key_of(programme, page.previous),
        next=_key_of(programme, page.next),
        extra={**_when(page), "provider": page.provider, "module": page.module, **page.extra},
    )


def _seconds(page: _Page, body: str, transcript: str) -> int:
    """The duration the page itself states; otherwise its reading time and, for a video, the time to hear it."""
    if "training-session" in page.slug and (found := _DURATION.search(page.text)):
        return int(found.group(1)) * 60
    return seconds_to_read(body) + -(-words_in(transcript) * 60 // _WORDS_A_MINUTE_SPOKEN)


def _repeated_topics(programme: _Programme) -> set[str]:
    """Topics such as "Lesson observations" that several modules have: alone they do not tell pages apart."""
    counts = Counter(topic for places in programme.modules.values() for topic in {place.topic for place in places})
    return {topic for topic, modules in counts.items() if modules > 1}


def _title(page: _Page, place: _Place, repeated: set[str]) -> str:
    """The title as published, with what it is about in front where the contents page says so."""
    if "training-session" in page.slug:
        name = re.sub(r"\s+-\s+", ": ", place.words) or f"Training session {page.slug.rsplit('-', 1)[-1]}"
        return f"{name} ({page.title})"
    module = re.sub(r"^year-\d+-", "", page.module).replace("-", " ")
    parts = [module] if not place.topic else [module, place.topic] if place.topic in repeated else [place.topic]
    about = ", ".join(part[:1].lower() + part[1:] for part in parts if part)
    return f"{about[:1].upper()}{about[1:]}: {page.title}" if about else page.title


def _audience(page: _Page) -> str:
    return next((name for part, name in _AUDIENCES if part in page.slug), _LEARNERS)


def _provider_name(page: _Page) -> str:
    return page.provider.replace("-", " ").title()


def _when(page: _Page) -> dict[str, Any]:
    year = re.search(r"year-(\d+)", page.address)
    term = next((term for term in _TERMS if term in page.slug), "")
    week = _PLACE.search(page.slug)
    found = {"year": int(year.group(1)) if year else 0, "term": term, "week": int(week.group(2)) if week else 0}
    return {name: value for name, value in found.items() if value}


def _key_of(programme: _Programme, address: str) -> str:
    return programme.pages[address].key if address in programme.pages else ""


def _journey(programme: _Programme, contents: _Page) -> JourneyDraft:
    intro = re.split(r"^## Week|^## Module introduction|^## Introduction", contents.text, flags=re.MULTILINE)[0]
    return JourneyDraft(
        key=contents.key,
        title=contents.title,
        summary=first_sentence(page_text.opening(contents.text.partition("\n## ")[0])),
        outcomes=bullet_points("\n".join(re.findall(r"^- (?!\[).+$", intro, re.MULTILINE))),
        steps=tuple(_step(programme.pages[p.address], p) for p in programme.modules[contents.address]),
        audiences=(_LEARNERS,),
        attribution=ATTRIBUTION.format(provider=_provider_name(contents)),
        licence=LICENCE,
        extra={
            **_when(contents),
            "provider": contents.provider,
            "source_address": f"{SITE}{contents.address}",
            "contents": page_text.as_markdown(contents.text, address=programme.address_here),
            **contents.extra,
        },
    )


def _step(page: _Page, place: _Place) -> StepDraft:
    audience = _audience(page)
    return StepDraft(
        lesson=page.key,
        heading=place.heading,
        heading_seconds=place.heading_seconds,
        optional=audience != _LEARNERS,
        audience=audience,
    )


def _leftover_journeys(programme: _Programme, contents: set[str]) -> list[JourneyDraft]:
    """Pages outside every module, such as second-year training sessions: one journey a provider, in term order."""
    left = defaultdict(list)
    for page in programme.pages.values():
        if page.address not in contents and _module_address(page) not in programme.modules:
            left[page.provider].append(page)
    journeys: list[JourneyDraft] = []
    for provider, pages in left.items():
        pages.sort(key=_term_order)
        journeys.append(
            JourneyDraft(
                key=f"ect:{provider}",
                title=f"{_provider_name(pages[0])}: further sessions",
                summary=first_sentence(page_text.opening(pages[0].text)),
                steps=tuple(_step(page, _Place(page.address, page.title)) for page in pages),
                audiences=tuple(dict.fromkeys(_audience(page) for page in pages)),
                attribution=ATTRIBUTION.format(provider=_provider_name(pages[0])),
                licence=LICENCE,
                extra={"provider": provider},
            )
        )
    return journeys


def _term_order(page: _Page) -> tuple[int, int, list[int], str]:
    when = _when(page)
    term = _TERMS.index(when["term"]) if "term" in when else -1
    return when.get("year", 0), term, [int(number) for number in re.findall(r"\d+", page.slug)], page.address


def _row(programme: _Programme, page: _Page, contents: set[str]) -> RowReport:
    fate = Fate.TAKEN
    if page.address in contents:
        sentence = f"A journey of {len(programme.modules[page.address])} lessons in the order of the page."
    elif page.address in programme.unlinked:
        fate, sentence = Fate.PART, "No contents page links here: placed after the page that it follows."
    else:
        sentence = "A lesson."
    broken = [link for link in (page.previous, page.next) if link and link not in programme.pages]
    if broken:
        fate, sentence = Fate.PART, f"{sentence} It points to {' and '.join(broken)}, which the file does not hold."
    return RowReport(row=page.row, key=page.key, title=page.title, fate=fate, sentence=sentence)
