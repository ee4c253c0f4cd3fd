"""Finding lessons: one statement gives the page, how many there are, and what every filter would leave.

A filter's own counts ignore that filter, so that ticking "60 seconds" still shows how much there is in six minutes.
Ranking reads only ``head``, which is short: thousands of hits are ranked without reading their texts.
"""

from dataclasses import dataclass, field
from typing import Any

from django.core.cache import cache
from django.db import connection

from peel.catalogue.models import Vocabulary
from peel.catalogue.rules.search_words import SearchQuery, corrected, query_from, with_corrections

PAGE = 24
# Nobody turns this many pages; a search that needs it needs another word.
LAST_PAGE = 40
FACET_ROWS = 12
FRONT_PAGE_SECONDS = 300

SORTS = {
    # Where nothing tells lessons apart they are mixed, the same way for everyone, rather than shown import by import.
    "best": "score DESC, rank + CASE WHEN ours THEN 0.1 ELSE 0 END DESC, lesson_id * 2654435761 %% 4294967291",
    "newest": "newest DESC, lesson_id DESC",
    "rated": "(SELECT rating_sum::float / greatest(rating_count, 1) FROM catalogue_lesson WHERE id = lesson_id) DESC,"
    " rank DESC, lesson_id",
    "used": "(SELECT done_count FROM catalogue_lesson WHERE id = lesson_id) DESC, lesson_id",
}
# Facet, how the index holds it, and the table that names it.
FACETS = ("length", "kind", "skill", "competency", "theme", "owner")
_COLUMNS = {
    "length": "unnest(lengths)",
    "kind": "unnest(kinds)",
    "skill": "unnest(skills)",
    "competency": "unnest(competencies)",
    "theme": "theme_id",
    "owner": "owner_words",
}
_NAMES = {
    "length": "x.v",
    "kind": "x.v",
    "skill": "(SELECT name FROM skills_skill WHERE id = x.v)",
    "competency": "(SELECT name FROM skills_competency WHERE id = split_part(x.v, ':', 1)::bigint)",
    "theme": "(SELECT name FROM catalogue_theme WHERE id = x.v)",
    "owner": "x.v",
}
_PASSES = {
    "length": "lengths && %(length)s::varchar[]",
    "kind": "kinds && %(kind)s::varchar[]",
    "skill": "skills && %(skill)s::bigint[]",
    "competency": "competencies && %(competency)s::varchar[]",
    "theme": "theme_id = ANY(%(theme)s::bigint[])",
    "owner": "owner_words = ANY(%(owner)s::varchar[])",
}
_EVERYTHING = "true"
_ALL_WORDS = """
words @@ (to_tsquery('english', %(whole)s)
          && (to_tsquery('english', %(last)s) || to_tsquery('simple', %(last_typed)s)))
"""
_ANY_WORD = "words @@ to_tsquery('english', %(any_word)s)"
_SCORE = "ts_rank(head, to_tsquery('english', %(any_word)s) || to_tsquery('simple', %(last_typed)s))"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What somebody ticked; an empty filter lets everything through. Competencies are ``id:level``."""

    length: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    skill: tuple[int, ...] = ()
    competency: tuple[str, ...] = ()
    theme: tuple[int, ...] = ()
    owner: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return any(getattr(self, facet) for facet in FACETS)


@dataclass(frozen=True, slots=True)
class Hit:
    """One lesson found, with all that its card shows."""

    lesson: int
    card: dict[str, Any]
    stars: float | None


@dataclass(frozen=True, slots=True)
class Option:
    """One line of a facet: what ticking it sends, its name, and how many lessons it would leave."""

    value: str
    name: str
    count: int


@dataclass(slots=True)
class Found:
    """One page of a search. ``corrections`` were made because nothing had the words as typed; ``loosened`` says that
    no lesson has all the words, and these have some."""

    query: SearchQuery
    total: int = 0
    page: list[Hit] = field(default_factory=list)
    facets: dict[str, list[Option]] = field(default_factory=dict)
    corrections: dict[str, str] = field(default_factory=dict)
    loosened: bool = False


def search(typed: str, *, forces: list[int], wanted: Wanted | None = None, sort: str = "best", page: int = 1) -> Found:
    """Published lessons of the nation and these forces that have the words; typing mistakes are forgiven.

    Nothing found: unknown words are corrected to the library's own; still nothing: lessons with any of the words.
    """
    wanted = wanted or Wanted()
    query = query_from(typed)
    if not query.terms and not wanted and sort == "best" and page == 1:
        return _front_page(forces)
    found = _ask(query, _ALL_WORDS, forces=forces, wanted=wanted, sort=sort, page=page)
    if found.total or not query.terms:
        return found
    corrections = corrected(query, _vocabulary_near(query))
    if corrections:
        mended = query_from(with_corrections(typed, corrections))
        found = _ask(mended, _ALL_WORDS, forces=forces, wanted=wanted, sort=sort, page=page)
        if found.total:
            found.corrections = corrections
            return found
        query = mended
    if len(query.terms) > 1:
        found = _ask(query, _ANY_WORD, forces=forces, wanted=wanted, sort=sort, page=page)
        found.loosened = bool(found.total)
        found.corrections = corrections if found.total else {}
    return found


def _front_page(forces: list[int]) -> Found:
    """The library before anybody asked for anything: the same for everyone of these forces for some minutes."""
    key = f"library:{','.join(map(str, forces))}"
    found: Found | None = cache.get(key)
    if found is None:
        found = _ask(query_from(""), _ALL_WORDS, forces=forces, wanted=Wanted(), sort="best", page=1)
        cache.set(key, found, FRONT_PAGE_SECONDS)
    return found


def _vocabulary_near(query: SearchQuery) -> dict[str, int]:
    """The library's words that could be meant: as long as the asked ones, give or take two letters."""
    sizes = {size for word in query.words for size in range(len(word) - 2, len(word) + 3)}
    rows = Vocabulary.objects.extra(where=["length(word) = ANY(%s)"], params=[sorted(sizes)])
    known = dict(rows.values_list("word", "lessons"))
    typed = Vocabulary.objects.filter(word__in=query.words).values_list("word", "lessons")
    return known | dict(typed)


def _ask(query: SearchQuery, condition: str, *, forces: list[int], wanted: Wanted, sort: str, page: int) -> Found:
    order = SORTS.get(sort, SORTS["best"])
    values: dict[str, Any] = {
        "forces": forces,
        "whole": query.whole,
        "last": query.last,
        "last_typed": query.last_typed,
        "any_word": query.any_word,
        "limit": PAGE,
        "offset": (min(max(page, 1), LAST_PAGE) - 1) * PAGE,
        "facet_rows": FACET_ROWS,
        **{facet: list(getattr(wanted, facet)) for facet in FACETS},
    }
    sql = _statement(wanted, condition if query.terms else _EVERYTHING, _SCORE if query.terms else "0", order)
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        ((total, hits, *facets),) = cursor.fetchall()
    return Found(
        query=query,
        total=total,
        page=[Hit(lesson, card, stars) for lesson, card, stars in hits or ()],
        facets={
            facet: [Option(str(value), name, count) for value, name, count in rows or () if name]
            for facet, rows in zip(FACETS, facets, strict=True)
        },
    )


def _statement(wanted: Wanted, condition: str, score: str, order: str) -> str:
    every = _passes(wanted)
    facets = ",\n".join(_facet(facet, _passes(wanted, but=facet)) for facet in FACETS)
    return f"""
WITH hit AS MATERIALIZED (
  SELECT lesson_id, lengths, kinds, skills, competencies, theme AS theme_id, owner_words, rank, newest,
    force_id IS NOT NULL AS ours, {score} AS score
  FROM catalogue_lessontext
  WHERE (force_id IS NULL OR force_id = ANY(%(forces)s)) AND {condition}
), shown AS (
  SELECT lesson_id, row_number() OVER () AS place FROM (
    SELECT lesson_id FROM hit WHERE {every} ORDER BY {order} LIMIT %(limit)s OFFSET %(offset)s
  ) AS first
)
SELECT (SELECT count(*) FROM hit WHERE {every}),
  (SELECT json_agg(json_build_array(t.lesson_id, t.card,
      CASE WHEN l.rating_count > 0 THEN round(l.rating_sum::numeric / l.rating_count, 1)::float END) ORDER BY s.place)
   FROM shown s JOIN catalogue_lessontext t USING (lesson_id) JOIN catalogue_lesson l ON l.id = t.lesson_id),
  {facets}
"""


def _passes(wanted: Wanted, *, but: str = "") -> str:
    """What a lesson must pass: every filter that is ticked, without the one whose own counts are wanted."""
    ticked = [_PASSES[facet] for facet in FACETS if facet != but and getattr(wanted, facet)]
    return " AND ".join(ticked) or _EVERYTHING


def _facet(facet: str, others: str) -> str:
    return f"""(SELECT json_agg(json_build_array(x.v, {_NAMES[facet]}, x.n) ORDER BY x.n DESC, x.v) FROM (
    SELECT {_COLUMNS[facet]} AS v, count(*) AS n FROM hit WHERE {others} GROUP BY 1 ORDER BY 2 DESC LIMIT %(facet_rows)s
  ) x)"""
