"""What processes cost: CPU seconds and memory, read from Linux's /proc."""

import os
from pathlib import Path

TICK = os.sysconf("SC_CLK_TCK")


def family(pid: int) -> list[int]:
    """A process and everything below it."""
    parents: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit() and (fields := _stat(int(entry.name))):
            parents.setdefault(int(fields[1]), []).append(int(entry.name))
    found, waiting = [], [pid]
    while waiting:
        one = waiting.pop()
        found.append(one)
        waiting += parents.get(one, [])
    return found


def parent(pid: int) -> int:
    fields = _stat(pid)
    if fields is None:
        raise ProcessLookupError(f"Process {pid} is gone.")
    return int(fields[1])


def cpu_seconds(roots: list[int]) -> float:
    """CPU time of these process families so far, with that of children already gone."""
    ticks = 0
    for root in roots:
        for pid in family(root):
            if fields := _stat(pid):
                ticks += sum(int(field) for field in fields[11:15])
    return ticks / TICK


def memory_mib(roots: list[int]) -> float:
    """Memory of these process families, shared pages divided among their users (PSS), in MiB."""
    total = 0
    for root in roots:
        for pid in family(root):
            try:
                lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
            except (FileNotFoundError, ProcessLookupError, PermissionError):
                continue
            total += next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
    return total / 1024


def _stat(pid: int) -> list[str] | None:
    """The fields of /proc/PID/stat after the name, state first; None when the process is gone."""
    try:
        text = Path(f"/proc/{pid}/stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return None
    return text.rpartition(")")[2].split()
