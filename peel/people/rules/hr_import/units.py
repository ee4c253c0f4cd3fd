"""Which unit an extract means, and which units it would make."""

import re
from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz, process

from peel.foundation.sentence import N_, Sentence
from peel.people.names import plain
from peel.people.rules.hr_import.plan import NewUnit, Ref
from peel.people.rules.hr_import.rows import HrRow
from peel.people.rules.hr_import.state import KnownUnit

ALIKE = 88


class Units:
    """The unit tree, found by code or by names from the top, growing by the units that the extract names first."""

    def __init__(self, known: Sequence[KnownUnit], *, spellings: dict[str, str]) -> None:
        self.made: list[NewUnit] = []
        self._spellings = spellings
        self._name: dict[Ref, str] = {}
        self._parent: dict[Ref, Ref | None] = {}
        self._by_code: dict[str, Ref] = {}
        self._by_name: dict[str, list[Ref]] = {}
        self._found: dict[tuple[str, tuple[str, ...]], Ref | Sentence] = {}
        self._was_empty = not known
        for unit in known:
            self._add(unit.id, code=unit.code, name=unit.name, parent=unit.parent)

    def name(self, unit: Ref) -> str:
        return self._name[unit]

    def up(self, unit: Ref) -> list[Ref]:
        """The unit and everything above it, itself first."""
        found: list[Ref] = []
        here: Ref | None = unit
        while here is not None:
            found.append(here)
            here = self._parent.get(here)
        return found

    def learn(self, rows: Iterable[HrRow]) -> None:
        """Make the units that rows spell out, the fullest paths first, so that no order of rows decides what is one."""
        told = {(row.unit_code, row.unit): row for row in rows if row.unit}
        for row in sorted(told.values(), key=lambda row: -len(row.unit)):
            self.find(row)

    def find(self, row: HrRow) -> Ref | Sentence | None:
        """The row's unit, made if need be; a sentence says why not; None says that the row names no unit."""
        if not row.unit and not row.unit_code:
            return None
        asked = (row.unit_code, row.unit)
        if asked not in self._found:
            self._found[asked] = self._look(row)
        return self._found[asked]

    def _look(self, row: HrRow) -> Ref | Sentence:
        code = self._spellings.get(plain(row.unit_code), row.unit_code)
        if code and plain(code) in self._by_code:
            return self._by_code[plain(code)]
        names = [self._spellings.get(plain(name), name) for name in row.unit]
        if not names:
            return Sentence(N_("There is no unit with the code “%(code)s”."), {"code": row.unit_code})
        if len(names) == 1 and plain(names[0]) in self._by_code:
            return self._by_code[plain(names[0])]
        fitting = self._fitting(names)
        if len(fitting) == 1:
            return fitting[0]
        if fitting:
            text = N_("More than one unit is called “%(name)s”; give its code or the units above it.")
            return Sentence(text, {"name": names[-1]})
        return self._misspelt(names) or self._make(names, row.levels, code)

    def _fitting(self, names: Sequence[str]) -> list[Ref]:
        """Units of that name that stand somewhere under the others; one whose whole path agrees goes before all."""
        wanted = [plain(name) for name in names]
        paths = {unit: self._path(unit) for unit in self._by_name.get(wanted[-1], [])}
        whole = [unit for unit, path in paths.items() if path == wanted]
        return whole or [unit for unit, path in paths.items() if _in_order(wanted, path)]

    def _misspelt(self, names: Sequence[str]) -> Sentence | None:
        """A lone name that is nearly one we know is more likely a slip than a new unit."""
        if self._was_empty or len(names) > 1:
            return None
        near = process.extractOne(plain(names[0]), self._by_name.keys(), scorer=fuzz.ratio, score_cutoff=ALIKE)
        if near is None:
            return None
        text = N_("There is no unit “%(name)s”; did HR mean “%(near)s”? Map it in a mapping file.")
        return Sentence(text, {"name": names[0], "near": self.name(self._by_name[near[0]][0])})

    def _make(self, names: Sequence[str], levels: Sequence[int], code: str) -> Ref:
        """The missing units of a path, under the deepest that is known."""
        parent: Ref | None = None
        depth = len(names) - 1
        while depth and parent is None:
            fitting = self._fitting(names[:depth])
            if len(fitting) == 1:
                parent = fitting[0]
            else:
                depth -= 1
        for index in range(depth, len(names)):
            last = index == len(names) - 1
            parent = self._new(names[index], parent, level=levels[index], code=code if last else "")
        assert parent is not None, "a path has at least one name"
        return parent

    def _new(self, name: str, parent: Ref | None, *, level: int, code: str) -> Ref:
        path = [*(reversed([self.name(unit) for unit in self.up(parent)]) if parent is not None else []), name]
        free = code or self._free_code(path)
        ref = f"unit {free}"
        self.made.append(NewUnit(ref, free, name, parent, level))
        self._add(ref, code=free, name=name, parent=parent)
        return ref

    def _free_code(self, path: Sequence[str]) -> str:
        slug = "-".join(re.sub(r"\s+", "-", plain(name)) for name in path)[-56:].strip("-") or "unit"
        code, n = slug, 1
        while plain(code) in self._by_code:
            n += 1
            code = f"{slug}-{n}"
        return code

    def _add(self, ref: Ref, *, code: str, name: str, parent: Ref | None) -> None:
        self._name[ref] = name
        self._parent[ref] = parent
        self._by_code[plain(code)] = ref
        self._by_name.setdefault(plain(name), []).append(ref)

    def _path(self, unit: Ref) -> list[str]:
        return [plain(self.name(here)) for here in reversed(self.up(unit))]


def _in_order(wanted: Sequence[str], path: Sequence[str]) -> bool:
    """Whether every wanted name stands in the path in that order, the last as its end."""
    rest = iter(path)
    return path[-1] == wanted[-1] and all(name in rest for name in wanted)
