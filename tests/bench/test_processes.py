import os
import subprocess
import sys

from peel.bench.processes import cpu_seconds, family, memory_mib

BUSY = "import time; end = time.process_time() + 0.3\nwhile time.process_time() < end: pass\nprint(flush=True); input()"


def test_cpu_and_memory_of_a_family_are_counted():
    child = subprocess.Popen([sys.executable, "-c", BUSY], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert child.stdout is not None
    child.stdout.readline()

    spent, memory = cpu_seconds([child.pid]), memory_mib([child.pid])

    assert child.pid in family(os.getpid())
    assert spent >= 0.3
    assert 1 < memory < 200
    child.communicate(b"\n")


def test_a_process_that_is_gone_costs_nothing():
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()

    assert (cpu_seconds([child.pid]), memory_mib([child.pid])) == (0, 0)
