"""The threads of a program that answers are held on one core, and let go for work that needs no interpreter."""

import os
import subprocess
import sys

import pytest

HELD = """
import os, threading, time
from store import cores

stop = threading.Event()
threading.Thread(target=stop.wait, daemon=True).start()
given = os.sched_getaffinity(0)
cores.hold_together()
time.sleep(10 * cores.LOOSE)
threading.Thread(target=stop.wait, daemon=True).start()
held = [os.sched_getaffinity(int(task)) for task in os.listdir("/proc/self/task")]
assert len(held) == 4 and len(held[0]) == 1 and held[0] < given, held
assert all(cores_ == held[0] for cores_ in held), held
with cores.apart():
    assert os.sched_getaffinity(0) == given
assert os.sched_getaffinity(0) == held[0]
"""

FORBIDDEN = """
import os, time
from store import cores

given = os.sched_getaffinity(0)
def forbidden(task, wanted):
    raise PermissionError(1, "Operation not permitted")
os.sched_setaffinity = forbidden
cores.hold_together()
time.sleep(2 * cores.LOOSE)
with cores.apart():
    assert os.sched_getaffinity(0) == given
"""

ALONE = """
import os, threading
from store import cores

os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
cores.hold_together()
assert threading.active_count() == 1
with cores.apart():
    assert len(os.sched_getaffinity(0)) == 1
"""


@pytest.mark.skipif(not hasattr(os, "sched_getaffinity"), reason="this system keeps no thread on a core")
@pytest.mark.parametrize("program", [HELD, FORBIDDEN, ALONE])
def test_threads_stay_on_one_core(program: str) -> None:
    if program is HELD and len(os.sched_getaffinity(0)) < 2:
        pytest.skip("there is one core only: nothing to be held together")
    found = subprocess.run([sys.executable, "-c", program], check=True, timeout=30, stderr=subprocess.PIPE, text=True)
    assert found.stderr == ""
