"""What a writer frees is the system's again."""

import platform
import subprocess
import sys

import pytest

SCRIPT = """
import os, sys, threading
if sys.argv[1] == "sparing":
    from coverage.store.allocation import give_back
    give_back()
import ctypes
library = ctypes.CDLL(None)
library.malloc.restype, library.malloc.argtypes = ctypes.c_void_p, [ctypes.c_size_t]
library.free.argtypes = [ctypes.c_void_p]

def held():
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1024**2

def blocks(number):
    found = [library.malloc(256 * 1024) for _ in range(number)]
    for each in found:
        ctypes.memset(each, 1, 256 * 1024)
    return found

def work():
    library.free(blocks(1)[0])  # from here on glibc has such in its heap
    before = held()
    taken = blocks(400)
    stays = taken[-1:]  # at the heap's end, above all that is freed
    for each in taken[:-1]:
        library.free(each)
    print(held() - before)

thread = threading.Thread(target=work)
thread.start()
thread.join()
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="of glibc alone")
def test_blocks_that_are_freed_are_gone():
    left = {
        how: float(subprocess.run([sys.executable, "-c", SCRIPT, how], capture_output=True,
                                  text=True, check=True).stdout)
        for how in ("sparing", "usual")
    }  # fmt: skip
    assert left["sparing"] < 10 < 80 < left["usual"]
