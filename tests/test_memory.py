"""How a server holds memory: one heap for all its threads and for Arrow.

Of dashboard/server: memory.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Final

from dashboard.server import memory
from tests.conftest import ROOT

PROGRAM: Final = """
import ctypes, importlib, json, re, sys, tempfile, threading
if sys.argv[1] == "shared":
    importlib.import_module(sys.argv[2]).share()
library = ctypes.CDLL(None)
gate = threading.Barrier(5)

def hold():
    bytearray(100_000)
    gate.wait()

threads = [threading.Thread(target=hold) for _ in range(4)]
for thread in threads:
    thread.start()
gate.wait()
for thread in threads:
    thread.join()
library.fopen.restype = ctypes.c_void_p
library.malloc_info.argtypes = [ctypes.c_int, ctypes.c_void_p]
library.fclose.argtypes = [ctypes.c_void_p]
with tempfile.NamedTemporaryFile() as file:
    stream = library.fopen(file.name.encode(), b"w")
    library.malloc_info(0, stream)
    library.fclose(stream)
    heaps = len(re.findall(b"<heap ", file.read()))
import pyarrow
print(json.dumps([heaps, pyarrow.default_memory_pool().backend_name]))
"""


def told(how: str, **more: str) -> tuple[int, str]:
    """How many heaps a process has after four threads, and the name of Arrow's."""
    environment = {k: v for k, v in os.environ.items() if k != "ARROW_DEFAULT_MEMORY_POOL"}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, how, memory.__name__],
        env={**environment, "PYTHONPATH": str(ROOT), **more},
        capture_output=True,
        check=True,
    )
    heaps, name = json.loads(done.stdout)
    return heaps, name


def test_all_threads_and_arrow_share_one_heap() -> None:
    heaps, name = told("alone")
    assert heaps > 1
    assert name != "system"
    assert told("shared") == (1, "system")


def test_what_the_operator_has_chosen_for_arrow_stays() -> None:
    _, name = told("alone")
    assert told("shared", ARROW_DEFAULT_MEMORY_POOL=name) == (1, name)
