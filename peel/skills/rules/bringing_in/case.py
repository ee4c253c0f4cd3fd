"""Frameworks as CASE 1.0 packages (1EdTech Competencies and Academic Standards Exchange), read and compared.

A package has a document, items and associations. What it says of children makes the tree; every other association
between two known items is kept as a link, under its own name. Values that CASE 1.1 added are read where they are there.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from graphlib import CycleError, TopologicalSorter
from typing import Any, NamedTuple
from uuid import UUID

from peel.foundation.sentence import N_, Sentence

from .report import Did, RowReport

CHILD = "isChildOf"


class NotAPackage(ValueError):
    """Why this is no CASE package, in one sentence."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What a package says about the framework as a whole."""

    identifier: UUID
    name: str
    version: str
    publisher: str = ""
    licence: str = ""
    source: str = ""

    @property
    def code(self) -> str:
        return re.sub(r"[^a-z0-9]+", "-", self.name.lower()).strip("-")[:60]


class Item(NamedTuple):
    """One competency, value or standard. ``parent`` is None at the top."""

    identifier: UUID
    code: str
    name: str
    kind: str
    note: str
    levels: int
    position: int
    parent: UUID | None


class Link(NamedTuple):
    """How one item relates to another, such as ``replacedBy``."""

    origin: UUID
    target: UUID
    kind: str


@dataclass(frozen=True, slots=True)
class Package:
    """A whole package, its items in order, parents before children."""

    document: Document
    items: tuple[Item, ...]
    links: tuple[Link, ...]
    remarks: tuple[RowReport, ...] = ()


@dataclass(slots=True)
class _Read:
    """What has been read of a package so far."""

    items: dict[UUID, Item] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)
    remarks: list[RowReport] = field(default_factory=list)


def read_package(told: Any) -> Package:
    """The package that JSON spells, or :class:`NotAPackage`. What is odd in one item or association is remarked."""
    if not isinstance(told, Mapping) or not isinstance(told.get("CFDocument"), Mapping):
        raise NotAPackage(Sentence(N_("This is no CASE package: it has no CFDocument.")))
    document = _document(told["CFDocument"])
    read = _Read()
    for row, item in enumerate(_objects(told, "CFItems"), 1):
        _read_item(item, row, read)
    for row, association in enumerate(_objects(told, "CFAssociations"), 1):
        _read_association(association, row, document, read)
    return Package(document, _parents_first(read.items), tuple(dict.fromkeys(read.links)), tuple(read.remarks))


def _objects(told: Mapping[str, Any], name: str) -> Sequence[Mapping[str, Any]]:
    found = told.get(name) or []
    if not isinstance(found, list) or not all(isinstance(each, Mapping) for each in found):
        raise NotAPackage(Sentence(N_("%(name)s is not a list of objects."), {"name": name}))
    return found


def _document(told: Mapping[str, Any]) -> Document:
    identifier = _identifier(told.get("identifier"))
    title = _words(told.get("title"))
    if identifier is None or not title:
        raise NotAPackage(Sentence(N_("The CFDocument needs an identifier and a title.")))
    licence = told.get("licenseURI")
    return Document(
        identifier=identifier,
        name=title[:200],
        version=(_words(told.get("version")) or _words(told.get("lastChangeDateTime"))[:10] or "1")[:40],
        publisher=(_words(told.get("publisher")) or _words(told.get("creator")))[:200],
        licence=_words(licence.get("title") if isinstance(licence, Mapping) else licence)[:200],
        source=(_words(told.get("officialSourceURL")) or _words(told.get("uri")))[:300],
    )


def _read_item(told: Mapping[str, Any], row: int, read: _Read) -> None:
    identifier = _identifier(told.get("identifier"))
    name = _words(told.get("abbreviatedStatement")) or _words(told.get("fullStatement"))
    if identifier is None or not name:
        why = Sentence(N_("An item needs an identifier and a statement."))
        read.remarks.append(RowReport(row, _words(told.get("humanCodingScheme")), Did.REFUSED, (why,)))
        return
    if identifier in read.items:
        twice = Sentence(N_("This identifier is in the package twice."))
        read.remarks.append(RowReport(row, str(identifier), Did.REFUSED, (twice,)))
        return
    extensions = told.get("extensions")
    levels = extensions.get("levels", 0) if isinstance(extensions, Mapping) else 0
    read.items[identifier] = Item(
        identifier=identifier,
        code=_words(told.get("humanCodingScheme"))[:120],
        name=name,
        kind=_words(told.get("CFItemType"))[:60],
        note=_words(told.get("notes")),
        levels=levels if isinstance(levels, int) and 0 <= levels < 100 else 0,
        position=row,
        parent=None,
    )


def _read_association(told: Mapping[str, Any], row: int, document: Document, read: _Read) -> None:
    origin, target = _node(told.get("originNodeURI")), _node(told.get("destinationNodeURI"))
    kind = _words(told.get("associationType"))[:40]
    if origin is None or target is None or not kind:
        why = Sentence(N_("This association leads out of the package; it is left out."))
        read.remarks.append(RowReport(row, kind, Did.UNCHANGED, (why,)))
        return
    if kind != CHILD:
        read.links.append(Link(origin, target, kind))
        return
    child = read.items.get(origin)
    if child is None or (target not in read.items and target != document.identifier):
        why = Sentence(N_("A parent or child that is not in the package; the association is left out."))
        read.remarks.append(RowReport(row, kind, Did.UNCHANGED, (why,)))
    elif child.parent is not None and child.parent != target:
        why = Sentence(N_("A second parent; the first one stays."))
        read.remarks.append(RowReport(row, child.code or child.name, Did.UNCHANGED, (why,)))
    else:
        number = told.get("sequenceNumber")
        read.items[origin] = child._replace(
            parent=None if target == document.identifier else target,
            position=number if isinstance(number, int) and number >= 0 else child.position,
        )


def _parents_first(items: Mapping[UUID, Item]) -> tuple[Item, ...]:
    graph = {item.identifier: [item.parent] if item.parent else [] for item in items.values()}
    try:
        ordered = list(TopologicalSorter(graph).static_order())
    except CycleError as error:
        way = " → ".join(items[each].code or items[each].name for each in error.args[1])
        raise NotAPackage(Sentence(N_("These items are each other's parents: %(way)s."), {"way": way})) from None
    return tuple(items[identifier] for identifier in ordered)


def _identifier(value: Any) -> UUID | None:
    try:
        return UUID(str(value))
    except ValueError:
        return None


def _node(value: Any) -> UUID | None:
    """An end of an association: an object with an identifier, or an address that ends with one."""
    if isinstance(value, Mapping):
        return _identifier(value.get("identifier")) or _node(value.get("uri"))
    return _identifier(str(value).rstrip("/").rpartition("/")[2]) if value else None


def _words(value: Any) -> str:
    return " ".join(str(value).split()) if isinstance(value, (str, int, float)) else ""


_OUTWARD = N_("Left out, because they lead to items that are not here: %(times)s.")


class Changes(NamedTuple):
    """What a package would change in the framework with its identifier and version; ``report`` has a row an item.

    ``written`` are the new and the changed items, parents before children.
    """

    written: tuple[Item, ...]
    new: tuple[Item, ...]
    changed: tuple[Item, ...]
    links: tuple[Link, ...]
    report: tuple[RowReport, ...]


def compare(package: Package, held: Mapping[UUID, Item], *, linked: Iterable[Link], known: set[UUID]) -> Changes:
    """What is new and what changed. An item that the package no longer has stays, because others may point at it.

    ``linked`` are links that there are; ``known`` the identifiers of items of any framework, to which links may lead.
    """
    new, changed, report = [], [], []
    for item in package.items:
        before = held.get(item.identifier)
        did = Did.ADDED if before is None else Did.UNCHANGED if before == item else Did.CHANGED
        report.append(RowReport(item.position, item.code or item.name, did))
        if before is None:
            new.append(item)
        elif before != item:
            changed.append(item)
    there = {*held, *(item.identifier for item in package.items), *known}
    before_links = set(linked)
    links = tuple(link for link in package.links if link not in before_links and {link.origin, link.target} <= there)
    outward = Counter(link.kind for link in package.links if not {link.origin, link.target} <= there)
    left_out = [
        RowReport(0, kind, Did.UNCHANGED, (Sentence(_OUTWARD, {"times": times}),))
        for kind, times in sorted(outward.items())
    ]
    written = tuple(item for item in package.items if item.identifier not in held or item in changed)
    return Changes(written, tuple(new), tuple(changed), links, (*left_out, *package.remarks, *report))
