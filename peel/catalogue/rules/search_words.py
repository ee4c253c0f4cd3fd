"""What somebody looks for, out of what they typed: words, phrases, the trade's synonyms and corrected typing.

The same :func:`normalised` is used when a lesson is indexed and when somebody asks, so that accents, apostrophes and
hyphens never stand between them. The query comes in three parts, because the last word is often half typed: ``whole``
and ``last`` are for PostgreSQL's ``english`` configuration, which knows that searching is search; ``last_typed`` is
for ``simple``, whose lexemes are whole words, so that "escala" finds "escalation".
"""

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rapidfuzz import fuzz, process

MOST_WORDS = 12
LONGEST_WORD = 40
# Shorter words and numbers are codes rather than typing mistakes.
SHORTEST_CORRECTED = 4
LOWEST_LIKENESS = 78

_SYNONYMS = Path(__file__).with_name("synonyms.json")
_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "þ": "th", "ð": "d"})
_APOSTROPHES = re.compile("['’‘ʼ`´]")
_QUOTED = re.compile(r"[\"“”„«»]([^\"“”„«»]+)[\"“”„«»]")
_WORD = re.compile(r"[^\W_]+")

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that must be there, in any of these spellings. ``open_ended``: the last word may still be growing."""

    spellings: tuple[Phrase, ...]
    open_ended: bool = False


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """A parsed search. The three texts are each valid for ``to_tsquery`` or empty."""

    terms: tuple[Term, ...] = ()

    @property
    def words(self) -> Phrase:
        """The words as typed, normalised."""
        return tuple(word for term in self.terms for word in term.spellings[0])

    @property
    def whole(self) -> str:
        return " & ".join(_spelled(term) for term in self.terms if not term.open_ended)

    @property
    def last(self) -> str:
        return " & ".join(_spelled(term) for term in self.terms if term.open_ended)

    @property
    def last_typed(self) -> str:
        return " & ".join(f"{term.spellings[0][-1]}:*" for term in self.terms if term.open_ended)

    @property
    def any_word(self) -> str:
        """For "no lesson has all of these, some have some"."""
        return " | ".join(_spelled(term) for term in self.terms)


def normalised(text: str) -> str:
    """Lower-case words of letters and digits with single spaces; no accents, apostrophes or marks."""
    # Folding case can bring forth marks, and taking letters apart can bring forth capitals: so before and after.
    flat = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold().translate(_LETTERS))
    bare = "".join(letter for letter in flat if not unicodedata.combining(letter))
    return " ".join(_WORD.findall(_APOSTROPHES.sub("", bare)))


def words_of(text: str) -> list[str]:
    """The words to search by; over-long ones are cut, as nobody types them."""
    return [word[:LONGEST_WORD] for word in normalised(text).split()]


def query_from(typed: str) -> SearchQuery:
    """The query in what somebody typed. Never fails; empty where there is no word in it."""
    terms: list[Term] = []
    position = 0
    for found in _QUOTED.finditer(typed):
        terms += _terms(words_of(typed[position : found.start()]), open_ended=False)
        if phrase := tuple(words_of(found.group(1))[:MOST_WORDS]):
            terms.append(Term((phrase,)))
        position = found.end()
    terms += _terms(words_of(typed[position:]), open_ended=True)
    return SearchQuery(_at_most(terms))


def corrected(query: SearchQuery, vocabulary: Mapping[str, int]) -> dict[str, str]:
    """For each word that the library does not know, the likeliest one that it does; words without one are left out.

    Of equally like words the one that more lessons use wins. A word that begins a known word is still being typed and
    is not corrected.
    """
    found: dict[str, str] = {}
    for word in query.words:
        if len(word) < SHORTEST_CORRECTED or word.isdigit() or word in vocabulary or word in synonyms():
            continue
        if any(known.startswith(word) for known in vocabulary):
            continue
        if best := _likeliest(word, vocabulary):
            found[word] = best
    return found


def with_corrections(typed: str, corrections: Mapping[str, str]) -> str:
    """What was typed, with its words replaced; quotation marks stay where they were."""
    return " ".join(
        corrections.get(normalised(part), part) if normalised(part) in corrections else part for part in typed.split()
    )


@cache
def synonyms() -> dict[str, tuple[Phrase, ...]]:
    """Each spelling of the trade with all spellings that mean the same, itself first."""
    groups: list[list[str]] = json.loads(_SYNONYMS.read_text(encoding="utf-8"))
    table: dict[str, tuple[Phrase, ...]] = {}
    for group in groups:
        spellings = [tuple(words_of(text)) for text in group]
        for spelling in spellings:
            known = table.get(" ".join(spelling), (spelling,))
            table[" ".join(spelling)] = tuple(dict.fromkeys([*known, *spellings]))
    return table


@cache
def _as_written() -> dict[Phrase, str]:
    groups: list[list[str]] = json.loads(_SYNONYMS.read_text(encoding="utf-8"))
    return {tuple(words_of(text)): text for group in groups for text in group}


def also_called(query: SearchQuery, *, most: int = 4) -> list[str]:
    """What the trade also calls what was looked for, as it is written: it is looked for as well."""
    spellings = [spelling for term in query.terms for spelling in term.spellings[1 : most + 1]]
    return [_as_written()[spelling] for spelling in spellings if spelling in _as_written()]


@cache
def _longest_synonym() -> int:
    return max(len(spelling.split()) for spelling in synonyms())


def _terms(words: Sequence[str], *, open_ended: bool) -> list[Term]:
    """Terms of consecutive words; the longest run that the trade has a synonym for counts as one."""
    terms: list[Term] = []
    position = 0
    while position < len(words):
        for length in range(min(_longest_synonym(), len(words) - position), 0, -1):
            run = " ".join(words[position : position + length])
            if run in synonyms():
                terms.append(Term(synonyms()[run]))
                position += length
                break
        else:
            terms.append(Term(((words[position],),), open_ended=open_ended and position == len(words) - 1))
            position += 1
    return terms


def _at_most(terms: Sequence[Term]) -> tuple[Term, ...]:
    """Each term once, and no more than anybody means to ask for."""
    return tuple(dict.fromkeys(terms))[:MOST_WORDS]


def _spelled(term: Term) -> str:
    spellings = [" <-> ".join(spelling) for spelling in term.spellings]
    joined = " | ".join(f"({text})" if " " in text else text for text in spellings)
    return f"({joined})" if len(spellings) > 1 or " " in joined else joined


def _likeliest(word: str, vocabulary: Mapping[str, int]) -> str:
    candidates = process.extract(
        word, vocabulary.keys(), scorer=fuzz.ratio, score_cutoff=LOWEST_LIKENESS, limit=5, processor=None
    )
    if not candidates:
        return ""
    top = candidates[0][1]
    return max((name for name, score, _key in candidates if score >= top - 2), key=lambda name: vocabulary[name])
