"""How names sort and are found. The database has no ICU collation, so both sides are made here; no Django."""

import re
import unicodedata

_LETTERS_WITHOUT_MARKS = str.maketrans({"ø": "o", "đ": "d", "ł": "l", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i"})


def plain(text: str) -> str:
    """The text in small letters without accents, apostrophes and hyphens: ``O’Brien-Ōno`` is ``obrien ono``."""
    small = text.casefold().translate(_LETTERS_WITHOUT_MARKS)
    bare = "".join(letter for letter in unicodedata.normalize("NFKD", small) if not unicodedata.combining(letter))
    return " ".join(re.sub(r"[^\w]+", " ", re.sub(r"['’‘`´]", "", bare)).split())


def sort_key(*, family_name: str, given_name: str, known_as: str = "") -> str:
    """What people are sorted and searched by: the plain family name, given name, and what they are known as."""
    return " ".join(filter(None, map(plain, (family_name, given_name, known_as))))[:200]
