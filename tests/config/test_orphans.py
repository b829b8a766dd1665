"""A web process whose parent was killed ends by itself."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

PARENT = """
import subprocess, sys, time
child = subprocess.Popen([sys.executable, "-c", "from tradepost.config.orphans import end_with_parent\\n"
                          "import time; end_with_parent(); print('up', flush=True); time.sleep(60)"])
print(child.pid, flush=True)
time.sleep(60)
"""


def test_a_process_ends_when_its_parent_was_killed() -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT], stdout=subprocess.PIPE, text=True, env=os.environ
    )
    assert parent.stdout is not None
    said = sorted([parent.stdout.readline().strip(), parent.stdout.readline().strip()])
    child = int(said[0])
    assert said[1] == "up"
    try:
        parent.send_signal(signal.SIGKILL)
        parent.wait()
        until = time.monotonic() + 50
        while Path(f"/proc/{child}").exists() and time.monotonic() < until:
            time.sleep(0.1)
        assert not Path(f"/proc/{child}").exists()
    finally:
        if Path(f"/proc/{child}").exists():
            os.kill(child, signal.SIGKILL)
