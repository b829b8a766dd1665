"""A process that has loaded Tradepost, and divides for every program that it is asked to run. See `rivals`."""

from __future__ import annotations

import json
import os
import random
import runpy
import signal
import socket
import sys
import traceback
from pathlib import Path
from typing import Any

from tradepost.base.beginning import begin

LARGEST = 1 << 18


def main(gate: socket.socket) -> None:
    """Until nobody is left to ask."""
    begin()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for them here
    while True:
        asked, pipes, _, _ = socket.recv_fds(gate, LARGEST, 4)
        if not asked:
            return
        if os.fork() == 0:
            gate.close()
            _be(json.loads(asked), *pipes)
        for pipe in pipes:
            os.close(pipe)
        gate.send(b"1")


def _be(asked: dict[str, Any], heard: int, said: int, errors: int, status: int) -> None:
    """Never comes back."""
    for pipe, number in ((heard, 0), (said, 1), (errors, 2)):
        os.dup2(pipe, number)
        os.close(pipe)
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    random.seed()
    code = 1
    try:
        _point_at(asked["url"])
        _run(asked)
        code = 0
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else int(ended.code is not None)
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os.write(status, str(code).encode())
        os._exit(code)


def _point_at(url: str) -> None:
    from django.db import connections

    from tradepost.config.database import django_database

    os.environ["DATABASE_URL"] = url
    connections["default"].settings_dict.update(django_database(url))


def _run(asked: dict[str, Any]) -> None:
    """As Python runs a file or `-c`."""
    if asked["file"]:
        sys.argv = [asked["file"], *asked["words"]]
        sys.path.insert(0, str(Path(asked["file"]).parent))
        runpy.run_path(asked["file"], run_name="__main__")
    else:
        sys.argv = ["-c", *asked["words"]]
        exec(compile(asked["text"], "<rival>", "exec"), {"__name__": "__main__"})


if __name__ == "__main__":
    main(socket.socket(fileno=int(sys.argv[1])))
